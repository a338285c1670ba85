"""What the tests of accounts share: signing in as people do, and one-time codes."""

import base64
import hashlib
import hmac
import struct
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from orgs.models import User
from tests.cast import PASSWORD
from tests.conftest import OutsideClient

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of(secret: str) -> str:
    """Return the code that an authenticator app shows, waiting for the next where one is ending."""
    if time.time() % 30 > 27:
        time.sleep(3.1)
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def with_password(user: User) -> User:
    """Return the person, who can sign in by password."""
    user.set_password(PASSWORD)
    user.save()
    return user


def with_app(user: User) -> Authenticator:
    """Return the person's new authenticator app; recovery codes come with it."""
    RecoveryCodes.activate(user)
    return TOTP.activate(user, SECRET).instance


def with_passkey(user: User) -> Authenticator:
    """Return the person's new passkey, as a security key without attestation makes one."""
    curve = ec.SECP256R1()
    private = ec.generate_private_key(curve)
    public = ES256.from_cryptography_key(private.public_key())  # type: ignore[no-untyped-call]
    number = user.pk.to_bytes(16, "big")
    key = AttestedCredentialData.create(Aaguid.NONE, number, public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    made = AuthenticatorData.create(hashlib.sha256(b"localhost").digest(), flags, 0, key)
    said = CollectedClientData.create("webauthn.create", bytes(32), "http://localhost")
    response = {
        "clientDataJSON": said.b64,
        "attestationObject": websafe_encode(AttestationObject.create("none", made, {})),
    }
    name = websafe_encode(number)
    credential = {"id": name, "rawId": name, "type": "public-key", "response": response}
    return WebAuthn.add(user, "Key", credential).instance


def sign_in(client: OutsideClient, user: User, password: str = PASSWORD) -> str:
    """Send the login form; return where it leads, empty where it is shown again."""
    answer = client.post("/accounts/login/", {"login": user.email, "password": password})
    return str(answer.headers.get("Location", ""))


def prove(client: OutsideClient) -> None:
    """Prove by password that it is still the same person."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
