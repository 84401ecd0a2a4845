"""What a site built by landscape2 says, of this directory: its data files at its addresses.

It is what landscape2 would make of the `landscape.yml` that `formats/landscape_yml` writes: a
project that stands in a category itself is in a subcategory of the same name, and what the
directory has no field for is absent. Shapes are those of https://github.com/cncf/landscape2:
`crates/core/src/data.rs` and `crates/cli/src/build/export.rs` at commit 0a3c4043,
`crates/cli/src/build/api.rs` at 0f20d036, `crates/core/src/datasets.rs` at a7a5069a,
`crates/core/src/util.rs` at 20ff9aaa, `crates/core/src/stats.rs` at 0d77e4ba.
"""

from .figures import Figures
from .reading import Entry, Landscape
from .shapes import as_base, as_embedded, as_listed
from .sheet import items_csv

__all__ = [
    "Entry",
    "Figures",
    "Landscape",
    "as_base",
    "as_embedded",
    "as_listed",
    "items_csv",
]
