"""The use cases of a unit on their way from approval to production."""

from django.db.models import QuerySet

from assessments.planning.models import Project, ProjectStage, UseCase
from orgs.models import Member, Unit

from .approvals import Carrier, TrackedUseCase, Tracking


def carrying_projects(member: Member, unit: Unit) -> QuerySet[Project]:
    """Return the projects that can carry a use case: those of the unit and of all below it."""
    rows = Project.objects.planned_by(member).filter(unit__in=Unit.objects.within(unit))
    return rows.select_related("unit").order_by("name", "pk")


def other_use_cases(unit: Unit, use_case: UseCase | None = None) -> QuerySet[UseCase]:
    """Return what a use case can replace: the others of the unit, by name."""
    rows = UseCase.objects.filter(unit=unit).order_by("name", "pk")
    return rows.exclude(pk=use_case.pk) if use_case else rows


def tracked_use_cases(unit: Unit) -> Tracking:
    """Return the unit's use cases, replaced ones included, and their projects, in one statement."""
    rows = UseCase.objects.filter(unit=unit).select_related("project").order_by("name", "pk")
    listed = list(rows)
    carriers = {
        row.pk: Carrier(row.project.pk, row.project.name, row.project.get_stage_display())
        for row in listed
        if row.project
    }
    return Tracking([_tracked(row) for row in listed], carriers)


def _tracked(row: UseCase) -> TrackedUseCase:
    project = row.project
    shipped_on = project.in_production_on if project else None
    return TrackedUseCase(
        pk=row.pk,
        name=row.name,
        requires=row.requires,
        approved_on=row.approved_on,
        shipped_on=shipped_on,
        is_shipped=bool(shipped_on or (project and project.stage == ProjectStage.PRODUCTION)),
        replaces=row.replaces_id,
    )
