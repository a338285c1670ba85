"""What a provider claims about somebody, as a value: pure, no claim is believed twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from orgs.names.email_addresses import canonical_address
from orgs.names.folding import visible

LONGEST_NAME = 150
MOST_VALUES = 500


@dataclass(frozen=True)
class ClaimedIdentity:
    """Who signed on: the subject at the issuer, and what was claimed beside it.

    `email` is empty unless it is well formed; `is_verified` tells whether the provider vouches for
    it. `values` are those of the claim with roles.
    """

    issuer: str
    subject: str
    email: str = ""
    is_verified: bool = False
    name: str = ""
    values: frozenset[str] = frozenset()

    @property
    def domain(self) -> str:
        """The part of the address behind the at sign, as the name system has it."""
        return self.email.rpartition("@")[2]

    @property
    def sorted_values(self) -> list[str]:
        """The values in an order that stays."""
        return sorted(self.values)


def parse_claims(claims: Mapping[str, Any], *, issuer: str, role_claim: str) -> ClaimedIdentity:
    """Return what the claims of a checked token say."""
    email = _email(claims.get("email"))
    return ClaimedIdentity(
        issuer=issuer,
        subject=str(claims["sub"]),
        email=email,
        is_verified=bool(email) and _vouches(claims),
        name=_name(claims, email),
        values=values_of(claims, role_claim),
    )


def values_of(claims: Mapping[str, Any], role_claim: str) -> frozenset[str]:
    """Return the claim's values as words; a name with dots may also lead into nested claims."""
    values = claims.get(role_claim) if role_claim else None
    if values is None and "." in role_claim:
        values = _nested(claims, role_claim.split("."))
    listed = values if isinstance(values, list) else [values]
    # In Python True is a number as well.
    words = (str(one) for one in listed if isinstance(one, str | int) and one is not True)
    return frozenset(word for word in list(words)[:MOST_VALUES] if word)


def _nested(claims: Any, names: list[str]) -> Any:
    for name in names:
        if not isinstance(claims, Mapping):
            return None
        claims = claims.get(name)
    return claims


def _vouches(claims: Mapping[str, Any]) -> bool:
    """Entra ID has no email_verified; its xms_edov says that the domain's owner was verified."""
    vouchers = (claims.get("email_verified"), claims.get("xms_edov"))
    return any(one is True or one in ("true", "1", 1) for one in vouchers)


def _email(value: Any) -> str:
    email = canonical_address(str(value or ""))
    try:
        validate_email(email)
    except ValidationError:
        return ""
    return email if len(email) <= 254 else ""


def _name(claims: Mapping[str, Any], email: str) -> str:
    given = " ".join(str(claims.get("name") or "").split())
    printable = "".join(letter for letter in given if letter.isprintable())
    return visible(printable)[:LONGEST_NAME] or email.partition("@")[0]
