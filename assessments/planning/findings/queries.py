"""What is known of units by themselves, read for all of them at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    BigIntegerField,
    DecimalField,
    Q,
    QuerySet,
    Sum,
    Value,
)
from django.db.models.functions import Cast

from assessments.planning.models import (
    BatchState,
    DeploymentPlace,
    Funding,
    ParallelStack,
    Project,
    ProjectStage,
    RunningAgent,
    TeamFate,
)
from assessments.planning.portfolio.asked_queries import StoredResult, asked_units
from assessments.planning.portfolio.basis import BasisChoice
from assessments.planning.portfolio.level_queries import area_levels, chosen_area
from assessments.rounds.context import diagnostics
from assessments.rounds.context.queries import judged_anew
from assessments.rounds.context.work_kinds import WorkKind
from orgs.models import Member, Unit
from orgs.permissions import Permission
from orgs.units.descent import branch

from .unit_facts import PARTS_A_DAY, KnownFacts, ProjectFacts, UnitFacts

COUNTED = Q(effort__batch=None) | Q(effort__batch__state=BatchState.APPLIED)
AT_WORK = frozenset({ProjectStage.PILOT, ProjectStage.STALLED})
AS_STORED = (
    "unit_id",
    "name",
    "pipelines_own",
    "pipelines_shared",
    "pipelines_reused",
    "succeeded_on",
    "replicated_with_help",
    "replicated_without_help",
    "pipelines_cost",
)
Units = QuerySet[Unit, Any]


def known_facts(
    member: Member, root: int | None, choice: BasisChoice, day: date
) -> KnownFacts | None:
    """Return what is known of a unit and all below it, or of all units that the member plans for.

    Six statements. None where the member does not plan for the unit.
    """
    planned = Unit.objects.permitted(member, Permission.PLAN).active()
    asked = asked_units(planned.order_by("name", "pk"), member.organization, day, told=True)
    inside: Collection[int] = asked.units.keys()
    if root is not None:
        inside = branch({pk: unit.parent for pk, unit in asked.units.items()}, root)
        if not inside:
            return None
    options, area = chosen_area(asked, choice, inside, root)
    chosen = Unit.objects.filter(pk__in=inside)
    register, around = _projects(chosen), _around(chosen)
    facts = {
        unit.pk: UnitFacts(
            pk=unit.pk,
            name=unit.name,
            tags=unit.tags,
            projects=tuple(register[unit.pk]),
            stacks=around[unit.pk].stacks,
            agents=tuple(around[unit.pk].agents),
        )
        for unit in asked.units.values()
        if unit.pk in inside
    }
    return KnownFacts(
        root=facts[root] if root else None,
        units=(facts[root],) if options.is_team_alone and root else tuple(facts.values()),
        standing=area_levels(area, asked, options) if area else None,
        area=area,
        told=_told(asked.results.get(options.framework, {})),
        places=tuple(frozenset(tags) for tags in _places(member)),
    )


def _told(results: Mapping[int, StoredResult]) -> dict[int, diagnostics.DiagnosticFacts]:
    """Return what sessions told, judged as they were judged last, by the result's number."""
    return {
        row.pk: judged_anew(diagnostics.diagnostics_from_json(row.told), row.judged_late)
        for row in results.values()
        if row.told
    }


def _projects(units: Units) -> defaultdict[int, list[ProjectFacts]]:
    days = (
        Cast(
            Sum("effort__days", filter=Q(effort__kind=kind.value) & COUNTED, default=0)
            * PARTS_A_DAY,
            BigIntegerField(),
        )
        for kind in WorkKind
    )
    projects: defaultdict[int, list[ProjectFacts]] = defaultdict(list)
    rows = Project.objects.filter(unit__in=units).order_by("name", "pk")
    for row in rows.values_list("stage", "funding", "team", *AS_STORED, *days):
        (stage, funding, team), rest = row[:3], row[3:]
        stored, parts = rest[: len(AS_STORED)], rest[len(AS_STORED) :]
        states = (
            stage in AT_WORK,
            stage == ProjectStage.PRODUCTION,
            funding == Funding.PROJECT,
            team == TeamFate.DISSOLVED,
        )
        worked = diagnostics.ProjectDays(stored[1], *parts) if any(parts) else None
        projects[stored[0]].append(ProjectFacts._make((*stored, *states, worked)))
    return projects


@dataclass
class _Around:
    stacks: int = 0
    agents: list[tuple[int, Decimal | None]] = field(default_factory=list)


def _around(units: Units) -> defaultdict[int, _Around]:
    """Return stacks and reviewed agents by unit, in one statement."""
    nobody = Value(None, output_field=DecimalField(max_digits=6, decimal_places=2))
    # A stack reads as an agent with -1 actions, so that both tables come in one union.
    stacks = ParallelStack.objects.filter(unit__in=units).values_list(
        "unit_id", Value(-1), nobody, "pk"
    )
    agents = RunningAgent.objects.filter(unit__in=units, reviewed_by_hand=True).values_list(
        "unit_id", "actions_per_day", "reviewers", "pk"
    )
    around: defaultdict[int, _Around] = defaultdict(_Around)
    for unit, actions, reviewers, _pk in stacks.union(agents, all=True):
        if actions < 0:
            around[unit].stacks += 1
        else:
            around[unit].agents.append((actions, reviewers))
    return around


def _places(member: Member) -> list[list[str]]:
    rows = DeploymentPlace.objects.filter(organization=member.organization_id)
    return list(rows.order_by("pk").values_list("meets", flat=True))
