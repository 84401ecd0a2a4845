"""What is one project to an import is one to who suggests it and in the work queue."""

import pytest

from directory.models import Link, Project
from directory.services.chores.desk import Desk
from directory.services.chores.duplicates import suspected
from directory.services.exchange.matching import meet
from directory.services.suggestions.duplicates import EXACT, Why, alike
from tests.builders import make_project, make_steward
from tests.records import record

pytestmark = pytest.mark.django_db


def link(project: Project, url: str) -> None:
    Link.objects.create(project=project, kind="repository", url=url)


def suspects() -> list[str]:
    return [str(pair) for pair in suspected(Desk(make_steward("alice")))]


@pytest.mark.parametrize("name", ["open-mesh", "OPEN MESH", "open_mesh"])
def test_a_name_is_the_same_to_all_however_it_is_spelled(name: str):
    listed = {"open-service": {"slug": "open-service", "name": "Open Mesh"}}
    make_project("open-service", name="Open Mesh")

    assert meet([record(name=name)], listed) == {0: "open-service"}
    assert [(each.why, each.nearness) for each in alike(name)] == [(Why.NAME, EXACT)]
    make_project("another", name=name)
    assert suspects() == [f"Open Mesh · {name}"]


@pytest.mark.parametrize(
    "url", ["http://github.com/a/b/", "https://www.github.com/a/b", "https://GitHub.com/A/B.git"]
)
def test_an_address_is_the_same_to_all_however_it_is_spelled(url: str):
    here = {"kind": "repository", "url": "https://github.com/a/b"}
    link(make_project("mesh"), here["url"])
    entry = record(name="Other", some_links=[here | {"url": url}])

    listed = {"mesh": {"slug": "mesh", "name": "Mesh", "links": [here]}}
    assert meet([entry], listed) == {0: "mesh"}
    assert [each.why for each in alike("Other", [url])] == [Why.ADDRESS]
    link(make_project("other"), url)
    assert suspects() == ["Mesh · Other"]


def test_a_name_as_it_is_written_comes_before_other_spellings_of_it():
    mesh = {"slug": "one", "name": "Open Mesh"}
    both = {"one": mesh, "two": {"slug": "two", "name": "open-mesh"}}
    entries = [record(name="open-mesh"), record(name="OPEN MESH")]

    assert meet(entries, both) == {0: "two", 1: "one"}
    assert meet([record(name="OpenMesh")], both) == {}
    assert meet([record(name="OpenMesh")], {"one": mesh}) == {0: "one"}
