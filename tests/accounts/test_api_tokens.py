"""Tokens for programs: made by who knows the password, shown once, ended in time."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from directory.models import ApiToken, Letter
from directory.services import erasure
from directory.services.accounts import tokens
from directory.services.permissions import Action, may
from tests.accounts.conftest import ACCOUNT, PASSWORD
from tests.admin.helpers import address
from tests.builders import make_steward

ADD = f"{ACCOUNT}tokens/add/"
SAID = {"name": "Nightly", "scopes": ["edit"], "days": "30", "password": PASSWORD}


def secret_on(page: str) -> str:
    found = re.search(r"lsm_[\w-]{43}", page)
    assert found
    return found[0]


def is_refused(secret: str) -> bool:
    try:
        tokens.recognise(secret)
    except tokens.Unusable:
        return True
    return False


def test_a_token_is_shown_once_and_kept_as_a_hash(carols: Client):
    secret = secret_on(carols.post(ADD, SAID).text)

    token = tokens.recognise(secret)
    assert token.user.get_username() == "carol"
    assert secret not in str(ApiToken.objects.values().get())
    page = carols.get(ACCOUNT).text
    assert secret not in page
    assert token.beginning in page
    assert "Edit projects, and add drafts" in page


def test_its_owner_is_told_by_mail_and_the_log_says_it(carols: Client):
    carols.post(ADD, SAID)

    assert "添加了 API 令牌" in Letter.objects.latest("pk").text
    assert "Added an API token" in carols.get(address("act")).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "guessed"},
        {"name": ""},
        {"name": "x" * 81},
        {"name": "a\0b"},
        {"scopes": ["everything"]},
        {"days": "0"},
        {"days": "366"},
        {"days": "many"},
    ],
)
def test_what_is_wrong_is_told_and_makes_none(carols: Client, wrong: dict[str, str]):
    page = carols.post(ADD, SAID | wrong)

    assert (page.status_code, "lsm_" in page.text) == (200, False)
    assert "Please correct" in page.text
    assert not ApiToken.objects.exists()


def test_who_must_have_a_second_factor_proves_it_first(carols: Client, settings):
    settings.REQUIRE_SECOND_FACTOR = "owners"

    assert carols.post(ADD, SAID)["Location"] == ACCOUNT
    assert not ApiToken.objects.exists()


def test_a_token_of_who_must_have_a_second_factor_and_has_none_opens_nothing(carol: User, settings):
    secret = tokens.issue(carol, "Nightly", ["edit"]).secret
    settings.REQUIRE_SECOND_FACTOR = "owners"

    with pytest.raises(tokens.Unusable) as refused:
        tokens.recognise(secret)
    assert refused.value.why == tokens.Why.FACTOR


def test_a_token_does_what_its_scopes_say_and_its_owner_may(carol: User):
    carols_own = tokens.recognise(tokens.issue(carol, "All", ["edit", "publish"]).secret).user
    nobodys = tokens.recognise(tokens.issue(carol, "None", []).secret).user
    reader = User.objects.create_user("reader", is_staff=True)
    readers = tokens.recognise(tokens.issue(reader, "All", ApiToken.Scope.values).secret).user

    allowed = [Action.READ, Action.ADD, Action.EDIT, Action.PUBLISH]
    assert [action for action in Action if may(carols_own, action)] == [
        action for action in Action if action in allowed
    ]
    assert [action for action in Action if may(nobodys, action)] == [Action.READ]
    assert [action for action in Action if may(readers, action)] == [Action.READ, Action.SUGGEST]


def test_a_revoked_token_opens_nothing(carols: Client, carol: User):
    token, secret = tokens.issue(carol, "Nightly", [])
    page = f"{ACCOUNT}tokens/{token.pk}/revoke/"

    assert "Revoke the token “Nightly”" in carols.get(page).text
    assert not is_refused(secret)
    carols.post(page)
    assert is_refused(secret)
    assert "Revoked" in carols.get(ACCOUNT).text


def test_nobody_revokes_somebody_elses_on_their_own_page(carols: Client):
    token, secret = tokens.issue(make_steward("bob"), "Nightly", [])

    carols.post(f"{ACCOUNT}tokens/{token.pk}/revoke/")

    assert not is_refused(secret)


def test_owners_see_and_revoke_the_tokens_of_all(carols: Client, client: Client):
    bob = make_steward("bob", "reviewer")
    token, secret = tokens.issue(bob, "Nightly", ["decide"])
    listed = carols.get(address("apitoken"))

    assert "Decide on suggestions" in listed.text
    carols.post(address("apitoken"), {"action": "revoke", "_selected_action": [str(token.pk)]})
    assert is_refused(secret)
    client.force_login(bob)
    assert client.get(address("apitoken")).status_code == 403


def test_a_token_ends_by_itself(carol: User):
    secret = tokens.issue(carol, "Nightly", [], days=1).secret
    ApiToken.objects.update(expires=timezone.now() - timedelta(seconds=1))

    assert is_refused(secret)
    assert ApiToken.objects.get().state == ApiToken.State.EXPIRED


def test_a_new_password_ends_all_tokens(carols: Client, carol: User):
    secret = tokens.issue(carol, "Nightly", []).secret
    new = "opens-it-anew-2"
    said = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert carols.post(f"{ACCOUNT}password/", said).status_code == 302

    assert is_refused(secret)
    assert "Ended with the login" in carols.get(ACCOUNT).text


def test_a_closed_login_ends_its_tokens_for_good(carol: User, admin_client: Client):
    secret = tokens.issue(carol, "Nightly", []).secret
    page = f"/en/admin/auth/user/{carol.pk}/change/"
    said = {
        "username": "carol",
        "last_login_0": "",
        "date_joined_0": "2026-01-01",
        "date_joined_1": "00:00",
    }

    admin_client.post(page, said)
    assert is_refused(secret)
    admin_client.post(page, said | {"is_active": "on", "is_staff": "on"})
    carol.refresh_from_db()
    assert carol.is_active
    assert is_refused(secret)


def test_a_reset_factor_ends_all_tokens(carols: Client):
    bob = make_steward("bob", "reviewer")
    secret = tokens.issue(bob, "Nightly", []).secret

    chosen = {"action": "reset_factor", "_selected_action": [str(bob.pk)]}
    carols.post(address("account"), chosen)

    assert is_refused(secret)


def test_nothing_is_left_of_the_tokens_of_who_is_erased(carol: User):
    tokens.issue(make_steward("bob"), "Bob's laptop", [])

    erasure.erase_editor(User.objects.get(username="bob"))

    assert not ApiToken.objects.exists()


def test_a_use_is_noted_once_an_hour(carol: User):
    secret = tokens.issue(carol, "Nightly", []).secret

    tokens.recognise(secret)
    first = ApiToken.objects.get().used
    tokens.recognise(secret)

    assert first is not None
    assert ApiToken.objects.get().used == first


def test_there_is_an_end_to_how_many_one_has(carols: Client, carol: User, monkeypatch):
    monkeypatch.setattr(tokens, "MOST_TOKENS", 1)
    tokens.issue(carol, "Nightly", [])

    assert "Revoke one" in carols.post(ADD, SAID, follow=True).text
    assert ApiToken.objects.count() == 1
