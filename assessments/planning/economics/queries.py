"""The saved scenarios of a unit, and what its own records tell of the parameters."""

from fractions import Fraction

from django.db.models import Count, Q, QuerySet, Sum

from assessments.planning.foundation.unit_records import EffortDays, PilotCounts, UnitRecords
from assessments.planning.models import EffortRecord, Project, ProjectStage, Scenario
from assessments.rounds.context.work_kinds import WorkKind
from orgs.models import Member, Unit


def scenarios(member: Member, unit: Unit) -> QuerySet[Scenario]:
    """Return the member's own and the shared scenarios of a unit, the newest first."""
    rows = Scenario.objects.visible_to(member).filter(unit=unit)
    return rows.select_related("by__user").order_by("-saved_at", "pk")


def unit_records(member: Member, unit: Unit) -> UnitRecords:
    """Return the recorded days and the projects of the unit and all below it, in two statements."""
    return UnitRecords(_effort_days(member, unit), _pilot_counts(member, unit))


def _effort_days(member: Member, unit: Unit) -> EffortDays:
    records = EffortRecord.objects.planned_by(member).filter(
        project__unit__in=Unit.objects.within(unit)
    )
    sums = records.aggregate(
        **{kind.name.lower(): Sum("days", filter=Q(kind=kind.value)) for kind in WorkKind},
        projects=Count("project", distinct=True),
    )
    by_kind = {kind.name.lower(): Fraction(sums[kind.name.lower()] or 0) for kind in WorkKind}
    return EffortDays(**by_kind, projects=sums["projects"])


def _pilot_counts(member: Member, unit: Unit) -> PilotCounts:
    projects = Project.objects.planned_by(member).filter(unit__in=Unit.objects.within(unit))
    never = Q(in_production_on=None)
    counts = projects.aggregate(
        production=Count("pk", filter=Q(stage=ProjectStage.PRODUCTION) | ~never),
        running=Count("pk", filter=never & Q(stage=ProjectStage.PILOT)),
        stalled=Count("pk", filter=never & Q(stage=ProjectStage.STALLED)),
        retired=Count("pk", filter=never & Q(stage=ProjectStage.RETIRED, started_on__isnull=False)),
    )
    return PilotCounts(**counts)
