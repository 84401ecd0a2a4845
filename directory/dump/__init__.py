"""Everything public in files to take away: JSON, CSV and SQLite, written by a command as one set.

A set is of one version of the directory, and there as a whole or not at all. Names of people are
in none: what is copied to other places cannot be erased there.
"""

from .sets import CURRENT, INDEX, Busy, Dump, File, current, offered_in
from .writing import write

__all__ = ["CURRENT", "INDEX", "Busy", "Dump", "File", "current", "offered_in", "write"]
