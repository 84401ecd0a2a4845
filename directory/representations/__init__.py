"""What programs are given: the directory as plain data, spelled once for every form and address.

Names are those of records (docs/formats.md), in both languages always; slugs and codes stand for
what they name. Every field is always there: what is not known is null, and of lists [].

`briefs` has projects as a row of a list, `fulls` with all that the log of changes follows, in as
many queries for a hundred projects as for one; `page` has one with its stewards, too; `mention` has
what names one to others. `problem` says what is wrong with a request.
"""

from .addresses import Origin
from .gone import gone, why_withdrawn, withdrawn
from .people import maintainers
from .problems import MEDIA_TYPE, Asked, Wrong, problem, wrong_in
from .projects import briefs, fulls, page
from .relations import mention, relation
from .taxonomy import categories, landscape, tags
from .values import known, now

__all__ = [
    "MEDIA_TYPE",
    "Asked",
    "Origin",
    "Wrong",
    "briefs",
    "categories",
    "fulls",
    "gone",
    "known",
    "landscape",
    "maintainers",
    "mention",
    "now",
    "page",
    "problem",
    "relation",
    "tags",
    "why_withdrawn",
    "withdrawn",
    "wrong_in",
]
