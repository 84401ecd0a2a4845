"""Undoing a merge from the history: shown first, then done as a whole; owners only."""

import pytest
from django.test import Client

from directory.models import Act, Link, Merge, Project
from directory.services import merging
from tests.admin.helpers import address, filled_in, send
from tests.builders import make_category, make_project, make_steward
from tests.pages.test_history import plain


@pytest.fixture
def merge(db: None) -> Merge:
    loser = make_project("linkerd", tags=["mtls"], license="MIT")
    winner = make_project("linkerd2", license="Apache-2.0")
    merging.merge(loser, winner, ["license"], "The same.")
    return Merge.objects.get()


def page_of(merge: Merge) -> str:
    return address("project", "unmerge", merge.pk)


def test_the_history_has_the_merge_as_one_with_a_way_to_undo_it(alice: Client, merge: Merge):
    page = alice.get(address("project", "history", merge.project_id)).text

    assert page.count("Merge: Linkerd → Linkerd2") == 1
    assert f'href="{page_of(merge)}"' in page


def test_the_history_of_what_went_leads_there_too(alice: Client, merge: Merge):
    assert page_of(merge) in alice.get(address("project", "history", merge.merged)).text


def test_the_page_shows_what_comes_back_and_what_stays(alice: Client, merge: Merge):
    Link.objects.create(project=merge.project, kind="homepage", url="https://l5d.example/")
    merge.project.name = "Linkerd 2"
    merge.project.license = "BSD-3-Clause"
    merge.project.save()

    page = alice.get(page_of(merge)).text

    assert "<b>Linkerd</b> is an entry of its own again, as it was, and <b>Linkerd 2</b>" in page
    assert "The address “linkerd” and all that led there." in page
    assert "<b>Tags of projects</b>: Mtls" in page
    assert "It was changed again since." in page
    assert "l5d.example" not in page
    assert Project.objects.count() == 1


def test_confirming_does_it_and_leads_to_what_is_there_again(alice: Client, merge: Merge):
    answer = send(alice, page_of(merge), reason="Two after all.")

    assert answer["Location"] == address("project", "change", merge.merged)
    assert dict(Project.objects.values_list("slug", "license")) == {
        "linkerd": "MIT",
        "linkerd2": "Apache-2.0",
    }
    history = alice.get(address("project", "history", merge.project_id)).text
    assert "Merge undone: Linkerd → Linkerd2" in history
    assert "Two after all." in history
    assert page_of(merge) not in history
    act = Act.objects.get(change_message__contains="unmerged")
    assert (act.user.username, act.what, act.detail) == ("alice", "Undid a merge", "Linkerd")
    assert alice.get("/en/projects/linkerd/").status_code == 200
    assert "Merge undone Linkerd → Linkerd2" in plain(alice.get("/en/changes/").text)


def test_who_confirms_what_has_changed_meanwhile_is_told(alice: Client, bob: Client, merge: Merge):
    stale = filled_in(alice.get(page_of(merge))) | {"reason": ["Two after all."]}
    send(bob, address("project", "change", merge.project_id), license="ISC", reason="Read it.")

    page = alice.post(page_of(merge), stale)

    assert "somebody changed Linkerd2 while you had this open" in page.text
    shown = filled_in(page)
    assert shown["reason"] == ["Two after all."]
    assert Project.objects.count() == 1
    alice.post(page_of(merge), shown)
    assert dict(Project.objects.values_list("slug", "license")) == {
        "linkerd": "MIT",
        "linkerd2": "ISC",
    }


def test_what_cannot_be_undone_is_told_with_the_reason(alice: Client, merge: Merge):
    sent = filled_in(alice.get(page_of(merge)))
    merging.merge(merge.project, make_project("envoy"), [])

    for page in (alice.get(page_of(merge)), alice.post(page_of(merge), sent)):
        assert page.status_code == 200
        assert "“Linkerd2” went into “Envoy” later. Undo that first." in page.text
    assert Project.objects.get().slug == "envoy"


def test_what_would_be_wrong_is_told_and_nothing_is_done(alice: Client, merge: Merge):
    Project.objects.filter(pk=merge.project_id).update(license="no such license")

    page = send(alice, page_of(merge))

    assert "Nothing was done." in page.text
    assert Project.objects.count() == 1


@pytest.mark.parametrize("key", [99_999, 9**30])
def test_a_merge_that_there_is_not_is_not_found(alice: Client, key: int):
    assert alice.get(address("project", "unmerge", key)).status_code == 404


def test_a_reviewer_undoes_no_merge(bob: Client, merge: Merge):
    assert bob.get(page_of(merge)).status_code == 403
    assert bob.post(page_of(merge), {}).status_code == 403
    assert page_of(merge) not in bob.get(address("project", "history", merge.project_id)).text


def test_an_owner_of_one_of_the_two_does_not_undo_it(db: None):
    loser = make_project("linkerd", category="proxy")
    winner = make_project("linkerd2")
    merging.merge(loser, winner, [])
    client = Client()
    client.force_login(make_steward("carol", "owner", make_category("service-mesh")))

    assert client.post(page_of(Merge.objects.get()), {}).status_code == 403
    assert Project.objects.count() == 1
