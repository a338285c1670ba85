"""How allauth's journeys fit Groundwork: sign-up by invitation only, mails by the worker."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.template.loader import render_to_string

from orgs import mails


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Allauth's hooks."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: people join by invitation, or set up an empty installation."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hand allauth's mail to the worker, so that no request waits for a mail server."""
        subject = render_to_string(f"{template_prefix}_subject.txt", context)
        body = render_to_string(f"{template_prefix}_message.txt", context)
        mails.post(recipient=email, subject=" ".join(subject.split()), body=body)
