from fractions import Fraction

import pytest

from assessments.planning.productivity.worth import (
    Failures,
    coding_share,
    cost_of_learning,
    gain,
    released_capacity,
)

VELOCITY = Fraction(15, 100)
SAVED = VELOCITY / (1 + VELOCITY)


@pytest.mark.parametrize(
    ("extra", "share"), [("0.40", "0.457"), ("0.475", "0.405"), ("0.55", "0.368")]
)
def test_the_two_reported_gains_agree_at_the_printed_coding_shares(extra: str, share: str) -> None:
    found = coding_share(VELOCITY, Fraction(extra))

    assert found is not None
    assert f"{float(found):.3f}" == share
    assert f"{float(SAVED):.4f}" == "0.1304"


@pytest.mark.parametrize(
    ("quality", "percent"),
    [("0", "0.0"), ("0.25", "3.4"), ("0.5", "7.0"), ("0.75", "10.8"), ("1", "15.0")],
)
def test_the_gain_at_a_platform_quality_comes_out_as_printed(quality: str, percent: str) -> None:
    assert f"{float(100 * gain(SAVED, Fraction(quality))):.1f}" == percent


def test_more_code_of_nothing_agrees_with_no_share() -> None:
    assert coding_share(VELOCITY, Fraction(0)) is None


def test_capacity_released_and_the_dip_before_it() -> None:
    assert released_capacity(Fraction(100), Fraction(100_000), Fraction(1, 4)) == 2_000_000
    assert cost_of_learning(Fraction(100), Fraction(176_000)) == 660_000


def test_failed_changes_cost_their_recovery() -> None:
    before = Failures(Fraction(1000), Fraction(5, 100), Fraction(4), Fraction(1000))
    after = Failures(Fraction(1000), Fraction(6, 100), Fraction(4), Fraction(1000))

    assert before.cost - after.cost == -40_000
