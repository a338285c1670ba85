"""Applying a table of units: all of it, to the tree that was previewed, or nothing."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Max, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from orgs.models import Organization, Unit
from orgs.refusals import NotNowError

from .actions import lock_tree
from .import_lines import UnitImportLine
from .import_plan import ImportPlan, WantedUnit, plan_import
from .import_table import digest, present_units

CHANGED = ["name", "code", "parent", "weight", "tags", "archived_at", "merged_into"]


class TreeChangedError(NotNowError):
    """The tree is not the one that the preview was made of."""


class ImportRefusedError(NotNowError):
    """A row of the table is refused."""


@transaction.atomic
def apply(
    *, organization: Organization, lines: Sequence[UnitImportLine], seen: str, at: datetime
) -> ImportPlan:
    """Change the tree as the lines say and return the plan.

    `seen` is the digest of the tree at the preview. Raises TreeChangedError, ImportRefusedError.
    """
    lock_tree(organization.pk)
    # Read under the lock, so that the tree stays the one that the digest is of.
    units = present_units(organization)
    if digest(units) != seen:
        raise TreeChangedError(_("The units have changed since the preview. Look at it again."))
    planned = plan_import(lines, units)
    if planned.is_refused:
        raise ImportRefusedError(_("Some rows are refused, so nothing was changed."))
    wanted = [row.wanted for row in planned.changes if row.wanted]
    try:
        with transaction.atomic():
            _carry_out(organization, wanted, at)
    except IntegrityError as error:
        raise ImportRefusedError(
            _("Two units would have the same name or code, so nothing was changed.")
        ) from error
    return planned


def _carry_out(organization: Organization, wanted: Sequence[WantedUnit], at: datetime) -> None:
    """Take names and codes out of the way first, since two units may change places."""
    old = [unit for unit in wanted if unit.key > 0]
    aside = Concat(Value("import "), Cast(F("pk"), TextField()))
    Unit.objects.filter(pk__in=[unit.key for unit in old]).update(
        name=aside, name_key=aside, code=""
    )
    numbers = _create(organization, [unit for unit in wanted if unit.key < 0], at)
    rows = Unit.objects.in_bulk([unit.key for unit in old])
    for unit in old:
        _fill(rows[unit.key], unit, numbers, at)
    Unit.objects.bulk_update(rows.values(), CHANGED, batch_size=500)


def _create(
    organization: Organization, wanted: Sequence[WantedUnit], at: datetime
) -> dict[int, int]:
    """Create the new units, parents first; return the number that each key became."""
    numbers: dict[int, int] = {}
    waiting, positions = list(wanted), _positions(organization, wanted)
    while waiting:
        ready = [unit for unit in waiting if _is_there(unit.parent, numbers)]
        rows = [
            _fill(Unit(organization=organization, position=positions[unit.key]), unit, numbers, at)
            for unit in ready
        ]
        Unit.objects.bulk_create(rows, batch_size=500)
        numbers |= {unit.key: row.pk for unit, row in zip(ready, rows, strict=True)}
        waiting = [unit for unit in waiting if unit.key not in numbers]
    return numbers


def _positions(organization: Organization, wanted: Sequence[WantedUnit]) -> dict[int, int]:
    """Return the places of new units: in the file's order, behind siblings that were listed.

    Where the siblings go by name, so do the new ones.
    """
    last = dict(
        Unit.objects.filter(organization=organization)
        .order_by()
        .values_list("parent")
        .annotate(last=Max("position"))
    )
    return {
        unit.key: 0 if last.get(unit.parent) == 0 else last.get(unit.parent, 0) + number
        for number, unit in enumerate(wanted, start=1)
    }


def _is_there(parent: int | None, numbers: dict[int, int]) -> bool:
    # Below zero are new units, above it those of the present tree.
    return parent is None or parent > 0 or parent in numbers


def _fill(row: Unit, wanted: WantedUnit, numbers: dict[int, int], at: datetime) -> Unit:
    row.name, row.code, row.weight = wanted.name, wanted.code, wanted.weight
    row.tags = list(wanted.tags)
    row.parent_id = None if wanted.parent is None else numbers.get(wanted.parent, wanted.parent)
    row.archived_at = (row.archived_at or at) if wanted.archived else None
    if not wanted.archived:
        row.merged_into_id = None
    return row
