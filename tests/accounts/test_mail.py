"""Editors choose how often they are told of suggestions; owners look into the outbox."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from directory.models import Letter, MailPreference, Notice, Suggestion
from directory.services import outbox
from tests.accounts.conftest import ACCOUNT
from tests.builders import make_category, make_steward

PAGE = f"{ACCOUNT}mail/"
OUTBOX = "/en/admin/directory/letter/"


@pytest.fixture
def letter(carol: User) -> Letter:
    outbox.post(Letter.Kind.INVITATION, "dave@example.org", "Come in", "http://x/secret")
    Letter.objects.update(given_up=timezone.now(), attempts=20, error="550 no such mailbox")
    return Letter.objects.get()


def test_an_editor_chooses_how_often_and_in_which_language(carols: Client, carol: User):
    assert "Once a day" in carols.get(ACCOUNT).text

    carols.post(PAGE, {"frequency": "weekly", "language": "en"})

    preference = MailPreference.objects.get()
    assert (preference.user, preference.frequency, preference.language) == (carol, "weekly", "en")
    assert "Once a week" in carols.get(ACCOUNT).text


def test_who_wants_no_more_is_not_told_what_waited(carols: Client, carol: User):
    suggestion = Suggestion.objects.create(kind="change", name="Istio", language="en")
    Notice.objects.create(kind="suggested", suggestion=suggestion, user=carol)

    carols.post(PAGE, {"frequency": "never", "language": "en"})

    assert not Notice.objects.exists()


@pytest.mark.parametrize("typed", [{}, {"frequency": "hourly", "language": "en"}])
def test_what_cannot_be_chosen_is_said(carols: Client, typed: dict[str, str]):
    assert "Please correct" in carols.post(PAGE, typed or {"x": "1"}).text
    assert not MailPreference.objects.exists()


def test_an_owner_sees_why_a_letter_was_given_up_but_not_what_it_says(
    carols: Client, letter: Letter
):
    for page in (OUTBOX, f"{OUTBOX}?state=given-up", f"{OUTBOX}{letter.pk}/change/"):
        text = carols.get(page).text
        assert "550 no such mailbox" in text
        assert "http://x/secret" not in text
    assert "550 no such mailbox" not in carols.get(f"{OUTBOX}?state=sent").text


def test_an_owner_has_it_tried_again(carols: Client, letter: Letter):
    carols.post(OUTBOX, {"action": "try_again", "_selected_action": [letter.pk]})

    letter.refresh_from_db()
    assert letter.state == "postponed"
    assert outbox.deliver() == (1, 0)


def test_nobody_else_looks_into_the_outbox(client: Client, letter: Letter):
    client.force_login(make_steward("bob", "owner", make_category()))

    assert client.get(OUTBOX).status_code == 403
