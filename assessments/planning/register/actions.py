"""Changes of the register: projects, places, stacks, agents, and days entered by hand."""

import calendar
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from assessments.planning.models import (
    ApplicationGroup,
    DeploymentPlace,
    EffortRecord,
    ParallelStack,
    Project,
    RunningAgent,
)
from assessments.rounds.context.work_kinds import WorkKind
from orgs.models import Member
from orgs.refusals import NotNowError

BY_HAND = "by hand"
Entry = TypeVar("Entry", Project, DeploymentPlace, ParallelStack, RunningAgent, ApplicationGroup)
Facts = Mapping[str, object]


class EntryNameTakenError(NotNowError):
    """Something of that name, or of that code, is in the register already."""

    field = "name"


def add(model: type[Entry], *, facts: Facts, by: Member) -> Entry:
    """Return a new row of the register; raise EntryNameTakenError."""
    return _saved(model(organization_id=by.organization_id, **facts))


def change(row: Entry, *, facts: Facts) -> Entry:
    """Write the facts to the row and return it; raise EntryNameTakenError."""
    for name, value in facts.items():
        setattr(row, name, value)
    return _saved(row)


@transaction.atomic
def strike(row: models.Model) -> None:
    """Take a row out of the register, a project with all its effort; the history keeps it."""
    row.delete()


@transaction.atomic
def enter_month(
    *, month: date, days: Mapping[tuple[Project, WorkKind], Decimal], by: Member
) -> None:
    """Write the days by project and kind that were entered by hand for a month; 0 clears them.

    What came from files stays beside it.
    """
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    for (project, kind), number in days.items():
        # It says what the figure is of, so that entering it again replaces it.
        mark = f"hand-{project.pk}-{kind.value}-{month:%Y-%m}"
        row = EffortRecord.objects.filter(organization_id=by.organization_id, fingerprint=mark)
        if not number:
            row.delete()
        elif not row.update(days=number):
            EffortRecord.objects.create(
                organization_id=by.organization_id,
                project=project,
                kind=kind.value,
                days=number,
                begins_on=month,
                ends_on=last,
                source=BY_HAND,
                fingerprint=mark,
            )


def _saved(row: Entry) -> Entry:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        # So the constraints on names are called; any other that breaks is a mistake of ours.
        if "_of_a_" not in str(error):
            raise
        raise EntryNameTakenError(
            _("The register already has an entry with this name or code.")
        ) from None
    return row
