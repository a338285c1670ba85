"""The states that a session goes through, and its row locked while it changes."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Capability
from orgs.refusals import NotNowError

from .models import RoundState, Session, SessionState, SettledAnswer


class NotInStateError(NotNowError):
    """The session is not in the state that the change starts from."""


class NotSettledError(NotNowError):
    """Capabilities are still open: these."""

    def __init__(self, capabilities: Sequence[Capability]) -> None:
        names = ", ".join(row.name for row in capabilities)
        super().__init__(_("Still to settle: %s.") % names)
        self.capabilities = tuple(capabilities)


# A closed round takes no votes; what was voted is still settled, submitted and reviewed.
SETTLING = (RoundState.OPEN, RoundState.CLOSED)
VOTING = (RoundState.OPEN,)


def lock_session(
    session: Session, *states: SessionState, rounds: Sequence[RoundState] = SETTLING
) -> Session:
    """Return the session, locked until the transaction ends; raise NotInStateError in other states.

    Rounds in other states and archived units take no changes either.
    """
    held = (
        # Of the session alone: unit and round stay free for the other sessions.
        Session.objects.select_for_update(of=["self"])
        .select_related("round__version", "unit")
        .defer("round__version__document")
        .get(pk=session.pk)
    )
    if held.round.state not in rounds or held.unit.archived_at:
        raise NotInStateError(
            _("The round is closed or archived, or the unit archived; this cannot be done.")
        )
    if held.state not in states:
        raise NotInStateError(
            _("The session is %s now, so this cannot be done.") % held.get_state_display()
        )
    return held


def mark_submitted(*, session: Session) -> list[SettledAnswer]:
    """Return the settled answers and close the session, inside the caller's transaction.

    Raises NotInStateError, and NotSettledError naming what is still open.
    """
    held = lock_session(session, SessionState.REVEALED)
    settled = {row.capability: row for row in held.settled.all()}
    capabilities = framework_of(held.round.version).capabilities
    still_open = [row for row in capabilities if row.key not in settled]
    if still_open:
        raise NotSettledError(still_open)
    held.state = SessionState.SUBMITTED
    held.save(update_fields=["state"])
    return [settled[row.key] for row in capabilities]


def mark_reopened(*, session: Session) -> Session:
    """Return the session, to be settled again as its next revision, in the caller's transaction.

    What a leader has accepted is not reopened but returned. Raises NotInStateError.
    """
    held = lock_session(session, SessionState.SUBMITTED)
    return next_revision(held)


def next_revision(held: Session) -> Session:
    """Return the locked session, to be settled again as its next revision."""
    held.state = SessionState.REVEALED
    held.revision += 1
    held.save(update_fields=["state", "revision"])
    return held
