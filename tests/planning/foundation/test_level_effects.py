from fractions import Fraction

import pytest

from assessments.planning.foundation.level_effects import (
    applicable,
    coverage,
    plumbing_shares,
    removed_share,
)
from assessments.planning.foundation.missing_steps import is_true_already
from assessments.planning.foundation.unit_records import EffortDays
from assessments.planning.portfolio.level_closure import CapabilityStep
from tests.frameworks.documents import FRAMEWORK
from tests.planning.portfolios import levels


def removed(low: int, high: int, days: EffortDays | None = None) -> Fraction:
    before, after = (coverage(levels(level), levels(level)) for level in (low, high))
    return removed_share(before, after, plumbing_shares(days or EffortDays(), before))


@pytest.mark.parametrize(
    ("low", "high", "share"),
    [(0, 2, "0.65"), (0, 3, "0.85"), (0, 4, "0.95"), (1, 2, "8/15"), (1, 3, "0.8"), (3, 3, "0")],
)
def test_what_is_removed_is_of_the_plumbing_that_is_left(low: int, high: int, share: str) -> None:
    assert removed(low, high) == Fraction(share)


def test_the_days_of_plumbing_weigh_its_kinds() -> None:
    before = coverage(levels(0), levels(0))
    after = coverage(levels(0) | {"DAT": 2}, levels(0))
    days = EffortDays(integration=Fraction(30), governance=Fraction(10), agent=Fraction(60))

    shares = plumbing_shares(days, before)

    assert removed_share(before, after, shares) == Fraction("0.65") * Fraction(3, 4)


def test_what_has_neither_level_nor_target_does_not_apply() -> None:
    targets = {"RUN": 0, "DEL": 2, "DAT": 0}

    assert applicable({"RUN": 0, "DEL": 0, "DAT": 1, "GOV": None}, targets) == {"DEL", "DAT"}


def test_a_claimed_step_is_free_while_a_prerequisite_is_missing() -> None:
    edge = next(row for row in FRAMEWORK.prerequisites if row.level_needed)
    step = CapabilityStep(edge.capability, edge.level)
    claimed, standing = levels(4), levels(0)
    met = levels(4) | {edge.capability: edge.level - 1}

    assert is_true_already(step, claimed, standing, FRAMEWORK.prerequisites)
    assert not is_true_already(step, standing, standing, FRAMEWORK.prerequisites)
    assert not is_true_already(step, claimed, met, FRAMEWORK.prerequisites)
