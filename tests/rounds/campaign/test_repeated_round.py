"""A round that repeats another: last time's settled answers are shown, and never counted."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from assessments.frameworks.ladder import Answer, Answers
from assessments.results.submission import actions as submission
from assessments.rounds.campaign import actions as campaign
from assessments.rounds.models import Round, RoundUnit, Session, SettledAnswer, Vote
from assessments.rounds.voting.previous_round import AnswerChange, last_time
from tests.cast import NOON, Cast, everywhere, revealed, settle_all, the_session, the_version, vote
from tests.conftest import OutsideClient
from tests.frameworks.documents import FRAMEWORK


def address(name: str, *args: object) -> str:
    return reverse(f"rounds:{name}", args=["northwind", *args])


@pytest.fixture
def former(cast: Cast, session: Session) -> Session:
    """Return Payments' session of the spring, submitted at level 2 everywhere."""
    vote(session, cast.tom, everywhere(2))
    revealed(session, by=cast.fay)
    settle_all(session, cast.fay, everywhere(2))
    submission.submit(session=session, by=cast.fay, at=NOON)
    return session


@pytest.fixture
def again(cast: Cast, spring: Round, former: Session, client: OutsideClient) -> Session:
    """Return Payments' session of the round that repeats the spring's."""
    chosen = RoundUnit.objects.get(round=spring, unit=cast.search)
    chosen.round = spring
    campaign.set_target(chosen=chosen, target={"RUN": 4}, reason="They carry the others.")
    client.as_member(cast.max)
    form = client.get(address("round_new") + f"?follows={spring.pk}").context["form"]
    body = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    client.post(address("round_new") + f"?follows={spring.pk}", {**body, "name": "Autumn"})
    repeated = Round.objects.get(name="Autumn")
    return the_session(campaign.open_round(round_id=repeated.pk, at=NOON), cast.payments)


def test_a_repeat_takes_over_units_targets_and_weights_but_no_answer(
    cast: Cast, spring: Round, again: Session
) -> None:
    repeated = again.round

    assert (repeated.follows, repeated.target) == (spring, spring.target)
    own = dict(repeated.chosen.values_list("unit__name", "reason"))
    assert own == {"Payments": "", "Search": "They carry the others."}
    assert not Vote.objects.filter(session=again).exists()
    assert not SettledAnswer.objects.filter(session=again).exists()


def test_a_voter_sees_what_to_re_confirm_and_how_their_answers_stand_to_it(
    cast: Cast, again: Session, client: OutsideClient
) -> None:
    client.as_member(cast.tom)
    before = client.get(address("vote_capability", again.pk, "RUN"))

    assert "You settled on level 2." in before.content.decode()
    assert "Nothing is known yet." in before.content.decode()
    assert set(before.context["last_time"].counts) == {"to_confirm"}
    client.post(address("vote_condition", again.pk, "RUN", "RUN-1a"), {"RUN-1a": "yes"})
    client.post(address("vote_condition", again.pk, "RUN", "RUN-2a"), {"RUN-2a": "no"})
    now = client.get(address("vote_last_time", again.pk, "RUN"))
    counts = now.context["last_time"].counts
    assert (counts["unchanged"], counts["changed"]) == (1, 1)
    assert 'hx-trigger="groundwork:stored from:document"' in now.content.decode()


def test_the_facilitator_sees_the_settled_answers_against_last_times(
    cast: Cast, again: Session, client: OutsideClient
) -> None:
    vote(again, cast.tom, everywhere(3))
    revealed(again, by=cast.fay)

    page = client.as_member(cast.fay).get(address("settle", again.pk, "RUN"))

    marks = {row.condition.key: row.mark for row in page.context["last_time"].rows}
    assert {mark for key, mark in marks.items() if key.startswith("RUN-3")} == {
        AnswerChange.CHANGED
    }
    assert {mark for key, mark in marks.items() if key.startswith("RUN-2")} == {
        AnswerChange.UNCHANGED
    }


def test_what_was_never_submitted_is_not_shown(
    cast: Cast, again: Session, former: Session, client: OutsideClient
) -> None:
    submission.reopen(session=former, by=cast.fay, at=NOON)

    page = client.as_member(cast.tom).get(address("vote_capability", again.pk, "RUN"))

    assert page.context["last_time"] is None
    assert "Last time" not in page.content.decode()


def test_only_a_round_in_sight_is_repeated(cast: Cast, client: OutsideClient) -> None:
    the_version()
    client.as_member(cast.max)

    for number in ("0", "99999", "x", "9" * 40):
        assert client.get(address("round_new") + f"?follows={number}").status_code == 404


RUN = FRAMEWORK.capability("RUN")
GIVEN = st.dictionaries(
    st.sampled_from(list(RUN.level_of_condition)), st.sampled_from(list(Answer))
)


@given(then=GIVEN, now=GIVEN)
def test_nothing_is_marked_as_answered_that_was_not(
    then: dict[str, Answer], now: dict[str, Answer]
) -> None:
    shown = last_time(RUN, "Then", Answers(then), Answers(now))

    for row in shown.rows:
        key = row.condition.key
        assert (row.mark is AnswerChange.TO_CONFIRM) == (key not in now)
        assert (row.mark is AnswerChange.UNCHANGED) == (now.get(key) is row.then)
        assert (row.mark is AnswerChange.NEW) == (then.get(key) in {None, Answer.DONT_KNOW})
    known = {key for key, answer in then.items() if answer is not Answer.DONT_KNOW}
    assert known <= {row.condition.key for row in shown.rows}
