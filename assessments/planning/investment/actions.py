"""Changes of a unit's plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction

from assessments.planning.models import Plan
from assessments.planning.portfolio.basis import OPTIONS, Mark
from assessments.planning.portfolio.level_closure import CapabilityStep, step_text
from assessments.results.comparison.options import Extent
from assessments.results.scoring.backed_levels import Levels
from orgs.models import Unit
from orgs.refusals import NotNowError

from .order import Order
from .schedule import quarter_of


class OwnOrderChangedError(NotNowError):
    """The unit's own order was changed since the page was opened."""


@dataclass(frozen=True)
class Means:
    """What there is to plan with: person-weeks a month, from when, what values are counted in."""

    capacity: Decimal | None
    starts_on: date | None
    value_unit: str
    efforts: Mapping[CapabilityStep, Decimal] = field(hash=False)


@dataclass(frozen=True)
class OrderToFix:
    """An order with what it starts from, and for whose use cases it is."""

    start: Levels = field(hash=False)
    order: Order
    extent: Extent
    framework: str
    is_of_options: bool = False


@transaction.atomic
def set_means(*, unit: Unit, means: Means) -> Plan:
    """Keep what there is to plan with; `efforts` are the edited ones alone."""
    plan = lock_plan(unit)
    plan.capacity, plan.starts_on = means.capacity, means.starts_on
    plan.value_unit = means.value_unit
    plan.efforts = {step_text(step): str(effort) for step, effort in means.efforts.items()}
    plan.save(update_fields=["capacity", "starts_on", "value_unit", "efforts"])
    return plan


@transaction.atomic
def mark(*, unit: Unit, step: CapabilityStep, as_: Mark | None) -> Plan:
    """Mark a step, or with None take its mark away."""
    plan = lock_plan(unit)
    marks = {key: value for key, value in plan.marks.items() if key != step_text(step)}
    plan.marks = marks | ({step_text(step): as_.value} if as_ else {})
    plan.save(update_fields=["marks"])
    return plan


@transaction.atomic
def put_in_order(*, unit: Unit, steps: Iterable[CapabilityStep]) -> Plan:
    """Keep the unit's own order; without steps it has none."""
    plan = lock_plan(unit)
    plan.own_order = [step_text(step) for step in steps]
    plan.save(update_fields=["own_order"])
    return plan


@transaction.atomic
def fix(*, unit: Unit, fixing: OrderToFix, on: date) -> Plan:
    """Fix an order as the plan from that day, so that later results are compared with it.

    One that is fixed anew begins on that day, unless its first day is still to come: what was left
    undone before says nothing about it.
    """
    plan = lock_plan(unit)
    first_day = _first_day(plan, on)
    plan.fixed = {
        "start": dict(fixing.start),
        "steps": [[step_text(move.step), str(move.effort)] for move in fixing.order.moves],
        "scope": fixing.extent.value,
        "framework": fixing.framework,
        "of": OPTIONS if fixing.is_of_options else "",
        "capacities": _capacities_from(plan, first_day),
    }
    plan.fixed_on, plan.starts_on = on, first_day
    plan.save(update_fields=["fixed", "fixed_on", "starts_on"])
    return plan


def lock_plan(unit: Unit) -> Plan:
    """Return the unit's plan, begun if need be, locked until the transaction ends."""
    Plan.objects.get_or_create(unit=unit, organization_id=unit.organization_id)
    return Plan.objects.select_for_update().get(unit=unit)


def _first_day(plan: Plan, on: date) -> date:
    """The day on which an order begins that is fixed on some day."""
    if plan.starts_on is None:
        return on
    return plan.starts_on if plan.fixed_on is None else max(plan.starts_on, on)


def _capacities_from(plan: Plan, first_day: date) -> dict[str, str]:
    """What was entered for the quarters that are not over by a day, counted from it."""
    over = max(0, quarter_of(plan.starts_on or first_day, first_day) - 1)
    entered = {int(quarter): number for quarter, number in plan.fixed.get("capacities", {}).items()}
    return {str(quarter - over): number for quarter, number in entered.items() if quarter > over}
