"""How long the exact order of investment takes, for random portfolios on the built-in framework."""

import random
import statistics
import time
from dataclasses import replace
from fractions import Fraction
from typing import Any

from assessments.frameworks.library import built_in_documents
from assessments.frameworks.parsing import parse
from assessments.frameworks.schema import Framework
from assessments.planning.investment.order import clear_cache, solve
from assessments.planning.portfolio.unlock import (
    Portfolio,
    Wish,
    default_efforts,
    starter_wishes,
    starting_at,
)

FEW, MANY = 12, 60
PORTFOLIOS = 10
EXAMPLE = {"RUN": 1, "DEL": 2, "OBS": 1, "FIN": 1, "DAT": 1, "GOV": 1, "REACH": 0, "PLT": 1}


def measure() -> dict[str, Any]:
    """Return the slowest order of some random portfolios, asked first and again."""
    framework = parse(built_in_documents()["ai-infrastructure"])
    example = replace(
        _random_portfolio(framework, 0, 0),
        start=starting_at(framework, EXAMPLE),
        wishes=starter_wishes(framework),
    )
    few = [_seconds(_random_portfolio(framework, FEW, seed)) for seed in range(PORTFOLIOS)]
    many = [_seconds(_random_portfolio(framework, MANY, seed)) for seed in range(PORTFOLIOS)]
    return {
        "order_seconds": _slowest([cold for cold, _ in few], FEW),
        "order_warm_ms": _slowest([1000 * warm for _, warm in few], FEW),
        "order_example_seconds": {"value": _seconds(example)[0], "detail": {"use_cases": 10}},
        "order_many_seconds": _slowest([cold for cold, _ in many], MANY),
    }


def _random_portfolio(framework: Framework, wishes: int, seed: int) -> Portfolio:
    """Return use cases that each require three to five capabilities, from level 0 everywhere."""
    chance = random.Random(seed)  # noqa: S311
    keys = list(framework.capabilities_by_key)
    drawn = [
        {key: chance.randint(1, 4) for key in chance.sample(keys, chance.randint(3, 5))}
        for _ in range(wishes)
    ]
    return Portfolio(
        framework=framework,
        start=starting_at(framework, {}),
        wishes=tuple(
            Wish(str(number), requires, Fraction(chance.randint(1, 10)))
            for number, requires in enumerate(drawn)
        ),
        efforts=default_efforts(framework),
    )


def _seconds(portfolio: Portfolio) -> tuple[float, float]:
    """Return the seconds of the first and of the second answer."""
    clear_cache()
    started = time.perf_counter()
    solve(portfolio)
    between = time.perf_counter()
    solve(replace(portfolio))
    return between - started, time.perf_counter() - between


def _slowest(times: list[float], wishes: int) -> dict[str, Any]:
    detail = {"use_cases": wishes, "portfolios": PORTFOLIOS, "median": statistics.median(times)}
    return {"value": max(times), "detail": detail}
