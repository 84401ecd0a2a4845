"""What a project is after a record: what is said replaces what there was, and what a format has no
room for stays."""

from __future__ import annotations

from collections.abc import Iterable

from directory.addresses import lead_to_one
from directory.formats.records import Fields

from .terms import PARTS

# A format that says one of these says the only one.
ONLY_ONE = ("homepage", "repository")


def merged(said: Fields, known: Fields) -> Fields:
    """The fields of a record in the directory's own terms; those of which nothing is said are not
    among them."""
    fields = {name: value for name, value in said.items() if name not in _SOME}
    if "some_links" in said:
        fields["links"] = links(said["some_links"], known.get("links", []))
    if "some_extra" in said:
        fields["extra"] = known.get("extra", {}) | said["some_extra"]
    for name, part in PARTS.items():
        if name in fields:
            fields[name] = part.in_order(map(part.tidy, fields[name]))
    return fields


_SOME = ("some_links", "some_extra")


def links(some: Iterable[Fields], known: Iterable[Fields]) -> list[Fields]:
    """All links of a project of which a file says some."""
    found = list(known)
    for link in some:
        alike = [other for other in found if other["kind"] == link["kind"]]
        current = next((other for other in alike if not other.get("former")), None)
        if any(lead_to_one(other["url"], link["url"]) for other in alike):
            # On record already, perhaps as a former one, which is not brought back.
            continue
        if current and link["kind"] in ONLY_ONE:
            found[found.index(current)] = link
        else:
            found.append(link)
    return found
