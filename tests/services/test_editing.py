"""A project written by who may, in the terms of records: whole, checked, on record."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from directory.models import Act, Project, Relation
from directory.services.editing import marks, saving
from directory.services.suggestions import proposals, subject
from tests.builders import make_category, make_project, make_relation, make_steward, make_tag
from tests.services.test_suggestions_at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def owner() -> User:
    return make_steward("olga")


def edit(project: Project, user: User, reason: str = "", **said: Any) -> saving.Saved:
    seen = [marks.mark(subject.fields_of(project))]
    return saving.edit(project, said, user, seen, reason)


def test_what_is_said_is_changed_and_nothing_else(owner: User):
    istio = make_project("istio", tags=["sidecar"], summary_en="A mesh.", license="MIT")
    make_tag("ambient")

    saved = edit(istio, owner, summary_zh="网格。", tags=["ambient"])

    assert saved.changed == ["summary_zh", "tags"]
    assert (saved.project.summary_zh, saved.project.summary_en) == ("网格。", "A mesh.")
    assert [tag.slug for tag in saved.project.tags.all()] == ["ambient"]


def test_history_and_log_say_who_and_why(owner: User):
    istio = make_project("istio")

    edit(istio, owner, "As their site says.", license="Apache-2.0")

    record = istio.history.first()
    assert (record.history_user, record.history_change_reason) == (owner, "As their site says.")
    act = Act.objects.get()
    assert (act.user, act.what, act.detail) == (
        owner,
        "Changed through the API",
        "As their site says.",
    )


def test_what_changes_nothing_writes_nothing(owner: User):
    istio = make_project("istio", license="MIT")
    before = istio.history.count()

    assert edit(istio, owner, license="MIT").changed == []
    assert istio.history.count() == before
    assert not Act.objects.exists()


def test_relations_of_others_with_it_are_changed_from_its_side(owner: User):
    istio, linkerd, old = make_project("istio"), make_project("linkerd"), make_project("old")
    make_relation(old, "alternative-to", istio)

    edit(istio, owner, inverse_relations=[{"kind": "built-on", "project": "linkerd"}])

    relation = Relation.objects.get()
    assert (relation.source, relation.kind, relation.target) == (linkerd, "built-on", istio)


def test_who_writes_second_is_told_what_the_first_wrote(owner: User):
    istio = make_project("istio", license="MIT")
    seen = [marks.mark(subject.fields_of(istio))]
    edit(
        istio, owner, license="Apache-2.0", links=[{"kind": "homepage", "url": "https://istio.io/"}]
    )

    with pytest.raises(saving.Overtaken) as overtaken:
        saving.edit(istio, {"summary_en": "A mesh."}, owner, seen)

    assert overtaken.value.fields == ["license", "links"]


@pytest.mark.parametrize("seen", ["", "x", "A" * 160, "中文" * 80])
def test_a_mark_that_was_never_given_out_matches_nothing(owner: User, seen: str):
    with pytest.raises(saving.Overtaken):
        saving.edit(make_project("istio"), {"license": "MIT"}, owner, [seen])


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"license": "No such"}, "license"),
        ({"licence": "MIT"}, "licence"),
        ({"category": "nowhere"}, "category"),
        ({"tags": ["nothing"]}, "tags"),
        ({"tags": "x"}, "tags"),
        ({"links": [{"kind": "homepage", "url": "javascript:x"}]}, "links"),
        ({"relations": [{"kind": "successor-of", "project": "nothing"}]}, "relations"),
        ({"inverse_relations": 7}, "inverse_relations"),
        ({"inverse_relations": [{"project": ["x"]}]}, "inverse_relations"),
        ({"name": "a\0b"}, "name"),
        ({"name": None}, "name"),
        ({"state": "withdrawn"}, "state"),
        ({"slug": "Not a slug"}, "slug"),
        ({"slug": "linkerd"}, "slug"),
    ],
)
def test_what_is_wrong_is_told_by_field_and_nothing_is_saved(
    owner: User, said: dict[str, Any], field: str
):
    istio = make_project("istio")
    make_project("linkerd")

    with pytest.raises(saving.Unacceptable) as wrong:
        edit(istio, owner, summary_en="New.", **said)

    assert field in {mistake.field for mistake in wrong.value.mistakes}
    assert Project.objects.get(pk=istio.pk).summary_en == ""


def test_a_reason_that_history_has_no_room_for_is_refused(owner: User):
    with pytest.raises(saving.Unacceptable):
        edit(make_project("istio"), owner, "x" * 101, license="MIT")


def test_nobody_edits_what_others_look_after():
    reviewer = make_steward("rita", "reviewer", make_category("proxy"))
    istio = make_project("istio", category="service-mesh")

    with pytest.raises(PermissionDenied, match="looked after by others"):
        edit(istio, reviewer, license="MIT")


def test_nobody_moves_a_project_to_where_others_look_after_it():
    reviewer = make_steward("rita", "reviewer", make_category("service-mesh"))
    make_category("proxy")

    with pytest.raises(PermissionDenied, match="looked after by others"):
        edit(make_project("istio"), reviewer, category="proxy")


def test_only_an_owner_renames_what_is_public(owner: User):
    reviewer = make_steward("rita", "reviewer")
    istio, draft = make_project("istio"), make_project("draft", state="draft")

    with pytest.raises(PermissionDenied, match="Only an owner renames"):
        edit(istio, reviewer, slug="istio-mesh")
    assert edit(draft, reviewer, slug="sketch").project.slug == "sketch"
    assert edit(istio, owner, slug="istio-mesh").project.slug == "istio-mesh"
    assert Project.objects.by_old_slug("istio") == istio


def test_what_is_added_is_a_draft_with_a_slug_of_its_name(owner: User):
    make_category("proxy")

    saved = saving.add({"name": "Envoy Gateway", "category": "proxy"}, owner, "New this year.")

    assert (saved.project.slug, saved.project.state) == ("envoy-gateway", "draft")
    record = saved.project.history.get()
    assert (record.history_user, record.history_change_reason) == (owner, "New this year.")


def test_what_is_added_has_another_slug_if_somebody_was_quicker(
    owner: User, monkeypatch: pytest.MonkeyPatch
):
    make_project("envoy", "proxy")
    free_slug = proposals.free_slug
    found = iter(["envoy"])
    monkeypatch.setattr(proposals, "free_slug", lambda name: next(found, None) or free_slug(name))

    saved = saving.add({"name": "Envoy", "category": "proxy"}, owner)

    assert saved.project.slug == "envoy-2"


@pytest.mark.parametrize("said", [{}, {"name": "Envoy"}, {"category": "proxy"}])
def test_a_draft_needs_a_name_and_a_category(owner: User, said: dict[str, Any]):
    make_category("proxy")

    with pytest.raises(saving.Unacceptable):
        saving.add(said, owner)


def test_who_only_contributes_adds_nothing():
    make_category("proxy")
    user = User.objects.create_user("carl", is_staff=True)

    with pytest.raises(PermissionDenied):
        saving.add({"name": "Envoy", "category": "proxy"}, user)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_read_the_same_and_write_at_once_one_is_told():
    istio = make_project("istio")
    alice, bob = make_steward("alice"), make_steward("bob")
    seen = [marks.mark(subject.fields_of(istio))]

    outcomes = at_once(
        lambda: saving.edit(istio, {"license": "MIT"}, alice, seen),
        lambda: saving.edit(istio, {"organization": "CNCF"}, bob, seen),
    )

    istio.refresh_from_db()
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Overtaken", "Saved"]
    assert (istio.license == "MIT") is not (istio.organization == "CNCF")
