"""`manage.py check_list`: everything that is wrong with lists, without taking them in."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

SEED = settings.BASE_DIR / "tests" / "samples" / "service-mesh-landscape.md"

Check = Callable[..., tuple[int, str]]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """The exit status and what is said of a document of our own, or of a text."""
    monkeypatch.chdir(tmp_path)

    def check(*documents: Any, **options: Any) -> tuple[int, str]:
        names = []
        for number, document in enumerate(documents, 1):
            text = document if isinstance(document, str) else json.dumps(document, indent=1)
            Path(f"{number}.json").write_text(text, encoding="utf-8")
            names.append(f"{number}.json")
        return run(*names, **options)

    return check


def run(*names: str, **options: Any) -> tuple[int, str]:
    output = io.StringIO()
    try:
        call_command("check_list", *names, stdout=output, **options)
    except SystemExit as error:
        return int(str(error.code)), output.getvalue()
    return 0, output.getvalue()


def document(**fields: Any) -> dict[str, Any]:
    istio = {"slug": "istio", "name": "Istio", "category": "a"} | fields
    return {"format": "directory/1", "projects": [istio]}


def test_nothing_is_said_of_a_list_without_a_mistake(check: Check):
    assert check(document()) == (0, "")


def test_every_mistake_in_every_file_is_told_with_its_place(check: Check):
    status, said = check(document(license="Foo", started="?"), document(namee="x"))

    assert status == 1
    places = [line.split(" ")[0] for line in said.splitlines()]
    assert places == ["1.json:8:15:", "1.json:9:15:", "2.json:8:4:"]
    assert "license: “Foo” is no SPDX license expression" in said
    assert "name" in said.splitlines()[2]


def test_no_database_is_needed(check: Check):
    """Nor is one to be had here: this test does not ask for it."""
    assert check(document(tags=["unheard-of"], category="nowhere")) == (0, "")


def test_what_a_whole_document_names_and_does_not_define_is_a_warning(check: Check):
    mesh = {"slug": "mesh", "name_en": "Mesh"}
    relations = [{"kind": "fork-of", "project": "nobody"}]
    wrong = document(category="mes", tags=["nope"], relations=relations) | {"categories": [mesh]}

    status, said = check(wrong)

    assert status == 1
    assert said.count("warning: ") == said.count("[unknown-reference]") == 3
    assert "istio, category: the file has no category “mes”. Did you mean “mesh”?" in said
    assert "the file has no tag “nope”. An import looks for it in the directory." in said
    assert "the file has no project “nobody”." in said
    assert check(document(category="mesh") | {"categories": [mesh]}) == (0, "")


def test_what_is_unusable_has_a_status_of_its_own(check: Check):
    status, said = check("\0", document())

    assert status == 2
    assert said.startswith("1.json:1:1: error: ")


def test_a_file_that_is_not_there_is_unusable(check: Check):
    status, said = run("nowhere.json")

    assert status == 2
    assert said.startswith("nowhere.json: error: ")


def test_standard_input_can_be_checked(monkeypatch: pytest.MonkeyPatch):
    text = json.dumps(document(license="Foo"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    status, said = run("-")

    assert status == 1
    assert said.startswith("standard input:1:")


def test_programs_get_json(check: Check):
    status, said = check(document(license="Foo"), format="json")

    (problem,) = json.loads(said)
    assert status == 1
    assert problem["place"] == {"file": "1.json", "line": 8, "column": 15}
    assert (problem["level"], problem["code"]) == ("error", "invalid")
    assert check(document(), format="json") == (0, "[]\n")


def test_whoever_has_read_enough_may_leave(tmp_path: Path):
    file = tmp_path / "list.md"
    file.write_text("# List\n\n" + "- [a](http://a.example)\n" * 2_000)
    command = [sys.executable, "manage.py", "check_list", str(file)]

    with subprocess.Popen(
        command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()

    assert said == b""
    assert process.returncode == 141


def test_github_shows_mistakes_beside_the_lines(check: Check):
    _status, said = check(document(license="100%\nreal: a,b"), format="github")

    (line,) = said.splitlines()
    assert line.startswith("::error file=1.json,line=8,col=15,title=invalid::license: “100%25%0A")
    assert "real: a,b" in line


def test_a_file_name_cannot_forge_an_annotation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    name = "a,line=1::b%0A.json"
    Path(name).write_text("\0")

    _status, said = run(name, format="github")

    assert said.startswith("::error file=a%2Cline=1%3A%3Ab%250A.json,line=1,col=1,")
