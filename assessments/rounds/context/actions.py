"""What a session counts, and its diagnostic answers: written down by the facilitator."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.rounds.models import (
    SUBMITTED,
    UNTIL_SUBMITTED,
    Diagnostics,
    DiagnosticsSource,
    LateJudgement,
    NamedFramework,
    Participant,
    Session,
    SessionScope,
    SessionState,
)
from assessments.rounds.session_state import VOTING, lock_session
from orgs.models import Member
from orgs.refusals import NotNowError

from . import inventory
from .inventory import CountedList
from .queries import frameworks_document

Row = TypeVar("Row", SessionScope, Diagnostics)


class StaleFactsError(NotNowError):
    """Somebody else changed them since the page was opened."""


class NothingToTakeOverError(NotNowError):
    """The plan's records say nothing that the session does not say already."""


@dataclass(frozen=True)
class DiagnosticAnswers:
    """Diagnostic answers as stored: projects' days, counts of pilots, stacks; None for unsaid."""

    projects: Sequence[Mapping[str, str]] | None = field(default=None, hash=False)
    pilots: Mapping[str, int] | None = field(default=None, hash=False)
    parallel_stacks: Sequence[str] | None = None


@transaction.atomic
def count(
    *, session: Session, counted: Sequence[CountedList], seen_version: int, by: Member, at: datetime
) -> SessionScope:
    """Return the session's lists, made or replaced; what is sent again is stored once.

    Raises NotInStateError and StaleFactsError.
    """
    locked_session = lock_session(session, *UNTIL_SUBMITTED)
    row = SessionScope.objects.filter(session=locked_session).first()
    row = row or SessionScope(
        organization_id=locked_session.organization_id, session=locked_session, version=0
    )
    lists = inventory.lists_to_json(counted)
    if row.lists == lists and _was_sent_before(row, seen_version, by):
        return row
    _refuse_stale(row, seen_version)
    row.lists = lists
    return _stored(row, by, at)


@transaction.atomic
def answer(
    *, session: Session, answers: DiagnosticAnswers, seen_version: int, by: Member, at: datetime
) -> Diagnostics:
    """Return the diagnostic answers, made or replaced; who changes them becomes their source.

    What is sent again is stored once. Raises NotInStateError and StaleFactsError.
    """
    row = _diagnostics(lock_session(session, *UNTIL_SUBMITTED))
    if _says(row) == answers and _was_sent_before(row, seen_version, by):
        return row
    _refuse_stale(row, seen_version)
    values: dict[str, Any] = {"projects": answers.projects, "pilots": answers.pilots}
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            setattr(row, f"{name}_source", DiagnosticsSource.FACILITATOR)
    row.parallel_stacks = answers.parallel_stacks
    return _stored(row, by, at)


@transaction.atomic
def take_over(
    *, session: Session, known: DiagnosticAnswers, by: Member, at: datetime
) -> Diagnostics:
    """Write what the plan's records know where the session says nothing; what it says stays.

    Raises NotInStateError and NothingToTakeOverError.
    """
    row = _diagnostics(lock_session(session, *UNTIL_SUBMITTED))
    values: dict[str, Any] = {"projects": known.projects, "pilots": known.pilots}
    unsaid = {name: value for name, value in values.items() if value and not getattr(row, name)}
    if not unsaid:
        raise NothingToTakeOverError(
            _("There is nothing to copy: the session already says all that the register knows.")
        )
    for name, value in unsaid.items():
        setattr(row, name, value)
        setattr(row, f"{name}_source", DiagnosticsSource.PLAN)
    return _stored(row, by, at)


@transaction.atomic
def name_framework(
    *, participant: Participant, text: str, link: str, at: datetime
) -> NamedFramework:
    """Return what one person named, alone; an empty text says that they know none.

    Raises NotInStateError once the votes are revealed.
    """
    locked_session = lock_session(participant.session, SessionState.OPEN, rounds=VOTING)
    named, _is_new = NamedFramework.objects.update_or_create(
        organization_id=locked_session.organization_id,
        session=locked_session,
        person_id=participant.member_id,
        defaults={"text": text, "link": link if text else "", "at": at},
        create_defaults={
            "participant_id": participant.pk,
            "text": text,
            "link": link if text else "",
            "at": at,
        },
    )
    return named


@transaction.atomic
def judge(
    *,
    session: Session,
    same: Collection[int],
    opened: Collection[int],
    by: Member,
    at: datetime,
) -> Diagnostics:
    """Mark by number the answers that name the same framework, and those whose link opened.

    After a submission the result keeps what it froze; the judgement is kept beside it. Raises
    NotInStateError before the reveal, and once the round is archived.
    """
    locked_session = lock_session(session, SessionState.REVEALED, *SUBMITTED)
    for row in NamedFramework.objects.filter(session=locked_session).order_by("pk"):
        row.is_same = bool(row.text) and row.pk in same
        row.link_opened = bool(row.link) and row.pk in opened
        row.save(update_fields=["is_same", "link_opened"])
    judged = _diagnostics(locked_session)
    judged.judged_at = at
    if locked_session.state in SUBMITTED:
        _keep_late(locked_session, by, at)
    return _stored(judged, by, at)


def _keep_late(locked_session: Session, by: Member, at: datetime) -> None:
    """Keep the marks as they are now as the newest judgement; what is sent again is kept once."""
    of_revision = LateJudgement.objects.filter(
        session=locked_session, revision=locked_session.revision
    )
    newest = of_revision.order_by("-at", "-pk").first()
    frameworks = frameworks_document(locked_session, is_judged=True)
    if newest is None or (newest.frameworks, newest.by_id) != (frameworks, by.pk):
        LateJudgement.objects.create(
            organization_id=locked_session.organization_id,
            session=locked_session,
            revision=locked_session.revision,
            frameworks=frameworks,
            by=by,
            at=at,
        )


def _diagnostics(session: Session) -> Diagnostics:
    return Diagnostics.objects.filter(session=session).first() or Diagnostics(
        organization_id=session.organization_id, session=session, version=0
    )


def _says(row: Diagnostics) -> DiagnosticAnswers:
    return DiagnosticAnswers(row.projects, row.pilots, row.parallel_stacks)


def _was_sent_before(row: SessionScope | Diagnostics, seen_version: int, by: Member) -> bool:
    """Return whether the person made the next version: a send whose answer got lost comes again."""
    return row.version == seen_version + 1 and row.by_id == by.pk


def _refuse_stale(row: SessionScope | Diagnostics, seen_version: int) -> None:
    if row.version != seen_version:
        raise StaleFactsError(
            _("Somebody else changed this since you opened the page. What you typed is below.")
        )


def _stored(row: Row, by: Member, at: datetime) -> Row:
    row.version += 1
    row.by, row.at = by, at
    row.save()
    return row
