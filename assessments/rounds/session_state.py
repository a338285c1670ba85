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
    locked_session = (
        # Of the session alone: unit and round stay free for the other sessions.
        Session.objects.select_for_update(of=["self"])
        .select_related("round__version", "unit")
        .defer("round__version__document")
        .get(pk=session.pk)
    )
    if locked_session.round.state not in rounds or locked_session.unit.archived_at:
        raise NotInStateError(
            _("The round is closed or archived, or the unit archived; this cannot be done.")
        )
    if locked_session.state not in states:
        raise NotInStateError(
            _("The session is %s now, so this cannot be done.") % locked_session.get_state_display()
        )
    return locked_session


def takes_judgements(session: Session) -> bool:
    """Return whether the named governance frameworks may be judged: submitted or not."""
    can_change = session.round.state in SETTLING and not session.unit.archived_at
    return can_change and session.state != SessionState.OPEN


def mark_submitted(*, session: Session) -> list[SettledAnswer]:
    """Return the settled answers and close the session, inside the caller's transaction.

    Raises NotInStateError, and NotSettledError naming what is still open.
    """
    locked_session = lock_session(session, SessionState.REVEALED)
    settled = {row.capability: row for row in locked_session.settled.all()}
    capabilities = framework_of(locked_session.round.version).capabilities
    still_open = [row for row in capabilities if row.key not in settled]
    if still_open:
        raise NotSettledError(still_open)
    locked_session.state = SessionState.SUBMITTED
    locked_session.save(update_fields=["state"])
    return [settled[row.key] for row in capabilities]


def mark_reopened(*, session: Session) -> Session:
    """Return the session, to be settled again as its next revision, in the caller's transaction.

    What a leader has accepted is not reopened but returned. Raises NotInStateError.
    """
    locked_session = lock_session(session, SessionState.SUBMITTED)
    return next_revision(locked_session)


def next_revision(locked_session: Session) -> Session:
    """Return the locked session, to be settled again as its next revision."""
    locked_session.state = SessionState.REVEALED
    locked_session.revision += 1
    locked_session.save(update_fields=["state", "revision"])
    return locked_session
