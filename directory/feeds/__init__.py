"""What readers follow with a program of their own: Atom feeds (RFC 4287), in pages (RFC 5005).

Each class is one page of a feed: the query string that it takes, what stands in its head, and its
entries. All but a project's history take the filters of the list, and so does `FollowBrowse`, by
which people find them.
"""

from .changes import ChangesFeed, HistoryFeed
from .following import FollowBrowse, FollowFilter
from .kinds import FeedKind
from .projects import EndedFeed, ListFeed, NewFeed

__all__ = [
    "ChangesFeed",
    "EndedFeed",
    "FeedKind",
    "FollowBrowse",
    "FollowFilter",
    "HistoryFeed",
    "ListFeed",
    "NewFeed",
]
