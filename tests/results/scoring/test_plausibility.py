"""Cross-checks ask about levels and never overwrite them (method.md 1.4)."""

from fractions import Fraction
from typing import Any

import pytest

from assessments.results.result_page.supporting_data import FLAGS
from assessments.results.scoring.plausibility import (
    RULES,
    PlausibilityFacts,
    raised_flags,
    rules_of,
)
from assessments.rounds.context.diagnostics import (
    FrameworkAnswer,
    Frameworks,
    Pilots,
    ProjectDays,
    plumbing,
)

MOSTLY_INTEGRATION = plumbing([ProjectDays("p", *map(Fraction, (30, 10, 5, 55)))])
MOSTLY_GOVERNANCE = plumbing([ProjectDays("p", *map(Fraction, (10, 30, 5, 55)))])
EXACTLY_FORTY = plumbing([ProjectDays("p", *map(Fraction, (30, 5, 5, 60)))])
KNOWN = Frameworks(
    (FrameworkAnswer("a", "https://x", is_same=True, link_opened=True),), 1, is_judged=True
)
NOT_KNOWN = Frameworks((FrameworkAnswer(""),), 1, is_judged=True)
NOT_JUDGED = Frameworks((FrameworkAnswer("a"),), 1, is_judged=False)


@pytest.mark.parametrize(
    ("levels", "said", "flags"),
    [
        ({"DAT": 3}, {"plumbing": MOSTLY_INTEGRATION}, ["data_too_high"]),
        ({"DAT": 2}, {"plumbing": MOSTLY_INTEGRATION}, []),
        ({"DAT": 3}, {"plumbing": MOSTLY_GOVERNANCE}, []),
        ({"DAT": 4}, {"plumbing": EXACTLY_FORTY}, []),
        ({"DAT": None}, {"plumbing": MOSTLY_INTEGRATION}, []),
        ({"PLT": 2}, {"pilots": Pilots(3, 2, 0)}, ["platform_too_high"]),
        ({"PLT": 2}, {"pilots": Pilots(0, 0, 0)}, ["platform_too_high"]),
        ({"PLT": 2}, {"pilots": Pilots(3, 0, 1)}, []),
        ({"PLT": 1}, {"pilots": Pilots(3, 0, 0)}, []),
        ({"PLT": 2}, {}, []),
        ({"GOV": 1}, {"frameworks": NOT_KNOWN}, ["governance_too_high"]),
        ({"GOV": 0}, {"frameworks": NOT_KNOWN}, []),
        ({"GOV": 1}, {"frameworks": NOT_JUDGED}, []),
        ({"GOV": 0}, {"frameworks": KNOWN}, ["governance_too_low"]),
        ({"GOV": None}, {"frameworks": KNOWN}, []),
        ({"GOV": 1}, {"frameworks": KNOWN}, []),
        ({"REACH": 2}, {"parallel_stacks": 1}, ["reach_too_high"]),
        ({"REACH": 2}, {"parallel_stacks": 0}, []),
        ({"REACH": 1}, {"parallel_stacks": 1}, []),
        ({"REACH": 2}, {}, []),
    ],
)
def test_a_flag_is_raised_exactly_where_answers_and_level_do_not_fit(
    levels: dict[str, int | None], said: dict[str, Any], flags: list[str]
) -> None:
    assert list(raised_flags(PlausibilityFacts(levels=levels, **said))) == flags


def test_a_flag_of_a_capability_that_is_not_asked_is_left_out() -> None:
    keys = ["reach_too_high", "platform_too_high", "of_an_older_rule"]

    assert [rule.capability for rule in rules_of(keys, {"PLT", "REACH"})] == ["PLT", "REACH"]
    assert [rule.capability for rule in rules_of(keys, {"PLT"})] == ["PLT"]


def test_every_rule_has_its_words() -> None:
    assert [rule.key for rule in RULES] == list(FLAGS)
