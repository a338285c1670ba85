"""A provider that is down, slow, wrong or where it must not be: a sentence, nothing half done."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import LazySettings
from django.core.cache import cache
from jwt.algorithms import RSAAlgorithm

from orgs.models import SignOnIdentity, User
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from orgs.sign_on import claims, provider, provider_call, settings_actions, tokens
from orgs.sign_on.provider_call import Call, Deadline
from orgs.sign_on.refusals import UnreachableError, UntrustedError
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.orgs.sign_on.providers import (
    a_provider,
    a_silent_server,
    back,
    closed_address,
    knows,
    there,
    with_sign_on,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # the provider's own
]
OURS = rsa.generate_private_key(65537, 2048)
OTHER = rsa.generate_private_key(65537, 2048)
SHORT = 0.4  # seconds


@pytest.fixture(autouse=True)
def _on_this_machine(settings: LazySettings) -> None:
    settings.SIGN_ON_PRIVATE_NETWORKS = True
    cache.clear()


@contextmanager
def a_server(pages: Mapping[str, tuple[int, Any]]) -> Iterator[str]:
    """Run a server that answers these paths with status and JSON; a text is where it leads."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, content = pages.get(self.path, (404, {}))
            self.send_response(status)
            if status == 302:
                self.send_header("Location", content)
            self.end_headers()
            self.wfile.write(json.dumps(content).encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("localhost", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def said_at_the_start(client: OutsideClient) -> str:
    answer = client.get("/o/northwind/sign-on/", follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/login/"
    return str(answer.content.decode())


def test_a_provider_that_is_down_is_told_on_the_login_page(
    cast: Cast, client: OutsideClient
) -> None:
    with_sign_on(cast.organization, closed_address())

    assert "cannot be reached" in said_at_the_start(client)


def test_a_provider_that_sends_a_byte_at_a_time_is_left_when_the_time_is_over(
    cast: Cast, client: OutsideClient, settings: LazySettings
) -> None:
    settings.SIGN_ON_SECONDS = SHORT
    with a_silent_server() as slow:
        with_sign_on(cast.organization, slow)
        began = time.monotonic()
        said = said_at_the_start(client)
        took = time.monotonic() - began

    assert "did not answer within 0.4 seconds" in said
    assert took < SHORT + 2  # the pages themselves, on a busy machine


def test_all_calls_together_have_one_limit() -> None:
    before = Deadline(time.monotonic() - 1)

    with pytest.raises(UnreachableError):
        provider_call.call_provider(Call(closed_address()), before=before)


def test_the_limit_is_five_seconds(settings: LazySettings) -> None:
    assert settings.SIGN_ON_SECONDS == 5


def test_a_provider_that_breaks_on_the_way_back_leaves_nothing(
    cast: Cast, client: OutsideClient
) -> None:
    settings_actions.set_domain(domain="example.org", organization_id=cast.organization.pk)
    settings_actions.map_value(
        organization=cast.organization, value="all", offer=GrantOffer(Role.ADMIN)
    )
    with a_provider() as address:
        with_sign_on(cast.organization, address)
        knows(address, "s-1", email="noa@example.org", email_verified=True, groups=["all"])
        path = back(there(client), "s-1")

    answer = client.get(path, follow=True)

    assert "cannot be reached. Nothing was changed." in answer.content.decode()
    assert not SignOnIdentity.objects.exists()
    assert not User.objects.filter(email="noa@example.org").exists()


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ((404, {}), "answered with an error (404)"),
        ((302, "http://localhost/elsewhere"), "leads elsewhere, which is refused"),
        ((200, ["a list"]), "could not be read"),
        ((200, {"issuer": "https://other.example"}), "calls itself otherwise"),
        ((200, "x" * 2**20), "is too large"),
    ],
)
def test_a_discovery_that_is_none_is_told(
    cast: Cast, client: OutsideClient, document: tuple[int, Any], sentence: str
) -> None:
    with a_server({provider.WELL_KNOWN: document}) as address:
        with_sign_on(cast.organization, address)

        assert sentence in said_at_the_start(client)


@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://provider.example/", "", "//x"])
def test_a_discovery_that_leads_to_an_unusable_address_is_refused(
    cast: Cast, client: OutsideClient, name: str, url: str
) -> None:
    document: dict[str, Any] = {
        "authorization_endpoint": "https://provider.example/a",
        "token_endpoint": "https://provider.example/t",
        "jwks_uri": "https://provider.example/k",
    }
    pages: dict[str, tuple[int, Any]] = {}
    with a_server(pages) as address:
        pages[provider.WELL_KNOWN] = (200, {"issuer": address, **document, name: url})
        with_sign_on(cast.organization, address)

        assert "is not a usable address" in said_at_the_start(client)


PRIVATE = [
    *("10.0.0.1", "172.16.0.1", "192.168.1.1", "127.0.0.1", "100.64.0.1"),
    "0.0.0.0",  # noqa: S104 - it is refused
    *("169.254.169.254", "::1", "fc00::1", "fe80::1", "::ffff:10.0.0.1", "224.0.0.1"),
    *("64:ff9b::a00:1", "2002:a00:1::1", "::"),
    *("64:ff9b:1::a00:1", "64:ff9b:1:a00:0:100::", "::a00:1", "::ffff:0:a00:1"),
    *("2606:2800::5efe:a00:1", "fec0::1", "feff::1", "fec0::1%eth0"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_no_call_goes_into_private_networks(settings: LazySettings, address: str) -> None:
    settings.SIGN_ON_PRIVATE_NETWORKS = False

    assert not provider_call.may_be_called(address)
    assert provider_call.may_be_called("93.184.215.14")
    assert provider_call.may_be_called("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


def test_where_private_networks_are_allowed_site_local_addresses_are(
    settings: LazySettings,
) -> None:
    settings.SIGN_ON_PRIVATE_NETWORKS = True

    assert provider_call.may_be_called("fec0::1")
    assert provider_call.may_be_called("::1")
    assert not provider_call.may_be_called("64:ff9b:1::a9fe:a9fe")


@pytest.mark.parametrize("address", ["169.254.169.254", "fe80::1", "::ffff:169.254.169.254"])
def test_the_machines_own_credentials_are_never_called(address: str) -> None:
    assert not provider_call.may_be_called(address)
    assert provider_call.may_be_called("10.0.0.1")


def test_a_name_that_leads_into_a_private_network_is_refused_before_anything_is_sent(
    settings: LazySettings,
) -> None:
    settings.SIGN_ON_PRIVATE_NETWORKS = False

    with pytest.raises(UnreachableError, match="private network"):
        provider_call.call_provider(Call("https://localhost:1/"), before=Deadline.from_now())
    with pytest.raises(UntrustedError, match="https"):
        provider_call.call_provider(Call("http://localhost:1/"), before=Deadline.from_now())


def signed(key: rsa.RSAPrivateKey = OURS, **changes: Any) -> str:
    now = int(time.time())
    told = {
        "iss": "https://provider.example",
        "sub": "s-1",
        "aud": "groundwork",
        "exp": now + 300,
        "iat": now,
        "nonce": "the nonce",
        **changes,
    }
    kept = {name: value for name, value in told.items() if value is not None}
    return jwt.encode(kept, key, algorithm="RS256", headers={"kid": "one"})


def checked(token: str) -> dict[str, Any]:
    public = RSAAlgorithm.to_jwk(OURS.public_key(), as_dict=True)
    return tokens.verify_token(
        token,
        keys={"keys": [{**public, "kid": "one", "use": "sig"}]},
        issuer="https://provider.example",
        audience="groundwork",
        nonce="the nonce",
    )


def test_a_token_that_fits_is_believed() -> None:
    assert checked(signed())["sub"] == "s-1"
    assert checked(signed(aud=["groundwork"]))["sub"] == "s-1"
    assert checked(signed(aud=["groundwork", "other"], azp="groundwork"))["sub"] == "s-1"


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (partial(signed, OTHER), "not signed with its own key"),
        (partial(signed, aud="somebody else"), "meant for somebody else"),
        (partial(signed, aud=["groundwork", "other"]), "meant for somebody else"),
        (partial(signed, azp="other"), "meant for somebody else"),
        (partial(signed, iss="https://other.example"), "meant for somebody else"),
        (partial(signed, exp=int(time.time()) - 3600), "too old"),
        (partial(signed, nonce="another"), "another request"),
        (partial(signed, nonce=None), "another request"),
        (partial(signed, sub="x" * 256), "names nobody"),
        (partial(signed, sub=None), "not signed"),
        (partial(signed, exp=None), "not signed"),
        (lambda: "no token", "not signed"),
        (lambda: "", "not signed"),
        (lambda: jwt.encode({"sub": "s-1"}, "", algorithm="none"), "not signed"),
        (lambda: jwt.encode({"sub": "s-1"}, "s" * 32, algorithm="HS256"), "not signed"),
    ],
)
def test_a_token_that_does_not_fit_is_not_believed(made: Callable[[], str], sentence: str) -> None:
    token = made()  # now: it would be too old for a test that waits minutes for its turn

    with pytest.raises(UntrustedError, match=sentence):
        checked(token)


def test_keys_that_are_none_are_not_believed() -> None:
    shown: list[dict[str, Any]] = [
        {},
        {"keys": []},
        {"keys": "nonsense"},
        {"keys": [{"kty": "oct", "k": "c2Vj"}]},
    ]
    for keys in shown:
        with pytest.raises(UntrustedError):
            tokens.verify_token(signed(), keys=keys, issuer="i", audience="a", nonce="n")


@pytest.mark.parametrize(
    ("told", "role_claim", "values"),
    [
        ({"groups": ["a", "b"]}, "groups", {"a", "b"}),
        ({"groups": "a"}, "groups", {"a"}),
        ({"groups": [1, None, True, {"x": 1}, "", "a"]}, "groups", {"1", "a"}),
        ({"realm_access": {"roles": ["a"]}}, "realm_access.roles", {"a"}),
        ({"https://example.org/roles": ["a"]}, "https://example.org/roles", {"a"}),
        ({"realm_access": "roles"}, "realm_access.roles", set()),
        ({"groups": ["a"]}, "", set()),
        ({}, "groups", set()),
    ],
)
def test_the_values_of_a_claim_are_read(
    told: dict[str, Any], role_claim: str, values: set[str]
) -> None:
    assert set(claims.values_of(told, role_claim)) == values


@pytest.mark.parametrize(
    ("told", "is_verified"),
    [
        ({"email": "a@b.example", "email_verified": True}, True),
        ({"email": "a@b.example", "email_verified": "true"}, True),
        ({"email": "a@b.example", "xms_edov": True}, True),
        ({"email": "a@b.example", "email_verified": "false"}, False),
        ({"email": "a@b.example"}, False),
        ({"email_verified": True}, False),
    ],
)
def test_an_address_counts_once_the_provider_vouches_for_it(
    told: dict[str, Any], is_verified: bool
) -> None:
    who = claims.parse_claims({"sub": "s-1", **told}, issuer="i", role_claim="")

    assert who.is_verified is is_verified
