"""What may be the same project is found before it is suggested again."""

from typing import Any

import pytest

from directory.models import Link, OldSlug, Project
from directory.services import indexing
from directory.services.suggestions.duplicates import Alike, Why, alike
from tests.builders import make_category, make_project
from tests.services.suggesting import new_project, suggest

pytestmark = pytest.mark.django_db


def found(name: str, *urls: str) -> list[tuple[str, str]]:
    return [(each.why.value, each.project.slug) for each in alike(name, urls) if each.project]


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/istio/istio",
        "http://www.GitHub.com/Istio/istio.git",
        "https://github.com/istio/istio/",
        "github.com/istio/istio",
        "git@github.com:istio/istio.git",
        "https://github.com/istio/istio/blob/master/README.md",
    ],
)
def test_a_repository_is_found_in_any_spelling(address: str):
    Link.objects.create(
        project=make_project("istio"), kind="repository", url="https://github.com/istio/istio"
    )

    assert found("Something else", address) == [("address", "istio")]


def test_where_a_project_once_was_is_told_as_such():
    emissary = make_project("emissary")
    Link.objects.create(
        project=emissary, kind="homepage", url="https://getambassador.io", former=True
    )
    OldSlug.objects.create(project=emissary, slug="ambassador")

    assert found("", "https://www.getambassador.io/") == [("former-address", "emissary")]
    assert found("Ambassador") == [("former-name", "emissary")]


@pytest.mark.parametrize(
    ("typed", "why"), [("ISTIO", "name"), ("Isto", "spelling"), ("Istio Mesh", "spelling")]
)
def test_a_name_is_found_in_other_spellings(typed: str, why: str):
    make_project("istio")
    make_project("linkerd")

    assert found(typed) == [(why, "istio")]


def test_a_name_within_a_longer_one_is_found_wherever_it_stands():
    project = make_project("apache-servicecomb", name="Apache ServiceComb")
    indexing.index([project.pk])

    assert found("ServiceComb") == [("spelling", "apache-servicecomb")]


def test_drafts_are_nobody_elses_business():
    make_project("istio", state=Project.State.DRAFT)

    assert found("Istio") == []
    assert [each.project.slug for each in alike("Istio", among=Project.objects.all())] == ["istio"]


def test_what_is_suggested_already_is_found_by_name_and_address():
    make_category("service-mesh")
    links = [{"kind": "repository", "url": "https://github.com/kumahq/kuma"}]
    suggestion = suggest(None, "new", **new_project("Kuma", links=links))

    expected = [Alike(Why.SUGGESTED, 100, suggestion=suggestion)]
    assert alike("kuma") == expected
    assert alike("?", ["http://github.com/KumaHQ/kuma.git"]) == expected


def test_looking_costs_this_many_queries(django_assert_num_queries: Any):
    make_project("istio")

    with django_assert_num_queries(6):
        alike("Istio", ["https://istio.io"])


@pytest.mark.parametrize("hostile", ["", "\0", "'; DROP", "a" * 100_000, "%", "網關", "\ud800"])
def test_nothing_that_is_typed_breaks_it(hostile: str):
    make_project("istio")

    alike(hostile, [hostile, f"https://{hostile[:500]}.example"])
