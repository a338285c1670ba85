"""What surrounds the views: origin of changes, the reader's time zone, a refusal's page."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from orgs.history import origin
from orgs.refusals import NotNowError, conflict


class RefusalMiddleware:
    """Answers NotNowError with 409 and its sentence; the transaction is already undone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the answer to a refusal; anything else is somebody else's."""
        if isinstance(exception, NotNowError):
            return conflict(request, str(exception))
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
            "path": origin.kept(request.path),
        }
        with origin.coming_from("web", **facts):
            return self.get_response(request)
