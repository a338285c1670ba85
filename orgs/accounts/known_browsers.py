"""Browsers in which a person has signed in before, known by a signed cookie.

A sign-in from another one is told to the person by mail, and attempts from a known one are counted
apart: whoever guesses passwords elsewhere cannot keep the person out here.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from orgs.names.email_addresses import canonical_address

COOKIE = f"{settings.COOKIE_PREFIX}groundwork_known"
SALT = "orgs.known_browsers"
REMEMBERED_FOR = 365 * 24 * 3600
MOST_PEOPLE = 8


def is_known(request: HttpRequest, email: str) -> bool:
    """Return whether somebody signed in here with that address within the last year."""
    return any(_sign(email, key) in _signs(request) for key in _keys())


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Let the browser be known for that address; of many people the last ones are kept."""
    own = _sign(email, settings.SECRET_KEY)
    signs = [own, *[sign for sign in _signs(request) if sign != own]][:MOST_PEOPLE]
    response.set_cookie(
        COOKIE,
        signing.dumps(signs, salt=SALT),
        max_age=REMEMBERED_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _signs(request: HttpRequest) -> list[str]:
    try:
        return list(signing.loads(request.COOKIES[COOKIE], salt=SALT, max_age=REMEMBERED_FOR))
    except (KeyError, signing.BadSignature):
        return []


def _keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _sign(email: str, key: str) -> str:
    return salted_hmac(SALT, canonical_address(email), secret=key, algorithm="sha256").hexdigest()[
        :32
    ]
