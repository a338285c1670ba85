"""What a table of units means: identity, refusals, and that nothing it plans breaks the tree."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orgs.names.folding import fold
from orgs.units.import_lines import PresentUnit, Problem, UnitImportLine
from orgs.units.import_plan import ImportPlan, UnitChange, WantedUnit, plan_import
from orgs.units.import_references import path_texts, references


def unit(pk: int, name: str, parent: int | None = None, code: str = "") -> PresentUnit:
    return PresentUnit(pk, name, code, parent, Decimal(1), (), archived=False)


TREE = [
    unit(1, "Group"),
    unit(2, "Platform", 1, "PLT"),
    unit(3, "Payments", 2, "PAY"),
    unit(4, "Search", 1),
]


def line(number: int, name: str, parent: str = "", code: str | None = None) -> UnitImportLine:
    return UnitImportLine(number, name, parent, code)


def kinds(planned: ImportPlan) -> list[tuple[UnitChange, ...]]:
    return [row.kinds for row in planned.rows]


def problems(planned: ImportPlan) -> list[tuple[int, Problem, str]]:
    return [(row.line.number, row.problem, row.about) for row in planned.rows if row.problem]


def test_a_row_finds_its_unit_by_code_and_renames_and_moves_it() -> None:
    planned = plan_import([line(2, "Billing", "group > search", "pay")], TREE)

    assert kinds(planned) == [(UnitChange.RENAMED, UnitChange.MOVED, UnitChange.CHANGED)]
    wanted = planned.rows[0].wanted
    assert wanted
    assert (wanted.key, wanted.parent, wanted.name) == (3, 4, "Billing")


def test_a_row_without_a_known_code_finds_its_unit_by_its_path() -> None:
    planned = plan_import([line(2, "Search", "GROUP", "SRCH"), line(3, "Payments", "plt")], TREE)

    assert kinds(planned) == [(UnitChange.CHANGED,), (UnitChange.UNCHANGED,)]


def test_a_row_that_finds_none_is_a_new_unit_below_rows_of_any_order() -> None:
    planned = plan_import([line(2, "Cards", "Group > Ledger"), line(3, "Ledger", "Group")], TREE)

    assert kinds(planned) == [(UnitChange.NEW,), (UnitChange.NEW,)]
    assert planned.rows[0].wanted
    assert planned.rows[0].wanted.parent == -3


def test_a_new_unit_may_take_the_place_of_one_that_moves_away() -> None:
    rows = [line(2, "Payments", "Group", "PAY"), line(3, "Payments", "PLT", "NEW")]

    assert kinds(plan_import(rows, TREE)) == [(UnitChange.MOVED,), (UnitChange.NEW,)]


def test_two_units_may_change_names() -> None:
    rows = [line(2, "Search", "Group", "PLT"), line(3, "Platform", "Group", "SRCH")]
    tree = [*TREE[:3], unit(4, "Search", 1, "SRCH")]

    assert kinds(plan_import(rows, tree)) == [(UnitChange.RENAMED,), (UnitChange.RENAMED,)]


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        ([line(2, "Platform", "PAY", "PLT")], [(2, Problem.CYCLE, "Platform")]),
        (
            [line(2, "A", "B", "A"), line(3, "B", "A", "B")],
            [(2, Problem.CYCLE, "A"), (3, Problem.CYCLE, "B")],
        ),
        ([line(2, "A", "A", "A")], [(2, Problem.CYCLE, "A")]),
        ([line(2, "A", "", "C"), line(3, "B", "", "c")], [(3, Problem.SAME_CODE_IN_ROW, "2")]),
        ([line(2, "Search", "Group"), line(3, "search", "group")], [(3, Problem.SAME_UNIT, "2")]),
        (
            [line(2, "A", "Group"), line(3, "a", "Group")],
            [(2, Problem.SAME_NAME_IN_ROW, "3"), (3, Problem.SAME_NAME_IN_ROW, "2")],
        ),
        ([line(2, "search", "Group", "PLT")], [(2, Problem.SAME_NAME, "search")]),
        ([line(2, "A", "Nowhere")], [(2, Problem.UNKNOWN_PARENT, "Nowhere")]),
    ],
)
def test_what_would_break_the_tree_is_refused_with_its_row(
    rows: list[UnitImportLine], refused: list[tuple[int, Problem, str]]
) -> None:
    planned = plan_import(rows, TREE)

    assert problems(planned) == refused
    assert planned.is_refused


def test_a_path_that_two_units_have_is_refused() -> None:
    tree = [unit(1, "A > B"), unit(2, "A"), unit(3, "B", 2)]

    refused = problems(plan_import([line(2, "C", "A > B")], tree))

    assert refused == [(2, Problem.AMBIGUOUS_PARENT, "A > B")]


def test_archiving_leaves_no_active_unit_below() -> None:
    archived = UnitImportLine(2, "Platform", "Group", "PLT", archived=True)
    with_below = [archived, UnitImportLine(3, "Payments", "PLT", "PAY", archived=True)]

    assert problems(plan_import([archived], TREE)) == [(2, Problem.BELOW_ARCHIVED, "Platform")]
    assert kinds(plan_import(with_below, TREE)) == [(UnitChange.CHANGED,), (UnitChange.CHANGED,)]


NAMES = st.sampled_from(["A", "b", "C", "A > b", "'=d", "> A", "k1", "A/b", "İ", "i\u0307", "I"])
CODES = st.sampled_from(["", "k1", "K2", "k3", "a"])
PARENTS = st.sampled_from(["", "A", "b", "A > b", "b > A", "k1", "K2", "k3", "A > b > C"])
WEIGHTS = st.decimals(0, 1000, places=3)
TAGS = st.sampled_from([(), ("eu",), ("eu", "on-premises only")])
LINES = st.lists(
    st.tuples(NAMES, PARENTS, st.none() | CODES, st.none() | WEIGHTS, TAGS, st.booleans()),
    max_size=12,
).map(lambda rows: [UnitImportLine(number, *row) for number, row in enumerate(rows, start=2)])


def applied(planned: ImportPlan, tree: Sequence[PresentUnit]) -> list[PresentUnit]:
    """Return the tree that a plan makes."""
    after = {row.pk: row for row in tree}
    wanted = [row.wanted for row in planned.rows if row.wanted]
    numbers = {row.key: row.key if row.key > 0 else 1000 - row.key for row in wanted}
    numbers |= {row.pk: row.pk for row in tree}
    return list((after | {numbers[row.key]: _made(row, numbers) for row in wanted}).values())


def _made(row: WantedUnit, numbers: dict[int, int]) -> PresentUnit:
    parent = None if row.parent is None else numbers[row.parent]
    return PresentUnit(
        numbers[row.key], row.name, row.code, parent, row.weight, row.tags, row.archived
    )


def exported(tree: Sequence[PresentUnit]) -> list[UnitImportLine]:
    """Return the lines of the tree's export."""
    named = references({row.pk: row for row in tree})
    return [
        UnitImportLine(
            number,
            row.name,
            "" if row.parent is None else named[row.parent],
            row.code,
            row.weight,
            row.tags,
            row.archived,
        )
        for number, row in enumerate(tree, start=2)
    ]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(LINES, LINES)
def test_what_is_applied_is_a_tree_and_its_export_changes_nothing(
    first: list[UnitImportLine], second: list[UnitImportLine]
) -> None:
    tree: list[PresentUnit] = []
    for rows in (first, second):
        planned = plan_import(rows, tree)
        if not planned.is_refused:
            tree = applied(planned, tree)
    paths = list(path_texts({row.pk: row for row in tree}).values())
    seats = {(row.parent, fold(row.name)) for row in tree}
    codes = [fold(row.code) for row in tree if row.code]
    archived = {row.pk for row in tree if row.archived}

    assert len(seats) == len(tree)
    assert len(set(codes)) == len(codes)
    assert all(row.archived for row in tree if row.parent in archived)
    if len({fold(path) for path in paths}) == len(paths):
        assert set(kinds(plan_import(exported(tree), tree))) <= {(UnitChange.UNCHANGED,)}
