"""What refers to what within an SVG: ids by number, and how much is drawn in all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from directory.logos.picture import Refused

# Elements, counting again what is drawn again: ten levels of ten references are ten billion.
MOST_DRAWN = 200_000

_REFERENCE = re.compile(r"#(n\d+)\b")


class Numbers:
    """Ids by the order of their elements, whatever they were. Of several the same, the first one
    counts, as in browsers."""

    def __init__(self, elements: Iterable[Element]):
        self._first: dict[str, Element] = {}
        for element in elements:
            if id := element.get("id"):
                self._first.setdefault(id, element)
        self._numbers = {id: f"n{number}" for number, id in enumerate(self._first)}

    def name(self, element: Element) -> str | None:
        id = element.get("id", "")
        return self._numbers[id] if self._first.get(id) is element else None

    def reference(self, address: str) -> str | None:
        """`#n7` for the address of an element within; None for all others."""
        number = self._numbers.get(address[1:]) if address.startswith("#") else None
        return f"#{number}" if number else None


def settle(elements: Sequence[Element]) -> None:
    """Keep only ids that something refers to, numbered without gaps. Raises Refused for what would
    draw itself or too much."""
    used = {name for element in elements for name in _referred(element)}
    names = [name for element in elements if (name := element.get("id")) in used]
    new = {name: f"n{number}" for number, name in enumerate(names)}
    for element in elements:
        element.attrib = {
            name: new[text] if name == "id" else _REFERENCE.sub(lambda m: f"#{new[m[1]]}", text)
            for name, text in element.attrib.items()
            if name != "id" or text in used
        }
    _check_drawn(elements)


def _referred(element: Element) -> Iterator[str]:
    for name, text in element.attrib.items():
        if name != "id":
            yield from _REFERENCE.findall(text)


def _check_drawn(elements: Sequence[Element]) -> None:
    parts = {id: list(element.iter()) for element in elements if (id := element.get("id"))}
    parts[""] = list(elements)
    within = {
        name: [referred for element in part for referred in _referred(element)]
        for name, part in parts.items()
    }
    try:
        order = list(TopologicalSorter(within).static_order())
    except CycleError as error:
        raise Refused(
            _("Part of the SVG refers to itself."), _("Use a simpler version, without clones.")
        ) from error
    drawn: dict[str, int] = {}
    for name in order:
        drawn[name] = len(parts[name]) + sum(drawn[referred] for referred in within[name])
        if drawn[name] > MOST_DRAWN:
            raise Refused(
                _("The SVG draws more than %(most)d elements by drawing parts again.")
                % {"most": MOST_DRAWN},
                _("Use a simpler version, without clones."),
            )
