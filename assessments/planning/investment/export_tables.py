"""The order of investment as tables: its steps, use cases, other orders, budgets, quarters."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from assessments.planning.plan_files import AboutLine
from assessments.planning.portfolio.level_closure import step_text
from assessments.results.files.table import Line, Table

from .alternatives import why_now
from .capacity import is_usual_capacity, quarter_capacity
from .page import Ordering
from .quarters_page import QuarterShown

BETWEEN = ", "


def about_order(ordering: Ordering) -> list[AboutLine]:
    """Return what an order's numbers rest on, first of all for whose use cases it is."""
    decisions, portfolio = ordering.basis.decisions, ordering.portfolio
    return [
        AboutLine("use_cases_of", _("Whose use cases"), ordering.whose_use_cases),
        AboutLine("value_unit", _("What values are counted in"), decisions.value_unit or None),
        AboutLine("open_value", _("Open value now"), portfolio.open_value),
        AboutLine("total_value", _("Value of all use cases"), portfolio.total_value),
        AboutLine("person_weeks", _("Person-weeks of all steps"), portfolio.total_effort),
        AboutLine("capacity", _("Person-weeks a quarter"), quarter_capacity(decisions)),
        AboutLine(
            "capacity_is_entered",
            _("Somebody entered that capacity"),
            not is_usual_capacity(decisions),
        ),
    ]


def order_tables(ordering: Ordering, quarters: Iterable[QuarterShown]) -> list[Table]:
    """Return the tables of an order, its steps first."""
    return [
        _steps(ordering),
        _use_cases(ordering),
        _orders(ordering),
        _budgets(ordering),
        _quarters(quarters),
    ]


def _steps(ordering: Ordering) -> Table:
    columns = (
        ("number", _("#")), ("step", _("Step")), ("capability", _("Capability")),
        ("level", _("Level")), ("level_name", _("Level's name")),
        ("person_weeks", _("Person-weeks")), ("cumulative", _("In all")),
        ("opens", _("Opens")), ("gain", _("Value that it opens")),
        ("open_value", _("Open value then")), ("waits_for", _("True already")),
        ("decided", _("Decided")), ("first_in_both", _("First at low and high efforts")),
        ("needed_by", _("Use cases that need it")),
    )  # fmt: skip
    return _table("steps", _("Steps"), columns, _step_lines(ordering))


def _step_lines(ordering: Ordering) -> Iterator[Line]:
    whys = why_now(ordering.portfolio, ordering.best)
    for row, move, why in zip(ordering.rows, ordering.best.moves, whys, strict=True):
        step = row.step
        yield (
            *(row.number, step.key, step.capability.name, step.level, step.level_name),
            *(move.effort, move.cumulative, BETWEEN.join(row.opens), move.gain, move.open_value),
            *(step.waits or None, step.mark or None, row.is_first_in_both, len(why.waiting)),
        )


def _use_cases(ordering: Ordering) -> Table:
    columns = (
        ("use_case", _("Use case")), ("value", _("Value")), ("status", _("Status")),
        ("person_weeks", _("Person-weeks that it takes alone")),
        ("steps", _("Steps that it lacks")), ("is_left_out", _("Left out of the order")),
    )  # fmt: skip
    kept = {wish.key for wish in ordering.portfolio.wishes}
    lines = [
        (
            *(row.wish.name, row.wish.value, row.status.value, row.effort),
            *(BETWEEN.join(map(step_text, row.steps)), row.wish.key not in kept),
        )
        for row in ordering.basis.every.unlockings
    ]
    return _table("use_cases", _("Use cases"), columns, lines)


def _orders(ordering: Ordering) -> Table:
    columns = (
        ("order", _("Order")), ("cost_of_delay", _("Cost of delay")), ("steps", _("Steps")),
    )  # fmt: skip
    lines = [
        (name, order.cost_of_delay, BETWEEN.join(map(step_text, order.steps)))
        for name, order in ordering.orders
    ]
    return _table("orders", _("Orders compared"), columns, lines)


def _budgets(ordering: Ordering) -> Table:
    columns = (
        ("person_weeks", _("Person-weeks")), ("value", _("Most value that they open")),
    )  # fmt: skip
    lines = [(offer.effort, offer.value) for offer in ordering.solution.offers]
    return _table("budgets", _("Budgets"), columns, lines)


def _quarters(quarters: Iterable[QuarterShown]) -> Table:
    columns = (
        ("quarter", _("Quarter")), ("starts_on", _("Starts on")), ("done", _("Done in it")),
        ("stage", _("Stage projected")), ("percent", _("Percent of the target projected")),
        ("open_value", _("Open value")), ("results", _("Results")),
    )  # fmt: skip
    lines = [
        (
            *(row.number, row.starts_on, BETWEEN.join(step.key for step in row.steps)),
            *(row.stage, row.percent, row.open_value),
            BETWEEN.join(f"{actual.round}: {actual.stage}" for actual in row.actuals),
        )
        for row in quarters
    ]
    return _table("quarters", _("Quarters"), columns, lines)


def _table(key: str, name: str, columns: Sequence[tuple[str, str]], lines: Iterable[Line]) -> Table:
    keys, heads = zip(*columns, strict=True)
    return Table(key, name, keys, heads, lines)
