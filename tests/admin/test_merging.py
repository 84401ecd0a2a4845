"""Merging two projects: chosen, shown side by side, confirmed; owners only."""

import pytest
from django.test import Client

from directory.models import Act, CapabilityValue, Project
from tests.admin.helpers import address, filled_in, send
from tests.admin.samples import make_capability, make_cell
from tests.builders import make_project, make_relation, make_steward


def page_of(loser: Project, winner: Project | str | None = None) -> str:
    path = address("project", "merge", loser.pk)
    into = winner.pk if isinstance(winner, Project) else winner
    return path if into is None else f"{path}?into={into}"


def select(client: Client, *projects: Project):
    return client.post(
        address("project"), {"action": "merge", "_selected_action": [p.pk for p in projects]}
    )


def test_two_projects_of_the_list_are_merged_into_the_older_one(alice: Client):
    winner, loser = make_project("linkerd2"), make_project("linkerd")

    answer = select(alice, winner, loser)

    assert answer["Location"].removeprefix("/en") == page_of(loser, winner).removeprefix("/en")


def test_a_draft_goes_into_what_is_public(alice: Client):
    draft, public = make_project("draft", state="draft"), make_project("public")

    assert select(alice, draft, public)["Location"].endswith(f"/{draft.pk}/merge/?into={public.pk}")


@pytest.mark.parametrize("number", [1, 3])
def test_another_number_of_projects_is_refused_in_words(alice: Client, number: int):
    projects = [make_project(slug) for slug in ("a", "b", "c")][:number]

    page = alice.post(
        address("project"),
        {"action": "merge", "_selected_action": [p.pk for p in projects]},
        follow=True,
    )

    assert "Select two projects" in page.text


def test_the_page_shows_what_differs_what_moves_and_what_is_left_out(alice: Client):
    loser = make_project("linkerd", tags=["mtls"], license="MIT")
    winner = make_project("linkerd2", license="Apache-2.0")
    capability = make_capability()
    make_cell(loser, capability, value=["no"])
    make_cell(winner, capability, value=["yes"])
    make_relation(loser, "merged-into", winner)

    page = alice.get(page_of(loser, winner))

    assert "<b>Linkerd</b> goes, <b>Linkerd2</b> stays." in page.text
    assert filled_in(page)["license"] == ["winner"]
    assert "<b>Tags of projects</b>: Mtls" in page.text
    assert "mtls: No <span" in page.text
    assert "(stays: mtls: Yes)" in page.text
    assert "<b>Relation</b>: Linkerd — Merged into — Linkerd2" in page.text
    assert Project.objects.count() == 2


def test_confirming_does_it_and_leads_to_the_result(alice: Client):
    loser = make_project("linkerd", license="MIT", started="2016")
    winner = make_project("linkerd2", license="Apache-2.0", started="2017")

    answer = send(alice, page_of(loser, winner), license="loser", reason="The same project twice.")

    assert answer["Location"] == address("project", "change", winner.pk)
    winner.refresh_from_db()
    assert (winner.license, winner.started) == ("MIT", "2017")
    assert alice.get("/projects/linkerd/")["Location"] == "/projects/linkerd2/"
    history = alice.get(address("project", "history", winner.pk)).text
    assert "The same project twice." in history
    act = Act.objects.get(change_message__contains="merged")
    assert (act.user.username, act.detail) == ("alice", "Linkerd")


def test_who_confirms_what_has_changed_meanwhile_is_told_and_keeps_the_choices(
    alice: Client, bob: Client
):
    loser = make_project("linkerd", license="MIT")
    winner = make_project("linkerd2", license="Apache-2.0")
    stale = filled_in(alice.get(page_of(loser, winner))) | {"license": ["loser"]}
    send(bob, address("project", "change", loser.pk), organization="Buoyant", reason="Read it.")

    page = alice.post(page_of(loser, winner), stale)

    assert "somebody changed one of the two" in page.text
    assert "Buoyant" in page.text
    shown = filled_in(page)
    assert shown["license"] == ["loser"]
    assert Project.objects.count() == 2
    alice.post(page_of(loser, winner), shown)
    assert Project.objects.get().license == "MIT"


def test_without_another_project_one_is_asked_for(alice: Client):
    loser = make_project("linkerd")

    assert "Into which project does Linkerd go?" in alice.get(page_of(loser)).text


@pytest.mark.parametrize("into", ["", "0", "nope", "9" * 30, "\0", "99999"])
def test_another_project_that_there_is_not_is_refused_in_words(alice: Client, into: str):
    page = alice.get(address("project", "merge", make_project().pk), {"into": into})

    assert page.status_code == 200
    assert 'class="errorlist"' in page.text


@pytest.mark.parametrize("key", ["0", "nope", "9" * 30])
def test_a_project_that_there_is_not_is_not_found(alice: Client, key: str):
    assert alice.get(address("project", "merge", key)).status_code == 404


def test_what_cannot_be_merged_is_told_with_the_reason(alice: Client):
    loser, draft = make_project("linkerd"), make_project("draft", state="draft")

    assert "is not public" in alice.get(page_of(loser, draft)).text
    assert "is not public" in alice.post(page_of(loser, draft), {}).text
    assert "into itself" in alice.get(page_of(loser, loser)).text
    assert Project.objects.count() == 2


def test_a_winner_that_would_be_wrong_is_refused_by_its_field(alice: Client):
    loser, winner = make_project("linkerd"), make_project("linkerd2")
    Project.objects.filter(pk=loser.pk).update(license="no such license")

    page = send(alice, page_of(loser, winner), license="loser")

    assert "<b>License</b>: “no such license” is no SPDX" in page.text
    assert Project.objects.count() == 2


def test_scripts_in_names_stay_texts(alice: Client):
    loser = make_project("a", name="<script>alert(1)</script>", organization="<b>x</b>")

    page = alice.get(page_of(loser, make_project("b")))

    assert "<script>alert(1)" not in page.text
    assert "&lt;b&gt;x&lt;/b&gt;" in page.text


def test_a_reviewer_merges_nothing(bob: Client):
    loser, winner = make_project("linkerd"), make_project("linkerd2")

    assert bob.get(page_of(loser, winner)).status_code == 403
    assert bob.post(page_of(loser, winner), {}).status_code == 403
    assert "/merge/" not in bob.get(address("project", "change", loser.pk)).text


def test_an_owner_of_one_of_the_two_merges_them_not(db: None):
    loser, winner = make_project("linkerd"), make_project("linkerd2")
    client = Client()
    client.force_login(make_steward("carol", "owner", winner))

    assert client.get(page_of(loser, winner)).status_code == 403


def test_a_page_of_many_parts_costs_as_many_queries_as_one_of_few(
    alice: Client, django_assert_max_num_queries
):
    loser, winner = make_project("a", tags=[f"tag-{i}" for i in range(20)]), make_project("b")
    for i in range(10):
        make_cell(loser, make_capability(f"c-{i}"))
        make_relation(loser, "built-on", make_project(f"other-{i}"))

    with django_assert_max_num_queries(60):
        alice.get(page_of(loser, winner))
    assert CapabilityValue.objects.count() == 10
