"""The second vote: in the open, beside the first, and never a silent change of what was settled."""

import pytest
from django.urls import reverse

from assessments.frameworks.ladder import Answer
from assessments.results.submission import actions as submission
from assessments.rounds import session_state
from assessments.rounds.models import FIRST_BALLOT, SECOND_BALLOT, Session, SettledAnswer, Vote
from assessments.rounds.reveal import actions as reveal
from assessments.rounds.reveal import revote_actions
from assessments.rounds.reveal.ballots import CapabilityVotes
from assessments.rounds.reveal.page import AgendaRow, agenda_row
from assessments.rounds.reveal.queries import revealed_votes
from assessments.rounds.voting import actions as voting
from orgs.database import tenancy
from orgs.models import Member
from tests.cast import (
    NOON,
    Cast,
    conditions_for,
    everywhere,
    revealed,
    settle_all,
    the_framework,
    vote,
)
from tests.conftest import OutsideClient


def address(name: str, *args: object) -> str:
    return reverse(f"rounds:{name}", args=["northwind", *args])


@pytest.fixture
def split(cast: Cast, session: Session) -> Session:
    """Return the revealed session: three voted level 1 on RUN, two level 3; all else level 2."""
    for member, level in zip(cast.voters, (1, 1, 1, 3, 3), strict=True):
        vote(session, member, {**everywhere(2), "RUN": level})
    return revealed(session, by=cast.fay)


def the_row(session: Session, key: str = "RUN") -> CapabilityVotes:
    return next(row for row in revealed_votes(session) if row.capability.key == key)


def the_agenda(session: Session, key: str = "RUN") -> AgendaRow:
    return agenda_row(the_row(session, key))


def ask(session: Session, by: Member, *conditions: str) -> None:
    revote_actions.ask_again(
        session=session,
        capability=the_framework().capability("RUN"),
        conditions=conditions,
        by=by,
        at=NOON,
    )


def again(session: Session, member: Member, condition: str, answer: Answer) -> Vote:
    former = tenancy.setting("person")
    tenancy.set_local("person", member.user_id)
    ballot = voting.ballot(member=member, session_id=session.pk, capability="RUN")
    assert ballot is not None
    stored = revote_actions.answer_again(ballot=ballot, condition=condition, answer=answer, at=NOON)
    tenancy.set_local("person", former)
    return stored


def test_the_majority_takes_the_second_vote_where_there_is_one(cast: Cast, split: Session) -> None:
    ask(split, cast.fay, "RUN-2a")
    assert the_row(split).latest.merged.conditions["RUN-2a"] is Answer.NO

    for member in (cast.fay, cast.tom, cast.uma):
        again(split, member, "RUN-2a", Answer.YES)

    row = the_row(split)
    assert row.latest.merged.conditions["RUN-2a"] is Answer.YES
    assert row.latest.merged.conditions["RUN-2b"] is Answer.NO
    assert row.first.split[0] == "RUN-2a"
    assert "RUN-2a" not in row.latest.split


def test_the_first_votes_stay_and_are_shown_beside_the_second(cast: Cast, split: Session) -> None:
    ask(split, cast.fay, "RUN-2a")
    again(split, cast.tom, "RUN-2a", Answer.YES)

    item = next(row for row in the_agenda(split).split if row.condition.key == "RUN-2a")
    assert [(row.words, row.names) for row in item.first] == [
        ("2 yes", "Ben, Sol"),
        ("3 no", "Fay, Tom, Uma"),
    ]
    assert item.again is not None
    assert [(row.words, row.names) for row in item.again] == [("1 yes", "Tom")]
    firsts = Vote.objects.filter(session=split, ballot=FIRST_BALLOT, capability="RUN")
    assert sorted(row.anchor or 0 for row in firsts) == [1, 1, 1, 3, 3]
    assert all(not row.conditions for row in firsts)


def test_votes_that_come_together_again_are_no_longer_contested(cast: Cast, split: Session) -> None:
    keys = [key for key, level in the_row(split).capability.level_of_condition.items() if level > 1]
    ask(split, cast.fay, *keys)
    for member in (cast.ben, cast.sol):
        for key in keys:
            again(split, member, key, Answer.NO)

    row = the_row(split)
    assert row.first.agreement.is_contested
    assert not row.latest.agreement.is_contested
    assert the_agenda(split).gate == "Agreed"
    assert the_agenda(split).words == "Votes from 1 to 3 (5 people)."


def test_only_chosen_conditions_are_voted_on_again(cast: Cast, split: Session) -> None:
    ask(split, cast.fay, "RUN-2a")

    with pytest.raises(revote_actions.NotAskedAgainError):
        again(split, cast.tom, "RUN-2b", Answer.YES)
    assert not Vote.objects.filter(ballot=SECOND_BALLOT).exists()


def test_nobody_votes_again_before_the_reveal_or_after_submission(
    cast: Cast, session: Session
) -> None:
    for member in cast.voters:
        vote(session, member, everywhere(2))
    with pytest.raises(session_state.NotInStateError):
        ask(session, cast.fay, "RUN-2a")
    revealed(session, by=cast.fay)
    ask(session, cast.fay, "RUN-2a")
    settle_all(session, cast.fay, everywhere(2))
    submission.submit(session=session, by=cast.fay, at=NOON)

    with pytest.raises(session_state.NotInStateError):
        again(session, cast.tom, "RUN-2a", Answer.NO)


def test_a_second_vote_never_changes_a_settled_answer(cast: Cast, split: Session) -> None:
    ask(split, cast.fay, "RUN-2a")
    settle_all(split, cast.fay, {"RUN": 1})
    before = SettledAnswer.objects.values().get()

    again(split, cast.tom, "RUN-2a", Answer.YES)

    assert SettledAnswer.objects.values().get() == before
    assert not the_agenda(split).voted_since
    tenancy.set_local("person", cast.uma.user_id)
    ballot = voting.ballot(member=cast.uma, session_id=split.pk, capability="RUN")
    assert ballot is not None
    later = NOON.replace(hour=15)
    revote_actions.answer_again(ballot=ballot, condition="RUN-2a", answer=Answer.YES, at=later)
    assert the_agenda(split).voted_since


def test_a_rationale_is_asked_against_the_votes_as_they_are_now(cast: Cast, split: Session) -> None:
    keys = [key for key, level in the_row(split).capability.level_of_condition.items() if level > 1]
    ask(split, cast.fay, *keys)
    for member in (cast.ben, cast.sol):
        for key in keys:
            again(split, member, key, Answer.NO)

    settled = reveal.settle(
        session=split,
        settlement=reveal.Settlement(
            capability=the_framework().capability("RUN"),
            conditions=conditions_for(the_framework(), "RUN", 1),
        ),
        by=cast.fay,
        at=NOON,
    )

    assert settled.version == 1


def test_a_result_counts_what_people_say_now(cast: Cast, split: Session) -> None:
    keys = [key for key, level in the_row(split).capability.level_of_condition.items() if level > 1]
    ask(split, cast.fay, *keys)
    for key in keys:
        again(split, cast.ben, key, Answer.NO)
    settle_all(split, cast.fay, {**everywhere(2), "RUN": 1})

    result = submission.submit(session=split, by=cast.fay, at=NOON)

    assert result.capabilities.get(capability="RUN").votes == [1, 1, 1, 1, 3]
    assert result.raters == 5


def test_the_whole_second_vote_goes_through_the_page(
    cast: Cast, split: Session, client: OutsideClient
) -> None:
    client.as_member(cast.fay).post(
        address("revote_ask", split.pk, "RUN"), {"condition": ["RUN-2a", "RUN-2b"]}
    )
    answer = client.as_member(cast.tom).post(
        address("revote", split.pk, "RUN", "RUN-2a"),
        {"RUN-2a": "yes"},
        headers={"HX-Request": "true"},
    )
    assert "session-changed" in answer.headers["HX-Trigger"]

    page = client.get(address("session", split.pk)).content.decode()

    assert 'id="again-RUN-2a-yes" value="yes" checked' in page
    assert "Voted again" in page
    seen = client.as_member(cast.vic).get(address("session", split.pk)).content.decode()
    assert "again-RUN-2a-yes" not in seen
    assert "Voted again" in seen


@pytest.mark.parametrize(
    ("name", "args", "body", "status"),
    [
        ("revote_ask", ["RUN"], {}, 409),
        ("revote_ask", ["RUN"], {"condition": "DEL-1a"}, 409),
        ("revote_ask", ["XXX"], {"condition": "DEL-1a"}, 404),
        ("revote", ["RUN", "RUN-2a"], {"RUN-2a": "perhaps"}, 400),
        ("revote", ["RUN", "RUN-2a"], {"RUN-2a": "yes"}, 409),
        ("revote", ["RUN", "DEL-1a"], {"DEL-1a": "yes"}, 404),
    ],
)
def test_nonsense_is_refused(
    cast: Cast,
    split: Session,
    client: OutsideClient,
    name: str,
    args: list[str],
    body: dict[str, str],
    status: int,
) -> None:
    answer = client.as_member(cast.fay).post(address(name, split.pk, *args), body)

    assert answer.status_code == status
    assert not Vote.objects.filter(ballot=SECOND_BALLOT).exists()


def test_the_page_of_ones_own_first_votes_is_not_filled_with_the_second(
    cast: Cast, split: Session, client: OutsideClient
) -> None:
    ask(split, cast.fay, "RUN-2a")
    again(split, cast.tom, "RUN-2a", Answer.YES)

    page = client.as_member(cast.tom).get(address("vote_capability", split.pk, "RUN"))

    assert page.context["vote"].anchor == 1
