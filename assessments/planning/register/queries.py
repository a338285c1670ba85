"""What the register says: projects with their days, places, stacks and agents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import (
    Case,
    Count,
    DecimalField,
    Func,
    JSONField,
    Max,
    Min,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from assessments.planning.models import (
    ApplicationGroup,
    DeploymentPlace,
    EffortRecord,
    ParallelStack,
    Project,
    ProjectStage,
    RunningAgent,
)
from assessments.rounds.context.work_kinds import WorkKind
from orgs.models import Member, Unit

NOTHING = Decimal(0)
PLACE, UNIT = "place", "unit"


@dataclass(frozen=True)
class ProjectRow:
    """A project of the register with its days by kind of work, in the order of the kinds."""

    project: Project
    days: tuple[Decimal, ...]

    @property
    def total(self) -> Decimal:
        """All its days."""
        return sum(self.days, NOTHING)

    @property
    def pipelines(self) -> str:
        """Its own, shared and reused pipelines; empty where nobody counted them."""
        counted = (
            self.project.pipelines_own,
            self.project.pipelines_shared,
            self.project.pipelines_reused,
        )
        if all(number is None for number in counted):
            return ""
        return " · ".join("–" if number is None else str(number) for number in counted)


def projects(member: Member, *, unit: Unit | None = None, stage: str = "") -> QuerySet[Project]:
    """Return the projects that the member may see, those at work first, by name."""
    rows = Project.objects.visible_to(member).select_related("unit")
    if unit:
        rows = rows.filter(unit__in=Unit.objects.within(unit))
    if stage:
        rows = rows.filter(stage=stage)
    rank = Case(*[When(stage=value, then=place) for place, value in enumerate(_RANKED)])
    return rows.order_by(rank, "name", "pk")


_RANKED = (
    ProjectStage.PILOT,
    ProjectStage.PRODUCTION,
    ProjectStage.STALLED,
    ProjectStage.IDEA,
    ProjectStage.RETIRED,
)


def with_days(shown: Iterable[Project]) -> list[ProjectRow]:
    """Return the projects with their days, in one statement."""
    listed = list(shown)
    counted = EffortRecord.objects.counted().filter(project__in=listed).order_by()
    sums = {f"days_{kind.value}": _days_of(kind) for kind in WorkKind}
    days = {row[0]: tuple(row[1:]) for row in counted.values_list("project").annotate(**sums)}
    none = (NOTHING,) * len(WorkKind)
    return [ProjectRow(project, days.get(project.pk, none)) for project in listed]


def _days_of(kind: WorkKind) -> Sum:
    field = DecimalField(max_digits=12, decimal_places=4)
    return Sum("days", filter=Q(kind=kind.value), default=NOTHING, output_field=field)


@dataclass(frozen=True)
class EffortSource:
    """What one source says about a project in all: days by kind, and the period it covers."""

    name: str
    records: int
    begins: date
    ends: date
    days: Decimal


def sources(project: Project) -> list[EffortSource]:
    """Return where a project's days come from, the newest period first."""
    rows = (
        EffortRecord.objects.counted()
        .filter(project=project)
        .values_list("source")
        .annotate(
            records=Count("pk"), begins=Min("begins_on"), ends=Max("ends_on"), total=Sum("days")
        )
        .order_by("-ends", "source")
    )
    return [EffortSource(*row) for row in rows]


@dataclass(frozen=True)
class MonthOfEffort:
    """The days of a project by kind of work in records that begin in a month."""

    month: date
    project: str
    unit: str
    days: tuple[Decimal, ...]


def effort_by_month(member: Member, *, stage: str = "") -> Iterator[MonthOfEffort]:
    """Yield the days of the projects for which the member may plan, by month and project."""
    counted = EffortRecord.objects.planned_by(member)
    if stage:
        counted = counted.filter(project__stage=stage)
    sums = {f"days_{kind.value}": _days_of(kind) for kind in WorkKind}
    names = ("month", "project__name", "project__unit__name")
    rows = counted.annotate(month=TruncMonth("begins_on")).values_list(*names, "project")
    for month, project, unit, _pk, *days in rows.annotate(**sums).order_by(*names, "project"):
        yield MonthOfEffort(month, project, unit, tuple(days))


@dataclass(frozen=True)
class NamedTags:
    """A place with the constraints that it meets, or a unit with those that it has."""

    pk: int
    name: str
    tags: list[str]


def places_and_constraints(member: Member, *, most: int) -> tuple[list[NamedTags], list[NamedTags]]:
    """Return the deployment places and the constrained units, by name, in one statement."""
    places = DeploymentPlace.objects.filter(organization=member.organization_id)
    constrained = Unit.objects.visible_to(member).active().exclude(tags=[]).order_by("name", "pk")
    meets = Func("meets", function="to_jsonb", output_field=JSONField())
    rows = places.values_list(Value(PLACE), "pk", "name", meets).union(
        constrained.values_list(Value(UNIT), "pk", "name", "tags")[:most], all=True
    )
    told: dict[str, list[NamedTags]] = {PLACE: [], UNIT: []}
    for kind, *row in rows.order_by("name", "pk"):
        told[kind].append(NamedTags(*row))
    return told[PLACE], told[UNIT]


def stacks(member: Member) -> QuerySet[ParallelStack]:
    """Return the parallel stacks that the member may see, by unit."""
    rows = ParallelStack.objects.visible_to(member).select_related("unit")
    return rows.order_by("unit__name", "name", "pk")


def agents(member: Member) -> QuerySet[RunningAgent]:
    """Return the running agents that the member may see, by unit."""
    rows = RunningAgent.objects.visible_to(member).select_related("unit")
    return rows.order_by("unit__name", "name", "pk")


def applications(member: Member) -> QuerySet[ApplicationGroup]:
    """Return the counted applications that the member may see, by unit."""
    rows = ApplicationGroup.objects.visible_to(member).select_related("unit")
    return rows.order_by("unit__name", "name", "pk")


def unit_in_use(unit: Unit) -> str:
    """Return the sentence that says what of the register keeps the unit; empty without any."""
    for model in (Project, ParallelStack, RunningAgent, ApplicationGroup):
        rows = model.objects.filter(unit=unit).order_by("pk")
        name = rows.values_list("name", flat=True).first()
        if name is not None:
            return _("%(unit)s has %(name)s in the register. Give that another unit first.") % {
                "unit": unit.name,
                "name": name,
            }
    return ""
