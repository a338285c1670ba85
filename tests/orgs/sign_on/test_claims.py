"""What a provider leaves out: no role is taken for it, and the page says why."""

from collections.abc import Iterator
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from django.conf import LazySettings
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as some
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from orgs.models import Grant, Member, User
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from orgs.sign_on import actions, claims, settings_actions, tokens
from orgs.sign_on.claims import MOST_VALUES, ClaimedIdentity, ClaimState
from orgs.sign_on.refusals import UntrustedError
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.orgs.sign_on.providers import a_provider, knows, signed_on, with_sign_on

UNA: dict[str, Any] = {"email": "una@example.org", "name": "Una", "email_verified": True}
OVERAGE = {
    "_claim_names": {"groups": "src1"},
    "_claim_sources": {"src1": {"endpoint": "https://x"}},
}
MANY = [f"group-{number}" for number in range(MOST_VALUES + 1)]


@pytest.fixture
def provider(settings: LazySettings) -> Iterator[str]:
    settings.SIGN_ON_PRIVATE_NETWORKS = True
    cache.clear()
    with a_provider() as address:
        yield address


@pytest.fixture
def northwind(cast: Cast, provider: str) -> Cast:
    with_sign_on(cast.organization, provider)
    settings_actions.set_domain(domain="example.org", organization_id=cast.organization.pk)
    settings_actions.map_value(
        organization=cast.organization,
        value="g-ai",
        offer=GrantOffer(Role.CONTRIBUTOR, cast.search),
    )
    return cast


def roles(email: str = "una@example.org") -> list[str]:
    return list(Grant.objects.filter(member__user__email=email).values_list("role", flat=True))


def told(said: dict[str, Any]) -> ClaimedIdentity:
    return claims.parse_claims({"sub": "u1", **UNA, **said}, issuer="i", role_claim="groups")


@pytest.mark.parametrize(
    ("second", "sentence"),
    [
        (OVERAGE, "left your groups out, because there are too many"),
        ({"hasgroups": True}, "left your groups out, because there are too many"),
        ({}, "sent no claim with roles or groups"),
        ({"groups": None}, "sent no claim with roles or groups"),
        ({"groups": {"odd": 1}}, "sent no claim with roles or groups"),
        ({"groups": MANY}, f"more than {MOST_VALUES} roles or groups"),
    ],
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the provider's own
def test_what_is_left_out_takes_no_role_away_and_is_said(
    northwind: Cast, provider: str, client: OutsideClient, second: dict[str, Any], sentence: str
) -> None:
    knows(provider, "u1", **UNA, groups=["g-ai"])
    assert signed_on(client, "u1").status_code == 302
    assert roles() == ["contributor"]

    knows(provider, "u1", **UNA, **second)
    other = OutsideClient()
    answer = signed_on(other, "u1")

    assert roles() == ["contributor"]
    assert answer["Location"] == "/o/northwind/"
    assert sentence in other.get("/o/northwind/").text


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_empty_claim_takes_the_role_away_and_says_nothing_of_what_is_missing(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    knows(provider, "u1", **UNA, groups=["g-ai"])
    signed_on(client, "u1")
    knows(provider, "u1", **UNA, groups=[])

    page = signed_on(OutsideClient(), "u1")

    assert page.status_code == 403
    assert roles() == []
    assert "left your groups out" not in page.text


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_newcomer_without_groups_reads_why(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    knows(provider, "u1", **UNA, **OVERAGE)

    page = signed_on(client, "u1")

    assert page.status_code == 403
    assert "left your groups out" in page.text
    assert not User.objects.filter(email="una@example.org").exists()


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"groups": ["a"]}, ClaimState.WHOLE),
        ({"groups": "a"}, ClaimState.WHOLE),
        ({"groups": []}, ClaimState.WHOLE),
        ({"groups": ["a"], **OVERAGE}, ClaimState.WHOLE),
        (OVERAGE, ClaimState.TOO_LARGE),
        ({"_claim_names": {"other": "src1"}}, ClaimState.ABSENT),
        ({"_claim_names": ["groups"]}, ClaimState.ABSENT),
        ({"groups": MANY[:-1]}, ClaimState.WHOLE),
        ({"groups": [*MANY[:-1], MANY[0], ""]}, ClaimState.WHOLE),
        ({"groups": MANY}, ClaimState.CUT),
    ],
)
def test_whether_a_claim_is_whole(said: dict[str, Any], state: ClaimState) -> None:
    assert told(said).claim == state


def test_a_nested_claim_that_is_absent_is_no_empty_one() -> None:
    for said, state in (
        ({}, ClaimState.ABSENT),
        ({"realm_access": {}}, ClaimState.ABSENT),
        ({"realm_access": {"roles": []}}, ClaimState.WHOLE),
        ({"_claim_names": {"realm_access": "s"}}, ClaimState.TOO_LARGE),
    ):
        who = claims.parse_claims({"sub": "s", **said}, issuer="i", role_claim="realm_access.roles")
        assert who.claim == state


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.sampled_from(["", "a", "b"]),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(some.sampled_from(["groups", "_claim_names", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(said=some.dictionaries(some.sampled_from(["groups", "_claim_names", "name"]), JSON))
def test_only_a_claim_that_is_there_is_whole(said: dict[str, Any]) -> None:
    who = told(said)

    is_there = isinstance(said.get("groups"), str | int | list)
    assert (who.claim == ClaimState.WHOLE) == is_there
    assert who.values <= {str(one) for one in _flat(said.get("groups"))}


def _flat(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@pytest.mark.django_db
def test_the_roles_of_a_whole_claim_replace_the_former_ones(cast: Cast) -> None:
    with_sign_on(cast.organization, "https://id.example")
    member = Member.objects.get(pk=cast.tom.pk)
    for value, role in (("a", Role.VIEWER), ("b", Role.LEADER)):
        offer = GrantOffer(role, cast.search)
        settings_actions.map_value(organization=cast.organization, value=value, offer=offer)
    identity = actions.link(member=member, issuer="i", subject="u1", at=NOON)
    type(identity).objects.filter(pk=identity.pk).update(came_by_sign_on=True)

    for said, here in (
        ({"groups": ["a"]}, {"contributor", "viewer"}),
        ({}, {"contributor", "viewer"}),
        ({"groups": ["b"]}, {"contributor", "leader"}),
        ({"groups": [*MANY[:-1], "a", "b"]}, {"contributor", "leader"}),
    ):
        actions.arrive(organization=cast.organization, who=told(said), at=NOON)
        assert set(roles("tom@example.org")) == here


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"given_name": "Zoë", "family_name": "Ångström"}, "Zoë Ångström"),
        ({"name": "Zoe A.", "given_name": "Zoë", "family_name": "Ångström"}, "Zoe A."),
        ({"name": "  ", "given_name": "Zoë"}, "Zoë"),
        ({"family_name": "Ångström"}, "Ångström"),
        ({"given_name": "\u200b\u202e", "family_name": ["x"]}, "zoe"),
        ({"given_name": "Z" * 200}, "Z" * 150),
        ({}, "zoe"),
    ],
)
def test_a_person_is_called_by_name_or_by_given_and_family_name(
    said: dict[str, Any], name: str
) -> None:
    told_claims = {"sub": "u6", "email": "zoe@quirk.example", **said}

    assert claims.parse_claims(told_claims, issuer="i", role_claim="").name == name


RSA = rsa.generate_private_key(65537, 2048)
CURVES = {"ES256": ec.SECP256R1(), "ES384": ec.SECP384R1(), "ES512": ec.SECP521R1()}
PAYLOAD = {"iss": "i", "sub": "s", "aud": "us", "exp": 4e9, "iat": 1, "nonce": "n"}


def key_of(algorithm: str) -> tuple[Any, dict[str, Any]]:
    """Return a private key for the algorithm, and its public one without a word about that."""
    if algorithm in CURVES:
        private: Any = ec.generate_private_key(CURVES[algorithm])
        public = ECAlgorithm.to_jwk(private.public_key(), as_dict=True)
    elif algorithm == "EdDSA":
        private = ed25519.Ed25519PrivateKey.generate()
        public = OKPAlgorithm.to_jwk(private.public_key(), as_dict=True)
    else:
        private = RSA
        public = RSAAlgorithm.to_jwk(private.public_key(), as_dict=True)
    public.pop("alg", None)
    public.pop("key_ops", None)
    return private, public


def verified(algorithm: str, private: Any, *public: dict[str, Any], kid: str = "") -> None:
    token = jwt.encode(PAYLOAD, private, algorithm, headers={"kid": kid} if kid else None)
    tokens.verify_token(token, keys={"keys": list(public)}, issuer="i", audience="us", nonce="n")


@pytest.mark.parametrize("algorithm", sorted(tokens.ALGORITHMS))
@pytest.mark.parametrize("kid", ["", "one"])
def test_a_key_that_names_no_algorithm_signs_by_each_of_its_type(algorithm: str, kid: str) -> None:
    private, public = key_of(algorithm)
    others = [key_of(other)[1] for other in ("ES256", "EdDSA") if other != algorithm]

    verified(algorithm, private, *others, public | ({"kid": kid} if kid else {}), kid=kid)


@pytest.mark.parametrize(
    "wrong",
    [{"alg": "RS512"}, {"use": "enc"}, {"kty": "oct", "k": "AA"}, {"kty": None}, {"n": "!"}],
)
def test_a_key_that_does_not_fit_signs_nothing(wrong: dict[str, Any]) -> None:
    private, public = key_of("RS256")

    with pytest.raises(UntrustedError, match="not signed"):
        verified("RS256", private, public | wrong)


@pytest.mark.parametrize("listed", [None, {}, "keys", [None, 7, "x"], []])
def test_keys_of_another_shape_sign_nothing(listed: Any) -> None:
    token = jwt.encode(PAYLOAD, RSA, "RS256")

    with pytest.raises(UntrustedError, match="not signed"):
        tokens.verify_token(token, keys={"keys": listed}, issuer="i", audience="us", nonce="n")
