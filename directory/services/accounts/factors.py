"""The second factor: codes of an authenticator app, recovery codes, and whether one is asked for.

Guesses are counted by django-otp for each account, whatever the address: each wrong code doubles
the time in which no further one is looked at.
"""

from __future__ import annotations

import base64
import time
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import transaction
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from directory.models import Act, Passkey
from directory.services.permissions import Action, may_somewhere

from .events import happened

DIGITS = 6
RECOVERY_CODES = 10


class Kind(StrEnum):
    APP = "app"
    PASSKEY = "passkey"


class Requirement(StrEnum):
    """Whom REQUIRE_SECOND_FACTOR asks for one."""

    OWNERS = "owners"
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True)
class Verdict:
    """Whether a code was right; if none is looked at for now, until when."""

    right: bool
    wait_until: datetime | None = None


def kinds(user: Any) -> set[Kind]:
    found = set()
    if TOTPDevice.objects.devices_for_user(user, confirmed=True).exists():
        found.add(Kind.APP)
    if user.passkeys.exists():
        found.add(Kind.PASSKEY)
    return found


def is_required_of(user: Any) -> bool:
    requirement = Requirement(settings.REQUIRE_SECOND_FACTOR)
    if requirement is Requirement.OWNERS:
        return may_somewhere(user, Action.INVITE)
    return requirement is Requirement.ALL


def new_key() -> str:
    return random_hex(20)


def address_of(user: Any, key: str, site: str) -> str:
    """The otpauth address that an authenticator app reads. Format:
    https://github.com/google/google-authenticator/wiki/Key-Uri-Format"""
    issuer = site.replace(":", "")
    label = quote(f"{issuer}:{user.get_username()}")
    secret = base64.b32encode(bytes.fromhex(key)).decode()
    asked = {"secret": secret, "issuer": issuer, "digits": DIGITS}
    return f"otpauth://totp/{label}?{urlencode(asked, quote_via=quote)}"


@transaction.atomic
def add_app(user: Any, key: str, code: str) -> bool:
    """Take an authenticator app as the factor if this is its present code."""
    totp = TOTP(bytes.fromhex(key), digits=DIGITS)
    totp.time = time.time()
    digits = _normalized(code)
    if not (_is_app_code(digits) and totp.verify(int(digits), tolerance=1)):
        return False
    TOTPDevice.objects.devices_for_user(user).delete()
    TOTPDevice.objects.create(user=user, key=key, name=Kind.APP, last_t=totp.t(), drift=totp.drift)
    happened(Act.Kind.FACTOR_ADDED, user, detail=Kind.APP)
    return True


@transaction.atomic
def remove_app(user: Any) -> None:
    removed, _counts = TOTPDevice.objects.devices_for_user(user).delete()
    if removed:
        forget_codes_of_nothing(user)
        happened(Act.Kind.FACTOR_REMOVED, user, detail=Kind.APP)


def forget_codes_of_nothing(user: Any) -> None:
    """Recovery codes stand in for a factor; with the last one they go."""
    if not kinds(user):
        StaticDevice.objects.devices_for_user(user).delete()


@transaction.atomic
def make_recovery_codes(user: Any) -> list[str]:
    """New ones; those made before open nothing any more."""
    StaticDevice.objects.devices_for_user(user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    happened(Act.Kind.CODES_MADE, user)
    return codes


def recovery_codes_left(user: Any) -> int:
    device = StaticDevice.objects.devices_for_user(user).first()
    return device.token_set.count() if device else 0


@transaction.atomic
def verify(user: Any, code: str) -> Verdict:
    """Of an authenticator app if it looks like one of its codes, else of the recovery codes."""
    code = _normalized(code)
    model: type[Device] = TOTPDevice if _is_app_code(code) else StaticDevice
    devices = model.objects.devices_for_user(user, confirmed=True)
    device = devices.select_for_update().first()
    if device is None:
        return Verdict(right=False)
    allowed, told = device.verify_is_allowed()
    if not allowed:
        return Verdict(right=False, wait_until=told["locked_until"])
    return Verdict(right=device.verify_token(code))


@transaction.atomic
def reset(user: Any, by: Any, why: str = "") -> None:
    """Take every factor away, so that the password alone opens the account again."""
    for model in (TOTPDevice, StaticDevice):
        model.objects.devices_for_user(user).delete()
    Passkey.objects.filter(user=user).delete()
    happened(Act.Kind.FACTOR_RESET, user, by, why)


def _normalized(code: str) -> str:
    """Without spaces and hyphens, full-width digits as ASCII."""
    text = unicodedata.normalize("NFKC", code).lower()
    return "".join(text.replace("-", "").split())


def _is_app_code(code: str) -> bool:
    return len(code) == DIGITS and code.isascii() and code.isdecimal()
