import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.frameworks.ladder import (
    Answer,
    Answers,
    Bounds,
    ahead_of_gap,
    bounds,
    condition_values,
    knows_nothing,
    missing_for_next,
)
from tests.frameworks.documents import FRAMEWORK

YES, NO, DONT_KNOW = Answer.YES, Answer.NO, Answer.DONT_KNOW
RUN = FRAMEWORK.capability("RUN")
KEYS = [condition.key for condition in RUN.conditions]
ANSWERS = st.builds(
    Answers,
    conditions=st.dictionaries(st.sampled_from(KEYS), st.sampled_from(Answer)),
    anchor=st.none() | st.integers(0, 4),
)


def said(yes: str = "", no: str = "", unknown: str = "", anchor: int | None = None) -> Answers:
    given = {f"RUN-{key}": YES for key in yes.split()}
    given |= {f"RUN-{key}": NO for key in no.split()}
    given |= {f"RUN-{key}": DONT_KNOW for key in unknown.split()}
    return Answers(conditions=given, anchor=anchor)


def spanned(answers: Answers) -> Bounds:
    span = bounds(RUN, answers)
    assert span is not None
    return span


@pytest.mark.parametrize(
    ("answers", "low", "high"),
    [
        (said(), 0, 4),
        (said(no="1a"), 0, 0),
        (said(yes="1a"), 0, 4),
        (said(yes="1a 1b"), 1, 4),
        (said(yes="1a 1b", no="2b"), 1, 1),
        (said(yes="1a 1b 2a 2b 2c", no="4a"), 2, 3),
        (said(yes="2a 2b 2c"), 0, 4),
        (said(yes="1a 2a 2b 2c", no="1b"), 0, 0),
        (said(anchor=0), 0, 0),
        (said(anchor=2), 2, 2),
        (said(anchor=4), 4, 4),
        (said(anchor=2, no="1a"), 0, 0),
        (said(anchor=2, unknown="2b"), 1, 2),
        (said(anchor=2, yes="3a 3b"), 2, 2),
        (said(anchor=2, yes="3a 3b 3c"), 3, 3),
        (said(anchor=2, unknown="3a 3b 3c"), 2, 3),
    ],
)
def test_a_level_is_the_longest_unbroken_run_of_true_levels(
    answers: Answers, low: int, high: int
) -> None:
    assert bounds(RUN, answers) == Bounds(low, high)


def test_an_explicit_answer_wins_over_the_anchor() -> None:
    values = condition_values(RUN, said(anchor=1, no="1a", yes="3a", unknown="2a"))

    assert [values[f"RUN-{key}"] for key in ("1a", "1b", "2a", "2b", "3a")] == [
        NO,
        YES,
        DONT_KNOW,
        NO,
        YES,
    ]


def test_not_applicable_has_no_level() -> None:
    answers = Answers(not_applicable=True)

    assert bounds(RUN, answers) is None
    assert not knows_nothing(RUN, answers)
    assert missing_for_next(RUN, answers) == ahead_of_gap(RUN, answers) == ()


def test_nothing_is_known_only_without_any_known_condition() -> None:
    assert knows_nothing(RUN, said())
    assert knows_nothing(RUN, said(unknown="1a 2a"))
    assert not knows_nothing(RUN, said(no="4d"))
    assert not knows_nothing(RUN, said(anchor=0))


def test_a_level_is_known_when_its_bounds_meet() -> None:
    assert Bounds(2, 2).is_known
    assert not Bounds(2, 3).is_known


def test_what_is_missing_for_the_next_level_is_listed() -> None:
    missing = missing_for_next(RUN, said(yes="1a 1b 2a", no="2b"))

    assert [condition.key for condition in missing] == ["RUN-2b", "RUN-2c"]
    assert missing_for_next(RUN, said(anchor=4)) == ()


def test_true_conditions_above_a_gap_are_ahead_of_it() -> None:
    ahead = ahead_of_gap(RUN, said(yes="1a 2a 4b", no="1b"))

    assert [condition.key for condition in ahead] == ["RUN-2a", "RUN-4b"]
    assert ahead_of_gap(RUN, said(anchor=4)) == ()


@given(ANSWERS, st.lists(st.sampled_from([YES, NO]), min_size=len(KEYS), max_size=len(KEYS)))
def test_the_bounds_enclose_every_completion_and_are_reached(
    answers: Answers, rest: list[Answer]
) -> None:
    span = spanned(answers)
    values = condition_values(RUN, answers)

    def completed(fill: dict[str, Answer]) -> int:
        known = {key: v if v != DONT_KNOW else fill[key] for key, v in values.items()}
        return spanned(Answers(conditions=known)).low

    assert span.low <= completed(dict(zip(KEYS, rest, strict=True))) <= span.high
    assert completed(dict.fromkeys(KEYS, NO)) == span.low
    assert completed(dict.fromkeys(KEYS, YES)) == span.high
