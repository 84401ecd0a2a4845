"""Every example in docs/formats.md is read as the page says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from directory import formats
from directory.formats.own.compound import Items, Shape
from directory.formats.own.fields import DOCUMENT
from directory.formats.records import ListRecord
from tests.formats.listings import said

PAGE = (Path(__file__).parent.parent.parent / "docs/formats.md").read_text(encoding="utf-8")
FORMATS = {
    "JSON": "json",
    "YAML": "yaml",
    "CSV": "csv",
    "Markdown": "markdown",
    "landscape.yml": "landscape",
}
PARTS = re.split(rf"^## ({'|'.join(map(re.escape, FORMATS))})$", PAGE, flags=re.MULTILINE)
SECTIONS = dict(zip(PARTS[1::2], PARTS[2::2], strict=True))


def examples(section: str) -> list[str]:
    return re.findall(r"^```\w+\n(.*?)^```$", SECTIONS[section], re.MULTILINE | re.DOTALL)


def read(section: str) -> ListRecord:
    return formats.read(examples(section)[0].encode(), "example", FORMATS[section])


@pytest.mark.parametrize("section", FORMATS)
def test_an_example_is_in_its_format_without_a_mistake(section: str):
    assert formats.detect(examples(section)[0], "-") == FORMATS[section]
    assert list(read(section).errors) == []


@pytest.mark.parametrize("section", ["JSON", "YAML"])
def test_an_example_is_as_it_would_be_written(section: str):
    assert formats.write(read(section), FORMATS[section], "en") == examples(section)[0]


def test_the_yaml_says_what_the_json_says():
    assert said(read("YAML")) == said(read("JSON"))


def test_the_table_says_of_projects_what_the_json_says():
    empty: list[Any] = ["", [], {}]
    rows = [
        {name: value for name, value in project.fields.items() if value not in empty}
        for project in read("CSV").projects
    ]

    assert rows == [project.fields for project in read("JSON").projects]


@pytest.mark.parametrize("section", ["Markdown", "landscape.yml"])
def test_a_foreign_list_is_read_as_the_page_says(section: str):
    projects = [project.fields for project in read(section).projects]

    assert projects == json.loads(examples(section)[1])


def test_all_fields_are_on_the_page():
    names = {
        re.sub("_(zh|en)$", "_", name)
        for kind in DOCUMENT.fields.values()
        for shape in [kind.of if isinstance(kind, Items) else kind]
        if isinstance(shape, Shape)
        for name in shape.fields
    }

    assert [name for name in sorted(names) if f"`{name}" not in PAGE] == []
