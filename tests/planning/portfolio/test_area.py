"""Where an area stands: bounds, what is certain, how much is known (method.md 5.0)."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.planning.portfolio.area import Area, AskedTeam, TeamLevels, TeamResult
from tests.frameworks.documents import FRAMEWORK

TARGET = 3


def team_at(
    supported: int, *, high: int | None = None, weight: int = 1000, unit: int = 1
) -> AskedTeam:
    top = supported if high is None else high
    levels = TeamLevels(supported, supported, top, top, TARGET)
    result = TeamResult(
        unit,
        unit,
        1,
        "Spring",
        date(2026, 3, 2),
        dict.fromkeys(FRAMEWORK.capabilities_by_key, levels),
    )
    return AskedTeam(unit, f"Unit {unit}", weight, result)


def silent(unit: int = 99, weight: int = 1000) -> AskedTeam:
    return AskedTeam(unit, f"Unit {unit}", weight)


def at(*teams: AskedTeam) -> Area:
    return Area(FRAMEWORK, teams)


@st.composite
def teams(draw: st.DrawFn) -> AskedTeam:
    weight = draw(st.integers(1, 3000))
    if draw(st.booleans()):
        return silent(weight=weight)
    low = draw(st.integers(0, 4))
    return team_at(low, high=draw(st.integers(low, 4)), weight=weight)


def test_one_of_thirty_units_makes_nothing_certain() -> None:
    area = at(team_at(1, unit=1), *(silent(unit) for unit in range(2, 31)))

    run = area.capabilities["RUN"]

    assert (run.supported, run.low, run.high) == (1, 0, 4)
    assert run.is_at_target is None
    assert run.known_share == Fraction(1, 30)


def test_levels_are_those_that_four_fifths_of_the_weight_that_is_known_reach() -> None:
    area = at(*(team_at(2, unit=unit) for unit in range(4)), team_at(0, unit=5), silent())

    run = area.capabilities["RUN"]

    assert (run.supported, run.low, run.high) == (2, 0, 2)


def test_a_gap_is_certain_once_the_silent_could_not_close_it() -> None:
    below = [team_at(1, unit=unit) for unit in range(3)]

    assert at(*below, *map(silent, range(10, 20))).capabilities["RUN"].is_at_target is False
    assert at(*below, *map(silent, range(10, 30))).capabilities["RUN"].is_at_target is None


def test_being_at_target_is_certain_once_the_silent_could_not_spoil_it() -> None:
    met = [team_at(3, unit=unit) for unit in range(4)]

    assert at(*met, silent()).capabilities["RUN"].is_at_target is True
    assert at(*met, silent(), silent()).capabilities["RUN"].is_at_target is None


def test_what_a_team_knows_in_part_counts_at_its_own_ends() -> None:
    run = at(team_at(1, high=2)).capabilities["RUN"]

    assert (run.supported, run.low, run.high) == (1, 1, 2)
    assert run.is_at_target is False
    assert run.known_share == 0


def test_what_applies_to_nobody_has_no_level_and_no_weight() -> None:
    nowhere = TeamResult(1, 1, 1, "Spring", date(2026, 3, 2), {"RUN": None})

    run = at(AskedTeam(1, "Unit", 1000, nowhere)).capabilities["RUN"]

    assert not run.applies
    assert run.supported is None
    assert run.known_share is None


def test_the_known_weight_is_of_teams_by_capability() -> None:
    area = at(team_at(2, unit=1), team_at(2, high=3, unit=2), silent(3), team_at(4, unit=4))

    assert area.known_weight({"RUN": Fraction(1), "OBS": Fraction(3)}) == Fraction(1, 2)
    assert area.known_weight({}) is None


@given(st.lists(teams(), min_size=1, max_size=12), st.integers(1, 3000))
def test_an_extra_silent_unit_never_makes_anything_certain(
    found: list[AskedTeam], weight: int
) -> None:
    before = at(*found).capabilities["RUN"]
    after = at(*found, silent(weight=weight)).capabilities["RUN"]

    assert after.is_at_target in {before.is_at_target, None}
    assert after.low is not None
    assert after.high is not None
    assert after.low <= (before.low or 0)
    assert after.high >= (before.high or 0)


@given(st.lists(teams(), min_size=1, max_size=12))
def test_the_level_lies_between_its_ends(found: list[AskedTeam]) -> None:
    run = at(*found).capabilities["RUN"]

    assert run.low is not None
    assert run.high is not None
    assert run.low <= run.high
    if run.supported is not None:
        assert run.low <= run.supported
        assert run.supported <= run.high
