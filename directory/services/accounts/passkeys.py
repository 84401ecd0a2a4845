"""Passkeys (WebAuthn): what a browser is asked, and whether its answer holds. By Yubico's fido2.

What it is asked and the `state` to be kept until it answers come together; whoever asks keeps the
state in the session, so that an answer holds only there, and only once.
"""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from directory.models import Act, Passkey

from . import factors
from .events import happened


class Question(NamedTuple):
    """`options` are JSON for the browser."""

    options: str
    state: dict[str, Any]


class Refused(Exception):
    """An answer that proves nothing."""


class Site(NamedTuple):
    """Passkeys belong to a host name."""

    host: str
    name: str

    @property
    def can_have_passkeys(self) -> bool:
        """Browsers know none for a bare address such as 127.0.0.1."""
        try:
            ipaddress.ip_address(self.host.strip("[]"))
        except ValueError:
            return True
        return False


def ask_for_new(site: Site, user: Any) -> Question:
    options, state = _server(site).register_begin(
        PublicKeyCredentialUserEntity(
            id=_handle(user),
            name=user.get_username(),
            display_name=user.get_full_name() or user.get_username(),
        ),
        [_data(passkey) for passkey in user.passkeys.all()],
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return Question(json.dumps(dict(options)["publicKey"], default=dict), state)


def add(site: Site, user: Any, name: str, state: Mapping[str, Any], answer: str) -> Passkey:
    """Raises Refused."""
    try:
        data = _server(site).register_complete(state, json.loads(answer))
    except Exception as error:  # whatever fido2 stumbles over in what a browser sent
        raise Refused from error
    credential = data.credential_data
    if credential is None:
        raise Refused
    try:
        with transaction.atomic():
            passkey = Passkey.objects.create(
                user=user,
                name=name,
                credential_id=credential.credential_id,
                credential=bytes(credential),
                sign_count=data.counter,
            )
            happened(Act.Kind.FACTOR_ADDED, user, detail=name)
    except IntegrityError as error:
        raise Refused from error
    return passkey


def ask_for_known(site: Site, passkeys: Iterable[Passkey]) -> Question:
    """For one of these, after the password."""
    known = [_data(passkey) for passkey in passkeys]
    return _ask(site, known, UserVerificationRequirement.PREFERRED)


def ask_for_any(site: Site) -> Question:
    """For any that the device has for this site, instead of name and password. So the device must
    have asked for a fingerprint, face or PIN."""
    return _ask(site, None, UserVerificationRequirement.REQUIRED)


def _ask(site: Site, known: Any, verification: UserVerificationRequirement) -> Question:
    options, state = _server(site).authenticate_begin(known, user_verification=verification)
    return Question(json.dumps(dict(options)["publicKey"], default=dict), state)


@transaction.atomic
def prove(site: Site, user: Any, state: Mapping[str, Any], answer: str) -> Passkey:
    """The passkey of this user that signed the answer. Raises Refused."""
    return _prove(site, _read(answer), list(user.passkeys.select_for_update()), state)


@transaction.atomic
def prove_any(site: Site, state: Mapping[str, Any], answer: str) -> Passkey:
    """The passkey of whichever editor signed the answer. Raises Refused."""
    sent = _read(answer)
    passkey = Passkey.objects.with_id(sent.raw_id).select_for_update().first()
    if passkey is None or sent.response.user_handle != _handle(passkey.user):
        raise Refused
    return _prove(site, sent, [passkey], state)


def _read(answer: str) -> AuthenticationResponse:
    try:
        sent = AuthenticationResponse.from_dict(json.loads(answer))
    except Exception as error:  # whatever fido2 stumbles over in what a browser sent
        raise Refused from error
    if sent is None:
        raise Refused
    return sent


def _prove(
    site: Site, sent: AuthenticationResponse, passkeys: Iterable[Passkey], state: Mapping[str, Any]
) -> Passkey:
    known = {bytes(passkey.credential_id): passkey for passkey in passkeys}
    try:
        data = [_data(passkey) for passkey in known.values()]
        credential = _server(site).authenticate_complete(state, data, sent)
    except Exception as error:  # whatever fido2 stumbles over in what a browser sent
        raise Refused from error
    passkey = known[credential.credential_id]
    counter = sent.response.authenticator_data.counter
    if counter and counter <= passkey.sign_count:
        raise Refused  # a copy of the authenticator is about
    passkey.sign_count, passkey.used = counter, timezone.now()
    passkey.save(update_fields=["sign_count", "used"])
    return passkey


@transaction.atomic
def remove(user: Any, key: int) -> bool:
    """Whether this user had it."""
    passkey = named(user, key)
    if passkey is None:
        return False
    passkey.delete()
    factors.forget_codes_of_nothing(user)
    happened(Act.Kind.FACTOR_REMOVED, user, detail=passkey.name)
    return True


def named(user: Any, key: int) -> Passkey | None:
    return user.passkeys.filter(pk=key).first()


def _handle(user: Any) -> bytes:
    """By which an authenticator knows whose passkey it is."""
    return str(user.pk).encode()


def _server(site: Site) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(id=site.host, name=site.name))


def _data(passkey: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(passkey.credential))
