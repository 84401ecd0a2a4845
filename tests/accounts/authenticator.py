"""A security key in software: keeps one key pair, and answers what a browser would pass to it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

FLAG = AuthenticatorData.FLAG


class Authenticator:
    """`origin` is the site that the browser believes to be on."""

    def __init__(self, origin: str = "https://testserver", key_id: bytes = b"key-1") -> None:
        self.origin = origin
        self.key_id = key_id
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.count = 0
        self.user_handle = b""

    def create(self, options: str) -> str:
        asked = json.loads(options)
        self.user_handle = websafe_decode(asked["user"]["id"])
        data = self._client_data(CollectedClientData.TYPE.CREATE, asked["challenge"])
        credential = AttestedCredentialData.create(
            Aaguid.NONE, self.key_id, ES256.from_cryptography_key(self.key.public_key())
        )
        proof = AuthenticatorData.create(_hash(asked["rp"]["id"]), FLAG.UP | FLAG.AT, 0, credential)
        attestation = AttestationObject.create("none", proof, {})
        return self._answer(clientDataJSON=data, attestationObject=attestation)

    def get(self, options: str, *, verified: bool = True) -> str:
        """`verified` if it asked for a fingerprint, face or PIN."""
        asked = json.loads(options)
        data = self._client_data(CollectedClientData.TYPE.GET, asked["challenge"])
        self.count += 1
        flags = FLAG.UP | FLAG.UV if verified else FLAG.UP
        proof = AuthenticatorData.create(_hash(asked["rpId"]), flags, self.count)
        signature = self.key.sign(proof + data.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=data,
            authenticatorData=proof,
            signature=signature,
            userHandle=self.user_handle,
        )

    def _client_data(self, type: Any, challenge: str) -> CollectedClientData:
        return CollectedClientData.create(type, challenge, self.origin)

    def _answer(self, **parts: bytes) -> str:
        key_id = websafe_encode(self.key_id)
        response = {name: websafe_encode(part) for name, part in parts.items()}
        answer = {"id": key_id, "rawId": key_id, "type": "public-key", "response": response}
        return json.dumps(answer)


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
