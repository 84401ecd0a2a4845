"""The address of an account is changed when a link in a mail to the new one is opened."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from directory.models import Letter
from directory.services.accounts import addresses
from tests.accounts.conftest import ACCOUNT, PASSWORD
from tests.builders import make_steward

PAGE = f"{ACCOUNT}address/"
NEW = "carol@example.net"


def ask(client: Client, **typed: str) -> str:
    """What the page says."""
    return client.post(PAGE, {"email": NEW, "password": PASSWORD, **typed}, follow=True).text


def link() -> str:
    found = re.search(r"http://testserver(\S+)", Letter.objects.filter(to=NEW).latest("pk").text)
    assert found
    return found[1]


def test_the_new_address_counts_when_its_link_is_opened(
    carols: Client, carol: User, client: Client
):
    assert "on its way" in ask(carols)
    client.get(link())
    carol.refresh_from_db()
    assert carol.email == "carol@example.org"

    client.post(link())

    carol.refresh_from_db()
    assert carol.email == NEW
    assert Letter.objects.filter(to="carol@example.org").exists(), "the former one is told"


def test_a_link_works_once(carols: Client, carol: User, client: Client):
    ask(carols)
    client.post(link())
    User.objects.update(email="carol@example.com")

    page = client.post(link())

    assert page.status_code == 410
    assert "was used" in page.text
    assert User.objects.get().email == "carol@example.com"


def test_an_old_link_does_nothing(monkeypatch: pytest.MonkeyPatch, carols: Client, client: Client):
    ask(carols)
    monkeypatch.setattr(addresses, "HOLDS", timedelta(seconds=-1))

    assert client.post(link()).status_code == 410


def test_no_address_of_another_account_is_taken(carols: Client, client: Client):
    ask(carols)
    dave = make_steward("dave")
    dave.email = NEW
    dave.save()

    assert client.post(link()).status_code == 410
    assert "Another account has this address." in ask(carols)


@pytest.mark.parametrize("typed", [{"password": "wrong"}, {"email": "no address"}, {"email": ""}])
def test_it_takes_the_password_and_an_address(carols: Client, typed: dict[str, str]):
    ask(carols, **typed)

    assert not Letter.objects.exists()


def test_nobody_is_flooded(carols: Client):
    ask(carols)

    assert "Try again in ten minutes" in ask(carols)
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("token", ["x", "WzEsMV0:1vN:aaaa", "a" * 3000, "%00"])
def test_a_link_that_was_not_signed_here_does_nothing(client: Client, db: None, token: str):
    assert client.post(f"{PAGE}{token}/").status_code == 410
