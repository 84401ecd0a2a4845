"""Which project of the directory an entry of a file is.

An entry meets a project by its slug, by the address of its repository or by its name, in the order
asked for: all entries by the first way, the rest by the second, so that who is surely meant is
never taken by somebody else's likeness. A project is met by one entry; where several would, by the
one of the same name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from directory.addresses import same_place
from directory.formats.records import Fields, Record
from directory.text import fold, same_name

WAYS = ("slug", "repo", "name")

Find = Callable[[Record], str | None]


def meet(
    records: Sequence[Record],
    projects: Mapping[str, Fields],
    ways: Sequence[str] = WAYS,
    known: Mapping[int, str] | None = None,
) -> dict[int, str]:
    """The slug of the project that each record is, by the record's number; new ones have none.
    `known` are those that it is known of."""
    met = dict(known or {})
    taken = set(met.values())
    finders: dict[str, Callable[..., Find]] = {"slug": by_slug, "repo": by_address, "name": by_name}
    for way in ways:
        if len(met) == len(records):
            break
        find = finders[way](projects)
        claims: dict[str, list[int]] = defaultdict(list)
        for number, record in enumerate(records):
            if number not in met and (slug := find(record)) and slug not in taken:
                claims[slug].append(number)
        for slug, numbers in claims.items():
            met[_nearest(numbers, records, projects[slug])] = slug
        taken.update(claims)
    return met


def _nearest(numbers: list[int], records: Sequence[Record], project: Fields) -> int:
    """The record that also has the project's name; otherwise the first."""
    if len(numbers) == 1:
        return numbers[0]
    names = set(names_of(project))
    alike = (number for number in numbers if names.intersection(names_of(records[number].fields)))
    return next(alike, numbers[0])


def by_slug(projects: Mapping[str, Fields]) -> Find:
    """Its own slug first, then one that the project once had, then one that it once had itself."""
    former = {
        slug: current
        for current, project in projects.items()
        for slug in project.get("old_slugs", ())
    }

    def find(record: Record) -> str | None:
        slug = record.fields.get("slug")
        if slug in projects:
            return str(slug)
        if slug in former:
            return former[slug]
        earlier = record.fields.get("old_slugs", ())
        return next((slug for slug in earlier if slug in projects), None)

    return find


def by_address(projects: Mapping[str, Fields]) -> Find:
    """Its repositories, then any link, then where a project once was; only if one project fits."""
    repositories, links, former = _Index(), _Index(), _Index()
    for slug, project in projects.items():
        for link in links_of(project):
            place = same_place(link["url"])
            (former if link.get("former") else links).add(place, slug)
            if _is_repository(link):
                repositories.add(place, slug)

    def find(record: Record) -> str | None:
        addresses = list(main_addresses(record.fields))
        found = (index.only(addresses) for index in (repositories, links, former))
        return next(filter(None, found), None)

    return find


def by_name(projects: Mapping[str, Fields]) -> Find:
    """Either name, as it is written if one project has it so, then in any spelling; only if one
    project fits."""
    written, spelled = _Index(), _Index()
    for slug, project in projects.items():
        for name in names_of(project):
            written.add(name, slug)
            spelled.add(same_name(name), slug)

    def find(record: Record) -> str | None:
        names = list(names_of(record.fields))
        return written.only(names) or spelled.only([same_name(name) for name in names])

    return find


def twins(records: Sequence[Record]) -> dict[int, int]:
    """The number of each record that is an earlier one once more, with the earlier one's."""
    first: dict[Any, int] = {}
    found = {}
    for number, record in enumerate(records):
        if (earlier := first.setdefault(identity(record.fields), number)) != number:
            found[number] = earlier
    return found


def identity(fields: Fields) -> Any:
    """What two entries have in common that are the same: a slug, or both name and addresses."""
    if slug := fields.get("slug"):
        return slug
    return frozenset(names_of(fields)), frozenset(main_addresses(fields))


class _Index:
    """Projects by what they are known by."""

    def __init__(self) -> None:
        self._slugs: dict[str, set[str]] = defaultdict(set)

    def add(self, key: str, slug: str) -> None:
        self._slugs[key].add(slug)

    def only(self, keys: list[str]) -> str | None:
        """The one project that any of the keys stands for."""
        found = {slug for key in keys for slug in self._slugs.get(key, ())}
        return found.pop() if len(found) == 1 else None


def names_of(fields: Fields) -> Iterator[str]:
    for name in (fields.get("name"), fields.get("name_zh")):
        if name:
            yield fold(name)


def links_of(fields: Fields) -> list[Fields]:
    found = fields.get("links") or fields.get("some_links") or ()
    return [link for link in found if link.get("url")]


def main_addresses(fields: Fields) -> Iterator[str]:
    """Its repositories; without one its homepage or organization's page."""
    links = [link for link in links_of(fields) if not link.get("former")]
    main = [link for link in links if _is_repository(link)] or [
        link for link in links if link.get("kind") in ("homepage", "organization")
    ]
    return (same_place(link["url"]) for link in main)


def _is_repository(link: Fields) -> bool:
    return link.get("kind") == "repository" and not link.get("former")
