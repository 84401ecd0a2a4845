"""Where somebody is logged in, and ending it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from directory.admin.account.browsers import named
from directory.models import BrowserSession
from tests.accounts.conftest import ACCOUNT, LOGIN, PASSWORD

END = f"{ACCOUNT}sessions/end/"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def phone(carol: User) -> Client:
    client = Client(headers={"user-agent": PHONE}, REMOTE_ADDR="192.0.2.7")
    client.post(LOGIN, {"username": "carol", "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get(ACCOUNT).status_code == 200


def test_every_session_is_listed_with_browser_and_address(carols: Client, phone: Client):
    page = carols.get(ACCOUNT).text

    assert "Safari on iPhone" in page
    assert "192.0.2.7" in page
    assert "this one" in page


def test_another_session_is_ended(carols: Client, phone: Client):
    its = BrowserSession.objects.get(address="192.0.2.7")

    assert "Ended 1 session." in carols.post(END, {"session": its.pk}, follow=True).text
    assert (is_in(carols), is_in(phone)) == (True, False)


def test_all_others_are_ended(carols: Client, phone: Client):
    carols.post(END, {"session": "others"})

    assert (is_in(carols), is_in(phone)) == (True, False)
    assert BrowserSession.objects.count() == 1


def test_nobody_ends_a_session_of_somebody_else(carols: Client, phone: Client, admin_user: User):
    stranger = Client()
    stranger.force_login(admin_user)
    its = BrowserSession.objects.get(address="192.0.2.7")

    assert "no such session" in stranger.post(END, {"session": its.pk}, follow=True).text
    assert is_in(phone)


@pytest.mark.parametrize("sent", [{}, {"session": "x"}, {"session": "9" * 40}, {"session": "\0"}])
def test_what_is_no_session_is_told(carols: Client, sent: dict[str, str]):
    assert "no such session" in carols.post(END, sent, follow=True).text


def test_a_session_that_ended_by_itself_is_not_listed(carols: Client, phone: Client):
    phone.logout()

    assert "192.0.2.7" not in carols.get(ACCOUNT).text


def test_an_address_is_not_kept_after_the_session(carols: Client, phone: Client):
    long_ago = timezone.now() - timedelta(days=15)
    BrowserSession.objects.filter(address="192.0.2.7").update(seen=long_ago)

    Client().post(LOGIN, {"username": "carol", "password": PASSWORD})

    assert not BrowserSession.objects.filter(address="192.0.2.7").exists()


def test_a_session_that_somehow_began_is_noted_at_the_next_visit(client: Client, carol: User):
    client.force_login(carol)

    client.get("/en/admin/directory/project/")

    assert BrowserSession.objects.get().user == carol


def test_behind_a_proxy_the_address_is_what_the_proxy_saw(settings, client: Client, carol: User):
    settings.BEHIND_PROXY = True
    forwarded = {"HTTP_X_FORWARDED_FOR": "203.0.113.9, 192.0.2.8"}

    client.post(LOGIN, {"username": "carol", "password": PASSWORD}, **forwarded)

    assert BrowserSession.objects.get().address == "192.0.2.8"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (PHONE, "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("curl/8.5", "curl"),
        ("", "Unknown browser"),
    ],
)
def test_a_browser_is_named_as_people_do(user_agent: str, name: str):
    with override("en"):
        assert named(user_agent) == name
