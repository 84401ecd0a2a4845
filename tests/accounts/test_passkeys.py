"""Passkeys: added, asked for, and no answer of another site, another time or another key taken."""

import json

import pytest
from django.contrib.auth.models import User
from django.test import Client

from directory.models import Passkey
from directory.services.accounts import factors
from tests.accounts.authenticator import Authenticator
from tests.accounts.conftest import ACCOUNT, LOGIN, PASSWORD

ADD = f"{ACCOUNT}passkey/"
STEP = f"{ACCOUNT}second-step/"


def add(client: Client, key: Authenticator, **typed: str) -> str:
    """The text of the page that follows."""
    answer = key.create(client.get(ADD).context["options"])
    sent = {"name": "Phone", "password": PASSWORD, "answer": answer, **typed}
    return client.post(ADD, sent, follow=True).text


def first_step(client: Client) -> str:
    """What the browser is asked then."""
    page = client.post(LOGIN, {"username": "carol", "password": PASSWORD}, follow=True)
    return str(page.context["options"])


def with_it(client: Client, key: Authenticator, **how: bool) -> None:
    """Log in with the passkey alone."""
    options = client.get(f"{ACCOUNT}with-passkey/").context["options"]
    client.post(f"{ACCOUNT}with-passkey/", {"answer": key.get(options, **how)})


def is_in(client: Client) -> bool:
    return client.get(ACCOUNT).status_code == 200


@pytest.fixture
def key() -> Authenticator:
    return Authenticator()


def test_a_passkey_is_added_and_comes_with_recovery_codes(carols: Client, key: Authenticator):
    page = add(carols, key)

    assert "The passkey was added." in page
    assert "shown this one time" in page
    assert "Phone" in carols.get(ACCOUNT).text


def test_it_opens_the_account_after_the_password(
    carols: Client, client: Client, key: Authenticator, carol: User
):
    add(carols, key)
    asked = first_step(client)
    assert not is_in(client)

    client.post(STEP, {"answer": key.get(asked)})

    assert is_in(client)
    passkey = carol.passkeys.get()
    assert passkey.sign_count == 1
    assert passkey.used


def test_it_opens_the_account_alone(settings, carols: Client, client: Client, key: Authenticator):
    settings.REQUIRE_SECOND_FACTOR = "owners"
    add(carols, key)

    with_it(client, key)

    assert client.get("/en/admin/directory/project/").status_code == 200


def test_alone_it_must_have_asked_for_a_finger_or_a_pin(
    carols: Client, client: Client, key: Authenticator
):
    add(carols, key)

    with_it(client, key, verified=False)

    assert not is_in(client)


def test_nor_does_it_open_a_closed_account_or_that_of_another(
    carols: Client, client: Client, key: Authenticator, carol: User
):
    add(carols, key)
    key.user_handle = b"999"
    with_it(client, key)
    assert not is_in(client)

    key.user_handle = str(carol.pk).encode()
    carol.is_active = False
    carol.save()
    with_it(client, key)
    assert not is_in(client)


def test_an_answer_holds_only_in_the_session_that_was_asked_and_only_once(
    carols: Client, client: Client, key: Authenticator
):
    add(carols, key)
    answer = key.get(first_step(client))
    other = Client()
    first_step(other)

    assert "could not be checked" in other.post(STEP, {"answer": answer}).text
    client.post(STEP, {"answer": answer})
    first_step(other)
    assert "could not be checked" in other.post(STEP, {"answer": answer}).text
    assert (is_in(client), is_in(other)) == (True, False)


def test_another_key_or_another_site_opens_nothing(
    carols: Client, client: Client, key: Authenticator
):
    add(carols, key)
    imitation = Authenticator("https://testserver.example.org")
    imitation.key = key.key

    for wrong in (Authenticator(), Authenticator(key_id=b"key-2"), imitation):
        client.post(STEP, {"answer": wrong.get(first_step(client))})
        assert not is_in(client)


def test_a_copy_of_the_key_is_noticed(carols: Client, client: Client, key: Authenticator):
    add(carols, key)
    client.post(STEP, {"answer": key.get(first_step(client))})
    key.count = 0
    other = Client()

    other.post(STEP, {"answer": key.get(first_step(other))})

    assert not is_in(other)


def test_a_passkey_of_somebody_else_opens_nothing(
    carols: Client, client: Client, key: Authenticator, admin_user: User
):
    add(carols, key)
    Passkey.objects.update(user=admin_user)
    add(carols, Authenticator(key_id=b"key-2"))

    client.post(STEP, {"answer": key.get(first_step(client))})

    assert not is_in(client)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "{}",
        "[]",
        "null",
        "not JSON",
        "[" * 5000,
        '{"id": "a", "rawId": "a", "type": "x", "response": {"clientDataJSON": "e30"}}',
        json.dumps({"id": "\ud800", "rawId": "é", "type": "public-key", "response": None}),
        "x" * 30_000,
    ],
)
def test_an_answer_without_sense_is_refused_in_words(
    carols: Client, client: Client, key: Authenticator, answer: str
):
    page = carols.post(ADD, {"name": "Phone", "password": PASSWORD, "answer": answer})
    assert page.status_code == 200
    assert page.context["form"].errors
    add(carols, key)
    first_step(client)

    for path in (STEP, f"{ACCOUNT}with-passkey/"):
        page = client.post(path, {"answer": answer})
        assert page.status_code == 200
        assert "could not be checked" in page.text


def test_the_same_key_is_not_added_twice(carols: Client, key: Authenticator):
    add(carols, key)

    assert "could not be checked" in add(carols, key)
    assert Passkey.objects.count() == 1


def test_adding_needs_the_password_and_a_name(carols: Client, key: Authenticator):
    for typed in ({"password": "wrong"}, {"name": ""}, {"name": "x" * 81}, {"name": "\0"}):
        add(carols, key, **typed)

    assert not Passkey.objects.exists()


def test_a_passkey_is_removed_with_the_password_and_only_by_its_owner(
    carols: Client, key: Authenticator, carol: User, admin_client: Client
):
    add(carols, key)
    path = f"{ADD}{carol.passkeys.get().pk}/remove/"

    assert admin_client.post(path, {"password": "password"}).status_code == 302
    assert carols.post(path, {"password": "wrong"}).status_code == 200
    assert factors.kinds(carol)
    carols.post(path, {"password": PASSWORD})
    assert not factors.kinds(carol)
    assert carols.get(f"{ADD}{'9' * 40}/remove/").status_code == 302


def test_a_bare_address_has_no_passkeys_and_says_why(carols: Client):
    page = carols.get(ACCOUNT, headers={"host": "127.0.0.1:8000"})

    assert "needs a host name" in page.text
    assert carols.get(ADD, headers={"host": "127.0.0.1:8000"}).status_code == 404
