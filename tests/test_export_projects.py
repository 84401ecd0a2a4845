"""`manage.py export_projects`: the directory, or part of it, as a file."""

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.builders import make_project

pytestmark = pytest.mark.django_db


def export(path: str | Path = "-", **options: Any) -> str:
    output = io.StringIO()
    call_command("export_projects", str(path), stdout=output, **options)
    return output.getvalue()


def slugs(**options: Any) -> list[str]:
    return [p["slug"] for p in json.loads(export(format="json", **options))["projects"]]


def test_the_format_is_told_by_the_name_of_the_file(tmp_path: Path):
    make_project("istio")

    assert export(tmp_path / "list.yaml") == f"Wrote {tmp_path / 'list.yaml'}\n"

    assert "slug: istio" in (tmp_path / "list.yaml").read_text(encoding="utf-8")


def test_without_a_name_the_format_must_be_told():
    with pytest.raises(CommandError, match="Name the format: --format "):
        export()


def test_part_of_the_directory_as_the_site_finds_it():
    make_project("istio", position=2, status="active")
    make_project("envoy", "proxy", position=1, status="active")
    make_project("nginx", "proxy", position=3, status="archived")

    assert slugs(where="category=proxy") == ["envoy", "nginx"]
    assert slugs(where="?category=proxy&status=active") == ["envoy"]
    assert slugs(where="q=istio") == ["istio"]
    assert slugs(where="sort=name") == ["envoy", "istio", "nginx"]


def test_more_than_a_page_is_written():
    for number in range(60):
        make_project(f"p-{number}", "proxy", position=number)
    make_project("istio")

    assert slugs(where="category=proxy") == [f"p-{number}" for number in range(60)]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("category=nowhere", "category: There is no “nowhere” here."),
        ("catgory=proxy", "catgory: there is no such parameter."),
        ("sort=size", "sort: "),
    ],
)
def test_a_filter_that_makes_no_sense_is_named(where: str, said: str):
    with pytest.raises(CommandError) as caught:
        slugs(where=where)

    assert said in str(caught.value)


def test_a_file_is_replaced_as_a_whole_and_keeps_its_permissions(tmp_path: Path):
    make_project("istio")
    path = tmp_path / "list.json"
    path.write_text("old")
    path.chmod(0o640)

    export(path)

    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["list.json"]


def test_a_folder_that_is_not_there():
    make_project("istio")
    with pytest.raises(CommandError, match="Nothing was written"):
        export("/nowhere/list.json")


def test_drafts_and_what_was_withdrawn_are_in_whole_documents():
    make_project("draft", state="draft")
    make_project("gone", state="withdrawn")

    assert slugs() == ["draft", "gone"]


@pytest.mark.parametrize(
    ("name", "begins"),
    [("landscape.yml", "landscape:"), ("our-landscape.yaml", "landscape:"), ("all.yml", "format:")],
)
def test_a_name_that_two_formats_share_is_told_by_its_rest(tmp_path: Path, name: str, begins: str):
    make_project("istio")

    call_command("export_projects", str(tmp_path / name), verbosity=0)

    assert (tmp_path / name).read_text().startswith(begins)
