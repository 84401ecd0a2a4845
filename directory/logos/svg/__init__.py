"""SVG through an allow-list (`allowed`): `parsing` takes the elements, `attributes` and `values`
what they may say, `sheet` makes attributes of style sheets, `references` bounds what is drawn."""

from __future__ import annotations

from xml.etree import ElementTree

from .attributes import Attributes
from .extent import view_box
from .parsing import SVG, parse
from .references import Numbers, settle
from .sheet import Sheet


def clean(data: bytes) -> bytes:
    """Raises Refused."""
    document = parse(data)
    elements = list(document.root.iter())
    numbers = Numbers(elements)
    attributes = Attributes(Sheet(document.styles, numbers.reference), numbers)
    extent = view_box(document.root.attrib)
    for element in elements:
        element.attrib = attributes.of(element)
    settle(elements)
    _frame(document.root, extent)
    return ElementTree.tostring(document.root, encoding="unicode").encode()


def _frame(root: ElementTree.Element, extent: str) -> None:
    """As large as the place where it is shown, whatever size it was drawn for."""
    own = {
        name: value
        for name, value in root.attrib.items()
        if name not in ("x", "y", "width", "height", "viewBox")
    }
    root.attrib = {"xmlns": SVG, "viewBox": extent} | own
