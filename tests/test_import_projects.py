"""`manage.py import_projects`: lists in files into the directory, all of a file or nothing."""

import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from directory.models import Import, Project
from directory.services.exchange import snapshot
from tests.builders import make_category, make_project, make_tag

pytestmark = pytest.mark.django_db

SEED = settings.BASE_DIR / "tests" / "samples" / "service-mesh-landscape.md"

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Imports a document of the directory's own, or a text; what the command says."""

    def run(document: Any, *arguments: str, name: str = "list.json", **options: Any) -> str:
        path = tmp_path / name
        text = document if isinstance(document, str) else json.dumps(document)
        path.write_text(text, encoding="utf-8")
        return command(str(path), *arguments, **options)

    return run


def command(*arguments: str, **options: Any) -> str:
    output = io.StringIO()
    try:
        call_command("import_projects", *arguments, stdout=output, stderr=output, **options)
    except CommandError as error:
        raise CommandError(f"{output.getvalue()}{error}", returncode=error.returncode) from error
    return output.getvalue()


def document(*projects: Any, **sections: Any) -> dict[str, Any]:
    return {"format": "directory/1", "projects": list(projects), **sections}


def refused(run: Run, *arguments: Any, **options: Any) -> str:
    """What the command says when it refuses, after which everything is as it was."""
    before = snapshot.take()
    with pytest.raises(CommandError) as caught:
        run(*arguments, **options)
    assert snapshot.take() == before
    assert not Import.objects.exists()
    return str(caught.value)


# ---- what it does


def test_what_a_file_says_is_there_afterwards(run: Run):
    said = run(
        document({"slug": "istio", "name": "Istio"}),
        category="meshes",
    )

    assert said == "categories: 1 new\nprojects: 1 new\n"
    assert Project.objects.get().category.slug == "meshes"


def test_a_second_time_changes_nothing_and_says_so(run: Run):
    file = document({"slug": "istio", "name": "Istio", "category": "a"})
    make_category("a")
    run(file)

    assert run(file) == "Nothing changes.\n"


def test_a_dry_run_shows_every_change_and_makes_none(run: Run):
    make_project("istio", name="Istio", summary_en="Old.")
    make_tag("mesh")
    before = snapshot.take()
    file = document(
        {"slug": "istio", "summary_en": "New.", "tags": ["mesh"]},
        {"slug": "kong", "name": "Kong", "category": "service-mesh", "summary_zh": "网" * 200},
    )

    said = run(file, dry_run=True)

    assert said.splitlines() == [
        '~ istio  summary_en: "Old." → "New."',
        '~ istio  tags: + "mesh"',
        "+ kong  new",
        '+ kong  state: "published"',
        "+ kong  position: 10",
        '+ kong  name: "Kong"',
        '+ kong  category: "service-mesh"',
        f'+ kong  summary_zh: "{"网" * 99}…',
        "projects: 1 new, 1 changed",
    ]
    assert snapshot.take() == before
    assert not Import.objects.exists()


def test_a_dry_run_of_several_files_shows_what_they_do_one_after_another(run: Run, tmp_path: Path):
    make_category("a")
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    first.write_text(json.dumps(document({"slug": "x", "name": "X", "category": "a"})))
    second.write_text(json.dumps(document({"slug": "x", "name": "Y"})))

    said = command(str(first), str(second), dry_run=True)

    lines = said.splitlines()
    assert lines[0] == "+ x  new"
    assert lines[lines.index("projects: 1 new") + 1] == '~ x  name: "X" → "Y"'
    assert not Project.objects.exists()


def test_standard_input_is_a_file_too(monkeypatch: pytest.MonkeyPatch):
    make_category("a")
    text = json.dumps(document({"slug": "x", "name": "X", "category": "a"}))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    assert "1 new" in command("-")
    assert Import.objects.get().file == "standard input"


def test_a_report_can_be_read_by_programs(run: Run, tmp_path: Path):
    make_project("istio", name="Istio")
    report = tmp_path / "report.json"

    run(document({"slug": "istio", "name": "Istio!"}), report=report)

    told = json.loads(report.read_text(encoding="utf-8"))
    (file,) = told["files"]
    assert (told["dry_run"], told["done"], file["format"]) == (False, True, "json")
    assert file["counts"]["projects"] == {"new": 0, "changed": 1, "unchanged": 0, "withdrawn": 0}
    (change,) = file["changes"]
    assert change["fields"] == {"name": {"before": "Istio", "after": "Istio!"}}
    assert change["place"]["line"] == 1


def test_ways_to_meet_projects_can_be_chosen(run: Run):
    make_project("istio", name="Istio")
    file = document({"slug": "istio-2", "name": "Istio", "category": "service-mesh"})

    assert "1 new" in run(file, "--match", "slug,repo", dry_run=True)
    assert '"istio" → "istio-2"' in run(file, "--match", "name", dry_run=True)


def test_only_new_ones_or_only_changes_can_be_taken(run: Run):
    make_project("istio", name="Istio")
    file = document(
        {"slug": "istio", "summary_en": "New."},
        {"slug": "kong", "name": "Kong", "category": "service-mesh"},
    )

    assert run(file, "--only", "changed") == "projects: 1 changed\n"
    assert run(file, "--only", "new") == "projects: 1 new, 1 as before\n"


def test_what_is_missing_is_withdrawn_only_if_asked_for(run: Run):
    make_project("istio")
    make_project("gone")
    file = document({"slug": "istio"})

    assert run(file) == "Nothing changes.\n"
    assert run(file, "--withdraw-missing", dry_run=True).startswith("- gone  withdrawn\n")
    run(file, "--withdraw-missing")
    assert Project.objects.get(slug="gone").state == "withdrawn"


# ---- what it refuses


def test_with_any_mistake_nothing_is_imported_and_every_one_is_told(run: Run):
    make_tag("mesh")
    make_category("a")
    file = document(
        {"slug": "istio", "name": "Istio", "category": "a", "license": "Foo"},
        {"slug": "kong", "name": "Kong", "category": "a", "tags": ["mehs"]},
        {"slug": "tyk", "name": "Tyk", "category": "a"},
    )

    licensed, tagged, nothing = refused(run, file).splitlines()
    assert "list.json:1:" in licensed
    assert "istio, license: “Foo” is no SPDX" in licensed
    assert "Did you mean “mesh”? [unknown-tag]" in tagged
    assert nothing == "Nothing was imported."


def test_what_cannot_be_read_has_an_exit_status_of_its_own(run: Run):
    with pytest.raises(CommandError) as caught:
        run("\0", name="list.json")

    assert caught.value.returncode == 2


def test_a_file_that_is_not_there(run: Run):
    with pytest.raises(CommandError, match=r"Nothing was imported\. .*nowhere\.json"):
        command("nowhere.json")


def test_a_way_that_there_is_not():
    with pytest.raises(CommandError, match="There are: slug, repo, name"):
        command("x.json", "--match", "slug,url")


def test_a_mistake_in_the_second_file_takes_back_the_first(tmp_path: Path):
    make_category("a")
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(document({"slug": "x", "name": "X", "category": "a"})))
    bad.write_text(json.dumps(document({"slug": "y", "name": "Y", "category": "b"})))

    with pytest.raises(CommandError):
        command(str(good), str(bad))

    assert not Project.objects.exists()
    assert not Import.objects.exists()


# ---- killed


HALFWAY = """
import sys, time
import django
django.setup()
from directory.services.exchange import applying
def wait(*arguments):
    print("halfway", flush=True)
    time.sleep(60)
applying.save_parts = wait
from django.core.management import call_command
call_command("import_projects", sys.argv[1])
"""


@pytest.mark.needs("sqlite")
def test_a_process_killed_halfway_leaves_the_directory_as_it_was(tmp_path: Path):
    database = tmp_path / "db.sqlite3"
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as empty:
        empty.execute("VACUUM INTO ?", [str(database)])
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "landscape.settings",
    }
    path = tmp_path / "list.json"
    projects = [{"slug": f"p-{n}", "name": f"P{n}", "category": "a"} for n in range(500)]
    path.write_text(json.dumps(document(*projects, categories=[{"slug": "a", "name_en": "A"}])))

    def manage(*arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command,
            cwd=settings.BASE_DIR,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    with subprocess.Popen(
        [sys.executable, "-c", HALFWAY, str(path)],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as importing:
        assert importing.stdout is not None
        assert importing.stdout.readline() == "halfway\n"
        importing.kill()

    assert '"projects"' not in manage("export_projects", "-", "--format", "json")
    assert "500 new" in manage("import_projects", str(path))
    assert manage("import_projects", str(path)) == "Nothing changes.\n"
