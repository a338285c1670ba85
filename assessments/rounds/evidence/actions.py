"""Evidence for conditions: brought by those who take part, checked by somebody else."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.frameworks.queries import framework_of
from assessments.rounds.models import UNTIL_SUBMITTED, Evidence, Grade, Session, SessionState
from assessments.rounds.session_state import lock_session
from orgs.database import tenancy
from orgs.models import Member
from orgs.refusals import NotNowError

from . import files as evidence_files
from .files import CheckedFile
from .queries import bringers_of

USUAL_TERM = timedelta(days=180)
LONGEST_TERM = timedelta(days=2 * 366)
MOST_PER_CONDITION = 20
THERE_ALREADY = gettext_lazy("You have already added this; it is listed above.")


class TooMuchEvidenceError(NotNowError):
    """There is more evidence for the condition than anybody reads."""


class EvidenceThereError(NotNowError):
    """The same person has brought the same already, perhaps by a send whose answer got lost."""


class NotYoursToCheckError(NotNowError):
    """Evidence is checked by somebody other than who brought it, once the votes are revealed."""


class NotYoursToChangeError(NotNowError):
    """Evidence is withdrawn, and its term changed, by who brought it or who facilitates."""


@dataclass(frozen=True)
class EvidenceInput:
    """What somebody brings: a statement, a link or a file, what measured it, how long it holds."""

    says: str
    expires_on: date
    url: str = ""
    file: CheckedFile | None = None
    source: str = ""


@transaction.atomic
def attach(
    *, session: Session, condition: str, piece: EvidenceInput, by: Member, at: datetime
) -> Evidence:
    """Return the new evidence for a condition of the session's framework.

    Raises NotInStateError once the session is submitted, EvidenceThereError, TooMuchEvidenceError.
    """
    locked_session = lock_session(session, *UNTIL_SUBMITTED)
    _refuse_too_much(locked_session, condition)
    framework = framework_of(locked_session.round.version)
    brought = Evidence(
        organization_id=locked_session.organization_id,
        session=locked_session,
        capability=framework.capability_of_condition[condition].key,
        condition=condition,
        says=piece.says,
        url=piece.url,
        source=piece.source,
        grade=Grade.POINTED_AT if piece.url or piece.file else Grade.ASSERTED,
        author=by,
        added_at=at,
        expires_on=piece.expires_on,
    )
    if piece.file:
        brought.file_name, brought.content_type = piece.file.name, piece.file.content_type
    _refuse_again(brought, piece.file.content if piece.file else b"")
    if piece.file:
        brought.file = evidence_files.store(locked_session.organization_id, piece.file)
    _insert(brought)
    return brought


@transaction.atomic
def take_over(*, session: Session, evidence: Evidence, by: Member, at: datetime) -> Evidence:
    """Return a copy for this session of what an earlier one had; somebody has to check it again.

    It keeps its term. Raises NotInStateError, EvidenceThereError, TooMuchEvidenceError and
    FileGoneError.
    """
    locked_session = lock_session(session, *UNTIL_SUBMITTED)
    _refuse_too_much(locked_session, evidence.condition)
    taken = Evidence(
        organization_id=locked_session.organization_id,
        session=locked_session,
        capability=evidence.capability,
        condition=evidence.condition,
        says=evidence.says,
        url=evidence.url,
        file_name=evidence.file_name,
        content_type=evidence.content_type,
        source=evidence.source,
        grade=min(evidence.grade, Grade.POINTED_AT),
        author=by,
        added_at=at,
        expires_on=evidence.expires_on,
        taken_from=evidence,
    )
    _refuse_again(taken, evidence.file.encode())
    if evidence.file:
        taken.file = evidence_files.copy(
            locked_session.organization_id, evidence.file, evidence.content_type
        )
    _insert(taken)
    return taken


def _refuse_again(piece: Evidence, content: bytes) -> None:
    """Give the piece the digest of what its author says; raise EvidenceThereError if it is there.

    The database holds that too; asked first, a file that is there already is not stored again.
    """
    said = [piece.condition, piece.author_id, piece.says, piece.url, piece.source, piece.file_name]
    said += [piece.taken_from_id, hashlib.sha256(content).hexdigest()]
    piece.said_digest = hashlib.sha256(json.dumps(said).encode()).hexdigest()
    there = Evidence.objects.filter(session=piece.session, said_digest=piece.said_digest)
    if there.standing().exists():
        raise EvidenceThereError(THERE_ALREADY)


def _insert(piece: Evidence) -> None:
    try:
        with transaction.atomic():
            piece.save(force_insert=True)
    except IntegrityError as error:
        if piece.file:
            evidence_files.remove(piece.file)
        raise EvidenceThereError(THERE_ALREADY) from error


def _refuse_too_much(session: Session, condition: str) -> None:
    there = Evidence.objects.filter(session=session, condition=condition).standing()
    if there.count() >= MOST_PER_CONDITION:
        raise TooMuchEvidenceError(
            _("There are %s pieces of evidence for this condition. Withdraw one first.")
            % MOST_PER_CONDITION
        )


@transaction.atomic
def check(*, evidence: Evidence, by: Member, at: datetime) -> Evidence:
    """Note that somebody who did not bring it looked at a sample: it becomes E2, or E3.

    Who brought it to the session from which it was taken over has brought it as well.

    Raises NotInStateError and NotYoursToCheckError.
    """
    lock_session(evidence.session, SessionState.REVEALED)
    locked_evidence = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if by.pk in bringers_of([locked_evidence])[locked_evidence.pk]:
        raise NotYoursToCheckError(_("You added this, so somebody else has to check it."))
    if locked_evidence.grade == Grade.ASSERTED or locked_evidence.withdrawn_at:
        raise NotYoursToCheckError(_("There is nothing to check: no link and no file."))
    locked_evidence.grade = Grade.MEASURED if locked_evidence.source else Grade.CHECKED
    locked_evidence.checked_by, locked_evidence.checked_at = by, at
    locked_evidence.save(update_fields=["grade", "checked_by", "checked_at"])
    return locked_evidence


@transaction.atomic
def take_check_back(*, evidence: Evidence, by: Member) -> Evidence:
    """Undo one's own check. Raises NotInStateError and NotYoursToCheckError."""
    lock_session(evidence.session, SessionState.REVEALED)
    locked_evidence = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if locked_evidence.checked_by_id != by.pk:
        raise NotYoursToCheckError(_("Only the person who checked it can undo the check."))
    locked_evidence.grade = Grade.POINTED_AT
    locked_evidence.checked_by, locked_evidence.checked_at = None, None
    locked_evidence.save(update_fields=["grade", "checked_by", "checked_at"])
    return locked_evidence


@transaction.atomic
def change_term(*, evidence: Evidence, expires_on: date, by: Member, may_run: bool) -> Evidence:
    """Set the last day on which the evidence counts.

    Raises NotInStateError and NotYoursToChangeError.
    """
    lock_session(evidence.session, *UNTIL_SUBMITTED)
    locked_evidence = _changeable(evidence, by, may_run=may_run)
    locked_evidence.expires_on = expires_on
    locked_evidence.save(update_fields=["expires_on"])
    return locked_evidence


@transaction.atomic
def withdraw(*, evidence: Evidence, by: Member, may_run: bool, at: datetime) -> None:
    """Take the evidence back: before the reveal it is gone, later it is marked and stays readable.

    Raises NotInStateError and NotYoursToChangeError.
    """
    session = lock_session(evidence.session, *UNTIL_SUBMITTED)
    locked_evidence = _changeable(evidence, by, may_run=may_run)
    if session.state == SessionState.OPEN:
        # A file does not come back with a rollback.
        transaction.on_commit(partial(evidence_files.remove, locked_evidence.file), robust=True)
        locked_evidence.delete()
        return
    locked_evidence.withdrawn_at = at
    locked_evidence.save(update_fields=["withdrawn_at"])


def _changeable(evidence: Evidence, by: Member, *, may_run: bool) -> Evidence:
    locked_evidence = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if locked_evidence.author_id != by.pk and not may_run:
        raise NotYoursToChangeError(
            _("Only the person who added it, or a facilitator, can change this.")
        )
    return locked_evidence


def erase_private(*, member: Member) -> None:
    """Delete what the person brought and nobody else has seen, with its files.

    What was revealed is the team's and stays, by a former member.
    """
    with tenancy.scope(person=member.user_id):
        mine = Evidence.objects.filter(author=member, session__reveal=None)
        files = [row.file for row in mine if row.file]
        mine.delete()
    for file in files:
        transaction.on_commit(partial(evidence_files.remove, file), robust=True)
