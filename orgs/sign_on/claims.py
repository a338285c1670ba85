"""What a provider claims about somebody, as a value: pure, no claim is believed twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from orgs.names.email_addresses import canonical_address
from orgs.names.folding import visible

LONGEST_NAME = 150
MOST_VALUES = 500


class ClaimState(StrEnum):
    """Whether the claim with roles tells all that there is: only then is what it lacks not there.

    Providers leave a claim out where nobody asked for it, and name it in `_claim_names` where it
    grew too large (OpenID Connect Core, 5.6.2; Entra ID does so from 200 groups on).
    """

    WHOLE = "whole"
    ABSENT = "absent"
    TOO_LARGE = "too_large"
    CUT = "cut"


@dataclass(frozen=True)
class ClaimedIdentity:
    """Who signed on: the subject at the issuer, and what was claimed beside it.

    `email` is empty unless it is well formed; `is_verified` tells whether the provider vouches for
    it. `values` are those of the claim with roles, as far as they are read.
    """

    issuer: str
    subject: str
    email: str = ""
    is_verified: bool = False
    name: str = ""
    values: frozenset[str] = frozenset()
    claim: ClaimState = ClaimState.WHOLE

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
    values = values_of(claims, role_claim)
    return ClaimedIdentity(
        issuer=issuer,
        subject=str(claims["sub"]),
        email=email,
        is_verified=bool(email) and _vouches(claims),
        name=_name(claims, email),
        values=frozenset(values[:MOST_VALUES]),
        claim=_state(claims, role_claim, len(values)),
    )


def values_of(claims: Mapping[str, Any], role_claim: str) -> list[str]:
    """Return the claim's values as words, each once; a name with dots may lead into nested ones."""
    values = _said(claims, role_claim)
    listed = values if isinstance(values, list) else [values]
    # In Python True and False are numbers as well.
    words = (str(one) for one in listed if isinstance(one, str | int) and not isinstance(one, bool))
    return list(dict.fromkeys(word for word in words if word))


def _said(claims: Mapping[str, Any], role_claim: str) -> Any:
    said = claims.get(role_claim) if role_claim else None
    if said is None and "." in role_claim:
        return _nested(claims, role_claim.split("."))
    return said


def _state(claims: Mapping[str, Any], role_claim: str, number: int) -> ClaimState:
    if not role_claim:
        return ClaimState.WHOLE  # the organization gives its roles here
    if number > MOST_VALUES:
        return ClaimState.CUT
    if isinstance(_said(claims, role_claim), str | int | list):
        return ClaimState.WHOLE
    elsewhere = claims.get("_claim_names")
    names = {role_claim, role_claim.partition(".")[0]}
    is_named = isinstance(elsewhere, Mapping) and bool(names & elsewhere.keys())
    too_many = is_named or ("groups" in names and claims.get("hasgroups") in (True, "true"))
    return ClaimState.TOO_LARGE if too_many else ClaimState.ABSENT


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
    parts = (_printable(claims.get(name)) for name in ("given_name", "family_name"))
    name = _printable(claims.get("name")) or " ".join(part for part in parts if part)
    return name[:LONGEST_NAME] or email.partition("@")[0]


def _printable(claim: Any) -> str:
    text = " ".join(claim.split()) if isinstance(claim, str) else ""
    return visible("".join(letter for letter in text if letter.isprintable()))
