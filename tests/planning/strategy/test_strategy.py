from assessments.frameworks.library import built_in_documents
from assessments.planning.published_figures import facts_about
from assessments.planning.strategy.assumptions import assumptions, elements, presumed_levels
from tests.frameworks.documents import FRAMEWORK
from tests.planning.portfolios import EXAMPLE, NOWHERE


def test_the_presumed_profile_is_the_union_with_all_that_it_needs() -> None:
    assert presumed_levels(FRAMEWORK, ["governance-at-scale"]) == {
        "RUN": 1, "DEL": 2, "OBS": 2, "FIN": 0, "DAT": 0, "GOV": 3, "REACH": 0, "PLT": 0
    }  # fmt: skip
    assert set(presumed_levels(FRAMEWORK, ["stage-awareness"]).values()) == {0}


def test_a_portfolio_presumes_what_its_use_cases_require() -> None:
    use_cases = [wish.requires for wish in EXAMPLE.wishes]

    assert presumed_levels(FRAMEWORK, ["7s-strategy"], use_cases)["DAT"] == 4
    assert presumed_levels(FRAMEWORK, ["pillar-value"], use_cases)["DAT"] == 0


def test_the_largest_unfunded_assumptions_come_first() -> None:
    rows = assumptions(FRAMEWORK, ["governance-at-scale", "integrate"], EXAMPLE.start)

    assert [(row.capability, row.missing) for row in rows[:2]] == [("GOV", 2), ("OBS", 1)]
    assert [element.key for element in rows[0].elements] == ["integrate", "governance-at-scale"]
    assert rows[-1].missing == 0


def test_every_element_names_levels_of_the_built_in_framework() -> None:
    keys = FRAMEWORK.capabilities_by_key
    assert len({row.key for row in elements()}) == len(elements()) == 24
    assert all(key in keys and 1 <= n <= 4 for row in elements() for key, n in row.levels.items())
    assert assumptions(FRAMEWORK, [], NOWHERE) == ()


def test_what_speaks_against_the_thesis_is_shown_on_every_page_of_facts() -> None:
    for page, key in (
        ("trajectories", "workflow-redesign"),
        ("strategy", "workflow-redesign"),
        ("gains", "slower"),
    ):
        assert facts_about(page)[-1].is_against
        assert key in {fact.key for fact in facts_about(page)}


def test_facts_stay_out_of_the_framework() -> None:
    assert "facts" not in built_in_documents()
