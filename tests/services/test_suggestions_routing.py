"""Whose turn it is, and what is on whose desk."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from directory.models import Maintainer, Stewardship, Suggestion
from directory.services.suggestions.routing import reviewers_of, waiting_for
from tests.builders import make_category, make_project, make_steward
from tests.services.suggesting import new_project, suggest

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, User]:
    """Stewards of everything, of a category, of the one below it and of a project in that."""
    mesh = make_category("service-mesh")
    ambient = make_category("ambient", parent=mesh)
    istio = make_project("istio", "ambient")
    return {
        "all": make_steward("all"),
        "mesh": make_steward("mesh", "owner", mesh),
        "ambient": make_steward("ambient", "reviewer", ambient),
        "istio": make_steward("istio", "reviewer", istio),
    }


def handles(suggestion: Suggestion) -> list[str]:
    return [maintainer.handle for maintainer in reviewers_of(suggestion)]


def desks(people: dict[str, User]) -> dict[str, list[str]]:
    return {name: [each.name for each in waiting_for(user)] for name, user in people.items()}


def test_the_nearest_stewards_are_asked(people: dict[str, User]):
    istio = make_project("istio-2", "ambient")
    suggestions = [
        suggest(Maintainer.objects.get(handle="istio").stewardships.get().project, license="MIT"),
        suggest(istio, license="MIT"),
        suggest(make_project("kuma", "service-mesh"), license="MIT"),
        suggest(make_project("kong", "gateway"), license="MIT"),
        suggest(None, "new", **new_project("Sail", category="ambient")),
    ]

    assert [handles(each) for each in suggestions] == [
        ["istio"], ["ambient"], ["mesh"], ["all"], ["ambient"],
    ]  # fmt: skip
    assert desks(people) == {
        "all": ["Kong"],
        "mesh": ["Kuma"],
        "ambient": ["Istio 2", "Sail"],
        "istio": ["Istio"],
    }


def test_who_cannot_enter_is_shown_and_the_next_who_can_is_asked(people: dict[str, User]):
    Maintainer.objects.filter(handle="istio").update(user=None)
    User.objects.filter(username="ambient").update(is_active=False)

    suggestion = suggest(Stewardship.objects.get(project__slug="istio").project, license="MIT")

    assert handles(suggestion) == ["istio", "ambient", "mesh"]
    assert [desks(people)[name] for name in ("istio", "mesh", "all")] == [[], ["Istio"], []]


def test_what_is_assigned_is_on_that_desk_only(people: dict[str, User]):
    suggestion = suggest(make_project("kuma", "service-mesh"), license="MIT")
    suggestion.assignee = Maintainer.objects.get(handle="all")
    suggestion.save()

    assert handles(suggestion) == ["all"]
    assert desks(people) == {"all": ["Kuma"], "mesh": [], "ambient": [], "istio": []}


def test_a_superuser_has_what_is_left_to_the_whole_list(people: dict[str, User]):
    root = User.objects.create_superuser("root")
    suggest(make_project("kong", "gateway"), license="MIT")
    suggest(make_project("kuma", "service-mesh"), license="MIT")

    assert [each.name for each in waiting_for(root)] == ["Kong"]


def test_a_project_that_is_gone_is_left_to_the_whole_list(people: dict[str, User]):
    kuma = make_project("kuma", "service-mesh")
    suggestion = suggest(kuma, license="MIT")
    kuma.delete()
    suggestion.refresh_from_db()

    assert handles(suggestion) == ["all"]
    assert desks(people)["all"] == ["Kuma"]


@pytest.mark.parametrize("state", ["quarantined", "accepted", "partly", "declined", "retracted"])
def test_only_what_is_open_is_on_a_desk(state: str):
    alice = make_steward("alice")
    suggest(make_project("istio"), license="MIT")
    Suggestion.objects.update(state=state)

    assert list(waiting_for(alice)) == []


def test_a_desk_is_read_in_one_query_and_a_list_of_it_in_two(
    people: dict[str, User], django_assert_num_queries: Any
):
    for number in range(5):
        suggest(make_project(f"p-{number}", "gateway"), license="MIT")

    with django_assert_num_queries(2):
        shown = list(waiting_for(people["all"]).for_queue())
        assert len([change for each in shown for change in each.changes.all()]) == 5
        assert all(each.project and each.project.slug for each in shown)
