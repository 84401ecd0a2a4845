"""Following a suggestion by its private link, and reading in public how it was decided."""

import re

import pytest
from django.test import Client

from directory.models import Notice, Project, Suggestion
from directory.services.suggestions import following, handling
from directory.services.suggestions.deciding import accepted, decide, declined
from directory.services.suggestions.proposals import Proposal
from directory.services.suggestions.submitting import Sender, submit
from tests.builders import make_project, make_steward
from tests.services.suggesting import suggest

pytestmark = pytest.mark.django_db


@pytest.fixture
def suggestion(db: None) -> Suggestion:
    fields = {"license": "MIT", "organization": "Tetrate"}
    proposal = Proposal(
        "change",
        make_project("istio", license="Apache-2.0"),
        fields,
        "See https://istio.io/blog/.",
        contributor="Carol",
        email="carol@example.com",
        language="en",
    )
    return submit(proposal, Sender())


@pytest.fixture
def link(suggestion: Suggestion) -> str:
    return f"/en/suggestions/{following.token(suggestion)}/"


def page_of(client: Client, path: str) -> str:
    return re.sub(r"\s+", " ", client.get(path).content.decode())


def test_it_tells_how_things_stand_and_is_kept_by_nobody(client: Client, link: str):
    answer = client.get(link)

    assert "Waiting for review" in answer.content.decode()
    assert "Tetrate" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"
    assert not client.cookies


def test_it_tells_what_was_decided_of_each_field_and_why(
    client: Client, suggestion: Suggestion, link: str
):
    of = {change.field: change.pk for change in suggestion.changes.all()}
    verdicts = {of["license"]: accepted(), of["organization"]: declined("Not its owner.")}
    decide(suggestion, verdicts, make_steward("ada"), "Thank you!")
    page = page_of(client, link)

    assert "Accepted in part" in page
    assert "Not its owner." in page
    assert "Thank you!" in page


def test_a_reason_in_the_other_language_is_marked(client: Client, link: str):
    assert '<p class="prose">See' in page_of(client, link)
    assert '<p class="prose" lang="en">See' in page_of(client, link.removeprefix("/en"))


def test_another_project_is_called_by_its_name(client: Client):
    make_project("kuma", name="Kuma Mesh")
    relation = {"kind": "successor-of", "project": "kuma"}
    suggested = suggest(make_project("envoy"), inverse_relations=[relation])
    page = page_of(client, f"/en/suggestions/{following.token(suggested)}/")

    assert ">Kuma Mesh<" in page


def test_a_question_is_answered(client: Client, suggestion: Suggestion, link: str):
    handling.ask(suggestion, "Since when?", make_steward("ada"))
    page = page_of(client, link)
    assert "The reviewers have a question for you." in page
    assert "Since when?" in page
    answer = client.post(link, {"do": "reply", "text": "Since May."})

    assert answer.status_code == 303
    assert Suggestion.objects.get().state == "waiting"
    assert "Since May." in page_of(client, link)
    assert Notice.objects.filter(kind="replied").exists()


@pytest.mark.parametrize(("text", "says"), [("", "Write something"), ("a\u202eb", "U+202E")])
def test_an_answer_that_says_nothing_or_hides_something_is_told(
    client: Client, suggestion: Suggestion, link: str, text: str, says: str
):
    handling.ask(suggestion, "Since when?", make_steward("ada"))
    answer = client.post(link, {"do": "reply", "text": text})

    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_it_is_taken_back_but_not_once_it_is_decided(
    client: Client, suggestion: Suggestion, link: str
):
    assert client.post(link, {"do": "retract"}).status_code == 303
    assert "Taken back" in page_of(client, link)

    answer = client.post(link, {"do": "retract"})
    assert answer.status_code == 409
    assert "can no longer be done" in answer.content.decode()


def test_name_and_address_are_deleted(client: Client, suggestion: Suggestion, link: str):
    client.post(link, {"do": "erase"})
    suggestion.refresh_from_db()

    assert (suggestion.contributor, suggestion.email) == ("", "")
    assert "Delete your name" not in page_of(client, link)


def test_quarantine_is_told_to_nobody(client: Client, suggestion: Suggestion, link: str):
    Suggestion.objects.update(state="quarantined", doubts=["trap"])
    page = page_of(client, link)

    assert "Waiting for review" in page
    assert "quarantine" not in page


def test_the_decision_is_public_without_the_address_of_who_suggested_it(
    client: Client, suggestion: Suggestion, link: str
):
    public = f"/en/suggestions/{suggestion.pk}/"
    assert client.get(public).status_code == 404

    verdicts = {change.pk: declined("No source.") for change in suggestion.changes.all()}
    decide(suggestion, verdicts, make_steward("ada"), "Sorry.")
    page = page_of(client, public)

    assert "Declined" in page
    assert "No source." in page
    assert "Carol" in page
    assert "carol@example.com" not in page
    assert public in page_of(client, link)


def test_of_a_new_project_that_is_still_a_draft_there_is_no_link(
    client: Client, suggestion: Suggestion, link: str
):
    Project.objects.update(state="draft")

    assert "/projects/istio/" not in page_of(client, link)
