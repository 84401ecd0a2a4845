"""A directory as an awesome list, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from directory.formats import markdown
from directory.formats.markdown.entry_text import canonical, links_of
from directory.formats.records import Fields, ListRecord

from .markdown_texts import PROSE, listings, projects, record


def written_and_read(*projects: Fields) -> list[Fields]:
    listing = ListRecord("own", projects=[record(**fields) for fields in projects])
    return [each.fields for each in markdown.read(markdown.write(listing, "en"), "").projects]


@given(listings())
def test_what_is_written_reads_back_and_writes_the_same_again(listing: ListRecord):
    first = markdown.write(listing, "en")

    assert markdown.write(markdown.read(first, "", "en"), "en") == first


@given(listings())
def test_names_addresses_and_categories_read_back_as_they_were(listing: ListRecord):
    read = markdown.read(markdown.write(listing, "en"), "", "en")

    keys = {category.fields["key"]: category.fields["name_en"] for category in read.categories}
    assert sorted(
        (each.fields["name"], keys.get(each.fields.get("category_key", ""), ""))
        for each in read.projects
    ) == sorted((each.fields["name"], each.fields["category"]) for each in listing.projects)


@given(projects(""))
def test_a_summary_reads_back_as_it_was(project):
    [read] = written_and_read(project.fields)

    expected = canonical(project.fields["summary_en"])
    assert (read.get("summary_en") or read.get("summary_zh") or "") == expected
