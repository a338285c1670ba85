"""The use cases of a unit as files, equal to their page."""

from datetime import date

from django.utils.translation import gettext as _

from assessments.planning.plan_files import PlanTables
from assessments.planning.portfolio.about_lines import about_plan
from assessments.planning.portfolio.basis import PlanningBasis
from assessments.planning.portfolio.page import choice_query
from assessments.planning.portfolio.unlock import Unlocking
from assessments.results.files.table import Cell, Table

from .approvals import Tracking
from .approvals_page import DeliveryNote, approved_shown, autonomy_shown, delivery_notes
from .page import (
    Blocker,
    UseCaseShown,
    blocked_use_cases_shown,
    use_cases_across_units,
    use_cases_shown,
)


def use_case_tables(basis: PlanningBasis, unit: str, on: date, tracking: Tracking) -> PlanTables:
    """Return the use cases, approved and shipped ones, what waits, and what agents may do."""
    tables = [
        _use_cases(basis, tracking),
        *_approved(tracking, on),
        _waiting(basis),
        *_autonomy(basis),
        *_across(basis),
    ]
    about = about_plan(unit, basis.standing, on)
    query = choice_query(basis.standing.options.chosen).removeprefix("?")
    return PlanTables("use-cases", unit, about, tables, query)


def _use_cases(basis: PlanningBasis, tracking: Tracking) -> Table:
    keys = tuple(basis.framework.capabilities_by_key)
    notes = delivery_notes(tracking, basis.standing)
    return Table(
        key="use_cases",
        name=_("Use cases"),
        keys=(
            *("use_case", "value", "status", "status_at_the_ends", "steps", "person_weeks"),
            *("blocked_by", "hidden_blockers", "true_already", "data_stays"),
            *("approved_on", "project", "in_production_on", "replaces", "in_a_row"),
            *(f"requires_{key}" for key in keys),
        ),
        heads=(
            *(_("Use case"), _("Value"), _("Status"), _("Status at the ends"), _("Missing steps")),
            *(_("Person-weeks"), _("Blocked by"), _("Hidden blockers"), _("True already")),
            *(_("Data stays"), _("Approved on"), _("Project"), _("In production on")),
            *(
                _("Replaces"),
                _("In a row"),
                *(basis.framework.capability(key).name for key in keys),
            ),
        ),
        lines=(
            (*_line(row, unlocking), *(row.use_case.requires.get(key) for key in keys))
            for row, unlocking in zip(
                use_cases_shown(basis, notes), basis.every.unlockings, strict=True
            )
        ),
    )


def _line(row: UseCaseShown, unlocking: Unlocking) -> tuple[Cell, ...]:
    return (
        *(row.use_case.name, row.use_case.value, row.status_label, row.ends, row.steps),
        unlocking.effort,
        *(_blockers(row.direct), _blockers(row.hidden)),
        *("; ".join(f"{name}: {waits}" for name, waits in row.true_already),),
        *(row.use_case.constraint, *_delivery(row.note)),
    )


def _delivery(note: DeliveryNote) -> tuple[Cell, ...]:
    carrier = note.carrier.name if note.carrier else ""
    return note.approved_on, carrier, note.shipped_on, note.replaces, note.pivot


def _approved(tracking: Tracking, on: date) -> list[Table]:
    shown = approved_shown(tracking, on)
    if shown is None or not shown.quarters:
        return []
    return [
        Table(
            key="approved",
            name=_("Approved and shipped"),
            keys=("by_the_end_of", "approved", "shipped", "gap"),
            heads=(_("By the end of"), _("Approved"), _("Shipped"), _("Gap")),
            lines=[(row.name, row.approved, row.shipped, row.gap) for row in shown.quarters],
        )
    ]


def _autonomy(basis: PlanningBasis) -> list[Table]:
    degrees = autonomy_shown(basis.standing)
    if not degrees:
        return []
    missing = _("%(name)s is at %(have)s, has to be at %(needs)s")
    return [
        Table(
            key="agents",
            name=_("What agents may do"),
            keys=("degree", "is_carried", "missing"),
            heads=(_("Degree of autonomy"), _("Carried"), _("Missing")),
            lines=[
                (
                    row.name,
                    row.is_allowed,
                    "; ".join(
                        missing % {"name": name, "have": have, "needs": needs}
                        for name, have, needs in row.missing
                    ),
                )
                for row in degrees
            ],
        )
    ]


def _blockers(rows: tuple[Blocker, ...]) -> str:
    return "; ".join(
        _("%(name)s is at %(have)s, has to be at %(needs)s")
        % {"name": row.capability.name, "have": row.have, "needs": row.needs}
        for row in rows
    )


def _waiting(basis: PlanningBasis) -> Table:
    rows = blocked_use_cases_shown(basis) if basis.standing.is_known else []
    numbers = {row.capability: row for row in basis.every.waiting()}
    return Table(
        key="waiting",
        name=_("What waits"),
        keys=("capability", "use_cases", "blocked_value", "shared_blame"),
        heads=(_("Capability"), _("Use cases"), _("Blocked value"), _("Share of the blame")),
        lines=[
            (row.capability.name, row.count, number.blocked_value, number.shared_blame)
            for row, number in ((row, numbers[row.capability.key]) for row in rows)
        ],
    )


def _across(basis: PlanningBasis) -> list[Table]:
    across = use_cases_across_units(basis)
    if across is None:
        return []
    blocked = (_("Blocked value"), *across.blocked_values)
    return [
        Table(
            key="units",
            name=_("Unit by unit"),
            keys=("use_case", *across.units),
            heads=(_("Use case"), *across.units),
            lines=[
                *((row.name, *(label for _status, label in row.cells)) for row in across.rows),
                blocked,
            ],
        )
    ]
