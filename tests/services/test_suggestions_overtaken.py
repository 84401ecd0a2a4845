"""What others did between a suggestion and its acceptance is seen, and never overwritten unseen."""

from typing import Any

import pytest

from directory.models import Project
from directory.services import renaming
from directory.services.suggestions.deciding import (
    Conflict,
    Settled,
    Unacceptable,
    accepted,
    accepted_as,
    decide,
    declined,
    on_all,
)
from tests.builders import make_category, make_project, make_relation, make_steward, make_tag
from tests.services.suggesting import change_of, new_project, suggest

pytestmark = pytest.mark.django_db


def test_a_field_that_changed_meanwhile_is_overwritten_only_by_who_has_seen_it():
    istio = make_project("istio", license="MIT")
    alice = make_steward("alice")
    suggestion = suggest(istio, license="Apache-2.0", organization="CNCF")
    Project.objects.update(license="BSD-3-Clause")
    verdicts = on_all(suggestion, accepted())

    with pytest.raises(Conflict) as conflict:
        decide(suggestion, verdicts, alice)
    ((change, was, present, suggested),) = conflict.value.overtaken
    istio.refresh_from_db()
    assert (was, present, suggested) == ("MIT", "BSD-3-Clause", "Apache-2.0")
    assert (istio.license, istio.organization) == ("BSD-3-Clause", "")

    with pytest.raises(Conflict):
        decide(suggestion, verdicts, alice, seen={change.pk: "something older"})
    decide(suggestion, verdicts, alice, seen={change.pk: "BSD-3-Clause"})
    istio.refresh_from_db()
    assert (istio.license, istio.organization) == ("Apache-2.0", "CNCF")


def test_a_field_that_changed_meanwhile_is_no_matter_if_it_is_declined():
    istio = make_project("istio", license="MIT")
    suggestion = suggest(istio, license="Apache-2.0", organization="CNCF")
    Project.objects.update(license="BSD-3-Clause")
    declining = {change_of(suggestion, "license").pk: declined("It is BSD.")}

    decide(suggestion, on_all(suggestion, accepted()) | declining, make_steward("alice"))

    istio.refresh_from_db()
    assert (istio.license, istio.organization) == ("BSD-3-Clause", "CNCF")


def test_what_somebody_did_already_is_no_conflict():
    istio = make_project("istio", license="MIT")
    suggestion = suggest(istio, license="Apache-2.0")
    Project.objects.update(license="Apache-2.0")

    outcome = decide(suggestion, on_all(suggestion, accepted()), make_steward("alice"))

    assert outcome.suggestion.state == "accepted"


def test_what_others_added_meanwhile_stays():
    istio = make_project("istio", tags=["mtls"])
    make_tag("wasm")
    suggestion = suggest(istio, tags=["mtls", "wasm"])
    istio.tags.add(make_tag("ambient"))

    decide(suggestion, on_all(suggestion, accepted()), make_steward("alice"))

    assert {tag.slug for tag in istio.tags.all()} == {"mtls", "wasm", "ambient"}


def test_of_two_editors_the_second_is_told_who_was_first():
    istio = make_project("istio")
    alice, bob = make_steward("alice"), make_steward("bob")
    suggestion = suggest(istio, license="MIT")
    decide(suggestion, on_all(suggestion, declined()), alice, "It is Apache's.")

    with pytest.raises(Settled) as settled:
        decide(suggestion, on_all(suggestion, accepted()), bob)

    assert settled.value.suggestion.decided_by == alice
    assert settled.value.suggestion.answer == "It is Apache's."


def test_a_project_that_is_gone_can_only_be_declined():
    suggestion = suggest(make_project("istio"), license="MIT")
    Project.objects.all().delete()
    alice = make_steward("alice")

    with pytest.raises(Unacceptable):
        decide(suggestion, on_all(suggestion, accepted()), alice)
    decide(suggestion, on_all(suggestion, declined()), alice, "It is gone.")

    suggestion.refresh_from_db()
    assert suggestion.state == "declined"


def test_of_two_suggestions_of_a_new_project_the_second_needs_another_slug():
    make_category("service-mesh")
    alice = make_steward("alice")
    first, second = (
        suggest(None, "new", **new_project("Kuma", license=x)) for x in ("MIT", "BSL-1.0")
    )
    decide(first, on_all(first, accepted()), alice)

    with pytest.raises(Unacceptable) as refusal:
        decide(second, on_all(second, accepted()), alice)
    assert [mistake.field for mistake in refusal.value.mistakes] == ["slug"]

    other = {change_of(second, "slug").pk: accepted_as("kuma-again")}
    assert decide(second, on_all(second, accepted()) | other, alice).project.slug == "kuma-again"


def test_nothing_is_done_if_what_follows_fails(monkeypatch: pytest.MonkeyPatch):
    istio = make_project("istio")
    suggestion = suggest(istio, license="MIT")
    alice = make_steward("alice")

    def killed(*args: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("directory.services.suggestions.notices.decided", killed)
    with pytest.raises(KeyboardInterrupt):
        decide(suggestion, on_all(suggestion, accepted()), alice)

    istio.refresh_from_db()
    suggestion.refresh_from_db()
    assert (istio.license, suggestion.state) == ("", "waiting")


def test_what_was_renamed_meanwhile_is_followed():
    osm, istio, kuma = make_project("osm"), make_project("istio"), make_project("kuma")
    make_relation(osm, "fork-of", kuma)
    mtls = make_tag("mtls")
    gateway = make_category("gateway")
    suggestion = suggest(
        osm,
        category="gateway",
        tags=["mtls"],
        relations=[],
        inverse_relations=[{"kind": "successor-of", "project": "istio"}],
    )
    for named in (istio, kuma, mtls, gateway):
        renaming.rename(named, f"{named.slug}-2")

    decide(suggestion, on_all(suggestion, accepted()), make_steward("alice"))

    osm.refresh_from_db()
    assert (osm.category.slug, osm.tags.get().slug) == ("gateway-2", "mtls-2")
    assert [(r.source.slug, r.kind) for r in osm.inverse_relations.all()] == [
        ("istio-2", "successor-of")
    ]
    assert osm.relations.count() == 0
