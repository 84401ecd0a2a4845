"""What was changed, when, by whom and why: read from the history tables, newest first."""

from .belonging import PARTS, Records, is_own, last_known, records, told_of, unrecorded
from .events import UNTOLD_FIELDS, Change, Difference, Event, differences
from .merges import MergeAct, MergeActs, merge_act
from .reading import Mark, Newer, mark, of, since
from .recording import BEFORE, because, begin, stated
from .states import State, at, elsewhere
from .words import CONTEXT, TITLES, Names, abridged, named, names_in, shown, title

__all__ = [
    "BEFORE",
    "CONTEXT",
    "PARTS",
    "TITLES",
    "UNTOLD_FIELDS",
    "Change",
    "Difference",
    "Event",
    "Mark",
    "MergeAct",
    "MergeActs",
    "Names",
    "Newer",
    "Records",
    "State",
    "abridged",
    "at",
    "because",
    "begin",
    "differences",
    "elsewhere",
    "is_own",
    "last_known",
    "mark",
    "merge_act",
    "named",
    "names_in",
    "of",
    "records",
    "shown",
    "since",
    "stated",
    "title",
    "told_of",
    "unrecorded",
]
