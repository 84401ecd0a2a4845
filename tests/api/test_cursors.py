"""Pages of a list fit together, whatever is edited while somebody reads on."""

from base64 import urlsafe_b64encode
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from directory.api import cursors
from directory.api.cursors import Cursor
from directory.models import Project
from tests.builders import make_project


def add(_project: Project, number: int) -> None:
    make_project(f"new-{number}-{Project.objects.count()}", position=number)


def rename(project: Project, number: int) -> None:
    project.name = f"{number} {project.name}"
    project.save()


def move(project: Project, number: int) -> None:
    project.position = number
    project.started = f"20{10 + number}"
    project.save()


def withdraw(project: Project, _number: int) -> None:
    project.state = "withdrawn"
    project.save()


def remove(project: Project, _number: int) -> None:
    project.delete()


EDITS = st.tuples(
    st.sampled_from([add, rename, move, withdraw, remove]), st.integers(0, 9), st.integers(0, 5)
)
SORTS = ["name", "position", "modified", "created", "started"]


class TestWhoeverReadsOn(TestCase):
    @given(
        st.sampled_from(SORTS),
        st.integers(1, 3),
        st.lists(st.one_of(st.none(), EDITS), max_size=8),
    )
    def test_sees_each_project_that_nobody_touches_exactly_once(
        self, sort: str, limit: int, edits: list[Any]
    ):
        for number in range(6):
            make_project(f"mesh-{number}", position=number % 3, started=f"201{number % 3}")
        untouched = set(Project.objects.values_list("slug", flat=True))
        seen: list[str] = []
        url, client = f"/api/v1/projects?sort={sort}&limit={limit}", Client()
        waiting = iter(edits)
        while url:
            page = client.get(url).json()
            seen += [project["slug"] for project in page["projects"]]
            url = page["next"]
            if edit := next(waiting, None):
                untouched -= edited(*edit)

        assert sorted(slug for slug in seen if slug in untouched) == sorted(untouched)


def edited(edit: Any, number: int, which: int) -> set[str]:
    """What an edit touched."""
    project = Project.objects.order_by("pk")[which : which + 1].first()
    if project is None:
        return set()
    edit(project, number)
    return set() if edit is add else {project.slug}


@given(st.text(max_size=12), st.one_of(st.integers(), st.text()), st.integers())
def test_a_cursor_is_read_as_it_was_written(of: str, key: Any, pk: int):
    cursor = Cursor(of, key, pk)

    assert cursors.read(str(cursor)) == cursor


@given(st.one_of(st.text(), st.text(alphabet="ABCabc019-_", max_size=80)))
def test_whatever_else_is_said_is_no_cursor(text: str):
    with pytest.raises(ValueError):  # noqa: PT011
        cursors.read(text)


@pytest.mark.parametrize("said", ["[1]", "[]", "{}", '["a",true,1]', '["a",1,1.5]', "[" * 9_999])
def test_what_is_no_cursor_is_refused(said: str):
    with pytest.raises(ValueError):  # noqa: PT011
        cursors.read(urlsafe_b64encode(said.encode()).decode().rstrip("="))
