"""The order of units, folding, and the spread over levels, without a database."""

from assessments.results.choice import Choice, Kind
from assessments.results.comparison import Cell, Outcome, UnitState, spread, spread_lines, unit_rows

KEYS = ["RUN", "DEL"]


def cell(level: int | None) -> Cell:
    return Cell(level, css="", text="" if level is None else str(level))


def outcome(run: int | None, delivery: int | None = 2) -> Outcome:
    cells = (cell(run), cell(delivery))
    return Outcome(1, 0, "0", "", "2 of 2 answered, 4 people", people=4, cells=cells)


def unit(
    pk: int, parent: int | None, run: int | None = None, state: str = "submitted"
) -> UnitState:
    shown = outcome(run) if state == "submitted" else None
    return UnitState(pk, parent, f"Unit {pk}", state, state, shown)


GROUP = unit(1, None, state="")
UNITS = [GROUP, unit(2, 1, 3), unit(3, 1, state="open"), unit(4, 2, 0), unit(5, None, state="")]


def rows(choice: Choice) -> list[int]:
    return [row.unit.unit_id for row in unit_rows(UNITS, choice, KEYS, round_id=7)]


def test_the_tree_puts_units_below_their_parents_and_leaves_out_who_was_not_asked() -> None:
    shown = unit_rows(UNITS, Choice(), KEYS, round_id=7)

    assert [(row.unit.unit_id, row.depth) for row in shown] == [(1, 0), (2, 1), (4, 2), (3, 1)]
    assert shown[0].is_group
    assert (shown[0].below, shown[0].below_submitted) == (3, 2)


def test_a_folded_unit_hides_those_below_and_still_counts_them() -> None:
    top, *_rest = unit_rows(UNITS, Choice(folded=frozenset({2})), KEYS, round_id=7)

    assert rows(Choice(folded=frozenset({2}))) == [1, 2, 3]
    assert rows(Choice(folded=frozenset({1}))) == [1]
    assert (top.below, top.below_submitted) == (3, 2)
    assert top.fold_query == "round=7&levels=supported&sort=tree&fold=1,2"


def test_a_column_sorts_units_and_leaves_groups_out() -> None:
    assert rows(Choice(sort="RUN")) == [4, 2, 3]
    assert rows(Choice(sort="-RUN")) == [2, 4, 3]
    assert rows(Choice(sort="name")) == [2, 3, 4]


def test_units_that_do_not_know_come_last_in_either_direction() -> None:
    units = [unit(1, None, None), unit(2, None, 0), unit(3, None, 4)]

    for sort, order in (("RUN", [2, 3, 1]), ("-RUN", [3, 2, 1])):
        assert [row.unit.unit_id for row in unit_rows(units, Choice(sort=sort), KEYS, 7)] == order


def test_a_unit_whose_parent_is_out_of_sight_stands_at_the_top() -> None:
    [row] = unit_rows([unit(9, 8, 1)], Choice(), KEYS, 7)

    assert row.depth == 0


def test_following_a_head_twice_turns_the_order() -> None:
    choice = Choice(levels=Kind.CLAIMED)

    once = choice.sorted_by("RUN")
    assert (once.sort, once.is_descending) == ("RUN", False)
    assert once.sorted_by("RUN").sort == "-RUN"
    assert once.sorted_by("RUN").sorted_by("RUN").sort == "RUN"
    assert once.levels is Kind.CLAIMED


def test_the_spread_counts_units_and_never_averages() -> None:
    counted = spread([cell(0), cell(4), cell(4), cell(None), Cell(None, "", "–", applies=False)])

    assert counted.counts == (1, 0, 0, 0, 2)
    assert (counted.unknown, counted.not_applicable) == (1, 1)
    assert (counted.text, counted.known, counted.applicable) == ("0–4", 3, 4)


def test_the_spread_of_nothing_known_is_a_dash() -> None:
    assert spread([cell(None)]).text == "–"
    assert spread([cell(2), cell(2)]).text == "2"


def test_lines_count_the_units_at_each_level_from_the_highest_down() -> None:
    outcomes = [outcome(4), outcome(1), outcome(1)]
    lines = spread_lines([spread(row.cells[0] for row in outcomes)], outcomes)

    assert [line.level for line in lines] == [4, 3, 2, 1, 0]
    assert [line.counts[0][1] for line in lines] == ["1", "", "", "2", ""]
    assert lines[4].stages == "3"
