"""Rows, folding, roll-up of the tree and what may be compared, without a database."""

from dataclasses import replace
from datetime import date

import pytest

from assessments.frameworks.schema import Prerequisite
from assessments.results.comparison.cell_value import (
    FrozenLevels,
    Value,
    capability_value,
    theme_value,
)
from assessments.results.comparison.level_change import (
    ChangeCause,
    cause_of_change,
)
from assessments.results.comparison.options import (
    ComparisonOptions,
    Extent,
    Filters,
    LevelKind,
    State,
    options_from_json,
)
from assessments.results.comparison.rows import (
    Arrangement,
    filter_units,
    open_depth,
    tree_order,
    without_empty_branches,
)
from assessments.results.comparison.values import Row, UnitResult, UnitState
from assessments.results.comparison.version_diff import difference, moved_targets, span
from tests.frameworks.documents import FRAMEWORK

KEYS = ["RUN", "DEL"]


def value(level: int | None) -> Value:
    return Value(level, target=2, is_met=level is not None and level >= 2, low=level, high=level)


def outcome(run: int | None, delivery: int | None = 2) -> UnitResult:
    return UnitResult(1, people=4, values=(value(run), value(delivery)), stage=value(0))


def unit(pk: int, parent: int | None, run: int | None = None, **said: object) -> UnitState:
    state = str(said.pop("state", "submitted"))
    shown = outcome(run) if state == "submitted" else None
    return UnitState(pk, parent, f"Unit {pk}", state, shown, **said)  # type: ignore[arg-type]


GROUP = unit(1, None, state="")
UNITS = [GROUP, unit(2, 1, 3), unit(3, 1, state="open"), unit(4, 2, 0), unit(5, None, state="")]


def arrangement(choice: ComparisonOptions, units: list[UnitState]) -> Arrangement:
    order = without_empty_branches(filter_units(tree_order(units), choice.filters))
    return Arrangement(order, choice, KEYS, [True, True, True], {})


def arranged(choice: ComparisonOptions, units: list[UnitState] = UNITS) -> list[Row]:
    return arrangement(choice, units).rows()


def rows(choice: ComparisonOptions, units: list[UnitState] = UNITS) -> list[int]:
    return [row.unit.unit_id for row in arrangement(choice, units).in_sight()]


def test_the_tree_puts_units_below_their_parents_and_leaves_out_who_was_not_asked() -> None:
    shown = arranged(ComparisonOptions())

    assert [(row.unit.unit_id, row.depth) for row in shown] == [(1, 0), (2, 1), (4, 2), (3, 1)]
    assert shown[0].is_group
    assert (shown[0].below, shown[0].below_submitted) == (3, 2)


def test_a_folded_unit_hides_those_below_and_still_counts_them() -> None:
    folded = ComparisonOptions(folded=frozenset({2}))

    assert rows(folded) == [1, 2, 3]
    assert rows(ComparisonOptions(folded=frozenset({1}))) == [1]
    assert (arranged(folded)[0].below, arranged(folded)[0].below_submitted) == (3, 2)


def test_a_unit_is_folded_and_opened_by_its_address_whatever_stands_open_at_first() -> None:
    once = ComparisonOptions().toggled(1, is_open=True, by_default=True)
    assert once.query(7) == "round=7&levels=supported&sort=tree&fold=1"
    assert once.toggled(1, is_open=False, by_default=True) == ComparisonOptions()

    opened = ComparisonOptions().toggled(1, is_open=False, by_default=False)
    assert opened.query(7) == "round=7&levels=supported&sort=tree&open=1"
    assert opened.toggled(1, is_open=True, by_default=False) == ComparisonOptions()


def test_a_large_tree_stands_open_by_whole_levels_as_far_as_200_rows_go() -> None:
    assert open_depth([0, *[1] * 50, *[2] * 149]) == 2
    assert open_depth([0, *[1] * 50, *[2] * 150]) == 1
    assert open_depth([0] * 300) == 0

    many = [unit(1, None, 1), *(unit(n, 1, 1) for n in range(2, 12))]
    many += [unit(100 + n, 2 + n % 10, 1) for n in range(300)]
    assert len(rows(ComparisonOptions(), many)) == 11
    assert len(rows(ComparisonOptions(opened=frozenset({2})), many)) == 41


def test_a_column_sorts_units_and_leaves_groups_out() -> None:
    assert rows(ComparisonOptions(sort="RUN", extent=Extent.OWN)) == [4, 2, 3]
    assert rows(ComparisonOptions(sort="-RUN", extent=Extent.OWN)) == [2, 4, 3]
    assert rows(ComparisonOptions(sort="name")) == [2, 3, 4]
    assert rows(ComparisonOptions(sort="-met", extent=Extent.OWN)) == [2, 4, 3]


def test_units_that_do_not_know_come_last_in_either_direction() -> None:
    units = [unit(1, None, None), unit(2, None, 0), unit(3, None, 4)]

    assert rows(ComparisonOptions(sort="RUN"), units) == [2, 3, 1]
    assert rows(ComparisonOptions(sort="-RUN"), units) == [3, 2, 1]


def test_a_unit_whose_parent_is_out_of_sight_stands_at_the_top() -> None:
    [row] = arranged(ComparisonOptions(), [unit(9, 8, 1)])

    assert row.depth == 0


def test_following_a_head_twice_turns_the_order() -> None:
    once = ComparisonOptions(levels=LevelKind.CLAIMED).sorted_by("RUN")
    assert (once.sort, once.is_descending) == ("RUN", False)
    assert once.sorted_by("RUN").sort == "-RUN"
    assert once.sorted_by("RUN").sorted_by("RUN").sort == "RUN"
    assert once.levels is LevelKind.CLAIMED


def test_a_row_with_units_below_is_rolled_up_with_its_own_submission() -> None:
    top, platform, *_rest = arranged(ComparisonOptions())

    assert platform.is_rolled
    assert platform.columns[0].level == 0
    assert platform.columns[0].group is not None
    assert platform.columns[0].group.counts == (1, 0, 0, 1, 0)
    assert top.columns[1].level == 2
    assert top.columns[0].group is not None
    assert top.columns[0].group.missing == 1


def test_a_row_speaks_of_its_own_team_alone_where_that_is_chosen() -> None:
    top, platform, *_rest = arranged(ComparisonOptions(extent=Extent.OWN))

    assert not top.values
    assert (platform.is_rolled, platform.columns[0].level) == (False, 3)


def test_weights_count_in_the_roll_up() -> None:
    units = [GROUP, unit(2, 1, 3, weight=4000), unit(3, 1, 0, weight=1000)]
    assert arranged(ComparisonOptions(), units)[0].columns[0].level == 3

    units[2] = replace(units[2], weight=1001)
    assert arranged(ComparisonOptions(), units)[0].columns[0].level == 0


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(below=2), [1, 2, 4]),
        (Filters(state=State.WAITING), [1, 3]),
        (Filters(state=State.SUBMITTED), [1, 2, 4]),
        (Filters(units=frozenset({4})), [1, 2, 4]),
        (Filters(tag="region: eu"), [1, 3]),
        (Filters(tag="nowhere"), []),
    ],
)
def test_filters_choose_units_and_keep_what_they_are_part_of(
    filters: Filters, left: list[int]
) -> None:
    units = [*UNITS[:2], replace(UNITS[2], tags=("region: eu",)), *UNITS[3:]]

    assert rows(ComparisonOptions(filters=filters), units) == left


def test_groups_count_the_chosen_units_alone() -> None:
    [top, platform, team] = arranged(ComparisonOptions(filters=Filters(units=frozenset({4}))))

    assert (top.below, platform.below) == (1, 1)
    assert platform.is_group
    assert (platform.columns[0].level, team.columns[0].level) == (0, 0)


def test_a_change_counts_those_alone_that_have_both_results() -> None:
    before = outcome(1)
    units = [
        GROUP,
        replace(unit(2, 1, 3), earlier=before),
        unit(3, 1, 0),
        replace(unit(4, 1, state="open"), earlier=before),
    ]
    [top, risen, new, gone] = arranged(ComparisonOptions(since=6), units)

    assert (top.change(0), risen.change(0), new.change(0), gone.change(0)) == (2, 2, None, None)
    assert top.columns[0].group is not None
    assert top.columns[0].group.known == 1


def test_a_column_that_is_not_comparable_has_no_change() -> None:
    units = [replace(unit(2, None, 3), earlier=outcome(1))]
    order = tree_order(units)

    [row] = Arrangement(order, ComparisonOptions(since=6), KEYS, [False, True, True], {}).rows()

    assert (row.change(0), row.change(1)) == (None, 0)


def test_a_choice_is_kept_as_a_document() -> None:
    choice = ComparisonOptions(
        levels=LevelKind.CLAIMED,
        sort="-RUN",
        folded=frozenset({3, 2}),
        opened=frozenset({9}),
        extent=Extent.OWN,
        since=4,
        filters=Filters(5, "region: eu", State.REOPENED, frozenset({7, 8})),
    )

    assert options_from_json(choice.document()) == choice
    assert options_from_json({"levels": "claimed", "sort": "tree", "folded": [3]}).folded == {3}


def test_an_unknown_or_inapplicable_capability_has_no_level_and_nothing_short() -> None:
    known = FrozenLevels(
        2, 2, 3, 1, None, 3, not_applicable=False, knows_nothing=False, contested=False, votes=()
    )
    unknown = replace(known, claimed=0, low=0, high=4, supported=0, knows_nothing=True)
    none = FrozenLevels(
        *(None,) * 5, 0, not_applicable=True, knows_nothing=False, contested=False, votes=()
    )

    assert capability_value(known, LevelKind.SUPPORTED).short == 2
    assert capability_value(known, LevelKind.CLAIMED).short == 1
    assert capability_value(known, LevelKind.VERIFIED).is_unknown
    assert capability_value(unknown, LevelKind.SUPPORTED).is_unknown
    assert capability_value(unknown, LevelKind.SUPPORTED).short == 0
    assert not capability_value(none, LevelKind.SUPPORTED).applies


def test_a_themes_level_is_the_lowest_known_one_and_stays_open_for_the_unknown() -> None:
    unknown = Value(None, target=2, low=0, high=4)
    theme = theme_value([("RUN", value(3)), ("DEL", value(1)), ("REACH", unknown)])

    assert (theme.level, theme.is_met, theme.below) == (1, False, ("DEL",))
    assert (theme.low, theme.high) == (0, 1)
    assert theme_value([("RUN", value(3)), ("DEL", value(2))]).is_met
    assert theme_value([("DAT", Value(None, 0, applies=False))]).applies is False


def test_versions_share_what_asks_the_same() -> None:
    [first, *rest] = FRAMEWORK.capabilities
    other = replace(FRAMEWORK, capabilities=(replace(first, question="Another?"), *rest))
    smaller = replace(FRAMEWORK, capabilities=tuple(rest))

    assert difference(FRAMEWORK, FRAMEWORK, LevelKind.SUPPORTED).comparable == {
        row.key for row in FRAMEWORK.capabilities
    }
    assert difference(FRAMEWORK, other, LevelKind.CLAIMED).changed == {first.key}
    assert difference(FRAMEWORK, smaller, LevelKind.CLAIMED).added == {first.key}
    assert difference(smaller, FRAMEWORK, LevelKind.CLAIMED).removed == {first.key}


def test_supported_levels_are_compared_only_where_all_they_rest_on_is_the_same() -> None:
    edges = [row for row in FRAMEWORK.prerequisites if row.capability != "FIN"]
    rewired = replace(
        FRAMEWORK,
        prerequisites=(*edges, Prerequisite("FIN", 1, "RUN", 1, "because")),
    )

    assert difference(rewired, FRAMEWORK, LevelKind.CLAIMED).rewired == frozenset()
    assert difference(rewired, FRAMEWORK, LevelKind.SUPPORTED).rewired == {"FIN", "PLT"}


def test_moved_targets_and_spans_of_days_are_told() -> None:
    assert moved_targets({"RUN": 3, "DEL": 2}, {"RUN": 2, "DEL": 2}) == {"RUN": (2, 3)}
    days = span([date(2026, 3, 2), date(2026, 1, 1), date(2026, 6, 1)])
    assert (days.first, days.days, days.is_long) == (date(2026, 1, 1), 151, True)
    assert span([]).days == 0


def test_a_change_is_backed_only_with_a_changed_condition_and_evidence() -> None:
    assert cause_of_change(is_changed=False, is_evidenced=True) is ChangeCause.FOLLOWED
    assert cause_of_change(is_changed=True, is_evidenced=False) is ChangeCause.RERATED
    assert cause_of_change(is_changed=True, is_evidenced=True) is ChangeCause.BACKED
