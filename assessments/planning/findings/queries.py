"""What is known of units by themselves, read for all of them at once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BigIntegerField,
    DecimalField,
    Func,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
)
from django.db.models.functions import Cast

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Framework
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
from assessments.results.models import CapabilityResult, Result
from assessments.results.scoring.rollup import Tally, Team, tally, thousandths
from assessments.rounds.context import diagnostics
from assessments.rounds.context.work_kinds import WorkKind
from orgs.models import Member, Unit
from orgs.permissions import Permission

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
NOTHING: Mapping[str, Any] = MappingProxyType({})
Row = dict[str, Any]
Units = QuerySet[Unit, Any]


class ResultLevels(NamedTuple):
    """How a result has one capability."""

    supported: int | None
    low: int | None
    high: int | None
    target: int
    not_applicable: bool


def known_facts(member: Member) -> KnownFacts:
    """Return what is known of the units that the member may plan for, in seven statements."""
    rows = Unit.objects.permitted(member, Permission.PLAN).active().order_by("name", "pk")
    planned = rows.order_by().values("pk")
    newest = _newest_results(planned)
    register, around = _projects(planned), _around(planned)
    columns = ("pk", "name", "parent_id", "tags", "weight")
    return KnownFacts(
        units={
            pk: UnitFacts(
                pk=pk,
                name=name,
                parent=parent,
                tags=tuple(tags),
                weight=(counted := thousandths(weight)),
                tallies=_tallies(newest.get(pk, NOTHING), counted),
                answered=_answered(newest.get(pk, NOTHING)),
                projects=tuple(register[pk]),
                stacks=around[pk].stacks,
                agents=tuple(around[pk].agents),
            )
            for pk, name, parent, tags, weight in rows.values_list(*columns)
        },
        framework=_framework(newest),
        places=tuple(frozenset(tags) for tags in _places(member)),
    )


def _newest_results(units: Units) -> dict[int, Row]:
    """Return the newest result of each unit, with its capabilities that have a target."""
    columns = ("capability", *ResultLevels._fields)
    aimed = CapabilityResult.objects.filter(result=OuterRef("pk"), target__gt=0)
    stand = Func(*columns, function="jsonb_build_array", output_field=JSONField())
    stands = ArraySubquery(aimed.values(row=stand))
    ordered = Result.objects.filter(unit__in=units).order_by("unit", "-submitted_at", "-pk")
    newest = ordered.distinct("unit").values("pk")  # chosen first: each row's stands cost much
    rows = (
        Result.objects.filter(pk__in=newest)
        .annotate(stands=Func(stands, function="to_jsonb", output_field=JSONField()))
        .values("unit_id", "framework_version_id", "diagnostics", "stands")
    )
    return {row["unit_id"]: dict(row) for row in rows}


def _framework(newest: Mapping[int, Row]) -> Framework | None:
    """Return the newest framework version among the results."""
    versions = {row["framework_version_id"] for row in newest.values()}
    version = FrameworkVersion.objects.filter(pk__in=versions).order_by("-pk").first()
    return framework_of(version) if version else None


def _tallies(result: Mapping[str, Any], weight: int) -> dict[str, Tally]:
    stands = result.get("stands", ())
    return {capability: _tally(weight, ResultLevels._make(stand)) for capability, *stand in stands}


@lru_cache(maxsize=1024)  # thousands of teams, few of them different
def _tally(weight: int, stand: ResultLevels) -> Tally:
    """Return a unit as a team that has the level only where nothing open could change it."""
    supported, high, target = stand.supported, stand.high, stand.target
    is_met = supported is not None and supported >= target
    is_sure = is_met or stand.low == high or (high is not None and high < target)
    return tally(
        Team(
            weight=weight,
            level=supported if is_sure else None,
            applies=not stand.not_applicable,
            is_met=is_met,
        )
    )


def _answered(result: Mapping[str, Any]) -> diagnostics.DiagnosticFacts | None:
    said = result.get("diagnostics")
    return diagnostics.diagnostics_from_json(said) if said else None


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
