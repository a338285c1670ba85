"""The states of a session as a table: what may be done in which, and that nothing else is done."""

from collections.abc import Callable, Sequence

import pytest
from django.db import IntegrityError, transaction

from assessments.results.submission import actions as submission
from assessments.rounds import session_state
from assessments.rounds.campaign import reminder_actions as reminders
from assessments.rounds.context import actions as context
from assessments.rounds.evidence import actions as evidence
from assessments.rounds.evidence.actions import EvidenceInput
from assessments.rounds.models import Round, RoundState, Session, SessionState
from assessments.rounds.reveal import actions as reveal
from assessments.rounds.reveal import revote_actions as revotes
from assessments.rounds.review import actions as review
from assessments.rounds.review.actions import Remarks
from assessments.rounds.session_state import NotInStateError
from assessments.rounds.voting import actions as voting
from orgs.database import tenancy
from orgs.refusals import NotNowError
from tests.cast import NOON, Cast, conditions_for, everywhere, the_framework
from tests.elsewhere import row_digest
from tests.results.conftest import voted
from tests.rounds.evidence_pieces import UNTIL, some_evidence

pytestmark = pytest.mark.django_db
OPEN, REVEALED = SessionState.OPEN, SessionState.REVEALED
SUBMITTED, ACCEPTED = SessionState.SUBMITTED, SessionState.ACCEPTED


class World:
    """A session with a vote, a settled profile and a piece of evidence, put into any state."""

    def __init__(self, cast: Cast, session: Session) -> None:
        self.cast, self.at = cast, NOON
        tenancy.set_local("person", cast.tom.user_id)
        self.session = voted(session, cast, everywhere(2))
        self.piece = some_evidence(session, cast.uma)
        self.participant = session.participants.get(member=cast.tom)
        self.capability = the_framework().capability("RUN")

    def ballot(self) -> voting.Ballot:
        ballot = voting.ballot(member=self.cast.tom, session_id=self.session.pk, capability="RUN")
        assert ballot
        return ballot


def settle(world: World) -> None:
    settlement = reveal.Settlement(
        capability=world.capability,
        conditions=conditions_for(the_framework(), "RUN", 2),
        rationale="We looked again.",
        seen_version=1,
    )
    reveal.settle(session=world.session, settlement=settlement, by=world.cast.fay, at=NOON)


def bring(world: World) -> None:
    piece = EvidenceInput(says="Another list", expires_on=UNTIL)
    evidence.attach(
        session=world.session, condition="RUN-1a", piece=piece, by=world.cast.tom, at=NOON
    )


def ask_again(world: World) -> None:
    revotes.ask_again(
        session=world.session,
        capability=world.capability,
        conditions=["RUN-1a"],
        by=world.cast.fay,
        at=NOON,
    )


def excuse(world: World) -> None:
    reveal.excuse_participant(participant=world.participant, at=NOON)


def name_framework(world: World) -> None:
    context.name_framework(
        participant=world.participant, text="ISO 42001", link="https://a.example/", at=NOON
    )


# What somebody does, in which states it may be done, and doing it.
ACTIONS: dict[str, tuple[Sequence[SessionState], Callable[[World], object]]] = {
    "vote": (
        [OPEN],
        lambda it: voting.pick_anchor(ballot=it.ballot(), anchor=3, at=NOON),
    ),
    "comment": (
        [OPEN],
        lambda it: voting.comment(ballot=it.ballot(), text="Because.", at=NOON),
    ),
    "name a framework": ([OPEN], name_framework),
    "store a quick check": (
        [OPEN],
        lambda it: review.store_quick_check(
            session=it.session, by=it.cast.lin, anchors={"RUN": 2}, at=NOON
        ),
    ),
    "add a participant": (
        [OPEN],
        lambda it: reveal.add_participant(session=it.session, member=it.cast.kim),
    ),
    "excuse a participant": ([OPEN], excuse),
    "remind": (
        [OPEN],
        lambda it: reminders.remind(session=it.session, by=it.cast.fay, at=NOON),
    ),
    "reveal": (
        [OPEN],
        lambda it: reveal.reveal(session=it.session, by=it.cast.fay, at=NOON),
    ),
    "settle": ([REVEALED], settle),
    "ask to vote again": ([REVEALED], ask_again),
    "check evidence": (
        [REVEALED],
        lambda it: evidence.check(evidence=it.piece, by=it.cast.tom, at=NOON),
    ),
    "submit": (
        [REVEALED],
        lambda it: submission.submit(session=it.session, by=it.cast.fay, at=NOON),
    ),
    "bring evidence": ([OPEN, REVEALED], bring),
    "withdraw evidence": (
        [OPEN, REVEALED],
        lambda it: evidence.withdraw(evidence=it.piece, by=it.cast.uma, may_run=False, at=NOON),
    ),
    "count": (
        [OPEN, REVEALED],
        lambda it: context.count(
            session=it.session, counted=[], seen_version=0, by=it.cast.fay, at=NOON
        ),
    ),
    "reopen": (
        [SUBMITTED],
        lambda it: session_state.mark_reopened(session=it.session),
    ),
    "accept": (
        [SUBMITTED],
        lambda it: review.mark_accepted(session=it.session, by=it.cast.lin, at=NOON),
    ),
    "return": (
        [SUBMITTED, ACCEPTED],
        lambda it: review.mark_returned(
            session=it.session, remarks=Remarks(note="Look again."), by=it.cast.lin, at=NOON
        ),
    ),
}
REFUSALS = (NotInStateError, voting.SessionClosedError)


def refusal(world: World, do: Callable[[World], object]) -> str:
    """Return what keeps the action from being done in this state; nothing where nothing does."""
    try:
        with transaction.atomic():
            do(world)
            transaction.set_rollback(True)
    except REFUSALS as error:
        return str(error)
    except NotNowError:
        return ""  # the state allows it; something else is in the way in this world
    except IntegrityError:
        return ""  # a reveal is there already: this world has one in every state
    return ""


@pytest.mark.parametrize("state", SessionState)
@pytest.mark.parametrize("name", ACTIONS)
def test_a_state_allows_what_the_table_says_and_refuses_the_rest(
    cast: Cast, session: Session, name: str, state: SessionState
) -> None:
    world = World(cast, session)
    allowed, do = ACTIONS[name]
    Session.objects.filter(pk=session.pk).update(state=state)
    world.session.refresh_from_db()
    before = row_digest(cast.fay)

    refused = refusal(world, do)

    assert bool(refused) == (state not in allowed), refused
    assert row_digest(cast.fay) == before
    assert Session.objects.get(pk=session.pk).state == state


@pytest.mark.parametrize("name", ACTIONS)
def test_an_archived_round_takes_nothing(cast: Cast, session: Session, name: str) -> None:
    world = World(cast, session)
    allowed, do = ACTIONS[name]
    Session.objects.filter(pk=session.pk).update(state=allowed[0])
    Round.objects.filter(pk=session.round_id).update(state=RoundState.ARCHIVED)
    world.session.refresh_from_db()

    assert refusal(world, do)
