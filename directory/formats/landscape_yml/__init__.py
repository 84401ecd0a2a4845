"""The data file of landscape2, and of landscapeapp before it: `landscape.yml`.

`reading` makes records, `checking` finds what is wrong, `writing` makes a file, `rewriting` puts
edits into one that stays as it is. What records have no field for is kept in `extra`, by its key.
"""

from .logos import default_logo, missing_logos
from .reading import read
from .rewriting import rewrite
from .second_paths import by_slug, slugs_of
from .writing import item_of, kept_of, paths_of, write

__all__ = [
    "by_slug",
    "default_logo",
    "item_of",
    "kept_of",
    "missing_logos",
    "paths_of",
    "read",
    "rewrite",
    "slugs_of",
    "write",
]
