"""The order of investment as tables: its steps, use cases, other orders, budgets, quarters."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from assessments.planning.plan_files import AboutLine
from assessments.planning.portfolio.basis import Actual, Mark
from assessments.planning.portfolio.level_closure import step_text
from assessments.results.files.table import Line, Table

from .capacity import is_usual_capacity, quarter_capacity
from .page import Ordering
from .quarters_page import QuarterShown

BETWEEN = ", "


def about_order(ordering: Ordering, ends: Sequence[str]) -> list[AboutLine]:
    """Return what an order's numbers rest on, first of all for whose use cases it is.

    `ends` say what that which is unknown could turn.
    """
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
        AboutLine("fixed_on", _("Fixed as the plan on"), decisions.fixed_on),
        AboutLine("at_the_ends", _("At both ends of what is unknown"), " ".join(ends)),
    ]


def order_tables(ordering: Ordering, quarters: Iterable[QuarterShown]) -> list[Table]:
    """Return the tables of an order, its steps first."""
    return [
        _steps(ordering),
        _use_cases(ordering),
        _decided(ordering),
        _orders(ordering),
        _stairs(ordering),
        _budgets(ordering),
        _quarters(quarters),
    ]


def _steps(ordering: Ordering) -> Table:
    columns = (
        ("number", _("#")), ("step", _("Step")), ("capability", _("Capability")),
        ("level", _("Level")), ("level_name", _("Level's name")),
        ("person_weeks", _("Person-weeks")), ("cumulative", _("In all")),
        ("gain", _("Value that it opens")), ("opens", _("Opens")),
        ("waits_for", _("True already")), ("decided", _("Decided")),
        ("first_in_both", _("First at low and high efforts")), ("why", _("Why now")),
    )  # fmt: skip
    return _table("steps", _("Steps"), columns, _step_lines(ordering))


def _step_lines(ordering: Ordering) -> Iterator[Line]:
    for row, move in zip(ordering.rows, ordering.best.moves, strict=True):
        step = row.step
        yield (
            *(row.number, step.key, step.capability.name, step.level, step.level_name),
            *(move.effort, move.cumulative, move.gain if row.opens else None),
            *(BETWEEN.join(row.opens), step.waits or None, _decision(step.mark)),
            *(row.is_first_in_both, row.why),
        )


def _use_cases(ordering: Ordering) -> Table:
    columns = (
        ("use_case", _("Use case")), ("value", _("Value")), ("status", _("Status")),
        ("person_weeks", _("Person-weeks that it takes alone")),
        ("steps", _("Steps that it lacks")), ("is_left_out", _("Left out of the order")),
    )  # fmt: skip
    return _table("use_cases", _("Use cases"), columns, _use_case_lines(ordering))


def _use_case_lines(ordering: Ordering) -> Iterator[Line]:
    kept = {wish.key for wish in ordering.portfolio.wishes}
    for row in ordering.basis.every.unlockings:
        yield (
            *(row.wish.name, row.wish.value, row.status.value, row.effort),
            *(BETWEEN.join(map(step_text, row.steps)), row.wish.key not in kept),
        )


def _decided(ordering: Ordering) -> Table:
    columns = (("step", _("Step")), ("name", _("Name")), ("decided", _("Decided")))
    lines = ((step.key, step.name, _decision(step.mark)) for step in ordering.decided)
    return _table("decided", _("Decided"), columns, lines)


def _orders(ordering: Ordering) -> Table:
    columns = (
        ("order", _("Order")), ("cost_of_delay", _("Cost of delay")),
        ("excess", _("More than the best")), ("steps", _("Steps")),
    )  # fmt: skip
    return _table("orders", _("Orders compared"), columns, _order_lines(ordering))


def _order_lines(ordering: Ordering) -> Iterator[Line]:
    for (name, order), shown in zip(ordering.orders, ordering.compared(), strict=True):
        steps = BETWEEN.join(map(step_text, order.steps))
        yield name, order.cost_of_delay, shown.excess or None, steps


def _stairs(ordering: Ordering) -> Table:
    """The chart as numbers: what is open from how many person-weeks on, order by order."""
    columns = (
        ("order", _("Order")), ("person_weeks", _("Person-weeks")),
        ("open_value", _("Open value from there on")),
    )  # fmt: skip
    return _table("chart", _("Open value by person-weeks"), columns, _stair_lines(ordering))


def _stair_lines(ordering: Ordering) -> Iterator[Line]:
    for name, order in ordering.orders:
        yield name, 0, ordering.portfolio.open_value
        for move in order.moves:
            yield name, move.cumulative, move.open_value


def _budgets(ordering: Ordering) -> Table:
    columns = (
        ("person_weeks", _("Person-weeks")), ("value", _("Most value that they open")),
        ("steps", _("Steps")), ("opens", _("Open then")),
    )  # fmt: skip
    return _table("budgets", _("Budgets"), columns, _budget_lines(ordering))


def _budget_lines(ordering: Ordering) -> Iterator[Line]:
    for offer in ordering.solution.offers:
        shown = ordering.offer(offer.effort)
        steps = BETWEEN.join(step.key for step in shown.raised)
        yield offer.effort, offer.value, steps, BETWEEN.join(shown.opened)


def _quarters(quarters: Iterable[QuarterShown]) -> Table:
    columns = (
        ("quarter", _("Quarter")), ("starts_on", _("Starts on")), ("done", _("Done in it")),
        ("stage", _("Stage projected")), ("percent", _("Percent of the target projected")),
        ("open_value", _("Open value")), ("results", _("Results")),
    )  # fmt: skip
    return _table("quarters", _("Quarters"), columns, _quarter_lines(quarters))


def _quarter_lines(quarters: Iterable[QuarterShown]) -> Iterator[Line]:
    for row in quarters:
        yield (
            *(row.number, row.starts_on, BETWEEN.join(step.key for step in row.steps)),
            *(row.stage, row.share, row.value, BETWEEN.join(map(_result, row.actuals))),
        )


def _result(actual: Actual) -> str:
    shown = _("%(round)s: stage %(stage)s") % {"round": actual.round, "stage": actual.stage}
    return f"{shown}, {actual.percent}%" if actual.percent else shown


def _decision(mark: str) -> str | None:
    words = {
        Mark.PINNED: _("comes first"),
        Mark.FUNDED: _("already funded"),
        Mark.EXCLUDED: _("left out"),
    }
    return words[Mark(mark)] if mark else None


def _table(key: str, name: str, columns: Sequence[tuple[str, str]], lines: Iterable[Line]) -> Table:
    keys, heads = zip(*columns, strict=True)
    return Table(key, name, keys, heads, lines)
