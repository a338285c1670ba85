"""The register of AI projects as files: what is known of each, what surrounds them, their days."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.planning.models import Project, ProjectStage
from assessments.planning.plan_files import AboutLine, PlanTables
from assessments.planning.portfolio.about_lines import about_plan
from assessments.results.files.table import Cell, Line, Table
from assessments.rounds.context.wording import WORK_KINDS
from orgs.models import Member
from orgs.permissions import Permission

from . import queries

BETWEEN = ", "
MOST_CONSTRAINED = 10_000


def register_tables(member: Member, stage: str, on: date) -> PlanTables:
    """Return what a member may see of the register: of projects, those at a stage if one is named.

    Days by month are there for those who plan, and for the units that they plan.
    """
    currency = member.organization.currency
    about = [
        *about_plan(_("all units"), None, on),
        AboutLine("stage", _("Stage"), str(ProjectStage(stage).label) if stage else _("all")),
        AboutLine("currency", _("Currency"), currency),
    ]
    tables = [_projects(member, stage), _stacks(member), _agents(member), _applications(member)]
    tables += [_places(member), _constrained(member)]
    if member.can(Permission.PLAN):
        tables.append(_effort(member, stage))
    query = f"stage={stage}" if stage else ""
    return PlanTables("register", _("all units"), about, tables, query)


def _projects(member: Member, stage: str) -> Table:
    columns = (
        ("project", _("Project")), ("unit", _("Unit")), ("code", _("Code")), ("stage", _("Stage")),
        ("started_on", _("Started")), ("succeeded_on", _("Pilot succeeded")),
        ("in_production_on", _("In production")), ("ended_on", _("Ended")),
        ("funding", _("Paid from")), ("team", _("Team")), ("pipelines_own", _("Own pipelines")),
        ("pipelines_shared", _("Shared pipelines")), ("pipelines_reused", _("Reused pipelines")),
        ("pipelines_cost", _("Upkeep of own pipelines, a month")),
        ("replicated_with_help", _("Repeated by other teams with help")),
        ("replicated_without_help", _("Repeated by other teams without help")),
        ("replicated_by", _("Repeated by")), ("governance", _("Governance framework")),
        *_day_columns(),
    )  # fmt: skip
    return _table("projects", _("Projects"), columns, _project_lines(member, stage))


def _project_lines(member: Member, stage: str) -> Iterator[Line]:
    for row in queries.with_days(queries.projects(member, stage=stage)):
        yield *_facts(row.project), *_days(row.days)


def _facts(project: Project) -> Line:
    return (
        *(project.name, project.unit.name, project.code or None, project.get_stage_display()),
        *(project.started_on, project.succeeded_on, project.in_production_on, project.ended_on),
        *(project.get_funding_display() or None, project.get_team_display() or None),
        *(project.pipelines_own, project.pipelines_shared, project.pipelines_reused),
        *(project.pipelines_cost, project.replicated_with_help, project.replicated_without_help),
        *(project.replicated_by or None, project.governance or None),
    )


def _stacks(member: Member) -> Table:
    columns = (
        ("stack", _("Parallel stack")), ("unit", _("Unit")), ("reason", _("Why it exists")),
        ("cost", _("Cost a month")),
    )  # fmt: skip
    return _table("stacks", _("Parallel stacks"), columns, _stack_lines(member))


def _stack_lines(member: Member) -> Iterator[Line]:
    for row in queries.stacks(member):
        yield row.name, row.unit.name, row.reason or None, row.cost


def _agents(member: Member) -> Table:
    columns = (
        ("agent", _("Running agent")), ("unit", _("Unit")), ("actions_per_day", _("Actions a day")),
        ("reviewed_by_hand", _("People review its actions")),
        ("reviewers", _("Reviewers (full-time people)")),
    )  # fmt: skip
    return _table("agents", _("Running agents"), columns, _agent_lines(member))


def _agent_lines(member: Member) -> Iterator[Line]:
    for row in queries.agents(member):
        reviewers = row.reviewers if row.reviewed_by_hand else None
        yield row.name, row.unit.name, row.actions_per_day, row.reviewed_by_hand, reviewers


def _applications(member: Member) -> Table:
    columns = (
        ("counted", _("What was counted")), ("unit", _("Unit")),
        ("applications", _("Applications")), ("connected", _("Of these connected")),
        ("counted_on", _("Counted on")),
    )  # fmt: skip
    return _table("applications", _("Applications"), columns, _application_lines(member))


def _application_lines(member: Member) -> Iterator[Line]:
    for row in queries.applications(member):
        yield row.name, row.unit.name, row.applications, row.connected, row.counted_on


def _places(member: Member) -> Table:
    columns = (("place", _("Deployment place")), ("meets", _("Constraints that it meets")))
    return _table("places", _("Deployment places"), columns, _tag_lines(member, 0))


def _constrained(member: Member) -> Table:
    columns = (("unit", _("Unit")), ("constraints", _("Constraints")))
    return _table("constrained_units", _("Units with constraints"), columns, _tag_lines(member, 1))


def _tag_lines(member: Member, which: int) -> Iterator[Line]:
    for row in queries.places_and_constraints(member, most=MOST_CONSTRAINED)[which]:
        yield row.name, BETWEEN.join(row.tags)


def _effort(member: Member, stage: str) -> Table:
    columns = (
        ("month", _("Month in which it begins")), ("project", _("Project")), ("unit", _("Unit")),
        *_day_columns(),
    )  # fmt: skip
    return _table("effort", _("Days by month"), columns, _effort_lines(member, stage))


def _effort_lines(member: Member, stage: str) -> Iterator[Line]:
    for row in queries.effort_by_month(member, stage=stage):
        yield f"{row.month:%Y-%m}", row.project, row.unit, *_days(row.days)


def _day_columns() -> Sequence[tuple[str, str]]:
    kinds = [(f"days_{kind.value}", str(name)) for kind, name in WORK_KINDS.items()]
    return [*kinds, ("days", _("All days"))]


def _days(days: Sequence[Decimal]) -> Sequence[Cell]:
    """Return days by kind and in all; what nobody recorded is empty."""
    return [number or None for number in (*days, sum(days, queries.NOTHING))]


def _table(key: str, name: str, columns: Sequence[tuple[str, str]], lines: Iterable[Line]) -> Table:
    keys, heads = zip(*columns, strict=True)
    return Table(key, name, keys, heads, lines)
