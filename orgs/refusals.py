"""What a refused request is answered: a sentence, the right status, never a traceback."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class NotNowError(Exception):
    """Yours, but not now: the present state does not allow it. Its text is the sentence shown."""


def conflict(request: HttpRequest, sentence: str) -> HttpResponse:
    """Return the page (or, for a fragment, the sentence) of 409."""
    return _page(request, HTTPStatus.CONFLICT, sentence)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page of 400."""
    return _page(request, HTTPStatus.BAD_REQUEST, str(exception))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page of 403 with the sentence that the refusal gave."""
    return _page(request, HTTPStatus.FORBIDDEN, str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page of 404; it does not tell what exists elsewhere."""
    return _page(request, HTTPStatus.NOT_FOUND, "")


def _page(request: HttpRequest, status: HTTPStatus, sentence: str) -> HttpResponse:
    if getattr(request, "htmx", None):
        return HttpResponse(sentence or status.phrase, status=status, content_type="text/plain")
    return render(request, f"{status.value}.html", {"sentence": sentence}, status=status)
