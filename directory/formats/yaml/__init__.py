"""YAML 1.2 with the place of every node, and the way back.

`reading` makes plain data that knows its places (`nodes`) of the events of `libyaml`, `core` says
what an unquoted text means, `faults` what is wrong with a text that is no YAML, `writing` spells
values, `splicing` changes a few in a text that stays.
"""

from .nodes import Document, Map, Seq
from .reading import load
from .splicing import Splice
from .writing import dump, scalar

__all__ = ["Document", "Map", "Seq", "Splice", "dump", "load", "scalar"]
