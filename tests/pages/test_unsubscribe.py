"""Whoever gets mail about suggestions stops it in one click, without a login or a cookie."""

import pytest
from django.test import Client
from django.utils.translation import override

from directory.models import MailPreference, Suggestion
from directory.services.notifying.subscriptions import OfContributor, OfEditor, page_of
from directory.services.suggestions import following
from tests.admin.test_hostile_input import HOSTILE
from tests.builders import make_steward

pytestmark = pytest.mark.django_db


@pytest.fixture
def suggestion() -> Suggestion:
    return Suggestion.objects.create(
        kind="change", name="Istio", email="li@example.org", language="en"
    )


@pytest.fixture
def link(suggestion: Suggestion) -> str:
    with override("en"):
        return page_of(OfContributor(suggestion))


def test_looking_at_the_page_changes_nothing(client: Client, link: str, suggestion: Suggestion):
    response = client.get(link)

    assert response.status_code == 200
    assert "l…@example.org: At once." in response.text
    assert "li@example.org" not in response.text
    suggestion.refresh_from_db()
    assert suggestion.frequency == "immediately"


def test_nobody_keeps_the_page_and_no_site_learns_its_address(client: Client, link: str):
    response = client.get(link)

    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_the_button_of_a_mail_program_stops_the_mail_of_all_suggestions(
    link: str, suggestion: Suggestion
):
    other = Suggestion.objects.create(
        kind="new", name="Kuma", email="LI@example.org", language="zh-hans"
    )
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(link, {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    for each in (suggestion, other):
        each.refresh_from_db()
        assert each.frequency == "never"


def test_a_reader_may_choose_to_have_less(client: Client, link: str, suggestion: Suggestion):
    response = client.post(link, {"frequency": "weekly"})

    assert "Once a week" in response.text
    suggestion.refresh_from_db()
    assert suggestion.frequency == "weekly"


def test_an_editor_is_no_longer_told_either(client: Client):
    alice = make_steward("alice")
    alice.email = "alice@example.org"
    alice.save()

    client.post(page_of(OfEditor(alice)), {"List-Unsubscribe": "One-Click"})

    assert MailPreference.objects.get().frequency == "never"


@pytest.mark.parametrize("kind", HOSTILE)
def test_nonsense_changes_nothing(client: Client, link: str, suggestion: Suggestion, kind: str):
    assert client.post(link, {"frequency": HOSTILE[kind]}).status_code == 400
    assert client.post(link, {}).status_code == 400
    suggestion.refresh_from_db()
    assert suggestion.frequency == "immediately"


@pytest.mark.parametrize("token", ["x", "editor-1", "contributor-1:abc", "a" * 3000, "%00", "1:2"])
def test_a_link_that_was_not_signed_here_leads_nowhere(client: Client, db: None, token: str):
    assert client.get(f"/unsubscribe/{token}/").status_code == 404
    assert client.post(f"/unsubscribe/{token}/").status_code == 404


def test_the_link_of_a_suggestion_is_no_link_to_stop_mail(client: Client, suggestion: Suggestion):
    assert client.get(f"/unsubscribe/{following.token(suggestion)}/").status_code == 404


def test_where_a_suggestion_is_followed_one_says_how_often_there_is_mail(
    client: Client, suggestion: Suggestion, link: str
):
    assert link in client.get(f"/en/suggestions/{following.token(suggestion)}/").text
