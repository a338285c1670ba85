"""A login session that a sign-on opened: it opens the organization whose sign-on it was."""

from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from orgs.models import SignOn, SignOnIdentity

from .allauth_internals import record_authentication

KEY = "sign_on"
VALID_FOR = 12 * 3600  # seconds; whom the provider drops is out within a working day
BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@dataclass(frozen=True)
class Binding:
    """The organization that a session opens, and the identity that opened it."""

    organization: int
    identity: int
    slug: str
    name: str


def binding_of(request: HttpRequest) -> Binding | None:
    """Return what the login session is bound to; None where it was opened otherwise."""
    binding = request.session.get(KEY)
    return Binding(**binding) if binding else None


def open_session(request: HttpRequest, identity: SignOnIdentity) -> None:
    """Sign the identity's person in, in a new session that opens this organization only."""
    user = identity.member.user
    # What another login left in the session must not be open to a sign-on.
    request.session.flush()
    login(request, user, backend=BACKEND)
    record_authentication(request, user, method="sign_on", organization=identity.organization_id)
    request.session[KEY] = {
        "organization": identity.organization_id,
        "identity": identity.pk,
        "slug": identity.organization.slug,
        "name": identity.organization.name,
    }
    request.session.set_expiry(VALID_FOR)
    UserSession.objects.create_from_request(request)


def holds(binding: Binding, member_id: int) -> bool:
    """Return whether the identity still is the member's, at the organization's present provider."""
    provider = SignOn.objects.filter(organization_id=binding.organization).values("issuer")
    return SignOnIdentity.objects.filter(
        pk=binding.identity, member=member_id, issuer__in=provider
    ).exists()
