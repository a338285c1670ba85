"""What the facilitator does: participants, the reveal, settled answers, the way to submission."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.frameworks.ladder import Answer, Answers
from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Capability
from assessments.rounds.agreement import Votes, departs_from_majority
from assessments.rounds.exemption import Exemption
from assessments.rounds.models import (
    Participant,
    Reveal,
    RoundState,
    Session,
    SessionState,
    SettledAnswer,
    Vote,
)
from assessments.rounds.revealed import latest_answers
from orgs.models import Member
from orgs.refusals import NotNowError


class NotInStateError(NotNowError):
    """The session is not in the state that the change starts from."""


class NobodyVotedError(NotNowError):
    """There is no vote to reveal."""


class RationaleMissingError(NotNowError):
    """The answer departs from the majority, or the votes are far apart: it needs a reason."""


class StaleSettledAnswerError(NotNowError):
    """Somebody else settled this capability since the page was opened."""


class NotSettledError(NotNowError):
    """Capabilities are still open: these."""

    def __init__(self, capabilities: Sequence[Capability]) -> None:
        names = ", ".join(row.name for row in capabilities)
        super().__init__(_("Still to settle: %s.") % names)
        self.capabilities = tuple(capabilities)


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


# A closed round takes no votes; what was voted is still settled, submitted and reviewed.
SETTLING = (RoundState.OPEN, RoundState.CLOSED)
VOTING = (RoundState.OPEN,)


def locked(
    session: Session, *states: SessionState, rounds: Sequence[RoundState] = SETTLING
) -> Session:
    """Return the session, locked until the transaction ends; raise NotInStateError in other states.

    Rounds in other states and archived units take no changes either.
    """
    held = (
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


@transaction.atomic
def add_participant(*, session: Session, member: Member) -> Participant:
    """Return the member's place in an open session, made or taken up again."""
    held = locked(session, SessionState.OPEN, rounds=VOTING)
    participant, _made = Participant.objects.update_or_create(
        organization_id=held.organization_id,
        session=held,
        member=member,
        defaults={"excused_at": None},
    )
    return participant


@transaction.atomic
def excuse_participant(*, participant: Participant, at: datetime) -> None:
    """Take the duty to answer from a participant; votes already given stay and count."""
    locked(participant.session, SessionState.OPEN, rounds=VOTING)
    Participant.objects.filter(pk=participant.pk).update(excused_at=at)


@transaction.atomic
def reveal(*, session: Session, by: Member, at: datetime) -> Reveal:
    """Open the votes to everybody in the session, for good.

    Raises NotInStateError and NobodyVotedError.
    """
    held = locked(session, SessionState.OPEN)
    if not held.participants.filter(answered__gt=0).exists():
        raise NobodyVotedError(_("Nobody has voted yet, so there is nothing to reveal."))
    held.state = SessionState.REVEALED
    held.save(update_fields=["state"])
    return Reveal.objects.create(organization_id=held.organization_id, session=held, by=by, at=at)


@transaction.atomic
def settle(*, session: Session, settlement: Settlement, by: Member, at: datetime) -> SettledAnswer:
    """Return the settled answer of one capability, made or replaced.

    Raises NotInStateError, RationaleMissingError and StaleSettledAnswerError.
    """
    held = locked(session, SessionState.REVEALED)
    before = SettledAnswer.objects.filter(
        session=held, capability=settlement.capability.key
    ).first()
    if before and settlement.change and before.change == settlement.change:
        return before
    if (before.version if before else 0) != settlement.seen_version:
        raise StaleSettledAnswerError(
            _("%s was settled by somebody else meanwhile. Compare before you settle it again.")
            % settlement.capability.name
        )
    _refuse_missing_reasons(held, settlement)
    settled = before or SettledAnswer(
        organization_id=held.organization_id, session=held, capability=settlement.capability.key
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


def mark_submitted(*, session: Session) -> list[SettledAnswer]:
    """Return the settled answers and close the session, inside the caller's transaction.

    Raises NotInStateError, and NotSettledError naming what is still open.
    """
    held = locked(session, SessionState.REVEALED)
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
    held = locked(session, SessionState.SUBMITTED)
    return next_revision(held)


def next_revision(held: Session) -> Session:
    """Return the locked session, to be settled again as its next revision."""
    held.state = SessionState.REVEALED
    held.revision += 1
    held.save(update_fields=["state", "revision"])
    return held
