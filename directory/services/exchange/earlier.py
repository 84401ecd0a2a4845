"""What a list says that it did not say when it was last taken in.

A list that lives on elsewhere comes back with its old words. Whoever changed the directory since
then meant the change, so only what is new in the list speaks against it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from directory.formats.records import Fields, ListRecord, Record

from .matching import identity

_UNSAID = object()


class Earlier:
    """A list as it was taken in before, with the slugs that its entries and its headings have in
    the directory today; those that are gone have none."""

    def __init__(
        self, listing: ListRecord, entries: Sequence[str | None], categories: Mapping[str, str]
    ):
        self._landscape = listing.landscape.fields if listing.landscape else {}
        self._headings = {record.fields.get("key"): record.fields for record in listing.categories}
        self._categories = categories
        self._met: dict[object, str] = {}
        self._said: dict[str, Fields] = {}
        for record, slug in zip(listing.projects, entries, strict=True):
            if slug:
                self._met.setdefault(identity(record.fields), slug)
                self._said.setdefault(slug, record.fields)

    def meet(self, records: Sequence[Record]) -> dict[int, str]:
        """The project of each entry that has the name and the addresses of an earlier one."""
        found = (
            (number, self._met.get(identity(each.fields))) for number, each in enumerate(records)
        )
        return {number: slug for number, slug in found if slug}

    def category(self, record: Record) -> str | None:
        return self._categories.get(record.fields.get("key", ""))

    def landscape_news(self, record: Record) -> Record:
        return _news(record, self._landscape)

    def category_news(self, record: Record) -> Record:
        return _news(record, self._headings.get(record.fields.get("key"), {}))

    def entry_news(self, record: Record, slug: str) -> Record:
        return _news(record, self._said.get(slug, {}))


def _news(record: Record, before: Fields) -> Record:
    said = {
        name: value for name, value in record.fields.items() if before.get(name, _UNSAID) != value
    }
    if "some_links" in said:
        known = before.get("some_links", [])
        said["some_links"] = [link for link in said["some_links"] if link not in known]
    return replace(record, fields=said)
