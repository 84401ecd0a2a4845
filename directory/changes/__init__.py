"""The history in public: who changed what, why and when, without anything that is private.

A project's history begins when it was first published. Who did something is named as the site
names them anyway: a maintainer by the name on their page, a contributor by the name they wished
to be credited by, everybody else not at all.
"""

from .directory_page import ChangesBrowse
from .entries import Entry
from .folding import Folded
from .project_history import ProjectHistory
from .project_page import ProjectChanges
from .told import Told

__all__ = ["ChangesBrowse", "Entry", "Folded", "ProjectChanges", "ProjectHistory", "Told"]
