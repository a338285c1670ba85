"""A roadmap as tables: its steps, use cases, quarters, rounds, and the plans of the units below."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from assessments.planning.investment.schedule import ScheduledStep
from assessments.planning.plan_files import AboutLine
from assessments.planning.portfolio.level_closure import step_text
from assessments.results.files.table import Line, Table

from .dated_plan import opening_steps
from .page import RoadmapPage
from .units_page import UnitRow

BETWEEN = ", "


def about_roadmap(page: RoadmapPage) -> list[AboutLine]:
    """Return what a roadmap's numbers rest on."""
    roadmap = page.roadmap
    return [
        AboutLine("plan", _("The plan"), page.basis_text),
        AboutLine("scope", _("Whose levels"), roadmap.plan.extent.value),
        AboutLine("fixed_on", _("Fixed on"), page.fixed_on),
        AboutLine("starts_on", _("Starts on"), roadmap.starts_on),
        AboutLine("stands_on", _("All stands by"), roadmap.stands_on),
        AboutLine("expected_on", _("Expected at the earliest"), roadmap.expected[0]),
        AboutLine("expected_at_latest", _("Expected at the latest"), roadmap.expected[1]),
        AboutLine("capacity", _("Person-weeks a quarter"), roadmap.capacities.usual),
        AboutLine(
            "capacity_is_entered", _("Somebody entered that capacity"), page.has_own_capacity
        ),
    ]


def roadmap_tables(page: RoadmapPage) -> list[Table]:
    """Return the tables of a roadmap, its steps first."""
    return [_steps(page), _use_cases(page), _quarters(page), _rounds(page)]


def units_table(rows: Iterable[UnitRow]) -> Table:
    """Return a line for each unit below that has a fixed plan."""
    return _table(
        "units",
        _("Units below"),
        (
            ("unit", _("Unit")), ("fixed_on", _("Fixed on")), ("starts_on", _("Starts on")),
            ("foundation_on", _("Foundation stands by")), ("stands_on", _("All stands by")),
            ("expected_on", _("Expected at the earliest")),
            ("expected_at_latest", _("Expected at the latest")), ("steps", _("Steps")),
            ("person_weeks", _("Person-weeks")), ("round", _("Newest round")),
            ("planned", _("Steps planned by then")), ("shown", _("Steps that stand")),
            ("late", _("Late steps")), ("behind", _("Person-weeks behind")),
        ),
        (row.line for row in rows),
    )  # fmt: skip


def _steps(page: RoadmapPage) -> Table:
    columns = (
        ("number", _("#")), ("wave", _("Wave")), ("step", _("Step")),
        ("capability", _("Capability")), ("level", _("Level")), ("level_name", _("Level's name")),
        ("person_weeks", _("Person-weeks")), ("starts_on", _("Starts on")),
        ("stands_on", _("Stands by")), ("quarter", _("Quarter")), ("opens", _("Opens")),
        ("owner", _("Assigned to")), ("has_action", _("Has an action")),
        ("state", _("State")),
    )  # fmt: skip
    return _table("steps", _("Steps"), columns, _step_lines(page))


def _step_lines(page: RoadmapPage) -> Iterator[Line]:
    number = 0
    for wave in page.waves:
        for row in wave.steps:
            number += 1
            move, scheduled = row.scheduled.move, row.scheduled
            yield (
                *(number, wave.title, row.key, page.framework.capability(row.step.capability).name),
                *(row.step.level, row.level_name, move.effort, scheduled.starts_on),
                *(scheduled.stands_on, scheduled.quarter or None, BETWEEN.join(row.opens)),
                *(row.owner.name or None, row.owner.action_id is not None, row.state_text),
            )


def _use_cases(page: RoadmapPage) -> Table:
    columns = (
        ("use_case", _("Use case")), ("value", _("Value")), ("opens_on", _("Can start on")),
        ("opened_by", _("Opened by")), ("is_open_at_first", _("Open from the start")),
    )  # fmt: skip
    opening, first = opening_steps(page.roadmap), page.roadmap.open_at_first
    lines = [
        (wish.name, wish.value, *_opening(opening.get(wish.key)), wish.key in first)
        for wish in page.roadmap.plan.portfolio.wishes
    ]
    return _table("use_cases", _("Use cases"), columns, lines)


def _opening(row: ScheduledStep | None) -> Line:
    return (row.stands_on, step_text(row.move.step)) if row else (None, None)


def _quarters(page: RoadmapPage) -> Table:
    columns = (
        ("quarter", _("Quarter")), ("starts_on", _("Starts on")),
        ("capacity", _("Person-weeks it has")), ("is_entered", _("Entered for this quarter")),
        ("planned", _("Person-weeks planned")), ("open_value", _("Open value at its end")),
        ("done", _("Steps done in it")),
    )  # fmt: skip
    entered = page.roadmap.capacities.entered
    lines = [
        (
            *(row.number, row.starts_on, row.capacity, row.number in entered, row.work),
            *(row.open_value, BETWEEN.join(step_text(move.step) for move in row.moves)),
        )
        for row in page.roadmap.quarters
    ]
    return _table("quarters", _("Quarters"), columns, lines)


def _rounds(page: RoadmapPage) -> Table:
    columns = (
        ("round", _("Round")), ("day", _("Day")), ("coverage", _("Coverage")),
        ("planned", _("Steps planned by then")), ("shown", _("Steps that stand")),
        ("late", _("Late steps")), ("unknown", _("Not known")), ("early", _("Early steps")),
        ("behind", _("Person-weeks behind")), ("weeks", _("Weeks behind")),
    )  # fmt: skip
    lines = [
        (
            *(row.slip.at.round, row.slip.at.day, row.slip.at.coverage or None),
            *(row.slip.planned, row.slip.shown, BETWEEN.join(row.late)),
            *(BETWEEN.join(row.unknown), BETWEEN.join(row.early), row.slip.behind, row.slip.weeks),
        )
        for row in page.slips
    ]
    return _table("rounds", _("Against the plan"), columns, lines)


def _table(key: str, name: str, columns: Sequence[tuple[str, str]], lines: Iterable[Line]) -> Table:
    keys, heads = zip(*columns, strict=True)
    return Table(key, name, keys, heads, lines)
