"""Whatever is sent to the pages of an account, the answer is a page, never a crash."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from directory.models import Invitation
from directory.services.accounts import invitations
from tests.accounts.codes import add_app
from tests.accounts.conftest import ACCOUNT, LOGIN, PASSWORD
from tests.accounts.test_joining import make_invitation
from tests.admin.test_hostile_input import HOSTILE

FIELDS = [
    *("username", "password", "code", "answer", "name", "email", "session", "next"),
    *("frequency", "language"),
    *("old_password", "new_password1", "new_password2", "password1", "password2"),
]
PATHS = [
    LOGIN,
    ACCOUNT,
    f"{ACCOUNT}second-step/",
    f"{ACCOUNT}with-passkey/",
    f"{ACCOUNT}sessions/end/",
    f"{ACCOUNT}password/",
    f"{ACCOUNT}password/forgotten/",
    f"{ACCOUNT}password/new/MQ/set-password/",
    f"{ACCOUNT}address/",
    f"{ACCOUNT}mail/",
    f"{ACCOUNT}app/",
    f"{ACCOUNT}app/remove/",
    f"{ACCOUNT}passkey/",
    f"{ACCOUNT}passkey/1/remove/",
    f"{ACCOUNT}recovery-codes/",
]


@pytest.fixture
def paths(carol: User) -> list[str]:
    make_invitation(carol)
    token = invitations.token_of(Invitation.objects.get())
    return [*PATHS, f"{ACCOUNT}invitation/{token}/"]


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_page_crashes_of_what_is_typed(
    settings, carols: Client, client: Client, paths: list[str], kind: str
):
    settings.AXES_FAILURE_LIMIT = 1000  # or most pages would only say that one has to wait
    typed = dict.fromkeys(FIELDS, HOSTILE[kind])
    add_app(carols)
    client.post(LOGIN, {"username": "carol", "password": PASSWORD})

    for path in paths:
        for browser in (carols, client):
            assert browser.post(path, typed).status_code < 500, path
            assert browser.get(path, typed).status_code < 500, path


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "head"])
def test_no_page_crashes_of_another_method(carols: Client, paths: list[str], method: str):
    for path in paths:
        assert getattr(carols, method)(path).status_code < 500, path


def test_a_login_leads_to_no_other_site(carols: Client, client: Client):
    add_app(carols)
    for other in ("https://example.org/", "//example.org", "javascript:alert(1)"):
        sent = {"username": "carol", "password": PASSWORD, "next": other}
        client.post(LOGIN, sent)
        assert client.session["first_step"]["next"] == "/en/admin/"


def test_every_form_takes_its_token(carol: User, paths: list[str]):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(carol)

    for path in paths:
        assert strict.post(path, {"session": "others"}).status_code in (403, 405), path
