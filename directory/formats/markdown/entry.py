"""What an entry of a list says, and where in the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from .inline import Piece
from .marks import Marks


@dataclass(slots=True)
class Link:
    """`label` is empty where the text is the address itself."""

    kind: str
    url: str
    label: str
    piece: Piece


@dataclass(slots=True)
class Entry:
    """Positions are in the text that was read. `head_end` is behind the name and what is beside
    it; `summary_end` is `summary_start` where there is no summary. `links` are the main one, if
    the name has one, those beside and behind, and those in the summary; `refused` are those whose
    address is none of the web."""

    name: str
    head: Piece
    head_end: int
    summary: str = ""
    summary_start: int = 0
    summary_end: int = 0
    links: list[Link] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    mark_pieces: list[Piece] = field(default_factory=list)
    refused: list[Piece] = field(default_factory=list)

    @property
    def main(self) -> Link | None:
        return self.links[0] if self.links and self.links[0].piece is self.head else None
