"""A unit's plan: its rows, and their values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.planning.models import Plan, UseCase
from assessments.results.comparison.options import Extent
from orgs.models import Member, Unit

from .basis import (
    OPTIONS,
    USUAL_CHOICE,
    BasisChoice,
    FixedOrder,
    Mark,
    PlanDecisions,
    PlannedUseCase,
    PlanningBasis,
)
from .level_closure import parse_step
from .level_queries import starting_levels


@dataclass(frozen=True)
class UnitPlan:
    """A unit's plan: the rows that forms and actions take, and what its pages rest on."""

    unit: Unit
    plan: Plan
    basis: PlanningBasis


def unit_plan(member: Member, unit: Unit, choice: BasisChoice = USUAL_CHOICE) -> UnitPlan | None:
    """Return a unit's plan, in six statements; None without a framework."""
    standing = starting_levels(member, unit, choice)
    if standing is None:
        return None
    unit.organization = member.organization  # is the same row, and read already
    plan = Plan.objects.filter(unit=unit).first() or Plan(unit=unit)
    use_cases = UseCase.objects.filter(unit=unit).order_by("-value", "name", "pk")
    wished = planned_use_cases(use_cases)
    return UnitPlan(unit, plan, PlanningBasis(standing, decisions_of(plan), wished))


def decisions_of(plan: Plan) -> PlanDecisions:
    """Return what a plan's row says that was decided."""
    return PlanDecisions(
        capacity=None if plan.capacity is None else Fraction(plan.capacity),
        starts_on=plan.starts_on,
        value_unit=plan.value_unit,
        efforts={parse_step(key): Fraction(str(effort)) for key, effort in plan.efforts.items()},
        marks={parse_step(key): Mark(mark) for key, mark in plan.marks.items()},
        own_order=tuple(map(parse_step, plan.own_order)),
        fixed=_fixed_order(plan.fixed) if plan.fixed else None,
        fixed_on=plan.fixed_on,
    )


def _fixed_order(fixed: Mapping[str, Any]) -> FixedOrder:
    efforts = {parse_step(key): Fraction(effort) for key, effort in fixed["steps"]}
    return FixedOrder(
        start=fixed["start"],
        efforts=efforts,
        extent=Extent(fixed["scope"]) if fixed.get("scope") else None,
        framework=fixed.get("framework", ""),
        is_of_options=fixed.get("of") == OPTIONS,
        capacities={
            int(quarter): Fraction(capacity)
            for quarter, capacity in fixed.get("capacities", {}).items()
        },
    )


def planned_use_cases(rows: Iterable[UseCase]) -> tuple[PlannedUseCase, ...]:
    """Return what is wished; what was given up for another is planned no more."""
    listed = list(rows)
    replaced = {row.replaces_id for row in listed}
    return tuple(_planned_use_case(row) for row in listed if row.pk not in replaced)


def _planned_use_case(row: UseCase) -> PlannedUseCase:
    return PlannedUseCase(row.pk, row.name, row.value, row.requires, row.constraint)
