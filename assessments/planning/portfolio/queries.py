"""A unit's plan: its rows, and their values."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.planning.models import Plan, UseCase
from orgs.models import Member, Unit

from .basis import (
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
    plan = Plan.objects.filter(unit=unit).first() or Plan(unit=unit)
    use_cases = UseCase.objects.filter(unit=unit).order_by("-value", "name", "pk")
    replaced = {row.replaces_id for row in use_cases}  # given up for another, so planned no more
    wished = tuple(_planned_use_case(row) for row in use_cases if row.pk not in replaced)
    return UnitPlan(unit, plan, PlanningBasis(standing, _decisions(plan), wished))


def _decisions(plan: Plan) -> PlanDecisions:
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
    return FixedOrder(fixed["start"], efforts)


def _planned_use_case(row: UseCase) -> PlannedUseCase:
    return PlannedUseCase(row.pk, row.name, row.value, row.requires, row.constraint)
