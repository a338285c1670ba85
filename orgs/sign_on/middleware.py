"""Keeps a session that a sign-on opened within its organization."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from orgs.sign_on.binding import binding_of

OF_AN_ORGANIZATION = "o/<slug:organization>/"  # the gate sees to those
OPEN = frozenset(
    {
        "health",
        "account_login",
        "account_logout",
        "orgs:home",
        "orgs:organizations",
        "orgs:account",
        "orgs:preferences",
        "orgs:sign_on_find",
    }
)


class SignOnSessionMiddleware:
    """Refuses what is a person's own in every organization, such as their password.

    Whoever runs an organization's provider can sign on as any of its members; they must not get
    at those members' accounts by it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Return the page that says why it is closed; None where it is open."""
        match, bound = request.resolver_match, binding_of(request)
        if bound is None or match is None:
            return None
        if match.view_name in OPEN or str(match.route).startswith(OF_AN_ORGANIZATION):
            return None
        context = {"bound": bound}
        return render(request, "orgs/sign_on_bound.html", context, status=HTTPStatus.FORBIDDEN)
