"""Style sheets of an SVG, turned into what each element has of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

import tinycss2
from django.utils.translation import gettext as _

from directory.logos.picture import Refused

from .allowed import PROPERTIES
from .values import Reference, value

# Rules looked at and declarations applied, for all elements together.
MOST_STEPS = 2_000_000
# Characters of a style sheet or attribute. More is an embedded font, or made to take long.
LONGEST = 100_000

# A kind of _WEIGHT and a name: a class “st0”, a type “rect”.
Trait = tuple[str, str]
_WEIGHT = ("id", "class", "type")


class Declaration(NamedTuple):
    name: str
    value: str
    important: bool


class _Rule(NamedTuple):
    traits: frozenset[Trait]
    # What beats what: the one with more ids, classes and types, of equals the later one.
    rank: tuple[int, ...]
    declarations: list[Declaration]


def declarations(text: str | Sequence[Any], reference: Reference) -> Iterator[Declaration]:
    """The allowed ones of a `style` attribute or of a rule."""
    for node in tinycss2.parse_declaration_list(text, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration" and node.lower_name in PROPERTIES:
            written = value(node.value, reference)
            if written is not None:
                yield Declaration(node.lower_name, written, node.important)


class Sheet:
    def __init__(self, texts: Iterable[str], reference: Reference):
        self._rules: dict[Trait | None, list[_Rule]] = defaultdict(list)
        self._reference = reference
        self._count = 0
        self._steps = 0
        for text in texts:
            check_length(text)
            self._read(text)

    def of(self, element: Element, own: Iterable[Declaration]) -> dict[str, str]:
        """What applies to an element with these declarations of its own."""
        traits = _traits(element)
        rules = sorted(self._matching(traits), key=lambda rule: rule.rank)
        ordered = [*chain.from_iterable(rule.declarations for rule in rules), *own]
        self._take_steps(len(ordered))
        ordered.sort(key=lambda declaration: declaration.important)
        return {declaration.name: declaration.value for declaration in ordered}

    def _matching(self, traits: set[Trait]) -> Iterator[_Rule]:
        for key in (None, *traits):
            candidates = self._rules.get(key, ())
            self._take_steps(len(candidates))
            yield from (rule for rule in candidates if rule.traits <= traits)

    def _take_steps(self, number: int) -> None:
        self._steps += number
        if self._steps > MOST_STEPS:
            raise Refused(
                _("The style sheet of the SVG is too complex for so many elements."), _remedy()
            )

    def _read(self, text: str) -> None:
        """Imports, fonts, animations and what depends on a screen are none of a logo's."""
        for node in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            if node.type == "qualified-rule":
                said = list(declarations(node.content, self._reference))
                for selector in _split(node.prelude):
                    self._add(selector, said)

    def _add(self, selector: Sequence[Any], said: list[Declaration]) -> None:
        # States and positions, such as :hover: a logo has none.
        if any(token == ":" for token in selector):
            return
        traits = frozenset(_parsed(selector))
        self._count += 1
        weight = [sum(kind == of for kind, _name in traits) for of in _WEIGHT]
        key = min(traits, key=lambda trait: _WEIGHT.index(trait[0]), default=None)
        self._rules[key].append(_Rule(traits, (*weight, self._count), said))


def check_length(text: str) -> None:
    if len(text) > LONGEST:
        raise Refused(
            _("The style of the SVG is longer than %(longest)d characters.") % {"longest": LONGEST},
            _("Export the SVG without embedded fonts: texts as outlines, style as attributes."),
        )


def _traits(element: Element) -> set[Trait]:
    classes = element.get("class", "").split()
    return {
        ("type", str(element.tag)),
        ("id", element.get("id", "")),
        *(("class", name) for name in classes),
    }


def _split(prelude: Iterable[Any]) -> Iterator[list[Any]]:
    """The selectors of a rule, which commas part, without the space around each."""
    selectors: list[list[Any]] = [[]]
    for token in prelude:
        if token == ",":
            selectors.append([])
        elif token.type != "comment":
            selectors[-1].append(token)
    for selector in selectors:
        while selector and selector[-1].type == "whitespace":
            selector.pop()
        while selector and selector[0].type == "whitespace":
            selector.pop(0)
        yield selector


def _parsed(selector: Sequence[Any]) -> Iterator[Trait]:
    """Raises Refused for what looks beyond the element itself."""
    tokens = iter(selector)
    for token in tokens:
        if token == ".":
            following = next(tokens, None)
            if following is not None and following.type == "ident":
                yield "class", following.value
                continue
        elif token.type == "hash":
            yield "id", token.value
            continue
        elif token.type == "ident":
            yield "type", token.value
            continue
        elif token == "*":
            continue
        raise Refused(
            _("The style sheet of the SVG has a selector that is not understood: %(selector)s")
            % {"selector": tinycss2.serialize(selector)[:80]},
            _remedy(),
        )


def _remedy() -> str:
    return _("Export the SVG with presentation attributes in place of a style sheet.")
