"""One OpenID Connect provider: where it is spoken to, and the exchange of a code for claims."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import quote_plus, urlencode

from cryptography.fernet import InvalidToken
from django.utils.translation import gettext as _

from orgs.accounts import encryption
from orgs.models import SignOn
from orgs.sign_on import tokens
from orgs.sign_on.refusals import UntrustedError

from .provider_call import Call, Deadline, call_provider, complaint_about

WELL_KNOWN = "/.well-known/openid-configuration"
SCOPE = "openid email profile"


@dataclass(frozen=True)
class Provider:
    """A provider's addresses, as its discovery document tells them."""

    issuer: str
    authorization: str
    token: str
    keys: str
    userinfo: str
    secret_in_form: bool

    def as_dict(self) -> dict[str, Any]:
        """Return the parts, to be kept until the person comes back."""
        return asdict(self)

    def way_there(self, asked_for: Mapping[str, str]) -> str:
        """Return the address to which the person is led."""
        joint = "&" if "?" in self.authorization else "?"
        return f"{self.authorization}{joint}{urlencode(asked_for)}"


@dataclass(frozen=True)
class AuthorizationResponse:
    """What came back with the person, and what it has to fit."""

    code: str
    verifier: str
    nonce: str
    redirect: str


def discover(issuer: str, *, before: Deadline) -> Provider:
    """Return the provider at the address; raise UnreachableError or UntrustedError."""
    document = call_provider(Call(issuer.rstrip("/") + WELL_KNOWN), before=before)
    named = str(document.get("issuer", ""))
    # Some end in a slash and some do not; tokens are then held to what the provider calls itself.
    if named.rstrip("/") != issuer.rstrip("/"):
        raise UntrustedError(_("The sign-on provider calls itself otherwise than its address."))
    # Without a word about it, Basic is meant (OpenID Connect Discovery, 3).
    methods = document.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return Provider(
        issuer=named,
        authorization=_address(document, "authorization_endpoint"),
        token=_address(document, "token_endpoint"),
        keys=_address(document, "jwks_uri"),
        userinfo=_address(document, "userinfo_endpoint", required=False),
        secret_in_form="client_secret_basic" not in methods,
    )


def check(sign_on: SignOn) -> None:
    """Ask for the provider's addresses and keys; raise UnreachableError or UntrustedError."""
    before = Deadline.from_now()
    provider = discover(sign_on.issuer, before=before)
    keys = call_provider(Call(provider.keys), before=before).get("keys")
    if not isinstance(keys, list) or not keys:
        raise UntrustedError(_("The sign-on provider shows no keys."))


def claims_for(
    answer: AuthorizationResponse, *, sign_on: SignOn, provider: Provider, before: Deadline
) -> dict[str, Any]:
    """Return the checked claims behind the code; raise UnreachableError or UntrustedError."""
    keys = call_provider(Call(provider.keys), before=before)
    given = call_provider(_exchange(answer, sign_on, provider), before=before)
    claims = tokens.verify_token(
        str(given.get("id_token", "")),
        keys=keys,
        issuer=provider.issuer,
        audience=sign_on.client_id,
        nonce=answer.nonce,
    )
    # Some providers tell address or roles only at userinfo.
    wanted = {"email", sign_on.role_claim.partition(".")[0] or "email"}
    if provider.userinfo and not wanted <= claims.keys():
        return _with_userinfo(claims, provider, str(given.get("access_token", "")), before)
    return claims


def challenge_of(verifier: str) -> str:
    """Return what the provider is told of the verifier beforehand (PKCE, RFC 7636)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _exchange(answer: AuthorizationResponse, sign_on: SignOn, provider: Provider) -> Call:
    try:
        secret = encryption.decrypt(sign_on.sealed_secret)
    except InvalidToken as error:
        raise UntrustedError(
            _("The client secret cannot be opened any more. An owner has to enter it again.")
        ) from error
    form = {
        "grant_type": "authorization_code",
        "code": answer.code,
        "redirect_uri": answer.redirect,
        "code_verifier": answer.verifier,
    }
    if provider.secret_in_form:
        form |= {"client_id": sign_on.client_id, "client_secret": secret}
        return Call(provider.token, form=form)
    # RFC 6749 (2.3.1) has both encoded as in a form before they are joined.
    pair = f"{quote_plus(sign_on.client_id)}:{quote_plus(secret)}"
    basic = base64.b64encode(pair.encode()).decode()
    return Call(provider.token, form=form, headers={"Authorization": f"Basic {basic}"})


def _with_userinfo(
    claims: dict[str, Any], provider: Provider, access_token: str, before: Deadline
) -> dict[str, Any]:
    """Return the claims and what the provider tells beside them about the same subject."""
    headers = {"Authorization": f"Bearer {access_token}"}
    further = call_provider(Call(provider.userinfo, headers=headers), before=before)
    if further.get("sub") != claims["sub"]:
        raise UntrustedError(_("The sign-on provider's answers are about two people."))
    # What is signed wins over what is not.
    return {**further, **claims}


def _address(document: Mapping[str, Any], name: str, *, required: bool = True) -> str:
    url = str(document.get(name) or "")
    if (required or url) and complaint_about(url):
        raise UntrustedError(_("The sign-on provider's %s is not a usable address.") % name)
    return url
