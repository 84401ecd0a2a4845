"""What pages are about, in the vocabulary of schema.org, for search engines (JSON-LD).

Each function makes what stands in the head of one kind of page. `absolute` makes an address of a
path of the site.
"""

from .graph import Absolute, graph
from .lists import of_list
from .project import of_project
from .site import Download, of_dataset, of_site

__all__ = ["Absolute", "Download", "graph", "of_dataset", "of_list", "of_project", "of_site"]
