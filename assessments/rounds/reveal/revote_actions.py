"""The second vote: in the open, on chosen conditions, beside the first, which stays."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.frameworks.ladder import Answer
from assessments.frameworks.schema import Capability
from assessments.rounds.models import SECOND_BALLOT, Revote, Session, SessionState, Vote
from assessments.rounds.session_state import lock_session
from assessments.rounds.voting.actions import Ballot
from orgs.models import Member
from orgs.refusals import NotNowError


class NothingChosenError(NotNowError):
    """No condition was chosen to vote on again."""


class NotAskedAgainError(NotNowError):
    """The condition is not up for a second vote."""


@transaction.atomic
def ask_again(
    *, session: Session, capability: Capability, conditions: Collection[str], by: Member,
    at: datetime,
) -> None:  # fmt: skip
    """Put the conditions to a second vote; those that are already stay as they are.

    Raises NotInStateError and NothingChosenError.
    """
    locked_session = lock_session(session, SessionState.REVEALED)
    # In the framework's order; a key that it does not know is passed over.
    chosen = [key for key in capability.level_of_condition if key in conditions]
    if not chosen:
        raise NothingChosenError(_("Choose the conditions to vote on again."))
    Revote.objects.bulk_create(
        [
            Revote(
                organization_id=locked_session.organization_id,
                session=locked_session,
                capability=capability.key,
                condition=key,
                by=by,
                at=at,
            )
            for key in chosen
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def answer_again(*, ballot: Ballot, condition: str, answer: Answer, at: datetime) -> Vote:
    """Store one answer of the second vote beside the person's others, and return that vote.

    Answers may change until the session is submitted. Raises NotInStateError and
    NotAskedAgainError.
    """
    locked_session = lock_session(ballot.session, SessionState.REVEALED)
    if not Revote.objects.filter(session=locked_session, condition=condition).exists():
        raise NotAskedAgainError(_("There is no second vote on this condition."))
    place = {
        "session": locked_session,
        "capability": ballot.capability.key,
        "person_id": ballot.participant.member_id,
        "ballot": SECOND_BALLOT,
    }
    # Read and written back without harm: the session's lock lets nobody in between.
    vote = Vote.objects.filter(**place).first() or Vote(
        organization_id=locked_session.organization_id, participant=ballot.participant, **place
    )
    vote.conditions = {**vote.conditions, condition: answer.value}
    vote.updated_at = at
    vote.save()
    return vote
