"""What readers follow with a program of their own: Atom feeds (RFC 4287), in pages (RFC 5005).

Each class is one page of a feed: the query string that it takes, what stands in its head, and its
entries. All but a project's history take the filters of the list.
"""

from .changes import ChangesFeed, HistoryFeed
from .projects import EndedFeed, ListFeed, NewFeed

__all__ = ["ChangesFeed", "EndedFeed", "HistoryFeed", "ListFeed", "NewFeed"]
