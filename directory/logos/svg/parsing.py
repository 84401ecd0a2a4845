"""XML into the elements of an SVG that are allowed, within bounds, and its style sheets."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from django.utils.translation import gettext as _

from directory.logos.picture import Refused

from .allowed import ELEMENTS

SVG = "http://www.w3.org/2000/svg"
DEEPEST = 100
MOST_ELEMENTS = 20_000

# A link's content is shown without it.
_STANDS_FOR = {"a": "g"}
_WITH_TEXT = {"text", "tspan", "textPath"}
_DROPPED = ""


class Document(NamedTuple):
    """Attributes are still as they came, names in a namespace with its address before them."""

    root: Element
    styles: list[str]


def parse(data: bytes) -> Document:
    """Raises Refused."""
    parsing = _Parsing()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _check_doctype
    parser.StartElementHandler = parsing.start
    parser.EndElementHandler = parsing.end
    parser.CharacterDataHandler = parsing.text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Refused(
            _("The SVG is broken at line %(line)d, column %(column)d: %(what)s.")
            % {
                "line": error.lineno,
                "column": error.offset + 1,
                "what": expat.ErrorString(error.code),
            },
            _("Save it again with a drawing program."),
        ) from error
    except (ValueError, LookupError) as error:  # an encoding that is none, or none for expat
        raise Refused(
            _("The SVG is in an encoding that is not known."), _("Save it as UTF-8.")
        ) from error
    return parsing.document()


def _check_doctype(
    name: str, system_id: str | None, public_id: str | None, has_declarations: bool
) -> None:
    """One that only names SVG, as Illustrator writes it, is left out. Where none declares
    entities, there are none that could refer to files or multiply."""
    if has_declarations:
        raise Refused(
            _("The SVG declares entities or attributes in its DOCTYPE."),
            _("Save it without, in Illustrator as “SVG 1.1” without preserving editing."),
        )


class _Parsing:
    def __init__(self) -> None:
        self.styles: list[str] = []
        self._tree = TreeBuilder()
        self._open: list[str] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count_in()
        kind = self._kind(name)
        self._open.append(kind)
        if kind == "style":
            self.styles.append("")
        elif kind:
            self._tree.start(kind, attributes)

    def end(self, name: str) -> None:
        kind = self._open.pop()
        if kind and kind != "style":
            self._tree.end(kind)

    def text(self, text: str) -> None:
        if self._open[-1] == "style":
            self.styles[-1] += text
        elif self._open[-1] in _WITH_TEXT:
            self._tree.data(text)

    def document(self) -> Document:
        return Document(self._tree.close(), self.styles)

    def _count_in(self) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) >= DEEPEST:
            raise Refused(
                _("The SVG has more than %(most)d elements, or nests deeper than %(deepest)d.")
                % {"most": MOST_ELEMENTS, "deepest": DEEPEST},
                _("Use a simpler version."),
            )

    def _kind(self, name: str) -> str:
        """The element that is put in its place, `style`, or nothing."""
        space, _space, local = name.rpartition(" ")
        if not self._open and (local != "svg" or space not in ("", SVG)):
            raise Refused(_("This is XML, but no SVG."), _("Use an SVG, PNG, WebP or JPEG file."))
        if space not in ("", SVG) or (self._open and self._open[-1] in (_DROPPED, "style")):
            return _DROPPED
        kind = _STANDS_FOR.get(local, local)
        return kind if kind in ELEMENTS or kind == "style" else _DROPPED
