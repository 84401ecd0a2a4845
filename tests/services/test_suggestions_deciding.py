"""Deciding on suggestions: what was accepted is done, exactly as shown and nothing else."""

from typing import Any

import pytest

from directory.models import Link, Project, Relation
from directory.services import history, undo
from directory.services.suggestions import subject
from directory.services.suggestions.deciding import (
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


def test_one_field_is_accepted_and_another_declined_with_a_reason():
    istio = make_project("istio", license="MIT")
    alice = make_steward("alice")
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
    alice = make_steward("alice")
    suggestion = suggest(istio, license="Apache-2.0")

    decide(suggestion, {change_of(suggestion, "license").pk: accepted()}, alice)

    row = istio.history.latest()
    assert (row.history_user, row.from_suggestion) == (alice, suggestion.pk)


def test_what_was_accepted_is_taken_back_from_the_history_a_month_later():
    istio = make_project("istio", license="MIT", tags=["mtls"])
    Link.objects.create(project=istio, kind="homepage", url="https://istio.example")
    before = subject.fields_of(istio)
    make_tag("wasm")
    links = [{"kind": "homepage", "url": "https://istio.io"}]
    suggestion = suggest(istio, license="Apache-2.0", tags=["wasm"], links=links)
    decide(suggestion, on_all(suggestion, accepted()), make_steward("alice"))

    for event in history.of(istio):
        if event.change and event.reason == f"suggestion {suggestion.pk}":
            undo.undo(event.change, "It was right before.")

    assert subject.fields_of(istio) == before


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
    decide(suggestion, {change.pk: accepted()}, make_steward("alice"))

    assert [link.url for link in orange.links.all()] == [
        "https://orange.dev/",
        "https://github.com/a/orange",
    ]


def test_a_corrected_address_is_one_change_on_record_and_taken_back_as_one():
    orange = make_project("orange")
    url = "https://github.com/a/orange"
    Link.objects.create(project=orange, kind="repository", url=url, position=7)
    suggestion = suggest(orange, links=[{"kind": "repository", "url": "https://gitee.com/a/o"}])
    decide(suggestion, on_all(suggestion, accepted()), make_steward("alice"))
    assert list(orange.links.values_list("url", "position")) == [("https://gitee.com/a/o", 7)]

    (event,) = [each for each in history.of(orange) if each.suggestion]
    assert event.change
    undo.undo(event.change, "It was right before.")

    assert list(orange.links.values_list("url", "position")) == [(url, 7)]


def test_a_new_project_comes_in_published_by_an_owner():
    make_category("service-mesh")
    suggestion = suggest(None, "new", **new_project("Kuma"))

    outcome = decide(suggestion, on_all(suggestion, accepted()), make_steward("alice"))

    kuma = Project.objects.get()
    assert (kuma.slug, kuma.name, kuma.state) == ("kuma", "Kuma", "published")
    assert outcome.project == kuma
    assert not outcome.is_draft


def test_what_is_accepted_otherwise_is_done_so_and_kept_beside_what_was_suggested():
    istio = make_project("istio")
    suggestion = suggest(istio, license="MIT")
    change = change_of(suggestion, "license")

    decide(suggestion, {change.pk: accepted_as("Apache-2.0")}, make_steward("alice"))

    istio.refresh_from_db()
    change.refresh_from_db()
    assert istio.license == "Apache-2.0"
    assert (change.now, change.applied, change.outcome) == ("MIT", "Apache-2.0", "Apache-2.0")


@pytest.mark.parametrize("value", ["Apache 2", 7, None, ["MIT"], "x" * 300, "\0", {"a": []}])
def test_what_an_editor_types_is_checked_like_what_was_suggested(value: Any):
    istio = make_project("istio")
    suggestion = suggest(istio, license="MIT")

    with pytest.raises(Unacceptable) as refusal:
        decide(suggestion, on_all(suggestion, accepted_as(value)), make_steward("alice"))

    assert {mistake.field for mistake in refusal.value.mistakes} == {"license"}
    istio.refresh_from_db()
    suggestion.refresh_from_db()
    assert (istio.license, suggestion.state) == ("", "waiting")


@pytest.mark.parametrize("answer", ["\0", "\u202e", "x" * 100_000])
def test_answers_are_as_harmless_as_suggestions(answer: str):
    suggestion = suggest(make_project("istio"), license="MIT")
    alice = make_steward("alice")

    with pytest.raises(Unacceptable):
        decide(suggestion, on_all(suggestion, declined(answer)), alice)
    with pytest.raises(Unacceptable):
        decide(suggestion, on_all(suggestion, accepted()), alice, answer)


def test_items_of_lists_come_go_and_change_one_by_one():
    istio = make_project("istio", tags=["mtls", "sidecar"])
    make_tag("ambient")
    make_tag("wasm")
    suggestion = suggest(istio, tags=["ambient", "wasm", "mtls"])
    verdicts = {
        change.pk: declined("It still is.") if change.item == ["sidecar"] else accepted()
        for change in suggestion.changes.all()
    }

    decide(suggestion, verdicts, make_steward("alice"))

    assert {tag.slug for tag in istio.tags.all()} == {"mtls", "sidecar", "ambient", "wasm"}


def test_the_last_item_of_a_list_can_go():
    istio = make_project("istio", tags=["mtls", "sidecar"])
    suggestion = suggest(istio, tags=[])

    decide(suggestion, on_all(suggestion, accepted()), make_steward("alice"))

    assert istio.tags.count() == 0


def test_a_successor_is_a_status_and_a_relation_of_the_one_that_comes_after():
    osm, istio, kuma = make_project("osm"), make_project("istio"), make_project("kuma")
    make_relation(istio, "fork-of", kuma)
    successor = {"kind": "successor-of", "project": "istio", "since": "2023"}
    suggestion = suggest(osm, "successor", status="discontinued", inverse_relations=[successor])

    decide(suggestion, on_all(suggestion, accepted()), make_steward("alice"))

    osm.refresh_from_db()
    assert osm.status == "discontinued"
    relations = {(r.kind, r.target.slug, r.since) for r in istio.relations.all()}
    assert relations == {("successor-of", "osm", "2023"), ("fork-of", "kuma", "")}
    assert Relation.history.latest().from_suggestion == suggestion.pk


def test_relations_of_others_change_and_go_too():
    osm, istio = make_project("osm"), make_project("istio")
    make_relation(istio, "successor-of", osm)
    make_relation(make_project("kuma"), "fork-of", osm)
    suggestion = suggest(
        osm, inverse_relations=[{"kind": "successor-of", "project": "istio", "since": "2023"}]
    )

    decide(suggestion, on_all(suggestion, accepted()), make_steward("alice"))

    assert [(r.source.slug, r.since) for r in osm.inverse_relations.all()] == [("istio", "2023")]


def test_a_removal_withdraws_the_project_with_its_reason():
    istio = make_project("istio")
    suggestion = suggest(istio, "removal", state="withdrawn", withdrawn_reason_en="It never was.")

    decide(suggestion, on_all(suggestion, accepted()), make_steward("alice"))

    istio.refresh_from_db()
    assert (istio.state, istio.withdrawn_reason_en) == ("withdrawn", "It never was.")


def test_accepting_costs_as_many_queries_with_much_as_with_little(
    django_assert_max_num_queries: Any,
):
    tags = [make_tag(f"tag-{number}").slug for number in range(30)]
    suggestion = suggest(make_project("istio"), tags=tags, license="MIT", organization="CNCF")
    verdicts, alice = on_all(suggestion, accepted()), make_steward("alice")

    with django_assert_max_num_queries(43):
        decide(suggestion, verdicts, alice)


def test_what_is_left_for_later_waits_on_and_is_decided_by_somebody_else():
    istio = make_project("istio")
    alice, bob = make_steward("alice"), make_steward("bob")
    suggestion = suggest(istio, license="MIT", organization="CNCF")
    first = {change_of(suggestion, "license").pk: accepted()}

    decide(suggestion, first, alice)
    suggestion.refresh_from_db()
    istio.refresh_from_db()
    assert (suggestion.state, suggestion.decided, istio.license) == ("waiting", None, "MIT")
    with pytest.raises(Settled):
        decide(suggestion, first, bob)
    with pytest.raises(Unacceptable):
        decide(suggestion, {}, bob)
    decide(suggestion, on_all(suggestion, declined("It is Google's.")), bob)

    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.decided_by) == ("partly", bob)


def test_a_new_project_is_decided_as_a_whole():
    make_category("service-mesh")
    suggestion = suggest(None, "new", **new_project("Kuma"))
    some = {change_of(suggestion, "name").pk: accepted()}

    with pytest.raises(Unacceptable) as refusal:
        decide(suggestion, some, make_steward("alice"))

    assert {mistake.field for mistake in refusal.value.mistakes} >= {"category", "slug"}


def test_a_new_project_needs_a_name_and_a_category_that_is_accepted():
    make_category("service-mesh")
    suggestion = suggest(None, "new", **new_project("Kuma"))
    without = {change_of(suggestion, "name").pk: declined("It has another.")}

    with pytest.raises(Unacceptable) as refusal:
        decide(suggestion, on_all(suggestion, accepted()) | without, make_steward("alice"))

    assert [mistake.field for mistake in refusal.value.mistakes] == ["name"]
    assert Project.objects.count() == 0
