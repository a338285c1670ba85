"""What an import says about a row."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .import_lines import Problem
from .import_plan import ImportPlan, PlannedUnit, UnitChange
from .tags import tags_text

MOST_SHOWN = 500

KINDS = {
    UnitChange.NEW: _("new"),
    UnitChange.RENAMED: _("renamed"),
    UnitChange.MOVED: _("moved"),
    UnitChange.CHANGED: _("changed"),
    UnitChange.UNCHANGED: _("unchanged"),
    UnitChange.REFUSED: _("refused"),
}
PROBLEMS = {
    Problem.NO_NAME: _("It has no name."),
    Problem.UNUSABLE_NAME: "%s",
    Problem.NO_TEXT: "%s",
    Problem.LONG_NAME: _("The name is longer than 120 characters: %s"),
    Problem.LONG_CODE: _("The code is longer than 20 characters: %s"),
    Problem.BAD_WEIGHT: _("The weight is not a number from 0 to 1000 with at most 3 decimals: %s"),
    Problem.BAD_TAGS: _("There are more than 20 constraints, or one has more than 40 characters."),
    Problem.BAD_ARCHIVED: _("Archived is neither yes nor no: %s"),
    Problem.SAME_CODE: _("Another unit has the code: %s"),
    Problem.SAME_CODE_IN_ROW: _("The code is that of row %s."),
    Problem.SAME_UNIT: _("Row %s means the same unit."),
    Problem.SAME_NAME: _("There is already a unit with this name there: %s"),
    Problem.SAME_NAME_IN_ROW: _("Row %s puts a unit with the same name in the same place."),
    Problem.UNKNOWN_PARENT: _("There is no unit with the code or path %s."),
    Problem.AMBIGUOUS_PARENT: _("More than one unit has the path %s; use a code."),
    Problem.CYCLE: _("%s would be below itself."),
    Problem.BELOW_ARCHIVED: _("An active unit would stand below an archived one: %s"),
}


@dataclass(frozen=True)
class PreviewRow:
    """One row of the file as the preview shows it."""

    number: int
    name: str
    kinds: str
    says: str
    is_refused: bool


@dataclass(frozen=True)
class ImportPreview:
    """What the preview shows: the refused rows first, then the others that do something."""

    counts: list[tuple[str, int]]
    rows: list[PreviewRow]
    more: int
    is_refused: bool
    does_nothing: bool


def preview_import(plan: ImportPlan) -> ImportPreview:
    """Return what a plan would do, in words."""
    changes = sorted(plan.changes, key=lambda row: (row.problem is None, row.line.number))
    return ImportPreview(
        counts=[(str(KINDS[kind]), plan.counts[kind]) for kind in UnitChange if plan.counts[kind]],
        rows=[_row(row) for row in changes[:MOST_SHOWN]],
        more=max(0, len(changes) - MOST_SHOWN),
        is_refused=plan.is_refused,
        does_nothing=not changes,
    )


def _row(row: PlannedUnit) -> PreviewRow:
    kinds = ", ".join(str(KINDS[kind]) for kind in row.kinds)
    says = _sentence(row) if row.problem else _difference(row)
    return PreviewRow(row.line.number, row.line.name, kinds, says, is_refused=bool(row.problem))


def _sentence(row: PlannedUnit) -> str:
    words = str(PROBLEMS[row.problem]) if row.problem else ""
    return words % row.about if "%s" in words else words


def _difference(row: PlannedUnit) -> str:
    """Return what was and what will be, fact by fact."""
    before, wanted = row.before, row.wanted
    if wanted is None or before is None:
        return str(_("below %s")) % row.line.parent if row.line.parent else str(_("at the top"))
    facts = [
        (_("name"), before.name, wanted.name),
        (_("code"), before.code, wanted.code),
        (_("weight"), f"{before.weight:f}", f"{wanted.weight:f}"),
        (_("constraints"), tags_text(before.tags), tags_text(wanted.tags)),
        (_("archived"), _yes(before.archived), _yes(wanted.archived)),
    ]
    differences = [f"{name}: {old or '–'} → {new or '–'}" for name, old, new in facts if old != new]
    if before.parent != wanted.parent:
        differences.append(f"{_('part of')} → {row.line.parent or '–'}")
    return "; ".join(differences)


def _yes(claim: bool) -> str:  # noqa: FBT001 - a cell, not a switch
    return str(_("yes")) if claim else str(_("no"))
