"""The saved scenarios of a unit, and the parameters that its own records tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlencode

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from assessments.planning.models import EffortRecord, Project, Scenario
from assessments.planning.models.register import ProjectStage
from assessments.planning.number_text import number_text
from assessments.planning.portfolio.level_closure import highest, least_consistent, steps_between
from assessments.planning.portfolio.queries import PlanningBasis
from assessments.results.scoring.backed_levels import Levels
from assessments.rounds.context.work_kinds import WorkKind
from orgs.models import Member, Unit

from .forms import NumbersForm
from .level_effects import PlumbingShares, foundation_months, removed_share
from .page import TrajectoryOutcome
from .parameters import MeasuredParameter

FOUNDATION_LEVEL = 2
MONTHS_A_QUARTER = 3


@dataclass(frozen=True)
class ScenarioShown:
    """A saved scenario: whose it is, how to open it, what follows from it."""

    scenario: Scenario
    query: str
    outcome: TrajectoryOutcome
    is_own: bool


def scenarios(member: Member, unit: Unit) -> list[ScenarioShown]:
    """Return the member's own and the shared scenarios of a unit, the newest first."""
    rows = Scenario.objects.visible_to(member).filter(unit=unit)
    return [
        _shown(member, row) for row in rows.select_related("by__user").order_by("-saved_at", "pk")
    ]


def _shown(member: Member, row: Scenario) -> ScenarioShown:
    form = NumbersForm({**row.assumptions, "begin": "defaults"})
    form.is_valid()
    return ScenarioShown(
        scenario=row,
        query=urlencode(row.assumptions),
        outcome=TrajectoryOutcome(form.numbers({}), {}, form.value, form.chosen),
        is_own=row.by_id == member.pk,
    )


@dataclass(frozen=True)
class Days:
    """Engineering days of a unit's AI projects by kind of work."""

    integration: Fraction
    governance: Fraction
    operations: Fraction
    agent: Fraction
    projects: int

    @property
    def plumbing(self) -> Fraction:
        """The days of the three kinds of plumbing."""
        return self.integration + self.governance + self.operations

    @property
    def total(self) -> Fraction:
        """All days."""
        return self.plumbing + self.agent

    @property
    def shares(self) -> PlumbingShares | None:
        """How the plumbing divides; None without any."""
        if not self.plumbing:
            return None
        kinds = (self.integration, self.governance, self.operations)
        return PlumbingShares(*(days / self.plumbing for days in kinds))


def measured_parameters(
    member: Member, ground: PlanningBasis, level: int
) -> Mapping[str, MeasuredParameter]:
    """Return what is known of the parameters, for a foundation up to a level."""
    days = effort_days(member, ground.unit)
    return {
        **_plumbing(days),
        **_yield(member, ground.unit),
        **(_foundation(ground, level, days) if ground.standing.is_known else {}),
    }


def effort_days(member: Member, unit: Unit) -> Days:
    """Return the days recorded for the projects of the unit and all below it."""
    records = EffortRecord.objects.planned_by(member).filter(
        project__unit__in=Unit.objects.within(unit)
    )
    found = records.aggregate(
        **{kind.name.lower(): Sum("days", filter=Q(kind=kind.value)) for kind in WorkKind},
        projects=Count("project", distinct=True),
    )
    by_kind = {kind.name.lower(): Fraction(found[kind.name.lower()] or 0) for kind in WorkKind}
    return Days(**by_kind, projects=found["projects"])


def levels_after(ground: PlanningBasis, level: int) -> Levels:
    """Return the levels of a foundation: every capability with a target up to the level."""
    aims = ground.standing.aims
    wanted = {key: min(level, aim.target) for key, aim in aims.items()}
    raised = highest(ground.standing.levels, wanted)
    return least_consistent(raised, ground.framework.prerequisites)


def _plumbing(days: Days) -> Mapping[str, MeasuredParameter]:
    if not days.total:
        return {}
    source = _("%(plumbing)s of %(total)s engineering days recorded for %(projects)s AI projects")
    told = source % {
        "plumbing": number_text(days.plumbing),
        "total": number_text(days.total),
        "projects": days.projects,
    }
    return {"phi": MeasuredParameter(days.plumbing / days.total, told)}


def _yield(member: Member, unit: Unit) -> Mapping[str, MeasuredParameter]:
    """Own pilots that reached production, over all that were piloted."""
    projects = Project.objects.planned_by(member).filter(unit__in=Unit.objects.within(unit))
    counts = projects.aggregate(
        live=Count("pk", filter=Q(stage=ProjectStage.PRODUCTION)),
        piloted=Count("pk", filter=~Q(stage__in=[ProjectStage.IDEA, ProjectStage.RETIRED])),
    )
    if not counts["piloted"]:
        return {}
    told = _("%(live)s of %(piloted)s AI projects of the register are in production") % counts
    return {"pi_S": MeasuredParameter(Fraction(counts["live"], counts["piloted"]), told)}


def _foundation(ground: PlanningBasis, level: int, days: Days) -> Mapping[str, MeasuredParameter]:
    levels = levels_after(ground, level)
    steps = steps_between(ground.standing.levels, levels)
    monthly = Fraction(ground.plan.capacity) / MONTHS_A_QUARTER
    effort = sum((ground.efforts[step] for step in steps), Fraction(0))
    months = foundation_months(effort, monthly)
    removed = removed_share(levels, days.shares)
    found: dict[str, MeasuredParameter] = {}
    if months is not None:
        told = _("%(effort)s person-weeks of steps to level %(level)s at %(capacity)s a month")
        names = {"effort": number_text(effort), "level": level, "capacity": number_text(monthly)}
        found["F"] = MeasuredParameter(months, told % names)
    if removed is not None:
        told = _("what level %(level)s covers of plumbing, by the method's table of coverage")
        found["rho"] = MeasuredParameter(removed, told % {"level": level})
    return found
