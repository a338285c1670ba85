"""What a page says about a change that it sends: a key of its own, and for whom it was made.

The page's script keeps a change until it is stored and may send it more than once, from a browser
in which somebody else has signed in since.
"""

import re
import secrets

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _

from orgs.models import User

KEY = re.compile(r"[A-Za-z0-9_-]{16,36}")


def new_key() -> str:
    """Return a key for a change that is about to be made."""
    return secrets.token_urlsafe(16)


def change_of(request: HttpRequest) -> str:
    """Return the key of the change that is sent, or ""; raise BadRequest where it is none."""
    key = request.headers.get("X-Change", "")
    if key and not KEY.fullmatch(key):
        raise BadRequest(_("This change carries a key that could not be read."))
    return key


def is_for_another(request: HttpRequest, user: User) -> bool:
    """Return whether the page was made for somebody else than who is signed in now."""
    # Forms that the browser sends without a script have no such header; their token must do.
    return request.headers.get("X-Person", str(user.pk)) != str(user.pk)
