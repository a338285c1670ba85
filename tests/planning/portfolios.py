"""Portfolios for tests: the worked example of method.md 5.3, and small random ones."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from assessments.frameworks.schema import (
    Capability,
    EffortSize,
    Framework,
    Level,
    Prerequisite,
    Theme,
)
from assessments.frameworks.schema import Step as FrameworkStep
from assessments.planning.portfolio.level_closure import (
    CapabilityStep,
    is_consistent,
    missing_prerequisites,
    top_levels,
    with_steps,
)
from assessments.planning.portfolio.unlock import (
    Portfolio,
    Wish,
    default_efforts,
    starter_wishes,
    starting_at,
)
from tests.frameworks.documents import FRAMEWORK

EXAMPLE_LEVELS = {"RUN": 1, "DEL": 2, "OBS": 1, "FIN": 1, "DAT": 1, "GOV": 1, "REACH": 0, "PLT": 1}
EXAMPLE = Portfolio(
    framework=FRAMEWORK,
    start=starting_at(FRAMEWORK, EXAMPLE_LEVELS),
    wishes=starter_wishes(FRAMEWORK),
    efforts=default_efforts(FRAMEWORK),
)
# Drawing a portfolio takes a while on a busy machine, which says nothing about the code.
steadily = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
NOWHERE = starting_at(FRAMEWORK, {})


def levels(level: int) -> dict[str, int]:
    return dict.fromkeys(FRAMEWORK.capabilities_by_key, level)


def a_framework(
    tops: Mapping[str, int], edges: list[tuple[str, int, str, int]] | None = None
) -> Framework:
    """Return a framework with as many levels a capability as asked, every step 10 person-weeks."""
    return Framework(
        key="small",
        version="1",
        name="Small",
        about="-",
        thresholds="-",
        themes=(Theme("all", "All", "-", "-"),),
        capabilities=tuple(_capability(key, top) for key, top in tops.items()),
        prerequisites=tuple(Prerequisite(*edge, "-") for edge in edges or []),
        default_target=dict(tops),
        effort_sizes=(EffortSize("M", 15, 10),),
        use_cases=(),
    )


def _capability(key: str, top: int) -> Capability:
    return Capability(
        key=key, name=key, question="-", definition="-", denominator="-", na_rule="-", why=(),
        indicators=(),
        levels=tuple(Level(number, str(number), "-", ()) for number in range(top + 1)),
        steps=tuple(FrameworkStep(n - 1, n, "M", ("-",), "-") for n in range(1, top + 1)),
        theme="all",
        not_applicable_allowed=True,
    )  # fmt: skip


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    """Small frameworks with uneven ladders; an edge needs an earlier rank, so none goes round."""
    tops = dict(
        zip("ABCD", draw(st.lists(st.integers(1, 3), min_size=1, max_size=4)), strict=False)
    )
    nodes = [(key, level) for key, top in tops.items() for level in range(1, top + 1)]
    pairs = [
        (*later, *sooner)
        for later, sooner in product(nodes, nodes)
        if later[0] != sooner[0] and (sooner[1], sooner[0]) < (later[1], later[0])
    ]
    edges = draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True)) if pairs else []
    once = {(of, level, needs): (of, level, needs, lowest) for of, level, needs, lowest in edges}
    return a_framework(tops, list(once.values()))


@st.composite
def portfolios(draw: st.DrawFn) -> Portfolio:
    """Small portfolios, some capabilities not applicable, efforts and values with fractions.

    Their claims are those of a team, or of an area that supports less than they back.
    """
    framework = draw(frameworks())
    tops = top_levels(framework)
    claimed = {key: draw(st.none() | st.integers(0, top)) for key, top in tops.items()}
    have = draw(st.just(claimed) | st.fixed_dictionaries(dict(map(_at_most, claimed.items()))))
    numbers = st.fractions(0, 20, max_denominator=4)
    count = draw(st.integers(0, 4))
    return Portfolio(
        framework=framework,
        start=starting_at(framework, have),
        wishes=tuple(
            Wish(
                f"U{n}",
                {key: draw(st.integers(0, top)) for key, top in tops.items()},
                draw(numbers),
            )
            for n in range(count)
        ),
        efforts={
            CapabilityStep(key, level): draw(numbers)
            for key, top in tops.items()
            for level in range(1, top + 1)
        },
        claimed=claimed,
    )


def _at_most(claim: tuple[str, int | None]) -> tuple[str, st.SearchStrategy[int | None]]:
    key, level = claim
    return key, st.none() if level is None else st.integers(0, level)


def waiting_portfolios() -> Iterator[Portfolio]:
    """Every claim of a team whose capabilities wait for one another, with two use cases."""
    tops = {"A": 2, "B": 3, "C": 2, "D": 1}
    edges = [("A", 1, "D", 1), ("A", 2, "B", 1), ("B", 2, "C", 1), ("C", 2, "B", 3)]
    framework = a_framework(tops, edges)
    for claim in product(*(range(top + 1) for top in tops.values())):
        claimed = dict(zip(tops, claim, strict=True))
        yield Portfolio(
            framework=framework,
            start=starting_at(framework, claimed),
            wishes=(worth(3, **tops), worth(2, B=1, C=1)),
            efforts=default_efforts(framework),
            claimed=claimed,
        )


def worth(value: int | str = 1, **requires: int) -> Wish:
    return Wish(f"{value}-{requires}", requires, Fraction(value))


def is_sound(portfolio: Portfolio, steps: tuple[CapabilityStep, ...]) -> bool:
    """Whether each step comes once and after all that it needs."""
    if sorted(steps) != sorted(portfolio.steps):
        return False
    return all(
        is_consistent(with_steps(portfolio.start, steps[:place]), portfolio.framework.prerequisites)
        for place in range(len(steps) + 1)
    )


def takes_at_once_what_is_true(portfolio: Portfolio, steps: tuple[CapabilityStep, ...]) -> bool:
    """Whether no step is done while one that is true already could stand."""
    return not any(
        step not in portfolio.true_already
        and any(_could_follow(portfolio, steps[:place], later) for later in steps[place:])
        for place, step in enumerate(steps)
    )


def _could_follow(
    portfolio: Portfolio, done: tuple[CapabilityStep, ...], step: CapabilityStep
) -> bool:
    have = with_steps(portfolio.start, done)
    return (
        step in portfolio.true_already
        and have[step.capability] == step.level - 1
        and not missing_prerequisites(step, have, portfolio.framework.prerequisites)
    )
