"""The use cases of a unit as files, equal to their page."""

from datetime import date

from django.utils.translation import gettext as _

from assessments.planning.plan_files import PlanTables
from assessments.planning.portfolio.about_lines import about_plan
from assessments.planning.portfolio.basis import PlanningBasis
from assessments.planning.portfolio.page import choice_query
from assessments.results.files.table import Table

from .page import (
    Blocker,
    UseCaseShown,
    blocked_use_cases_shown,
    use_cases_across_units,
    use_cases_shown,
)


def use_case_tables(basis: PlanningBasis, unit: str, on: date) -> PlanTables:
    """Return the use cases, what waits for each capability, and the use cases unit by unit."""
    tables = [_use_cases(basis), _waiting(basis), *_across(basis)]
    about = about_plan(unit, basis.standing, on)
    query = choice_query(basis.standing.options.chosen).removeprefix("?")
    return PlanTables("use-cases", unit, about, tables, query)


def _use_cases(basis: PlanningBasis) -> Table:
    keys = tuple(basis.framework.capabilities_by_key)
    return Table(
        key="use_cases",
        name=_("Use cases"),
        keys=(
            *("use_case", "value", "status", "status_at_the_ends", "steps", "person_weeks"),
            *("blocked_by", "hidden_blockers", "true_already", "data_stays"),
            *(f"requires_{key}" for key in keys),
        ),
        heads=(
            *(_("Use case"), _("Value"), _("Status"), _("Status at the ends"), _("Missing steps")),
            *(_("Person-weeks"), _("Blocked by"), _("Hidden blockers"), _("True already")),
            *(_("Data stays"), *(basis.framework.capability(key).name for key in keys)),
        ),
        lines=(
            (*_line(row), *(row.use_case.requires.get(key) for key in keys))
            for row in use_cases_shown(basis)
        ),
    )


def _line(row: UseCaseShown) -> tuple[str | int, ...]:
    return (
        *(row.use_case.name, row.value, row.status_label, row.ends, row.steps, row.effort),
        *(_blockers(row.direct), _blockers(row.hidden)),
        *("; ".join(f"{name}: {waits}" for name, waits in row.true_already),),
        row.use_case.constraint,
    )


def _blockers(rows: tuple[Blocker, ...]) -> str:
    return "; ".join(
        _("%(name)s is at %(have)s, has to be at %(needs)s")
        % {"name": row.capability.name, "have": row.have, "needs": row.needs}
        for row in rows
    )


def _waiting(basis: PlanningBasis) -> Table:
    rows = blocked_use_cases_shown(basis) if basis.standing.is_known else []
    return Table(
        key="waiting",
        name=_("What waits"),
        keys=("capability", "use_cases", "blocked_value", "shared_blame"),
        heads=(_("Capability"), _("Use cases"), _("Blocked value"), _("Share of the blame")),
        lines=[(row.capability.name, row.count, row.value, row.blame) for row in rows],
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
