"""What surrounds the views: origin of changes, the reader's time zone, a refusal's page."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import structlog
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from orgs.accounts.session_binding import binding_of
from orgs.database.change_origin import change_origin, path_without_secrets
from orgs.refusals import NotNowError, conflict

log = structlog.get_logger(__name__)
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

# What no page of ours uses, so that nothing that gets into one can use it either.
CLOSED = (
    *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation"),
    *("gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb"),
)
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in CLOSED)


class HeaderMiddleware:
    """Says what pages may not use, and that no cache keeps what may be an organization's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; a static file is everybody's and may be kept."""
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        if not request.path.startswith(settings.STATIC_URL):
            patch_cache_control(response, private=True, no_store=True)
        return response


# How PostgreSQL says that another transaction was faster: a key that is there by now or is gone,
# transactions that wait for each other, one that cannot be put in order.
OVERTAKEN = frozenset({"23505", "23503", "23P01", "40P01", "40001", "55P03"})


def is_race(error: Exception) -> bool:
    """Return whether a row that was read a moment ago is gone, or one that was not is there."""
    if isinstance(error, DatabaseError):
        return getattr(error.__cause__, "sqlstate", None) in OVERTAKEN
    return isinstance(error, ObjectDoesNotExist)


class RefusalMiddleware:
    """Answers NotNowError with 409 and its sentence; the transaction is already undone.

    Two who change the same at the same moment are told apart by the database. What no action
    names is answered the same way: the row that came twice or went away meanwhile.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the answer to a refusal; anything else is somebody else's."""
        if isinstance(exception, NotNowError):
            return conflict(request, str(exception))
        if is_race(exception):
            # With its traceback: a fault of the program could look like one.
            log.warning("change.overtaken", exc_info=exception)
            return conflict(
                request, _("Somebody else changed this at the same moment. Look at it again.")
            )
        return None


class ReaderMiddleware:
    """Shows times in the zone of whoever is signed in; the person's row is read anyway.

    The language is set for the whole request, since each phrase looks for it first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; whatever zone it had ends with it."""
        with timezone.override(None), translation.override(settings.LANGUAGE_CODE):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Activate the person's zone."""
        if request.user.is_authenticated:
            timezone.activate(request.user.zone)


class OriginMiddleware:
    """Lets every change of a request be recorded as coming from that request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, under a number of its own."""
        facts = {
            "request": str(uuid4()),
            "method": str(request.method),
            "path": path_without_secrets(request.path),
        }
        with change_origin("web", **facts):
            return self.get_response(request)


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
        return render(request, "orgs/web/sign_on_bound.html", context, status=HTTPStatus.FORBIDDEN)
