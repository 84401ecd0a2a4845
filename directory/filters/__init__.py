"""What a query string may say: every parameter, its rule and its error.

The catalogue evaluates the filters, so nothing here touches the database.
"""

from .choices import ChangeKind, Show, Size, Sort, View
from .fields import one_of
from .sets import ChangesFilter, HistoryForm, PanoramaFilter, ProjectFilter, RelationsFilter
from .unknown import printable, right_for, unknown

__all__ = [
    "ChangeKind",
    "ChangesFilter",
    "HistoryForm",
    "PanoramaFilter",
    "ProjectFilter",
    "RelationsFilter",
    "Show",
    "Size",
    "Sort",
    "View",
    "one_of",
    "printable",
    "right_for",
    "unknown",
]
