"""When readers of this process were given something older than the database.

A large catalogue or search index takes longer to rebuild than a reader wants to wait: meanwhile
there is the previous one. Who hands it out says so here, so that no page is kept that was made
from it (landscape/pagecache.py).
"""

_last: object = object()


def was_given() -> None:
    """Say that a reader gets something older than what the database has now."""
    global _last
    _last = object()


def last() -> object:
    """Another object after each time. An object and not a count: two threads may say so at once."""
    return _last
