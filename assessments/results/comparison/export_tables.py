"""The comparison as tables: the matrix of all units, the spread, the answers behind, the method."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from assessments.frameworks.schema import TOP_LEVEL
from assessments.results.files.table import Cell, LevelCell, Line, Table
from assessments.results.scoring.rollup import Tally

from .cell_value import Value
from .notes import dates, notes
from .values import Comparison, Row


def about(shown: Comparison) -> dict[str, Any]:
    """Return what the tables are of, as JSON values."""
    return {
        "round": shown.round,
        "since": shown.earlier_round or None,
        "framework": shown.framework,
        "levels": str(shown.choice.levels),
        "columns": str(shown.choice.by),
        "rows": str(shown.choice.extent),
        "filters": dict(shown.choice.filters.fields),
        "asked": shown.asked,
        "submitted": shown.submitted,
        "people": shown.people,
        "answered": dates(shown) or None,
        "compare_with_care": notes(shown),
    }


def matrix(shown: Comparison) -> Table:
    """Return every row of the matrix, folded ones and later pages included."""
    columns = shown.columns
    changes = columns if shown.choice.is_change else ()
    return Table(
        key="units",
        name=_("Comparison"),
        keys=(
            *(
                "unit",
                "code",
                "depth",
                "state",
                "asked",
                "submitted",
                "stage",
                "at_target",
                "flags",
            ),
            *(row.key for row in columns),
            *(f"{row.key}_change" for row in changes),
            *(f"{row.key}_known_share" for row in columns),
        ),
        heads=(
            *(_("Unit"), _("Code"), _("Depth"), _("State"), _("Asked"), _("Submitted")),
            *(_("Stage"), _("At target"), _("Questions about levels")),
            *(row.name for row in columns),
            *(_("Change: %s") % row.name for row in changes),
            *(_("Known share: %s") % row.name for row in columns),
        ),
        lines=(_matrix_line(row, shown) for row in shown.rows),
    )


def spread(shown: Comparison) -> Table:
    """Return how the teams spread over the levels of each column."""
    levels = range(TOP_LEVEL + 1)
    return Table(
        key="spread",
        name=_("Spread"),
        keys=(
            *("column", "name", "target", *(f"at_{level}" for level in levels)),
            *("unknown", "missing", "not_applicable", "at_target", "reached_by_80_percent"),
            "known_share",
        ),
        heads=(
            *(_("Column"), _("Name"), _("Target"), *(_("At %s") % level for level in levels)),
            *(_("Unknown"), _("Not submitted"), _("Not applicable"), _("At target")),
            *(_("Reached by 80%"), _("Known share of the weight")),
        ),
        lines=[
            (column.key, column.name, column.target_text, *_tallied(column.tally))
            for column in shown.columns
        ],
    )


def method(shown: Comparison, organization: str) -> Table:
    """Return what the numbers mean and where they come from."""
    lines: list[tuple[str, str]] = [
        (_("Organization"), organization),
        (_("Round"), shown.round),
        (_("Change since"), shown.earlier_round or "–"),
        (_("Framework"), shown.framework),
        (_("Scoring rules"), ", ".join(shown.guard.scorings)),
        (_("Levels"), str(shown.choice.levels)),
        (_("Units"), f"{shown.submitted} / {shown.asked}"),
        *((_("Compare with care"), note) for note in notes(shown)),
        *_rules(),
    ]
    heads = (_("About"), _("What it is"))
    return Table("method", _("Method and sources"), ("about", "is"), heads, lines)


def place_of(rows: Sequence[Row]) -> Mapping[int, str]:
    """Return the path of each unit among the rows of a tree, by its number."""
    names = {row.unit.unit_id: row.unit for row in rows}
    paths: dict[int, str] = {}
    for row in rows:
        way, unit = [row.unit.name], row.unit
        while unit.parent_id in names:
            unit = names[unit.parent_id]
            way.insert(0, unit.name)
        paths[row.unit.unit_id] = " › ".join(way)
    return paths


def level(value: Value) -> LevelCell:
    """Return a value as a level."""
    return LevelCell(value.level, applies=value.applies)


def _matrix_line(row: Row, shown: Comparison) -> Line:
    unit, width = row.unit, len(shown.columns)
    counted = (row.below + unit.is_asked, row.below_submitted + (unit.outcome is not None))
    head: tuple[Cell, ...] = (unit.name, unit.code, row.depth, unit.state, *counted)
    if not row.values:
        return (*head, *(None,) * (3 + width * (3 if shown.choice.is_change else 2)))
    changes = range(width) if shown.choice.is_change else ()
    return (
        *head,
        level(row.values[-1]),
        row.met,
        len(row.flags),
        *(level(value) for value in row.columns),
        *(row.change(place) for place in changes),
        *(_known_share(value) for value in row.columns),
    )


def _known_share(value: Value) -> Cell:
    if value.group is not None:
        return value.group.coverage
    return None if not value.applies else int(value.level is not None)


def _tallied(tally: Tally) -> Iterator[Cell]:
    yield from tally.counts
    yield from (tally.unknown, tally.missing, tally.not_applicable, tally.met)
    yield LevelCell(tally.level)
    yield tally.coverage


def _rules() -> list[tuple[str, str]]:
    return [
        (
            _("Claimed"),
            _("The largest level whose conditions, and all lower ones, hold as settled."),
        ),
        (
            _("Supported"),
            _("The part of the claim that the prerequisites back (method, section 3.5, 1)."),
        ),
        (
            _("Verified"),
            _("What conditions with unexpired, checked evidence reach (method, section 3.5, 2)."),
        ),
        (
            _("Groups"),
            _(
                "The largest level that at least 80% of the teams reach, by the units' weights; "
                "never an average (method, section 3.5, 7)."
            ),
        ),
        (
            _("Unknown and missing"),
            _("Lower the known share. Nothing is put in their place (method, section 3.4)."),
        ),
        (
            _("Sources"),
            _("The method of Groundwork, with its sources, is in docs/method.md of the program."),
        ),
    ]
