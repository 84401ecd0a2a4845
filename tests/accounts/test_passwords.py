"""Changed, forgotten, chosen anew; and wrong ones are not tried for ever."""

import re
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.test import Client

from directory.models import Act, Letter
from tests.accounts.codes import add_app
from tests.accounts.conftest import ACCOUNT, LOGIN, PASSWORD

CHANGE = f"{ACCOUNT}password/"
FORGOTTEN = f"{CHANGE}forgotten/"
NEW = {"new_password1": "quite-another-one", "new_password2": "quite-another-one"}


def test_a_change_ends_the_other_sessions_and_keeps_this_one(carols: Client, carol: User):
    other = Client()
    other.force_login(carol)
    other.get(ACCOUNT)

    carols.post(CHANGE, {"old_password": PASSWORD, **NEW})

    assert carols.get(ACCOUNT).status_code == 200
    assert other.get(ACCOUNT).status_code == 302
    assert carol.browser_sessions.count() == 1


def test_the_rules_stand_beside_the_field(carols: Client):
    assert "at least 8 characters" in carols.get(CHANGE).text


def test_the_address_of_djangos_own_page_leads_to_ours(carols: Client):
    assert "All other sessions" in carols.get("/en/admin/password_change/").text


def test_who_finds_a_browser_open_cannot_try_passwords_for_ever(carols: Client):
    for _ in range(5):
        page = carols.post(CHANGE, {"old_password": "wrong", **NEW})

    assert page.status_code == 429


def test_a_forgotten_password_is_replaced_by_mail(client: Client, carols: Client, carol: User):
    page = client.post(FORGOTTEN, {"email": "CAROL@example.org"}, follow=True)
    assert "on its way" in page.text
    call_command("send_mail", stdout=StringIO())
    (letter,) = mail.outbox
    link = re.search(r"http://testserver(\S+)", letter.body)
    assert link

    form = client.get(link[1], follow=True)
    done = client.post(form.redirect_chain[-1][0], NEW, follow=True)

    assert done.redirect_chain[-1][0] == LOGIN
    assert carols.get(ACCOUNT).status_code == 302
    assert client.post(LOGIN, {"username": "carol", "password": NEW["new_password1"]})["Location"]
    assert Act.objects.of_kind("password-reset").exists()
    assert "was used" in Client().get(link[1], follow=True).text


def test_a_new_password_does_not_do_without_the_second_factor(carols: Client, carol: User):
    add_app(carols)
    carol.set_password("quite-another-one")
    carol.save()

    page = Client().post(LOGIN, {"username": "carol", "password": "quite-another-one"})

    assert page["Location"] == f"{ACCOUNT}second-step/"


def test_the_answer_is_the_same_for_an_address_that_nobody_has(client: Client, carol: User):
    known = client.post(FORGOTTEN, {"email": "carol@example.org"}, follow=True).text
    unknown = client.post(FORGOTTEN, {"email": "dave@example.org"}, follow=True).text

    assert known == unknown
    assert Letter.objects.count() == 1


def test_nobody_is_flooded_with_letters(client: Client, carol: User):
    for _ in range(4):
        client.post(FORGOTTEN, {"email": "carol@example.org"})

    assert Letter.objects.count() == 1


@pytest.mark.parametrize("path", ["MQ/x-y/", "MQ/set-password/", f"{'9' * 99}/a-b/", "%00/a-b/"])
def test_a_wrong_link_says_so(client: Client, carol: User, path: str):
    page = client.get(f"{CHANGE}new/{path}")

    assert "not complete" in page.text


@pytest.mark.parametrize("email", ["", "no address", "a\0@example.org", "x" * 999 + "@example.org"])
def test_what_is_no_address_is_told(client: Client, db: None, email: str):
    page = client.post(FORGOTTEN, {"email": email})

    assert page.context["form"].errors["email"]
