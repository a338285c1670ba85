"""The saved scenarios of a unit, and what its own records tell of the parameters."""

from fractions import Fraction

from django.db.models import Count, Q, QuerySet, Sum

from assessments.planning.foundation.unit_records import EffortDays, PilotCounts, UnitRecords
from assessments.planning.models import EffortRecord, Project, ProjectStage, Scenario
from assessments.planning.portfolio.basis import BasisOptions
from assessments.rounds.context.work_kinds import WorkKind
from orgs.models import Member, Unit


def scenarios(member: Member, unit: Unit) -> QuerySet[Scenario]:
    """Return the member's own and the shared scenarios of a unit, the newest first."""
    rows = Scenario.objects.visible_to(member).filter(unit=unit)
    return rows.select_related("by__user").order_by("-saved_at", "pk")


def unit_records(member: Member, unit: Unit, options: BasisOptions) -> UnitRecords:
    """Return the recorded days and the projects of what a plan rests on, in two statements.

    They are the unit's own alone where its team was chosen although others were asked below it.
    """
    below = Unit.objects.within(unit).active()
    units = Unit.objects.filter(pk=unit.pk) if options.is_team_alone else below
    return UnitRecords(_effort_days(member, units), _pilot_counts(member, units))


def _effort_days(member: Member, units: QuerySet[Unit]) -> EffortDays:
    records = EffortRecord.objects.planned_by(member).filter(project__unit__in=units)
    sums = records.aggregate(
        **{kind.name.lower(): Sum("days", filter=Q(kind=kind.value)) for kind in WorkKind},
        projects=Count("project", distinct=True),
    )
    by_kind = {kind.name.lower(): Fraction(sums[kind.name.lower()] or 0) for kind in WorkKind}
    return EffortDays(**by_kind, projects=sums["projects"])


def _pilot_counts(member: Member, units: QuerySet[Unit]) -> PilotCounts:
    projects = Project.objects.planned_by(member).filter(unit__in=units)
    never = Q(in_production_on=None)
    counts = projects.aggregate(
        production=Count("pk", filter=Q(stage=ProjectStage.PRODUCTION) | ~never),
        running=Count("pk", filter=never & Q(stage=ProjectStage.PILOT)),
        stalled=Count("pk", filter=never & Q(stage=ProjectStage.STALLED)),
        retired=Count("pk", filter=never & Q(stage=ProjectStage.RETIRED, started_on__isnull=False)),
    )
    return PilotCounts(**counts)
