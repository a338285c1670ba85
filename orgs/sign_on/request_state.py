"""Sign-ons on their way: kept in the browser's own login session, usable once, for ten minutes."""

import secrets
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext as _

from .provider import Provider
from .refusals import ExpiredSignOnError

KEY = "sign_on_pending"
VALID_FOR = 600  # seconds
MOST = 4  # in one browser at a time


@dataclass(frozen=True)
class Pending:
    """What has to fit when the person comes back, and where they wanted to go.

    `person` is who began to link a sign-on to their account; None where somebody signs on.
    """

    organization: int
    began_at: float
    nonce: str
    verifier: str
    next: str
    person: int | None
    configured: str
    provider: dict[str, Any]

    @property
    def found(self) -> Provider:
        """The provider as it was discovered when the person left."""
        return Provider(**self.provider)


def new_secret() -> str:
    """Return a secret that nobody can guess."""
    return secrets.token_urlsafe(32)


def store_pending(session: SessionBase, pending: Pending) -> str:
    """Keep it in the session and return its state, the name under which it comes back."""
    state = new_secret()
    # The oldest goes: a session that anybody can begin must not grow without end.
    pending_by_state = list(session.get(KEY, {}).items())[-(MOST - 1) :]
    session[KEY] = dict([*pending_by_state, (state, asdict(pending))])
    return state


def pop_pending(session: SessionBase, state: str, *, organization: int, now: float) -> Pending:
    """Return what was kept under the state and forget it; raise ExpiredSignOnError."""
    pending_by_state = dict(session.get(KEY, {}))
    stored = pending_by_state.pop(state, None)
    # Forgotten even where it does not fit: a state is good for one try.
    session[KEY] = pending_by_state
    pending = Pending(**stored) if stored else None
    fits = pending and pending.organization == organization
    if not pending or not fits or now - pending.began_at > VALID_FOR:
        raise ExpiredSignOnError(
            _(
                "This sign-on was used before, took too long, or began in another browser. "
                "Start it again."
            )
        )
    return pending
