"""Accounts as owners see them, and what they do when somebody lost a phone."""

import re
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from directory.models import Account, Act
from directory.services.accounts import factors
from tests.accounts.codes import add_app, code_of
from tests.admin.conftest import login
from tests.admin.helpers import address
from tests.builders import make_category, make_steward


def act(client: Client, action: str, *users: User) -> str:
    sent = {"action": action, "index": "0", "_selected_action": [str(user.pk) for user in users]}
    return client.post(address("account"), sent, follow=True).text


def secured(user: User) -> User:
    factors.add_app(user, key := factors.new_key(), code_of(key))
    return user


def test_an_owner_resets_a_second_factor_and_the_sessions_end(carols: Client, carol: User):
    dave = secured(make_steward("dave"))
    daves = Client()
    daves.force_login(dave)
    daves.get(address("project"))

    assert "Reset the second factor of 1 account" in act(carols, "reset_factor", dave)

    assert not factors.kinds(dave)
    assert daves.get(address("project")).status_code == 302
    entry = Act.objects.first()
    assert entry
    assert (entry.user, entry.what, entry.object_repr) == (carol, "Reset the second factor", "dave")


def test_an_owner_erases_a_person_after_being_asked(carols: Client, carol: User):
    dave = make_steward("dave")

    asked = act(carols, "erase", dave)

    assert "This cannot be undone." in asked
    assert Account.objects.named("dave")
    sent = {"action": "erase", "confirmed": "yes", "_selected_action": str(dave.pk)}
    answer = carols.post(address("account"), sent, follow=True).text
    assert f"Erased 1 person: former-editor-{dave.pk}." in answer
    assert Account.objects.named("dave") is None
    entry = Act.objects.first()
    assert entry
    assert (entry.user, entry.what) == (carol, "Erased a person")


def test_the_last_owner_is_not_erased(carols: Client, carol: User):
    sent = {"action": "erase", "confirmed": "yes", "_selected_action": str(carol.pk)}

    answer = carols.post(address("account"), sent, follow=True).text

    assert "This is the last owner of the whole list who can log in." in answer
    assert Account.objects.named("carol")


def test_operators_are_left_to_operators(carols: Client, db: None):
    operator = secured(User.objects.create_superuser("operator"))

    assert "operators were left as they are" in act(carols, "reset_factor", operator)
    assert factors.kinds(operator)


def test_the_list_says_who_has_a_second_factor(carols: Client):
    add_app(carols)
    make_steward("dave")

    for asked, name in (("yes", "carol"), ("no", "dave")):
        page = carols.get(f"{address('account')}?factor={asked}")
        assert [account.username for account in page.context["cl"].queryset] == [name]


def test_only_owners_of_everything_see_accounts_and_the_log(db: None, carol: User):
    oscar = Client()
    oscar.force_login(make_steward("oscar", "owner", make_category("proxy")))

    for client in (oscar, login("bob", "reviewer")):
        for model in ("account", "act"):
            assert client.get(address(model)).status_code == 403
        assert act(client, "reset_factor", carol)
    assert not Act.objects.exists()


def test_accounts_are_neither_made_nor_changed_nor_deleted_there(carols: Client, carol: User):
    assert carols.get(address("account", "add")).status_code == 403
    assert carols.post(address("account", "delete", carol.pk), {"post": "yes"}).status_code == 403
    carols.post(address("account", "change", carol.pk), {"is_superuser": "on"})
    assert not Account.objects.get(pk=carol.pk).is_superuser


def test_no_hash_of_a_password_is_shown(carols: Client, carol: User):
    page = carols.get(address("account", "change", carol.pk))

    assert page.status_code == 200
    # As a word: three letters are now and then in a random token of the page.
    for part in carol.password.split("$"):
        assert not re.search(rf"\b{re.escape(part)}\b", page.text)


def test_an_operator_resets_a_second_factor_by_command(carols: Client, carol: User):
    add_app(carols)

    call_command("reset_second_factor", "carol", stdout=StringIO())

    assert not factors.kinds(carol)
    assert Act.objects.of_kind("factor-reset").get().detail == "manage.py reset_second_factor"
    with pytest.raises(CommandError, match="no account “dave”"):
        call_command("reset_second_factor", "dave")
