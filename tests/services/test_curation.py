"""Publishing, withdrawing and tagging, each with its history."""

import pytest
from django.contrib.auth.models import User

from directory.models import Project, ProjectTag
from directory.services import curation
from tests.builders import make_project, make_relation, make_tag

pytestmark = pytest.mark.django_db


def states() -> dict[str, str]:
    return dict(Project.objects.values_list("slug", "state"))


def slugs(projects: list[Project]) -> list[str]:
    return [project.slug for project in projects]


def test_publishing_takes_drafts_and_withdrawn_projects_and_skips_public_ones():
    for state in Project.State:
        make_project(f"a-{state}", state=state)

    outcome = curation.publish(Project.objects.all())

    assert set(states().values()) == {"published"}
    assert sorted(slugs(outcome.done)) == ["a-draft", "a-withdrawn"]
    assert slugs(outcome.skipped) == ["a-published"]


def test_withdrawing_takes_public_projects_only():
    for state in Project.State:
        make_project(f"a-{state}", state=state)

    outcome = curation.withdraw(Project.objects.all(), "", "It never was a mesh.")

    assert states() == {"a-draft": "draft", "a-published": "withdrawn", "a-withdrawn": "withdrawn"}
    assert slugs(outcome.done) == ["a-published"]
    assert sorted(slugs(outcome.skipped)) == ["a-draft", "a-withdrawn"]


def test_withdrawing_needs_a_reason_in_one_language():
    make_project("istio")

    with pytest.raises(ValueError, match="reason"):
        curation.withdraw(Project.objects.all(), "", "", reason="Only for the history.")
    curation.withdraw(Project.objects.all(), "不是服务网格。", "", reason="Only for the history.")

    assert Project.objects.get().withdrawn_reason_zh == "不是服务网格。"
    assert Project.history.latest().history_change_reason == "Only for the history."


def test_a_withdrawn_page_leads_to_what_stays_public():
    osm, istio, smi = make_project("osm"), make_project("istio"), make_project("smi")
    draft = make_project("draft", state="draft")
    make_relation(istio, "successor-of", osm)
    make_relation(smi, "merged-into", osm)
    make_relation(istio, "renamed-to", draft)

    assert curation.successors([osm, istio]) == {}
    assert curation.successors([osm, smi]) == {osm.pk: istio}
    assert curation.successors([smi]) == {smi.pk: osm}


def test_each_published_project_has_a_line_of_history_and_a_new_date():
    project = make_project("istio", state=Project.State.DRAFT)
    before = project.modified

    curation.publish(Project.objects.all(), reason="It is ready.")

    line = project.history.latest()
    assert (line.state, line.history_change_reason) == ("published", "It is ready.")
    assert Project.objects.get().modified > before


def test_a_selection_that_no_longer_holds_after_the_change_is_treated_whole():
    make_project("istio", state=Project.State.DRAFT)
    make_project("envoy", state=Project.State.DRAFT)

    outcome = curation.publish(Project.objects.filter(state=Project.State.DRAFT))

    assert len(outcome.done) == 2


def test_tags_come_and_go_one_by_one_with_a_line_of_history_each():
    project = make_project("istio", tags=["mtls", "sidecar"])
    kept = ProjectTag.objects.get(tag__slug="mtls")

    curation.set_tags(project, [make_tag("mtls"), make_tag("ambient")], reason="Read the docs.")

    assert {tag.slug for tag in project.tags.all()} == {"mtls", "ambient"}
    assert ProjectTag.objects.get(tag__slug="mtls").pk == kept.pk
    lines = ProjectTag.history.filter(history_change_reason="Read the docs.")
    assert sorted((line.history_type, line.tag.slug) for line in lines) == [
        ("+", "ambient"),
        ("-", "sidecar"),
    ]


def test_setting_the_same_tags_again_changes_nothing():
    project = make_project("istio", tags=["mtls"])
    before = ProjectTag.history.count()

    curation.set_tags(project, project.tags.all())

    assert ProjectTag.history.count() == before


def test_nobody_is_named_where_nobody_is_logged_in():
    User.objects.create_user("alice")
    make_project("istio", state=Project.State.DRAFT)

    curation.publish(Project.objects.all())

    assert Project.history.latest().history_user is None
