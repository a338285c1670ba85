"""The two addresses by which orchestrators ask: does the process live, and can it serve.

They stand before all else, so any Host may be named, no session is read and no database is needed
to say that the process lives.
"""

from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse

LIVE, READY = "/livez", "/readyz"


class ProbeMiddleware:
    """Answers the two addresses and passes everything else on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a probe; 503 and the reason where the database cannot be read."""
        if request.path == LIVE:
            return _plain("ok", 200)
        if request.path == READY:
            is_there = database_answers()
            return _plain("ok", 200) if is_there else _plain("the database cannot be read", 503)
        return self.get_response(request)


def database_answers() -> bool:
    """Return whether a connection answers; it goes back to the pool at once."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return False
    finally:
        connection.close()
    return True


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(f"{text}\n", content_type="text/plain", status=status)
