"""What the facilitator does: participants, the reveal, settled answers, the way to submission."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.frameworks.ladder import Answer, Answers
from assessments.frameworks.schema import Capability
from assessments.rounds.exemption import Exemption
from assessments.rounds.models import (
    Participant,
    Reveal,
    Session,
    SessionState,
    SettledAnswer,
    Vote,
)
from assessments.rounds.session_state import VOTING, lock_session
from orgs.models import Member
from orgs.refusals import NotNowError

from .agreement import Votes, departs_from_majority
from .ballots import latest_answers


class NobodyVotedError(NotNowError):
    """There is no vote to reveal."""


class RationaleMissingError(NotNowError):
    """The answer departs from the majority, or the votes are far apart: it needs a reason."""

    field = "rationale"


class StaleSettledAnswerError(NotNowError):
    """Somebody else settled this capability since the page was opened."""


@dataclass(frozen=True)
class Settlement:
    """What the team agreed on one capability, and the version of the answer that they looked at.

    `change` is the key of this settlement; sent again, it changes nothing.
    """

    capability: Capability
    conditions: Mapping[str, Answer] = field(hash=False)
    not_applicable: bool = False
    exemption: Exemption = field(default_factory=Exemption)
    rationale: str = ""
    seen_version: int = 0
    change: str = ""


@transaction.atomic
def add_participant(*, session: Session, member: Member) -> Participant:
    """Return the member's place in an open session, made or taken up again."""
    locked_session = lock_session(session, SessionState.OPEN, rounds=VOTING)
    participant, _made = Participant.objects.update_or_create(
        organization_id=locked_session.organization_id,
        session=locked_session,
        member=member,
        defaults={"excused_at": None},
    )
    return participant


@transaction.atomic
def excuse_participant(*, participant: Participant, at: datetime) -> None:
    """Take the duty to answer from a participant; votes already given stay and count."""
    lock_session(participant.session, SessionState.OPEN, rounds=VOTING)
    Participant.objects.filter(pk=participant.pk, excused_at=None).update(excused_at=at)


@transaction.atomic
def reveal(*, session: Session, by: Member, at: datetime) -> Reveal:
    """Open the votes to everybody in the session, for good.

    Raises NotInStateError and NobodyVotedError.
    """
    locked_session = lock_session(session, SessionState.OPEN)
    if not locked_session.participants.filter(answered__gt=0).exists():
        raise NobodyVotedError(_("Nobody has voted yet, so there is nothing to reveal."))
    locked_session.state = SessionState.REVEALED
    locked_session.save(update_fields=["state"])
    return Reveal.objects.create(
        organization_id=locked_session.organization_id, session=locked_session, by=by, at=at
    )


@transaction.atomic
def settle(*, session: Session, settlement: Settlement, by: Member, at: datetime) -> SettledAnswer:
    """Return the settled answer of one capability, made or replaced.

    Raises NotInStateError, RationaleMissingError and StaleSettledAnswerError.
    """
    locked_session = lock_session(session, SessionState.REVEALED)
    # Read under the session's lock: of two who settle at once, the second sees the first's version.
    before = SettledAnswer.objects.filter(
        session=locked_session, capability=settlement.capability.key
    ).first()
    # Sent again because the answer got lost; its version is the newest by now and would look stale.
    if before and settlement.change and before.change == settlement.change:
        return before
    if (before.version if before else 0) != settlement.seen_version:
        raise StaleSettledAnswerError(
            _("%s was settled by somebody else meanwhile. Compare before you settle it again.")
            % settlement.capability.name
        )
    _refuse_missing_reasons(locked_session, settlement)
    settled = before or SettledAnswer(
        organization_id=locked_session.organization_id,
        session=locked_session,
        capability=settlement.capability.key,
    )
    settled.conditions = {key: answer.value for key, answer in settlement.conditions.items()}
    settled.not_applicable = settlement.not_applicable
    for name, said in settlement.exemption.columns.items():
        setattr(settled, name, said)
    settled.rationale = settlement.rationale
    settled.version, settled.change = settlement.seen_version + 1, settlement.change
    settled.by, settled.at = by, at
    settled.save()
    return settled


def _refuse_missing_reasons(session: Session, settlement: Settlement) -> None:
    capability = settlement.capability
    if settlement.not_applicable and not capability.not_applicable_allowed:
        raise RationaleMissingError(_("%s always applies.") % capability.name)
    if settlement.not_applicable and settlement.exemption.missing:
        raise RationaleMissingError(settlement.exemption.missing)
    if settlement.rationale.strip():
        return
    cast = Vote.objects.filter(session=session, capability=capability.key)
    votes = Votes(capability, latest_answers(cast))
    if departs_from_majority(capability, answers_of(settlement), votes.merged):
        raise RationaleMissingError(_("This departs from the majority of the votes: say why."))
    if votes.agreement.is_contested:
        raise RationaleMissingError(
            _("The votes are more than one level apart: say what settled it.")
        )


def answers_of(settlement: Settlement) -> Answers:
    """Return what the team agreed, as a value."""
    return Answers(conditions=settlement.conditions, not_applicable=settlement.not_applicable)
