"""What is known of units by themselves, read for all of them at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DecimalField, Func, JSONField, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import JSONObject

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Framework
from assessments.planning.effort_lines import Kind
from assessments.planning.models import (
    BatchState,
    DeploymentPlace,
    ParallelStack,
    Project,
    RunningAgent,
)
from assessments.results.models import CapabilityResult, Result
from assessments.results.rollup import Tally, Team, tally
from assessments.rounds import diagnostics
from orgs.models import Member, Unit
from orgs.permissions import Permission

THOUSANDTHS = 1000
NOTHING = Decimal(0)
COUNTED = Q(effort__batch=None) | Q(effort__batch__state=BatchState.APPLIED)
Row = dict[str, Any]
tallied = lru_cache(maxsize=1024)(tally)  # thousands of teams, few of them different
Units = QuerySet[Unit, Any]


@dataclass(frozen=True)
class UnitKnown:
    """What is known of one unit by itself: its newest result, its part of the register."""

    pk: int
    name: str
    parent: int | None
    tags: tuple[str, ...]
    weight: int
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    answered: diagnostics.Answered | None = None
    projects: tuple[Project, ...] = ()
    stacks: int = 0
    agents: tuple[tuple[int, Decimal | None], ...] = ()

    @cached_property
    def worked(self) -> tuple[diagnostics.Project, ...]:
        """The days of its projects, of those that have any."""
        return tuple(days for row in self.projects if (days := _days(row)).total)


def _days(row: Project) -> diagnostics.Project:
    days = (Fraction(vars(row)[f"days_{kind.value}"]) for kind in Kind)
    return diagnostics.Project(row.name, *days)


@dataclass(frozen=True)
class Known:
    """All units that the member may plan for, what is known of each, and where AI can run."""

    units: Mapping[int, UnitKnown]
    framework: Framework | None
    places: tuple[frozenset[str], ...]

    def below(self, root: int) -> list[UnitKnown]:
        """Return the unit and all below it."""
        return [unit for unit in self.units.values() if root in self._path(unit)]

    def _path(self, unit: UnitKnown) -> Iterable[int]:
        at: UnitKnown | None = unit
        while at:
            yield at.pk
            at = self.units.get(at.parent) if at.parent else None


def known(member: Member) -> Known:
    """Return what is known of the units that the member may plan for, in seven statements."""
    rows = Unit.objects.permitted(member, Permission.PLAN).active().order_by("name", "pk")
    units = {
        pk: UnitKnown(pk, name, parent, tuple(tags), int(weight * THOUSANDTHS))
        for pk, name, parent, tags, weight in rows.values_list(
            "pk", "name", "parent_id", "tags", "weight"
        )
    }
    planned = rows.order_by().values("pk")
    found = _newest_results(planned)
    framework = _framework(found)
    register, around = _projects(planned), _around(planned)
    return Known(
        units={
            pk: replace(
                unit,
                tallies=_tallies(found.get(pk, {}).get("stands", ()), unit.weight),
                answered=_answered(found.get(pk)),
                projects=tuple(register[pk]),
                stacks=around[pk].stacks,
                agents=tuple(around[pk].agents),
            )
            for pk, unit in units.items()
        },
        framework=framework,
        places=tuple(frozenset(tags) for tags in _places(member)),
    )


def _newest_results(units: Units) -> dict[int, Row]:
    """Return the newest result of each unit, with its capabilities that have a target."""
    columns = ("capability", "supported", "low", "high", "target", "not_applicable")
    aimed = CapabilityResult.objects.filter(result=OuterRef("pk"), target__gt=0)
    stands = ArraySubquery(aimed.values(row=JSONObject(**{c: c for c in columns})))
    rows = Result.objects.filter(unit__in=units).order_by("unit", "-submitted_at", "-pk")
    newest = (
        rows.distinct("unit")
        .annotate(stands=Func(stands, function="to_jsonb", output_field=JSONField()))
        .values("unit_id", "framework_version_id", "diagnostics", "stands")
    )
    return {row["unit_id"]: dict(row) for row in newest}


def _framework(found: Mapping[int, Row]) -> Framework | None:
    """Return the newest framework version among the results."""
    versions = {row["framework_version_id"] for row in found.values()}
    version = FrameworkVersion.objects.filter(pk__in=versions).order_by("-pk").first()
    return framework_of(version) if version else None


def _tallies(stands: Iterable[Row], weight: int) -> dict[str, Tally]:
    return {stand["capability"]: tallied(_team(stand, weight)) for stand in stands}


def _team(stand: Row, weight: int) -> Team:
    """Return a unit as a team that has the level only where nothing open could change it."""
    supported, high, target = stand["supported"], stand["high"], stand["target"]
    is_met = supported is not None and supported >= target
    is_sure = is_met or stand["low"] == high or (high is not None and high < target)
    return Team(
        weight=weight,
        level=supported if is_sure else None,
        applies=not stand["not_applicable"],
        is_met=is_met,
    )


def _answered(row: Row | None) -> diagnostics.Answered | None:
    return diagnostics.read(row["diagnostics"]) if row and row["diagnostics"] else None


def _projects(units: Units) -> defaultdict[int, list[Project]]:
    field_of_days = DecimalField(max_digits=12, decimal_places=4)
    days = {
        f"days_{kind.value}": Sum(
            "effort__days",
            filter=Q(effort__kind=kind.value) & COUNTED,
            default=NOTHING,
            output_field=field_of_days,
        )
        for kind in Kind
    }
    found: defaultdict[int, list[Project]] = defaultdict(list)
    rows = Project.objects.filter(unit__in=units).annotate(**days)
    for project in rows.order_by("name", "pk"):
        found[project.unit_id].append(project)
    return found


@dataclass
class _Around:
    stacks: int = 0
    agents: list[tuple[int, Decimal | None]] = field(default_factory=list)


def _around(units: Units) -> defaultdict[int, _Around]:
    """Return stacks and reviewed agents by unit, in one statement."""
    nobody = Value(None, output_field=DecimalField(max_digits=6, decimal_places=2))
    stacks = ParallelStack.objects.filter(unit__in=units).values_list(
        "unit_id", Value(-1), nobody, "pk"
    )
    agents = RunningAgent.objects.filter(unit__in=units, reviewed_by_hand=True).values_list(
        "unit_id", "actions_per_day", "reviewers", "pk"
    )
    found: defaultdict[int, _Around] = defaultdict(_Around)
    for unit, actions, reviewers, _pk in stacks.union(agents, all=True):
        if actions < 0:
            found[unit].stacks += 1
        else:
            found[unit].agents.append((actions, reviewers))
    return found


def _places(member: Member) -> list[list[str]]:
    rows = DeploymentPlace.objects.filter(organization=member.organization_id)
    return list(rows.order_by("pk").values_list("meets", flat=True))
