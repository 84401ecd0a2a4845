"""Which formats there are, and which one a file is in."""

from contextlib import suppress

import pytest

from directory import formats
from directory.formats.records import Unreadable
from tests.formats.listings import listing

OWN = '{"format": "directory/1", "projects": [{"slug": "istio"}]}'
LANDSCAPE = "landscape:\n  - category:\n    name: Mesh\n"


@pytest.mark.parametrize(
    ("file", "text", "format"),
    [
        ("list.json", "", "json"),
        ("list.CSV", "", "csv"),
        ("list.tsv", "", "csv"),
        ("README.md", "", "markdown"),
        ("list.yaml", "format: directory/1\n", "yaml"),
        ("list.yml", '# ours\n"format": "directory/1"\n', "yaml"),
        ("list.yml", OWN, "yaml"),
        ("landscape.yml", LANDSCAPE, "landscape"),
        ("list.yml", "list:\n", "landscape"),
        ("-", OWN, "json"),
        ("list", "\n{", "json"),
        ("list.txt", "format: directory/1\n", "yaml"),
        ("-", LANDSCAPE, "landscape"),
        ("-", "name,slug,category\n", "csv"),
        ("-", "name;slug;Stars\n", "csv"),
        ("-", "slug\n", "csv"),
        ("-", "# Meshes\n\n- [Istio](https://istio.io/)\n", "markdown"),
        ("-", "[![CI](a.svg)](b)\n# Meshes\n", "markdown"),
        ("-", "", "markdown"),
    ],
)
def test_a_format_is_told_by_the_name_or_by_the_text(file: str, text: str, format: str):
    assert formats.detect(text, file) == format


def test_a_format_can_be_given_instead():
    assert formats.read(OWN.encode(), "list.md", "json").format == "json"


@pytest.mark.parametrize("format", formats.FORMATS)
def test_a_file_is_read_in_the_format_it_was_written_in(format: str):
    projects = [
        {"slug": "istio", "name": "Istio", "category": "mesh", "summary_en": "A mesh."},
        {"slug": "kong", "name": "Kong", "category": "mesh", "summary_en": "A gateway."},
    ]
    for project in projects:
        address = f"https://{project['slug']}.example.org/"
        project["links"] = [{"kind": "homepage", "url": address}]
        project["state"] = "published"
    categories = [{"slug": "mesh", "name_en": "Mesh", "name_zh": "网格"}]
    text = formats.write(listing({"categories": categories, "projects": projects}), format, "en")

    found = formats.read(text.encode(), f"list{formats.FORMATS[format].endings[0]}")

    assert found.format == format
    assert not list(found.errors)
    assert [project.fields["name"] for project in found.projects] == ["Istio", "Kong"]


def test_the_language_of_texts_that_do_not_say_theirs_can_be_given():
    text = b"# Meshes\n\n## Mesh\n\n- [Istio](https://istio.io/) - Mesh.\n"

    assert "summary_en" in formats.read(text, "list.md").projects[0].fields
    assert "summary_zh" in formats.read(text, "list.md", language="zh").projects[0].fields


@pytest.mark.parametrize("data", [b"\x89PNG\r\n", "网格".encode("gbk"), b"a" * 50_000_001])
def test_what_is_no_text_is_refused_in_every_format(data: bytes):
    for format in formats.FORMATS:
        with pytest.raises(Unreadable):
            formats.read(data, "list", format)


HOSTILE = ["[", "{", '"', ",", ";", "\n", "\r\n", "'", '"",', '{"a":', "- ", "[a](", "a: ", "\t"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_file_of_one_piece_over_and_over_is_read_or_refused(piece: str):
    """At once: where time grows with the square of a file's length, this test would not end."""
    header = {"csv": b"slug,name\n"}
    for format in ("json", "yaml", "csv"):
        with suppress(Unreadable):
            formats.read(header.get(format, b"") + (piece * 100_000).encode(), "list", format)


def test_a_file_of_nothing_but_line_ends_is_refused():
    with pytest.raises(Unreadable) as caught:
        formats.read(b"\n" * 3_000_000, "list.csv")

    assert caught.value.problem.code == "too-many-lines"
