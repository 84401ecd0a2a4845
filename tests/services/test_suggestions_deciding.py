"""Deciding on suggestions: what was accepted is done, exactly as shown and nothing else."""

import pytest

from directory.models import Link, Project, Suggestion
from directory.services.suggestions.deciding import (
    accepted,
    decide,
    declined,
)
from tests.builders import make_category, make_project
from tests.services.suggesting import make_steward, new_project, suggest

pytestmark = pytest.mark.django_db


def change_of(suggestion: Suggestion, field: str):
    return suggestion.changes.get(field=field)


def test_one_field_is_accepted_and_another_declined_with_a_reason():
    istio = make_project("istio", license="MIT")
    alice = make_steward()
    suggestion = suggest(istio, license="Apache-2.0", organization="Google")

    outcome = decide(
        suggestion,
        {
            change_of(suggestion, "license").pk: accepted(),
            change_of(suggestion, "organization").pk: declined("It is the CNCF's."),
        },
        alice,
    )

    istio.refresh_from_db()
    assert (istio.license, istio.organization) == ("Apache-2.0", "")
    assert outcome.project == istio
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.decided_by) == ("partly", alice)
    assert change_of(suggestion, "organization").answer == "It is the CNCF's."


def test_history_names_the_editor_and_the_suggestion():
    istio = make_project("istio")
    alice = make_steward()
    suggestion = suggest(istio, license="Apache-2.0")

    decide(suggestion, {change_of(suggestion, "license").pk: accepted()}, alice)

    row = istio.history.latest()
    assert (row.history_user, row.from_suggestion) == (alice, suggestion.pk)


def test_a_new_address_takes_the_place_of_the_old_one_as_one_change():
    orange = make_project("orange")
    Link.objects.create(project=orange, kind="homepage", url="https://orange.example.org/")
    Link.objects.create(project=orange, kind="repository", url="https://github.com/a/orange")
    suggestion = suggest(
        orange,
        links=[
            {"kind": "homepage", "url": "https://orange.dev/"},
            {"kind": "repository", "url": "https://github.com/a/orange"},
        ],
    )

    (change,) = suggestion.changes.all()
    decide(suggestion, {change.pk: accepted()}, make_steward())

    assert [link.url for link in orange.links.all()] == [
        "https://orange.dev/",
        "https://github.com/a/orange",
    ]


def test_a_new_project_comes_in_published_by_an_owner():
    make_category("service-mesh")
    suggestion = suggest(None, "new", **new_project("Kuma"))

    outcome = decide(
        suggestion, {change.pk: accepted() for change in suggestion.changes.all()}, make_steward()
    )

    kuma = Project.objects.get()
    assert (kuma.slug, kuma.name, kuma.state) == ("kuma", "Kuma", "published")
    assert outcome.project == kuma
    assert not outcome.is_draft
