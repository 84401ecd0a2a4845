"""`manage.py write_fixtures`: the database's content as a file that shows what was edited."""

import datetime
import difflib
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from directory.models import (
    Category,
    Maintainer,
    OldCategorySlug,
    OldHandle,
    OldSlug,
    OldTagSlug,
    Project,
    Stewardship,
    Tag,
)
from directory.services.fixtures import writing
from tests.builders import make_category, make_project, make_relation, make_tag

REAL = settings.BASE_DIR / "fixtures" / "landscape.json"

pytestmark = pytest.mark.django_db


def edited(edit: Any) -> list[str]:
    """The lines that an edit adds to (+) or takes from (-) the file."""
    before = writing.text().splitlines()
    edit()
    diff = difflib.unified_diff(before, writing.text().splitlines(), n=0, lineterm="")
    return [line for line in diff if line[:3] not in ("+++", "---") and line[:2] != "@@"]


def written(**fields: Any) -> dict[str, Any]:
    """A project's fields as the file has them."""
    make_project("istio", **fields)
    (project,) = (o for o in json.loads(writing.text()) if o["model"] == "directory.project")
    return project["fields"]


def test_writing_after_loading_gives_the_same_bytes(tmp_path: Path):
    call_command("loaddata", "landscape", verbosity=0)

    call_command("write_fixtures", str(tmp_path / "copy.json"), stdout=io.StringIO())

    assert (tmp_path / "copy.json").read_bytes() == REAL.read_bytes()


def test_what_was_written_can_be_loaded_elsewhere(tmp_path: Path):
    parent = make_category("gateway")
    make_category("ingress", parent=parent)
    istio = make_project("istio", "ingress", ["envoy-based"], name_zh="网格", extra={"a": [1]})
    envoy = make_project("envoy", state="draft")
    make_relation(istio, "built-on", envoy, since="2017")
    OldSlug.objects.create(slug="istio-io", project=istio)
    OldCategorySlug.objects.create(slug="gateways", category=parent)
    OldTagSlug.objects.create(slug="envoy", tag=make_tag("envoy-based"))
    alice = Maintainer.objects.create(handle="alice")
    OldHandle.objects.create(slug="alicia", maintainer=alice)
    Stewardship.objects.create(maintainer=alice, role="owner", category=parent)
    Stewardship.objects.create(maintainer=alice, role="reviewer", project=istio)
    path = tmp_path / "copy.json"
    call_command("write_fixtures", str(path), stdout=io.StringIO())
    Project.objects.all().delete()
    Category.objects.filter(parent__isnull=False).delete()
    Category.objects.all().delete()
    Tag.objects.all().delete()
    Maintainer.objects.all().delete()

    call_command("loaddata", str(path), verbosity=0)

    assert writing.text() == path.read_text(encoding="utf-8")


def test_a_changed_field_is_one_changed_line():
    istio = make_project("istio", summary_zh="旧")

    assert edited(lambda: Project.objects.filter(pk=istio.pk).update(summary_zh="新")) == [
        '-      "summary_zh": "旧",',
        '+      "summary_zh": "新",',
    ]


def test_a_new_tag_on_a_project_is_one_new_line():
    istio = make_project("istio", tags=["mesh", "wasm"])
    make_tag("sidecar")

    assert edited(lambda: istio.tags.add("Sidecar")) == [
        '+  {"model": "directory.projecttag", '
        '"fields": {"tag": ["sidecar"], "content_object": ["istio"]}},'
    ]


def test_a_new_link_is_one_new_line_beside_its_project():
    istio = make_project("istio", position=10)
    make_project("envoy", position=20)

    assert edited(lambda: istio.links.create(kind="blog", url="https://istio.io/blog/")) == [
        '+  {"model": "directory.link", '
        '"fields": {"project": ["istio"], "kind": "blog", "url": "https://istio.io/blog/"}},'
    ]


def test_the_order_does_not_depend_on_when_something_was_added():
    make_project("zuul", position=10, tags=["b", "a"])
    make_project("envoy", position=20)
    one = writing.text().replace("zuul", "Z").replace("envoy", "E")
    Project.objects.all().delete()
    make_project("envoy", position=20)
    make_project("zuul", position=10, tags=["a", "b"])
    other = writing.text().replace("zuul", "Z").replace("envoy", "E")

    def slugs(text: str) -> list[Any]:
        return [o["fields"].get("slug") or o["fields"].get("tag") for o in json.loads(text)]

    assert slugs(one) == slugs(other)


def test_fields_at_their_default_are_left_out():
    assert written().keys() == {"slug", "name", "state", "category", "created", "modified"}


def test_times_are_kept_to_the_microsecond():
    moment = datetime.datetime(2026, 11, 22, 8, 30, 0, 123456, tzinfo=datetime.UTC)

    assert written(created=moment)["created"] == "2026-11-22T08:30:00.123456Z"


def test_logins_are_not_written():
    alice = User.objects.create_user("alice-login", password="secret")
    Maintainer.objects.create(handle="alice", user=alice)

    assert "alice-login" not in writing.text()
    assert '"user"' not in writing.text()


def test_history_and_the_log_of_changes_are_not_written():
    make_project("istio", tags=["mesh"])

    models = {entry["model"] for entry in json.loads(writing.text())}

    assert models == {f"directory.{n}" for n in ("category", "tag", "project", "projecttag")}


def test_it_can_be_written_to_standard_output():
    make_project("istio", summary_zh="服务网格")
    output = io.StringIO()

    call_command("write_fixtures", "-", stdout=output)

    assert output.getvalue() == writing.text()
    assert "服务网格" in output.getvalue()


def test_a_file_whose_writing_fails_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    make_project("istio")
    path = tmp_path / "landscape.json"
    path.write_text("old")

    def disk_full(*_: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", disk_full)
    with pytest.raises(CommandError, match=r"Nothing was written\. No space left"):
        call_command("write_fixtures", str(path))

    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("landscape.json", "old")]


def test_a_file_keeps_its_permissions(tmp_path: Path):
    make_project("istio")
    path = tmp_path / "landscape.json"
    path.touch(mode=0o664)
    path.chmod(0o664)

    writing.write(path)

    assert path.stat().st_mode & 0o777 == 0o664


def test_an_empty_directory_never_replaces_a_file(tmp_path: Path):
    path = tmp_path / "landscape.json"
    path.write_text("old")

    with pytest.raises(CommandError, match=r"Nothing was written\. The directory is empty"):
        call_command("write_fixtures", str(path))

    assert path.read_text() == "old"


def test_a_folder_that_does_not_exist_is_said(tmp_path: Path):
    make_project("istio")

    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("write_fixtures", str(tmp_path / "nowhere" / "landscape.json"))
