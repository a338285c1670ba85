"""What degree of autonomy of agents the levels allow."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assessments.planning.models import UseCase
from assessments.planning.use_cases.autonomy import Degree, autonomy
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.frameworks.documents import FRAMEWORK
from tests.planning.pages import get, url
from tests.planning.portfolios import EXAMPLE_LEVELS, levels

CAPABILITIES = tuple(FRAMEWORK.capabilities_by_key)


def allowed(at: dict[str, int | None]) -> list[Degree]:
    return [row.degree for row in autonomy(FRAMEWORK, at) if row.is_allowed]


def test_each_degree_needs_the_larger_of_its_use_cases_capability_by_capability() -> None:
    needs = {row.degree: dict(row.needs) for row in autonomy(FRAMEWORK, levels(0))}

    assert needs == {
        Degree.READ_ONLY: {"RUN": 2, "OBS": 3, "DAT": 1, "GOV": 1},
        Degree.WITH_APPROVAL: {"RUN": 2, "DEL": 3, "OBS": 3, "FIN": 2, "DAT": 3, "GOV": 3},
        Degree.ALONE: {"RUN": 3, "DEL": 4, "OBS": 4, "FIN": 2, "DAT": 3, "GOV": 3},
    }


def test_levels_allow_agents_degree_by_degree() -> None:
    assert allowed({**levels(0)}) == []
    assert allowed({**levels(0), "RUN": 2, "OBS": 3, "DAT": 1, "GOV": 1}) == [Degree.READ_ONLY]
    assert allowed({**levels(3)}) == [Degree.READ_ONLY, Degree.WITH_APPROVAL]
    assert allowed({**levels(4)}) == list(Degree)


def test_what_does_not_apply_keeps_no_agent_back() -> None:
    assert allowed({**levels(4), "RUN": None}) == list(Degree)


@given(st.fixed_dictionaries(dict.fromkeys(CAPABILITIES, st.integers(0, 4))))
def test_who_may_act_alone_may_do_less_as_well(at: dict[str, int | None]) -> None:
    assert allowed(at) == list(Degree)[: len(allowed(at))]


def test_a_framework_whose_keys_mean_something_else_says_nothing() -> None:
    assert autonomy(replace(FRAMEWORK, key="platform-engineering"), levels(4)) == ()
    assert autonomy(replace(FRAMEWORK, use_cases=FRAMEWORK.use_cases[:4]), levels(4)) == ()


def test_the_page_says_what_agents_may_do_and_what_is_missing_for_more(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    page = get(client, cast.lin, url("use_cases", cast.payments.pk))

    assert EXAMPLE_LEVELS["OBS"] == 1
    assert "Today's levels do not carry agents, not even such as only read." in page
    assert "Read only Consolidated runtime is at 1, has to be at 2" in page
    assert "Act alone" in page
