"""A directory as an awesome list, and back."""

from __future__ import annotations

from hypothesis import given

from directory.formats import markdown
from directory.formats.markdown.entry_text import canonical
from directory.formats.markdown.texts import address
from directory.formats.records import Fields, ListRecord, Record

from .markdown_texts import listings, projects, record


def written_and_read(*projects: Fields) -> list[Fields]:
    listing = ListRecord("own", projects=[record(**fields) for fields in projects])
    return [each.fields for each in markdown.read(markdown.write(listing, "en"), "").projects]


def link(kind: str, url: str, **more: object) -> Fields:
    return {"kind": kind, "url": url, **more}


LISTING = ListRecord(
    "own",
    landscape=record(title_zh="全景图", title_en="Landscape", introduction_zh="服务网格列表。"),
    categories=[
        record(slug="mesh", name_zh="服务网格", name_en="Meshes", description_en="All of them."),
        record(slug="empty", name_zh="空", name_en="Empty"),
        record(slug="ebpf", name_zh="eBPF", name_en="eBPF", parent="mesh"),
    ],
    projects=[
        record(
            name="Istio",
            category="mesh",
            summary_zh="服务网格。",
            summary_en="A mesh.",
            links=[
                link("homepage", "https://istio.io/"),
                link("repository", "https://github.com/istio/istio"),
                link("repository", "https://github.com/istio/old", former=True),
                link("blog", "https://istio.io/blog/"),
            ],
        ),
        record(
            name="Kmesh [x]",
            category="ebpf",
            summary_en="In the kernel.",
            links=[link("repository", "https://github.com/kmesh-net/kmesh")],
        ),
    ],
    maintainers=[record(handle="alice"), record(handle="bob", name="Bob")],
    stewardships=[
        record(maintainer="alice", role="owner"),
        record(maintainer="bob", role="reviewer"),
        record(maintainer="alice", role="reviewer", category="mesh"),
    ],
)


def test_a_directory_is_a_list_in_the_style_of_the_communitys_own():
    assert (
        markdown.write(LISTING, "zh")
        == """\
---
owners: ["alice"]
reviewers: ["Bob"]
---

# 全景图

服务网格列表。

## 服务网格

All of them.

- [Istio](https://github.com/istio/istio) - 服务网格。 <https://istio.io/>

### eBPF

- [Kmesh \\[x\\]](https://github.com/kmesh-net/kmesh) - In the kernel.
"""
    )


def test_the_other_language_stands_in_where_there_is_no_text():
    written = markdown.write(LISTING, "en")

    assert "# Landscape\n\n服务网格列表。\n\n## Meshes\n" in written
    assert " - A mesh. <https://istio.io/>\n" in written


@given(listings())
def test_what_is_written_reads_back_and_writes_the_same_again(listing: ListRecord):
    first = markdown.write(listing, "en")

    assert markdown.write(markdown.read(first, "", "en"), "en") == first


@given(listings())
def test_names_addresses_and_categories_read_back_as_they_were(listing: ListRecord):
    read = markdown.read(markdown.write(listing, "en"), "", "en")

    keys = {category.fields["key"]: category.fields["name_en"] for category in read.categories}
    assert sorted(
        (each.fields["name"], keys.get(each.fields.get("category_key", ""), ""), _urls(each.fields))
        for each in read.projects
    ) == sorted(
        (each.fields["name"], each.fields["category"], _urls(each.fields))
        for each in listing.projects
    )


def _urls(fields: Fields) -> list[str]:
    links = fields.get("links", fields.get("some_links", []))
    return sorted({address(link["url"]) for link in links if link["kind"] != "other"})


@given(projects(""))
def test_a_summary_reads_back_as_it_was(project: Record):
    [read] = written_and_read(project.fields)

    expected = canonical(project.fields["summary_en"])
    assert (read.get("summary_en") or read.get("summary_zh") or "") == expected
