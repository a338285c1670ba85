"""How allauth's journeys fit Groundwork: who may sign up, mails by the worker."""

from dataclasses import dataclass
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse

from orgs.mail import limits, outbox
from orgs.models import User
from orgs.names.email_addresses import canonical_address

from . import known_browsers
from .allauth_internals import record_authentication

log = structlog.get_logger(__name__)
# Mails that anybody can have sent to any address, signed in or not; nobody is flooded with them.
FOR_ANYBODY = frozenset(
    f"account/email/{name}"
    for name in (
        *("account_already_exists", "unknown_account", "password_reset_key"),
        *("email_confirmation", "email_confirmation_signup"),
    )
)


@dataclass(frozen=True)
class Site:
    """What allauth's mails call this installation."""

    name: str
    domain: str


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Allauth's hooks."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return whether the operator opened it; else people join by invitation."""
        return bool(settings.OPEN_SIGN_UP)

    def clean_email(self, email: str) -> str:
        """Return the address in its one spelling."""
        return canonical_address(email)

    def post_login(self, request: HttpRequest, user: User, **journey: Any) -> HttpResponse:
        """Return where the person goes now; a sign-in in a new browser is told by mail."""
        response: HttpResponse = super().post_login(request, user, **journey)
        if not known_browsers.is_known(request, user.email):
            self.send_notification_mail("account/email/new_sign_in", user)
        known_browsers.remember(request, response, user.email)
        return response

    def get_login_stages(self) -> list[str]:
        """Return the steps of a sign-in, with our own rule for addresses not yet confirmed."""
        theirs = "allauth.account.stages.EmailVerificationStage"
        ours = "orgs.accounts.verification.VerificationStage"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failed attempts of a known browser apart from everybody else's."""
        email = canonical_address(str(credentials.get("email", "")))
        key = str(super()._get_login_attempts_cache_key(request, **{**credentials, "email": email}))
        known = known_browsers.is_known(request, email)
        return f"{key}:known" if known else key

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hand allauth's mail to the worker, so that no request waits for a mail server."""
        if template_prefix in FOR_ANYBODY and limits.is_full(email):
            log.warning("mail.too_many", template=template_prefix)
            return
        site = Site("Groundwork", settings.PUBLIC_URL)
        mail_context = {"email": email, "current_site": site} | context
        outbox.write(f"{template_prefix}_message", email, mail_context)


def sign_in(request: HttpRequest, user: User) -> None:
    """Sign in a person who has just chosen a password, and list the session with their others."""
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, user, method="password")
    UserSession.objects.create_from_request(request)
