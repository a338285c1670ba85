"""Submission, reopening, acceptance and return of a session, each with the result that it makes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.frameworks.ladder import Answers, knows_nothing
from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Framework
from assessments.results.improvements import actions as improvements
from assessments.results.models import CapabilityResult, Result
from assessments.results.scoring.explanation import why
from assessments.results.scoring.score import SCORING_VERSION, CapabilityScore, Score, score
from assessments.rounds import session_state
from assessments.rounds.campaign.queries import OwnTarget, own_target
from assessments.rounds.models import Review, Round, Session, SettledAnswer, Vote
from assessments.rounds.reveal.agreement import Votes
from assessments.rounds.reveal.ballots import latest_answers
from assessments.rounds.review import actions as review_actions
from assessments.rounds.review.actions import Remarks
from orgs.days import organization_day
from orgs.models import Member, Organization
from orgs.refusals import NotNowError
from orgs.units.tree import place_of

from . import mails
from .snapshot_queries import (
    Backing,
    backing,
    capability_columns,
    digest,
    frozen_verified_level,
    score_columns,
)

log = structlog.get_logger(__name__)


class OwnSubmissionError(NotNowError):
    """Nobody accepts what they submitted themselves."""


@dataclass(frozen=True)
class _Case:
    """What one submission rests on."""

    session: Session
    framework: Framework
    settled: Sequence[SettledAnswer]
    votes: Mapping[str, Sequence[Answers]]
    raters: int
    outcome: Score
    own: OwnTarget
    backing: Backing


@transaction.atomic
def submit(*, session: Session, by: Member, at: datetime) -> Result:
    """Freeze the session's settled answers into its next result.

    Raises NotSettledError while a capability is open, and NotInStateError.
    """
    # Marked first: that locks the session, so nothing below changes while it is frozen.
    case = _case(session, session_state.mark_submitted(session=session), by.organization, at)
    result = _result(case)
    result.submitted_by, result.submitted_at = by, at
    rows = [
        _row(case, settled, position, result) for position, settled in enumerate(case.settled, 1)
    ]
    result.digest = digest(result, rows, case.session.round.version.digest)
    result.save(force_insert=True)
    CapabilityResult.objects.bulk_create(rows)
    improvements.mark_shown(result=result, rows=rows)
    mails.mail_submitted(result)
    return result


@transaction.atomic
def reopen(*, session: Session, by: Member, at: datetime) -> Session:
    """Let the session be settled again; its results stay, and the next one is a new revision.

    Raises NotInStateError.
    """
    reopened = session_state.mark_reopened(session=session)
    mails.mail_reopened(reopened, by)
    log.info("session reopened", session=reopened.pk, by=by.pk, at=at.isoformat())
    return reopened


@transaction.atomic
def accept(
    *, session: Session, by: Member, at: datetime, seen_revision: int | None = None
) -> Review:
    """Accept the newest result of a submitted session, and tell its facilitators.

    `seen_revision` is the result that was read. Raises OwnSubmissionError, NotInStateError and
    SubmittedAgainError.
    """
    review = review_actions.mark_accepted(
        session=session, by=by, at=at, seen_revision=seen_revision
    )
    # Checked after the session is locked: before, somebody else could submit anew.
    result = _reviewed(review)
    if result.submitted_by_id == by.pk:
        raise OwnSubmissionError(_("You submitted this yourself. Somebody else accepts it."))
    mails.mail_accepted(result, review)
    return review


@transaction.atomic
def send_back(*, session: Session, remarks: Remarks, by: Member, at: datetime) -> Review:
    """Return a session with comments, to be settled again, and tell its facilitators.

    Its results stay. Raises NothingSaidError and NotInStateError.
    """
    review = review_actions.mark_returned(session=session, remarks=remarks, by=by, at=at)
    mails.mail_returned(_reviewed(review), review)
    return review


def _case(
    session: Session, settled: Sequence[SettledAnswer], organization: Organization, at: datetime
) -> _Case:
    locked_session = (
        Session.objects.select_related("round__version")
        .defer("round__version__document")
        .get(pk=session.pk)
    )
    framework = framework_of(locked_session.round.version)
    cast: defaultdict[str, list[Vote]] = defaultdict(list)
    raters = set()
    # By ballot: what somebody said the second time has to come after the first.
    for vote in Vote.objects.filter(session=locked_session).order_by("ballot", "pk"):
        cast[vote.capability].append(vote)
        if not knows_nothing(framework.capability(vote.capability), vote.answers):
            raters.add(vote.person_id)
    votes = {key: latest_answers(rows) for key, rows in cast.items()}
    own = own_target(locked_session)
    outcome = _scored(framework, locked_session.round, own, settled)
    levels = {
        row.capability: None if row.knows_nothing else row.claimed for row in outcome.capabilities
    }
    beside = backing(locked_session, levels, organization, organization_day(organization, at))
    return _Case(locked_session, framework, settled, votes, len(raters), outcome, own, beside)


def _scored(
    framework: Framework, asked_round: Round, own: OwnTarget, settled: Sequence[SettledAnswer]
) -> Score:
    # By way of its text: the float itself is some binary fraction beside 0.1.
    weights = {key: Fraction(Decimal(str(weight))) for key, weight in asked_round.weights.items()}
    answers = {row.capability: row.answers for row in settled}
    return score(framework, answers, {**asked_round.target, **own.levels}, weights)


def _result(case: _Case) -> Result:
    session = case.session
    return Result(
        organization_id=session.organization_id,
        session=session,
        revision=session.revision,
        round=session.round,
        unit_id=session.unit_id,
        place=place_of(session.unit_id),
        framework_version=session.round.version,
        scoring_version=SCORING_VERSION,
        answers={row.capability: _answer(row, case.own) for row in case.settled},
        raters=case.raters,
        evidence=case.backing.evidence,
        scope=case.backing.scope,
        diagnostics=case.backing.diagnostics,
        **score_columns(case.outcome),
    )


def _answer(settled: SettledAnswer, own: OwnTarget) -> dict[str, Any]:
    """Return what was settled, and why its target is the unit's own where it is."""
    is_own = settled.capability in own.levels
    return {
        "conditions": settled.conditions,
        "not_applicable": settled.not_applicable,
        "not_applicable_reason": settled.not_applicable_reason,
        **_approval(settled),
        "rationale": settled.rationale,
        "by": settled.by_id,
        "at": settled.at.isoformat(),
        **({"target_reason": own.reason} if is_own else {}),
    }


def _approval(settled: SettledAnswer) -> dict[str, str]:
    """Return who approved that it does not apply and when that is looked at again, if it is so."""
    if not settled.not_applicable or settled.not_applicable_review_on is None:
        return {}
    return {
        "not_applicable_approver": settled.not_applicable_approver,
        "not_applicable_review_on": settled.not_applicable_review_on.isoformat(),
    }


def _row(case: _Case, settled: SettledAnswer, position: int, result: Result) -> CapabilityResult:
    key = settled.capability
    capability, votes = case.framework.capability(key), case.votes.get(key, [])
    scored: CapabilityScore = case.outcome.capabilities_by_key[key]
    said = Votes(capability, votes).agreement
    return CapabilityResult(
        organization_id=result.organization_id,
        result=result,
        capability=key,
        position=position,
        votes=list(said.levels),
        abstained=said.abstained,
        contested=said.is_contested,
        why=why(capability, settled.answers, votes, scored.unsupported).document(),
        verified=frozen_verified_level(capability, settled.answers, case.backing.evidence),
        **capability_columns(scored),
    )


def _reviewed(review: Review) -> Result:
    results = Result.objects.select_related("unit", "round__version").defer(
        "round__version__document"
    )
    return results.get(session_id=review.session_id, revision=review.revision)
