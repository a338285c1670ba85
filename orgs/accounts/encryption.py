"""Secrets at rest: sealed with a key made from SECRET_KEY, opened with a former one too."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def encrypt(text: str) -> str:
    """Return the text encrypted with the present key."""
    return _keys().encrypt(text.encode()).decode()


def decrypt(sealed: str) -> str:
    """Return the text; raise cryptography's InvalidToken where no key of ours sealed it."""
    return _keys().decrypt(sealed.encode()).decode()


def reencrypt(sealed: str) -> str:
    """Return the same text sealed with the present key; raise InvalidToken as `opened` does."""
    return _keys().rotate(sealed.encode()).decode()


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    """Return a key of 32 bytes; SECRET_KEY itself is random, so one hash is enough."""
    digest = hashlib.sha256(b"groundwork.sealing:" + secret.encode()).digest()
    return base64.urlsafe_b64encode(digest)
