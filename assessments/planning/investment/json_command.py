"""The JSON documents of `plan_order`: use cases in, an order out, without any database."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessments.frameworks.json_reader import DocumentError, JsonReader
from assessments.frameworks.parsing import FrameworkError, parse
from assessments.frameworks.schema import Framework
from assessments.planning.portfolio.level_closure import CapabilityStep, top_levels
from assessments.planning.portfolio.unlock import (
    Portfolio,
    Unlocking,
    Wish,
    claimed_at,
    default_efforts,
    starter_wishes,
    starting_at,
)
from assessments.results.scoring.backed_levels import Levels

from .optimizer import TooManyStatesError
from .order import OrderedStep, Solution, solve

MOST = 1_000_000_000
MOST_WISHES = 1000
MOST_BUDGETS = 10_000


@dataclass(frozen=True)
class OrderRequest:
    """What a document asks: a portfolio, and the budgets to look at."""

    portfolio: Portfolio
    budgets: tuple[Fraction, ...]


def answer_document(document: object, frameworks: Mapping[str, Framework]) -> dict[str, object]:
    """Return the output document for an input document. Raise DocumentError if it is malformed."""
    question = request_from_json(document, frameworks)
    try:
        return solution_to_json(question, solve(question.portfolio))
    except TooManyStatesError:
        raise DocumentError(
            "use_cases: reach too many combinations of levels to order exactly"
        ) from None


def request_from_json(document: object, frameworks: Mapping[str, Framework]) -> OrderRequest:
    """Return what an input document says. Raise DocumentError, naming the place, if malformed."""
    fields = JsonReader(document).fields(
        "framework", optional=("levels", "use_cases", "effort", "budgets")
    )
    framework = _framework(fields["framework"], frameworks)
    budgets = fields["budgets"].items(at_most=MOST_BUDGETS) if "budgets" in fields else []
    claimed = claimed_at(framework, _levels(fields.get("levels"), framework))
    return OrderRequest(
        portfolio=Portfolio(
            framework=framework,
            start=starting_at(framework, claimed),
            wishes=_wishes(fields.get("use_cases"), framework),
            efforts=_efforts(fields.get("effort"), framework),
            claimed=claimed,
        ),
        budgets=tuple(budget.number(0, MOST) for budget in budgets),
    )


def solution_to_json(question: OrderRequest, solution: Solution) -> dict[str, object]:
    """Return the answer as the output document."""
    portfolio = question.portfolio
    return {
        "start": dict(portfolio.start),
        "target": dict(portfolio.target),
        "open_value": _plain(portfolio.open_value),
        "total_value": _plain(portfolio.total_value),
        "total_effort": _plain(portfolio.total_effort),
        "cost_of_delay": _plain(solution.order.cost_of_delay),
        "order": [_move(portfolio, move) for move in solution.order.moves],
        "best_for_budget": [_best(solution, budget) for budget in question.budgets],
        "use_cases": [_use_case(row) for row in portfolio.unlockings],
    }


def _framework(reader: JsonReader, frameworks: Mapping[str, Framework]) -> Framework:
    """Return the named framework, or the one that a whole document describes."""
    if isinstance(reader.value, Mapping):
        try:
            return parse(reader.value)
        except FrameworkError as error:
            reader.fail(str(error))
    framework = frameworks.get(reader.text())
    if framework is None:
        reader.fail("no such framework")
    return framework


def _levels(reader: JsonReader | None, framework: Framework) -> Levels:
    """Return the claimed levels; null does not apply."""
    tops = top_levels(framework)
    return {
        key: None if entry.value is None else entry.whole(0, tops[key])
        for key, entry in _by_capability(reader, framework).items()
    }


def _wishes(reader: JsonReader | None, framework: Framework) -> tuple[Wish, ...]:
    if reader is None:
        return starter_wishes(framework)
    wishes: dict[str, Wish] = {}
    for entry in reader.items(at_most=MOST_WISHES):
        fields = entry.fields("id", "requires", "value", optional=("name",))
        key = fields["id"].text(at_most=200)
        if key in wishes:
            fields["id"].fail("is used twice")
        wishes[key] = Wish(
            key=key,
            requires=_requirement(fields["requires"], framework),
            value=fields["value"].number(0, MOST),
            name=fields["name"].text(at_most=200) if "name" in fields else "",
        )
    return tuple(wishes.values())


def _requirement(reader: JsonReader, framework: Framework) -> Mapping[str, int]:
    tops = top_levels(framework)
    return {
        key: entry.whole(0, tops[key]) for key, entry in _by_capability(reader, framework).items()
    }


def _efforts(reader: JsonReader | None, framework: Framework) -> Mapping[CapabilityStep, Fraction]:
    """Return the efforts: the framework's own where the document gives none."""
    efforts = default_efforts(framework)
    tops = top_levels(framework)
    for key, entry in _by_capability(reader, framework).items():
        steps = entry.items(at_least=tops[key], at_most=tops[key])
        for level, step in enumerate(steps, start=1):
            efforts[CapabilityStep(key, level)] = step.number(0, MOST)
    return efforts


def _by_capability(reader: JsonReader | None, framework: Framework) -> dict[str, JsonReader]:
    entries = reader.entries() if reader else {}
    for key, entry in entries.items():
        if key not in framework.capabilities_by_key:
            entry.fail(f"no such capability in {framework.key}")
    return entries


def _move(portfolio: Portfolio, move: OrderedStep) -> dict[str, object]:
    return {
        "capability": move.step.capability,
        "level": move.step.level,
        "effort": _plain(move.effort),
        "cumulative": _plain(move.cumulative),
        "opens": list(move.opens),
        "gain": _plain(move.gain),
        "is_true_already": move.step in portfolio.true_already,
    }


def _best(solution: Solution, budget: Fraction) -> dict[str, object]:
    offer = solution.best_for(budget)
    return {"budget": _plain(budget), "value": _plain(offer.value), "levels": dict(offer.levels)}


def _use_case(row: Unlocking) -> dict[str, object]:
    return {
        "id": row.wish.key,
        "status": str(row.status),
        "direct": list(row.direct),
        "hidden": list(row.hidden),
        "effort": _plain(row.effort),
    }


def _plain(number: Fraction) -> float | int:
    """Return a whole number as such, any other as a decimal."""
    return number.numerator if number.denominator == 1 else float(round(number, 6))
