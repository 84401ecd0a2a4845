"""Codes as the app of an editor shows them."""

import time

from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.accounts.conftest import ACCOUNT, PASSWORD


def code_of(key: str, steps: int = 0) -> str:
    """Of an app with this key, so many half minutes from now."""
    totp = TOTP(bytes.fromhex(key))
    totp.time = time.time() + 30 * steps
    return f"{totp.token():06}"


def next_code(user: User) -> str:
    """The one after that with which the app was set up, which does not open anything again."""
    return code_of(TOTPDevice.objects.get(user=user).key, 1)


def add_app(client: Client) -> list[str]:
    """Set up an app; the recovery codes that are shown then."""
    client.get(f"{ACCOUNT}app/")
    code = code_of(client.session["new_app_key"])
    page = client.post(f"{ACCOUNT}app/", {"code": code, "password": PASSWORD}, follow=True)
    return list(page.context["codes"])
