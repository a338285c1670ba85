"""A leader's word on a session: a quick check while it is open, acceptance or return after it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.rounds.models import SUBMITTED, QuickCheck, Review, Session, SessionState, Verdict
from assessments.rounds.session_state import VOTING, lock_session, next_revision
from orgs.models import Member
from orgs.refusals import NotNowError


class NothingSaidError(NotNowError):
    """A session is returned with at least one comment."""

    field = "note"


class SubmittedAgainError(NotNowError):
    """The session was submitted again since the reader looked at it."""


@dataclass(frozen=True)
class Remarks:
    """What is to be looked at again: texts by capability, and a note on the whole.

    `seen_revision` is the result that they are about; None where nobody says which.
    """

    comments: Mapping[str, str] = field(default_factory=dict, hash=False)
    note: str = ""
    seen_revision: int | None = None

    @property
    def given_comments(self) -> dict[str, str]:
        """The comments that say something."""
        return {key: text.strip() for key, text in self.comments.items() if text.strip()}


def mark_accepted(
    *, session: Session, by: Member, at: datetime, seen_revision: int | None = None
) -> Review:
    """Accept a submitted session, inside the caller's transaction.

    Raises NotInStateError and SubmittedAgainError.
    """
    locked_session = lock_session(session, SessionState.SUBMITTED)
    _refuse_unread(locked_session, seen_revision)
    locked_session.state = SessionState.ACCEPTED
    locked_session.save(update_fields=["state"])
    return Review.objects.create(**_of(locked_session, by, at), verdict=Verdict.ACCEPTED)


def mark_returned(*, session: Session, remarks: Remarks, by: Member, at: datetime) -> Review:
    """Return a session to be settled again as its next revision, in the caller's transaction.

    Raises NothingSaidError, NotInStateError and SubmittedAgainError.
    """
    if not (remarks.given_comments or remarks.note.strip()):
        raise NothingSaidError(_("Say what is to be looked at again, at one capability at least."))
    locked_session = lock_session(session, *SUBMITTED)
    _refuse_unread(locked_session, remarks.seen_revision)
    review = Review.objects.create(
        **_of(locked_session, by, at),
        verdict=Verdict.RETURNED,
        note=remarks.note.strip(),
        comments=remarks.given_comments,
    )
    next_revision(locked_session)
    return review


def _refuse_unread(locked_session: Session, seen_revision: int | None) -> None:
    """Raise SubmittedAgainError where another revision was read than the one that is judged."""
    if seen_revision not in (None, locked_session.revision):
        raise SubmittedAgainError(
            _("It was submitted again: this is revision %s now. Read it, then decide.")
            % locked_session.revision
        )


def _of(locked_session: Session, by: Member, at: datetime) -> dict[str, Any]:
    return {
        "organization_id": locked_session.organization_id,
        "session": locked_session,
        "revision": locked_session.revision,
        "by": by,
        "at": at,
    }


@transaction.atomic
def store_quick_check(
    *, session: Session, by: Member, anchors: Mapping[str, int], at: datetime
) -> QuickCheck:
    """Return the leader's quick check (levels 0 to 4 by capability), made or replaced.

    Whoever has seen the votes cannot say any more what they thought before: NotInStateError.
    """
    # The lock also keeps a reveal from coming between the check and the row.
    locked_session = lock_session(session, SessionState.OPEN, rounds=VOTING)
    said = QuickCheck.objects.filter(session=locked_session, person=by, anchors=dict(anchors))
    if (same := said.first()) is not None:
        return same  # sent again; what was thought when is not touched
    stored, _made = QuickCheck.objects.update_or_create(
        organization_id=locked_session.organization_id,
        session=locked_session,
        person=by,
        defaults={"anchors": dict(anchors), "at": at},
    )
    return stored
