"""Checks an ID token: signature, issuer, audience, times, nonce (OpenID Connect Core, 3.1.3.7)."""

import hmac
from collections.abc import Mapping
from typing import Any

import jwt
import structlog
from django.utils.translation import gettext as _

from orgs.models import LONGEST_SUBJECT
from orgs.sign_on.refusals import UntrustedError

# Asymmetric only: with a symmetric one whoever knows the client secret could sign.
ALGORITHMS = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
# Type and curve of the keys that sign by each; all others are RSA's.
_TYPES = {
    "ES256": {("EC", "P-256")},
    "ES384": {("EC", "P-384")},
    "ES512": {("EC", "P-521")},
    "EdDSA": {("OKP", "Ed25519"), ("OKP", "Ed448")},
}
REQUIRED = ["iss", "sub", "aud", "exp", "iat"]
LEEWAY = 60  # seconds by which clocks may differ
log = structlog.get_logger(__name__)


def verify_token(
    token: str, *, keys: Mapping[str, Any], issuer: str, audience: str, nonce: str
) -> dict[str, Any]:
    """Return the token's claims; raise UntrustedError with what does not fit."""
    try:
        header = jwt.get_unverified_header(token)
        claims = jwt.decode(
            token,
            _key(keys, header),
            algorithms=sorted(ALGORITHMS),
            audience=audience,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": REQUIRED},
        )
    except jwt.PyJWTError as error:
        log.warning("sign_on.token", error=repr(error))
        raise UntrustedError(_said_of(error)) from error
    _check_what_is_left(claims, audience, nonce)
    return claims


def _key(keys: Mapping[str, Any], header: Mapping[str, Any]) -> jwt.PyJWK:
    """Return the key that the header names; without a name, the only one that fits."""
    # The header comes from the sender, so it chooses among ours and not PyJWT's own list.
    if header.get("alg") not in ALGORITHMS:
        raise jwt.InvalidAlgorithmError(str(header.get("alg")))
    listed = keys.get("keys")
    signing = (
        [key for key in listed if _fits(key, header["alg"])] if isinstance(listed, list) else []
    )
    named = [key for key in signing if key.get("kid") == header.get("kid")]
    if not named and len(signing) == 1 and "kid" not in header:
        named = signing
    if not named:
        raise jwt.InvalidKeyError(str(header.get("kid")))
    # PyJWT would take a key without an algorithm for one of its type's usual algorithm.
    return jwt.PyJWK(named[0], algorithm=header["alg"])


def _fits(key: Any, algorithm: str) -> bool:
    """Return whether the key may sign by the algorithm: by its type, and by what it says itself."""
    return (
        isinstance(key, Mapping)
        and key.get("use") in (None, "sig")
        and key.get("alg", algorithm) == algorithm
        and (key.get("kty"), key.get("crv")) in _TYPES.get(algorithm, {("RSA", None)})
    )


def _check_what_is_left(claims: Mapping[str, Any], audience: str, nonce: str) -> None:
    """Raise UntrustedError unless the token answers this very request, to us, about somebody."""
    # PyJWT looks at neither nonce nor azp, nor at how long a subject is.
    if not hmac.compare_digest(str(claims.get("nonce") or "").encode(), nonce.encode()):
        raise UntrustedError(_("The sign-on provider answered another request than this one."))
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else audience) != audience:
        raise UntrustedError(_("The sign-on provider's answer is meant for somebody else."))
    if not 0 < len(str(claims["sub"])) <= LONGEST_SUBJECT:
        raise UntrustedError(_("The sign-on provider's answer names nobody."))


def _said_of(error: Exception) -> str:
    if isinstance(error, jwt.InvalidAudienceError | jwt.InvalidIssuerError):
        return _("The sign-on provider's answer is meant for somebody else.")
    if isinstance(error, jwt.ExpiredSignatureError | jwt.ImmatureSignatureError):
        return _("The sign-on provider's answer is too old, or its clock is wrong.")
    return _("The sign-on provider's answer is not signed with its own key.")
