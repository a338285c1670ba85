"""Mails to those whose answers are missing: at the facilitator's word, or for a whole round."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.frameworks.queries import framework_of
from assessments.rounds.models import Participant, Round, RoundState, Session, SessionState
from assessments.rounds.session_state import VOTING, lock_session
from orgs.mail import outbox
from orgs.models import Member
from orgs.refusals import NotNowError

REMINDER_INTERVAL = timedelta(days=1)
# Mails of one transaction; the round is locked for as long as they are written.
BATCH_SIZE = 100


class NobodyToRemindError(NotNowError):
    """Everybody has answered, was reminded within a day, or wants no reminders."""


@transaction.atomic
def remind(*, session: Session, by: Member, at: datetime) -> int:
    """Mail those whose answers are missing, but for the one who asks; return how many.

    A person is reminded of a session once a day at most. Raises NotInStateError, and
    NobodyToRemindError where there is nobody left to remind.
    """
    locked_session = lock_session(session, SessionState.OPEN, rounds=VOTING)
    missing = list(
        participants_to_remind(locked_session.round, at=at)
        .filter(session=locked_session)
        .exclude(member=by)
    )
    if not missing:
        raise NobodyToRemindError(_nobody())
    _write(locked_session.round, missing, by=by, at=at)
    return len(missing)


@transaction.atomic
def ask_for_all(*, asked_round: Round, by: Member, at: datetime) -> int:
    """Have all whose answers are missing in an open round reminded soon; return how many they are.

    Raises NobodyToRemindError.
    """
    locked_round = (
        Round.objects.select_for_update(of=["self"])
        .select_related("version")
        .get(pk=asked_round.pk)
    )
    many = participants_to_remind(locked_round, at=at).exclude(member=by).count()
    if locked_round.state != RoundState.OPEN or not many:
        raise NobodyToRemindError(_nobody())
    locked_round.reminders_asked_at, locked_round.reminders_asked_by = at, by
    locked_round.save(update_fields=["reminders_asked_at", "reminders_asked_by"])
    return many


@transaction.atomic
def write_reminders(*, round_id: int, at: datetime) -> bool:
    """Write the next reminders that a round's people wait for; return whether more may follow."""
    locked_round = (
        # Of itself: PostgreSQL locks no side of an outer join that may be empty, as who asked may.
        Round.objects.select_for_update(skip_locked=True, of=["self"])
        .filter(pk=round_id, reminders_asked_at__isnull=False)
        .select_related("version", "reminders_asked_by__user", "organization")
        .first()
    )
    if locked_round is None:
        return False
    by = locked_round.reminders_asked_by
    missing = list(participants_to_remind(locked_round, at=at).exclude(member=by)[:BATCH_SIZE])
    if locked_round.state == RoundState.OPEN and missing:
        _write(locked_round, missing, by=by, at=at)
        return True
    Round.objects.filter(pk=round_id).update(reminders_asked_at=None, reminders_asked_by=None)
    return False


def participants_to_remind(asked_round: Round, *, at: datetime) -> QuerySet[Participant]:
    """Return those of the round whose answers are missing and who may be reminded now."""
    every = len(framework_of(asked_round.version).capabilities)
    return (
        Participant.objects.filter(
            Q(reminded_at=None) | Q(reminded_at__lte=at - REMINDER_INTERVAL),
            session__round=asked_round,
            session__state=SessionState.OPEN,
            session__unit__archived_at=None,
            excused_at=None,
            answered__lt=every,
            member__in=Member.objects.active().filter(user__wants_reminders=True),
        )
        .select_related("member__user", "session__unit")
        .order_by("pk")
    )


def _nobody() -> str:
    return _(
        "Nobody is left to remind: everybody has answered, or was reminded in the last 24 hours."
    )


def _write(
    asked_round: Round, missing: Sequence[Participant], *, by: Member | None, at: datetime
) -> None:
    Participant.objects.filter(pk__in=[row.pk for row in missing]).update(reminded_at=at)
    every = len(framework_of(asked_round.version).capabilities)
    for row in missing:
        row.session.round = asked_round
        address = reverse("rounds:vote", args=[asked_round.organization.slug, row.session_id])
        context = {
            "session": row.session,
            "by": by,
            "asked": every,
            "answered": row.answered,
            "link": settings.PUBLIC_URL + address,
        }
        outbox.write(
            "mails/reminder", row.member.user.email, context, organization=asked_round.organization
        )
