"""Common kinds of time sheets, known by the names of their columns; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from orgs.written_values.durations import unit_in_name
from orgs.written_values.words import TimeUnit, folded

from .column_names import ROLE_NAMES, ColumnRole, columns_called, written_names
from .lines import ColumnMapping


@dataclass(frozen=True)
class Preset:
    """A product's time sheet: the columns that it is known by, and which of them say what.

    `known_by` are alternatives, each a set of names; without any, a project, a time and a day are
    enough. A role that is not named has its usual names.
    """

    name: str
    known_by: tuple[str, ...]
    roles: dict[ColumnRole, str] = field(default_factory=dict)
    unit: TimeUnit = TimeUnit.WRITTEN


TRACKED = {ColumnRole.DAY: "start date", ColumnRole.KIND: "tags / task", ColumnRole.ISSUE: ""}
# The first that fits is taken; every choice can be changed.
PRESETS = (
    Preset(
        "Clockify",
        ("project / start date / duration (h)", "project / start date / duration (decimal)"),
        TRACKED | {ColumnRole.TIME: "duration (h) / duration (decimal)"},
        TimeUnit.HOURS,
    ),
    Preset(
        "Toggl Track",
        ("client / project / start date / start time / duration",),
        TRACKED | {ColumnRole.TIME: "duration"},
    ),
    Preset(
        "Harvest",
        ("date / client / project / hours / billable?", "date / client / project / hours / task"),
        {ColumnRole.PROJECT: "project", ColumnRole.KIND: "task", ColumnRole.ISSUE: ""},
    ),
    Preset(
        "Kimai",
        (
            "date / duration / customer / project / activity",
            "datum / dauer / kunde / projekt / tätigkeit",
            "date / durée / client / projet / activité",
            "fecha / duración / cliente / proyecto / actividad",
            "data / durata / cliente / progetto / attività",
            "datum / duur / klant / project / activiteit",
            "data / duração / cliente / projeto / atividade",
            "data / czas trwania / klient / projekt / czynność",
        ),
        {ColumnRole.DAY: "date / datum / fecha / data", ColumnRole.ISSUE: ""},
    ),
    Preset(
        "Jira worklogs",
        (
            "time spent (seconds)",
            "time spent seconds",
            "timespentseconds",
            "issue key / time spent / started",
            "issue key / time spent / start date",
            "key / time spent / started",
        ),
        {
            ColumnRole.PROJECT: "project key / project / project name / project id",
            ColumnRole.DAY: "started / started at / worklog started / start date / date",
            ColumnRole.TIME: (
                "time spent (seconds) / time spent seconds / timespentseconds / time spent"
            ),
            ColumnRole.KIND: "labels / component / components / work type / issue type",
        },
    ),
    Preset(
        "Tempo time sheet",
        (
            "issue key / hours / work date",
            "issue key / logged hours / work date",
            "issue key / billed hours / work date",
            "issue key / logged / date",
            "issue key / logged hours / date",
            "issue key / logged (hours) / date",
            "account key / hours / work date",
        ),
        {
            ColumnRole.PROJECT: "account key / account name / project key / project name",
            ColumnRole.DAY: "work date / date",
            ColumnRole.TIME: "hours / logged hours / logged (hours) / logged / billed hours",
            ColumnRole.KIND: "activity name / activity / component / work type / issue type",
        },
    ),
    Preset(
        "Days per project and period",
        (),
        {
            ColumnRole.PROJECT: "project / project code / project name / code",
            ColumnRole.TIME: "days / person-days / effort (days)",
            ColumnRole.DAY: "begins / from / start / date / month / day",
            ColumnRole.UNTIL: "ends / until / to / end",
            ColumnRole.KIND: "kind / kind of work / work / activity / category / type",
            ColumnRole.ISSUE: "reference / note / id",
        },
    ),
    Preset(
        "Hours per project and day",
        (),
        {
            ColumnRole.PROJECT: "project / project code / project name / code",
            ColumnRole.TIME: "hours / time / duration / duration (h) / time spent",
            ColumnRole.DAY: "date / day / started / work date",
            ColumnRole.KIND: "kind / kind of work / activity / task / category / type / tags",
            ColumnRole.ISSUE: "reference / issue / key / id",
        },
    ),
    Preset("Time per project", ()),
)


@dataclass(frozen=True)
class MatchedPreset:
    """The preset that fits a header, with its mapping; `product` where it is one's export."""

    name: str
    mapping: ColumnMapping
    product: str


def match_preset(header: Sequence[str]) -> MatchedPreset | None:
    """Return the first preset that fits the columns; None without."""
    for preset in PRESETS:
        if _is_known(header, preset) and (mapping := _mapping(header, preset)):
            return MatchedPreset(preset.name, mapping, preset.name if preset.known_by else "")
    return None


def _is_known(header: Sequence[str], preset: Preset) -> bool:
    """Return whether the header has all columns of one of the sets that the preset is known by."""
    sets = [_parted(names) for names in preset.known_by]
    return not sets or any(len(columns_called(header, names)) == len(names) for names in sets)


def _mapping(header: Sequence[str], preset: Preset) -> ColumnMapping | None:
    """Return the mapping; None where the columns lack a project, a time or a day."""
    roles = (ColumnRole.PROJECT, ColumnRole.TIME, ColumnRole.DAY, ColumnRole.KIND, ColumnRole.ISSUE)
    project, time, day, kind, issue = (_column(header, preset, role) for role in roles)
    if not (project and time and day):
        return None
    unit = unit_in_name(time)
    unit = preset.unit if unit is TimeUnit.WRITTEN else unit
    until = _column(header, preset, ColumnRole.UNTIL) if unit is TimeUnit.DAYS else ""
    return ColumnMapping(
        project=project, time=time, day=day, until=until, kind=kind, reference=issue, unit=unit
    )


def _column(header: Sequence[str], preset: Preset, role: ColumnRole) -> str:
    names = preset.roles.get(role)
    wanted = ROLE_NAMES[role] if names is None else _parted(names)
    return next(iter(columns_called(header, wanted)), "")


def _parted(names: str) -> list[str]:
    return [folded(name) for name in names.split(" / ")] if names else []


def known_names() -> Iterator[str]:
    """Yield the names of columns by which a sheet's row of names is found."""
    for role in (*NEEDED, ColumnRole.UNTIL, ColumnRole.KIND):
        yield from written_names(role)
        for preset in PRESETS:
            yield from preset.roles.get(role, "").split(" / ")


NEEDED = (ColumnRole.PROJECT, ColumnRole.TIME, ColumnRole.DAY)
