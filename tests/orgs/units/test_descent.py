"""The walk down the tree of units, over their numbers."""

from orgs.units.descent import branch, children, descent

PARENTS = {1: None, 4: 2, 2: 1, 3: 1, 5: None}


def test_parents_come_before_what_is_below_them_and_siblings_keep_their_order() -> None:
    walked = list(descent(children(PARENTS.items())))

    assert walked == [(1, 0), (2, 1), (4, 2), (3, 1), (5, 0)]


def test_from_a_unit_on_the_walk_meets_it_and_all_below_it() -> None:
    assert list(descent(children(PARENTS.items()), 2)) == [(2, 0), (4, 1)]


def test_a_unit_that_is_not_open_hides_what_is_below_it() -> None:
    walked = descent(children(PARENTS.items()), is_open=lambda unit: unit != 2)

    assert [unit for unit, _depth in walked] == [1, 2, 3, 5]


def test_a_branch_is_a_unit_with_all_below_it() -> None:
    assert branch(PARENTS, 1) == {1, 2, 3, 4}
    assert branch(PARENTS, 4) == {4}


def test_there_is_no_branch_of_a_unit_out_of_sight() -> None:
    assert branch({4: 2, 5: None}, 2) == frozenset()
