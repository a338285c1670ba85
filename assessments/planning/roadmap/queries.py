"""Who sees to the steps of a plan, and the fixed plans below a unit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from assessments.planning.models import Plan, StepOwner, UseCase
from assessments.planning.portfolio.basis import BasisChoice, PlanningBasis, StartingLevels
from assessments.planning.portfolio.level_closure import CapabilityStep
from assessments.planning.portfolio.queries import (
    UnitPlan,
    decisions_of,
    planned_use_cases,
    unit_plan,
)
from assessments.planning.portfolio.unit_queries import planned_units
from assessments.results.comparison.options import Extent
from assessments.results.models import ActionState, ImprovementAction
from orgs.models import Member, Unit

from .dated_plan import Roadmap, dated_roadmap, roadmap_start
from .owners import Owners, StepOwnerShown
from .result_queries import Wanted, newest_of, shown_since
from .slips import ShownLevels

MOST_BELOW = 40


@dataclass(frozen=True)
class UnitRoadmap:
    """A unit's roadmap; None where its plan was fixed under another framework."""

    unit: Unit
    fixed_on: date | None
    roadmap: Roadmap | None


def fixed_basis(member: Member, unit: Unit) -> UnitPlan | None:
    """Return a unit's plan on the basis that its fixed order has; None without a framework."""
    row = Plan.objects.filter(unit=unit).only("fixed").first()
    return unit_plan(member, unit, _choice(row.fixed if row else {}))


def unit_roadmap(of: UnitPlan) -> Roadmap | None:
    """Return the fixed plan of a `fixed_basis` beside the rounds since; None without one."""
    fixed, since = of.basis.decisions.fixed, roadmap_start(of.basis)
    if fixed is None or since is None:
        return None
    standing = of.basis.standing
    is_its_own = fixed.extent in {None, standing.extent}
    shown = shown_since(of.unit, standing, since) if is_its_own else []
    return dated_roadmap(of.basis, shown)


def _choice(fixed: Mapping[str, str]) -> BasisChoice:
    extent = fixed.get("scope")
    return BasisChoice(Extent(extent) if extent else None, fixed.get("framework", ""))


def step_owners(unit: Unit) -> Owners:
    """Return who sees to each step: by the unit's actions, else as it was said for the plan."""
    named = {
        CapabilityStep(row.capability, row.level): StepOwnerShown(
            str(row.owner), row.owner_id, has_left=row.owner.deactivated_at is not None
        )
        for row in StepOwner.objects.filter(unit=unit).select_related("owner__user")
    }
    actions = (
        ImprovementAction.objects.filter(unit=unit)
        .exclude(state=ActionState.DROPPED)
        .select_related("owner__user")
        .order_by("state", "pk")  # what is done before what is open: the last one counts
    )
    by_action = {CapabilityStep(row.capability, row.level): row for row in actions}
    return named | {step: _by_action(action, named.get(step)) for step, action in by_action.items()}


def _by_action(action: ImprovementAction, named: StepOwnerShown | None) -> StepOwnerShown:
    """What the action says; whoever was named for the plan sees to an action of nobody's."""
    owner = action.owner
    return StepOwnerShown(
        name=str(owner) if owner else (named.name if named else ""),
        member_id=action.owner_id or (named.member_id if named else None),
        has_left=owner.deactivated_at is not None if owner else bool(named and named.has_left),
        action_id=action.pk,
        is_done=action.state == ActionState.DONE,
        due_on=action.due_on,
    )


def roadmaps_below(
    member: Member, unit: Unit, standing: StartingLevels
) -> tuple[list[UnitRoadmap], int]:
    """Return the fixed plans of the units below that the member may plan, and how many there are.

    By the names of the units, MOST_BELOW at most.
    """
    below = planned_units(member).filter(pk__in=Unit.objects.within(unit)).exclude(pk=unit.pk)
    plans = Plan.objects.filter(unit__in=below).exclude(Q(fixed={}) | Q(fixed_on=None))
    listed = list(plans.select_related("unit").order_by("unit__name", "pk"))
    shown = listed[:MOST_BELOW]
    bases = {plan.unit_id: basis for plan, basis in _bases(shown, standing)}
    wanted = [row for plan in shown if (row := _wanted(plan, bases[plan.unit_id]))]
    newest = newest_of(unit, wanted) if wanted else {}
    rows = [
        UnitRoadmap(
            plan.unit,
            plan.fixed_on,
            dated_roadmap(bases[plan.unit_id], _listed(newest.get(plan.unit_id))),
        )
        for plan in shown
    ]
    return rows, len(listed)


def _bases(plans: Iterable[Plan], standing: StartingLevels) -> list[tuple[Plan, PlanningBasis]]:
    """The plans with their use cases, under the framework of the unit above."""
    listed = list(plans)
    use_cases = UseCase.objects.filter(unit__in=[plan.unit_id for plan in listed])
    rows = list(use_cases.order_by("-value", "name", "pk")) if listed else []
    return [
        (
            plan,
            PlanningBasis(
                standing,
                decisions_of(plan),
                planned_use_cases(row for row in rows if row.unit_id == plan.unit_id),
            ),
        )
        for plan in listed
    ]


def _wanted(plan: Plan, basis: PlanningBasis) -> Wanted | None:
    since = roadmap_start(basis)
    choice = _choice(plan.fixed)
    if since is None:
        return None
    # Plans that were fixed before that was kept rest on all below, which is the usual.
    extent = choice.extent or Extent.ROLLED
    return Wanted(plan.unit_id, replace(choice, extent=extent), since)


def _listed(shown: ShownLevels | None) -> list[ShownLevels]:
    return [shown] if shown else []
