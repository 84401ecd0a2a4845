"""`manage.py write_dump`: everything public as JSON, CSV and SQLite."""

from __future__ import annotations

import csv
import errno
import gzip
import hashlib
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from directory import formats
from directory.dump import current, sets
from directory.dump.document import Document
from directory.models import (
    Capability,
    CapabilityGroup,
    CapabilityValue,
    Landscape,
    Link,
    OldSlug,
    Project,
)
from tests.builders import make_category, make_project, make_relation, make_steward

pytestmark = pytest.mark.django_db


def write(target: Path) -> str:
    output = io.StringIO()
    call_command("write_dump", directory=target, stdout=output)
    return output.getvalue()


@pytest.fixture
def directory() -> None:
    """With something in every table, and what nobody may see."""
    Landscape.objects.create(title_en="Meshes", license="CC-BY-4.0", attribution_en="By us")
    mesh = make_category("service-mesh")
    make_category("istio-based", parent=mesh)
    istio = make_project("istio", tags=["sidecar"], languages=["Go", "C++"], license="Apache-2.0")
    asm = make_project("asm", "istio-based", name_zh="服务网格", organization="=1+1")
    secret = make_project("secret", tags=["sidecar"], state="draft")
    make_project("gone", state="withdrawn", withdrawn_reason_en="asked for")
    make_relation(asm, "distribution-of", istio, since="2020")
    make_relation(secret, "fork-of", istio)
    Link.objects.create(project=istio, kind="homepage", url="https://istio.io/")
    OldSlug.objects.create(project=istio, slug="istio-mesh")
    group = CapabilityGroup.objects.create(category=mesh, slug="g", label_zh="组", label_en="G")
    terms = [{"slug": "yes", "zh": "是", "en": "Yes"}]
    mtls = Capability.objects.create(
        group=group, slug="mtls", kind="choice", terms=terms, label_zh="双向", label_en="mTLS"
    )
    CapabilityValue.objects.create(
        project=istio,
        capability=mtls,
        value=["yes"],
        source_url="https://istio.io/docs",
        verified="2026-01-02",
    )
    make_steward("lovelace", "owner")


@pytest.fixture
def written(directory: None, tmp_path: Path) -> Path:
    write(tmp_path)
    return tmp_path / "current"


@pytest.fixture
def database(written: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(written / "landscape.sqlite3")
    yield connection
    connection.close()


@pytest.fixture
def told(written: Path) -> dict[str, Any]:
    return read_metadata(written)


def read_metadata(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "metadata.json").read_text())["databases"]["landscape"]


def rows(database: sqlite3.Connection, query: str) -> list[tuple[Any, ...]]:
    return database.execute(query).fetchall()


class TestTheSet:
    def test_says_version_date_license_and_checksum_of_each_file(self, written: Path):
        index = json.loads((written / "index.json").read_text())

        assert (index["license"], index["projects"]) == ("CC-BY-4.0", 2)
        assert index["version"] > 0
        assert index["generated"].endswith("Z")
        for file in index["files"]:
            data = (written / file["name"]).read_bytes()
            assert file["size"] == len(data)
            assert file["sha256"] == hashlib.sha256(data).hexdigest()
        beside = {"index.json"}
        assert {file["name"] for file in index["files"]} == set(os.listdir(written)) - beside

    def test_has_each_file_compressed(self, written: Path):
        for name in ("landscape.json", "projects.csv", "landscape.sqlite3"):
            assert (
                gzip.decompress((written / f"{name}.gz").read_bytes())
                == (written / name).read_bytes()
            )

    def test_names_nobody_and_nothing_that_is_not_published(self, written: Path):
        everything = b"".join(
            path.read_bytes() for path in written.iterdir() if path.suffix != ".gz"
        )

        assert b"istio" in everything
        for word in (
            b"secret",
            b"gone",
            b"asked for",
            b"lovelace",
            b"steward",
            b"auth_",
            b"django",
        ):
            assert word not in everything

    def test_may_be_of_an_empty_directory(self, tmp_path: Path):
        write(tmp_path)

        assert json.loads((tmp_path / "current/landscape.json").read_text())["projects"] == []
        assert len((tmp_path / "current/projects.csv").read_text().splitlines()) == 1


class TestJson:
    def test_has_everything_of_a_project_in_a_line(self, written: Path):
        lines = (written / "landscape.json").read_text().splitlines()
        said = json.loads("\n".join(lines))
        istio = next(json.loads(line.rstrip(",")) for line in lines if '"slug": "istio"' in line)

        assert istio in said["projects"]
        assert istio["languages"] == ["Go", "C++"]
        assert [link["url"] for link in istio["links"]] == ["https://istio.io/"]
        assert [r["project"] for r in istio["inverse_relations"]] == ["asm"]
        assert istio["url_en"].startswith("http")
        assert [c["slug"] for c in said["categories"]] == ["service-mesh", "istio-based"]
        assert [t["slug"] for t in said["tags"]] == ["sidecar"]


class TestCsv:
    def test_is_the_format_that_the_directory_reads(self, written: Path):
        listing = formats.read((written / "projects.csv").read_bytes(), "projects.csv")

        assert list(listing.errors) == []
        istio, asm = (record.fields for record in listing.projects)
        assert istio["links"] == [{"kind": "homepage", "url": "https://istio.io/"}]
        assert istio["old_slugs"] == ["istio-mesh"]
        assert asm["relations"] == [
            {"kind": "distribution-of", "project": "istio", "since": "2020"}
        ]

    def test_opens_in_spreadsheets_and_runs_nothing(self, written: Path):
        data = (written / "projects.csv").read_bytes()
        table = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))

        assert data.startswith(b"\xef\xbb\xbf")
        assert [row["organization"] for row in table] == ["", "'=1+1"]


class TestSqlite:
    def test_is_whole_and_refers_to_nothing_that_is_not_there(self, database: sqlite3.Connection):
        assert rows(database, "PRAGMA integrity_check") == [("ok",)]
        assert rows(database, "PRAGMA foreign_key_check") == []

    def test_has_something_in_each_table_and_view(self, database: sqlite3.Connection):
        names = rows(database, _TABLES)
        assert len(names) == 15
        for (name,) in names:
            assert rows(database, f"SELECT count(*) FROM {name}") > [(0,)], name

    def test_is_joined_by_keys(self, database: sqlite3.Connection):
        query = (
            "SELECT projects.slug, categories.slug, above.slug FROM projects "
            "JOIN categories ON categories.id = category_id "
            "LEFT JOIN categories above ON above.id = categories.parent_id ORDER BY projects.slug"
        )
        assert rows(database, query) == [
            ("asm", "istio-based", "service-mesh"),
            ("istio", "service-mesh", None),
        ]
        assert rows(database, "SELECT project, kind, other FROM relation_list") == [
            ("Asm", "distribution-of", "Istio")
        ]
        assert rows(database, "SELECT capability_en, value FROM capability_list") == [
            ("mTLS", '["yes"]')
        ]
        assert rows(database, "SELECT languages, tags FROM project_list WHERE slug = 'istio'") == [
            ('["C++","Go"]', '["sidecar"]')
        ]

    def test_has_a_place_for_all_that_json_says_of_a_project(
        self, database: sqlite3.Connection, written: Path
    ):
        project = json.loads((written / "landscape.json").read_text())["projects"][0]
        columns = {name for (name,) in rows(database, _COLUMNS.format("projects"))}
        # The first two by `category_id`, the third are relations read from the other end.
        elsewhere = {"category", "parent_category", "inverse_relations"}
        parts = {"tags", "languages", "links", "relations", "capabilities", "old_slugs"}

        assert project.keys() - columns == elsewhere | parts

    def test_says_what_it_is(self, database: sqlite3.Connection):
        said = dict(rows(database, "SELECT name, value FROM about"))

        assert said["license"] == "CC-BY-4.0"
        assert int(said["version"]) > 0

    def test_datasette_is_told_of_each_table_and_of_columns_that_there_are(
        self, database: sqlite3.Connection, told: dict[str, Any]
    ):
        assert set(told["tables"]) == {name for (name,) in rows(database, _TABLES)}
        for table, about in told["tables"].items():
            columns = {name for (name,) in rows(database, _COLUMNS.format(table))}
            facets = {f if isinstance(f, str) else f["array"] for f in about.get("facets", ())}
            named = {*about.get("columns", ()), *facets}
            named |= {about[key] for key in ("label_column", "sort") if key in about}
            assert named <= columns, table

    def test_datasette_names_a_category_in_a_language_that_all_of_them_have(
        self, told: dict[str, Any], tmp_path: Path
    ):
        assert told["tables"]["categories"]["label_column"] == "name_en"

        make_category("proxy", name_en="", name_zh="代理")
        write(tmp_path)

        again = read_metadata(tmp_path / "current")
        assert again["tables"]["categories"]["label_column"] == "name_zh"
        assert again["tables"]["capabilities"]["label_column"] == "label_en"


_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
)
_COLUMNS = "SELECT name FROM pragma_table_info('{}')"


# ---- one set at a time


def test_a_new_set_takes_the_place_of_the_old_one(directory: None, tmp_path: Path):
    write(tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / ".writing-killed").mkdir()
    before = current(tmp_path)
    make_project("envoy")

    write(tmp_path)

    now = current(tmp_path)
    assert before
    assert now
    assert (before.projects, now.projects) == (2, 3)
    assert not before.folder.exists()
    names = {"notes.txt", ".lock", "current", now.folder.name}
    assert set(os.listdir(tmp_path)) == names


def test_a_full_disk_leaves_the_old_set(
    directory: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    write(tmp_path)
    before = current(tmp_path)

    def full(*arguments: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Document, "add", full)
    with pytest.raises(CommandError, match=r"No dump was written into .* No space left on device"):
        write(tmp_path)

    assert before
    assert current(tmp_path) == before
    assert set(os.listdir(tmp_path)) == {".lock", "current", before.folder.name}


def test_a_database_that_cannot_be_written_is_told(
    directory: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("directory.dump.database.SCHEMA", "CREATE TABLE")
    with pytest.raises(CommandError, match="No dump was written"):
        write(tmp_path)

    assert current(tmp_path) is None


def test_a_folder_that_cannot_be_made_is_named(directory: None, tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match=f"No dump was written into {tmp_path}/file/dump"):
        write(tmp_path / "file/dump")


def test_two_commands_at_once_do_not_disturb_each_other(directory: None, tmp_path: Path):
    with sets.new_set(tmp_path) as folder:
        (folder / "index.json").write_text("{}")
        with pytest.raises(CommandError, match="Another dump is being written into"):
            write(tmp_path)

    assert (tmp_path / "current/index.json").read_text() == "{}"


KILLED = """
import os, signal, sys
from pathlib import Path
import django
django.setup()
from directory.dump import sets
with sets.new_set(Path(sys.argv[1])) as folder:
    (folder / "index.json").write_text('{"projects": 9')
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_command_that_is_killed_leaves_the_old_set(directory: None, tmp_path: Path):
    write(tmp_path)
    before = current(tmp_path)

    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "landscape.settings"}
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], env=environment)

    assert killed.returncode == -signal.SIGKILL
    assert before
    assert current(tmp_path) == before
    write(tmp_path)
    assert len(list(tmp_path.glob(".writing-*"))) == 0


@pytest.mark.django_db(transaction=True)
def test_editors_go_on_while_it_is_written_and_what_they_do_is_not_in_it(
    directory: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    add = Document.add

    def rename() -> None:
        try:
            Project.objects.update(name="Renamed")
        finally:
            connection.close()

    def meanwhile(document: Document, projects: Any) -> None:
        with ThreadPoolExecutor(1) as editor:
            editor.submit(rename).result()
        add(document, projects)

    monkeypatch.setattr("directory.dump.contents.CHUNK", 1)
    monkeypatch.setattr(Document, "add", meanwhile)
    write(tmp_path)

    said = json.loads((tmp_path / "current/landscape.json").read_text())
    assert [p["name"] for p in said["projects"]] == ["Istio", "Asm"]
    assert set(Project.objects.values_list("name", flat=True)) == {"Renamed"}


def test_the_site_offers_what_is_written_without_a_name_of_a_folder(tmp_path: Path, settings: Any):
    settings.VAR_DIR = tmp_path
    output = io.StringIO()
    call_command("write_dump", stdout=output)

    assert current(tmp_path / "dump")
    assert f"  {tmp_path}/dump/current/projects.csv\n" in output.getvalue()


def test_projects_are_read_few_at_a_time(
    directory: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("directory.dump.contents.CHUNK", 1)
    write(tmp_path)

    said = json.loads((tmp_path / "current/landscape.json").read_text())
    assert [p["slug"] for p in said["projects"]] == ["istio", "asm"]
    assert Project.objects.count() == 4
