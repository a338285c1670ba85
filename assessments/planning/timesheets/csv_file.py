"""What the columns of common time sheets mean; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .dates import DateOrder
from .lines import ColumnMapping, TimeUnit


@dataclass(frozen=True)
class Preset:
    """A common kind of time sheet: the names that its columns may have, and what they count."""

    name: str
    project: tuple[str, ...]
    time: tuple[str, ...]
    day: tuple[str, ...]
    kind: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    unit: TimeUnit = TimeUnit.HOURS
    order: DateOrder = DateOrder.YEAR_FIRST


# The first that finds its three columns is taken; every choice can be changed.
PRESETS = (
    Preset(
        name="Jira worklogs",
        project=("project key", "project", "project name"),
        time=("time spent (seconds)", "timespentseconds", "time spent seconds"),
        day=("started", "started at", "start date", "worklog started"),
        kind=("labels", "component", "components", "work type", "issue type"),
        reference=("issue key", "key", "issue", "worklog id"),
        unit=TimeUnit.SECONDS,
    ),
    Preset(
        name="Tempo time sheet",
        project=("account key", "account name", "project key", "project name"),
        time=("hours", "logged hours", "time spent (h)", "billed hours"),
        day=("work date", "date", "work day"),
        kind=("activity name", "activity", "component", "work type", "issue type"),
        reference=("issue key", "key", "issue"),
    ),
    Preset(
        name="Days per project and period",
        project=("project", "project code", "project name", "code", "name"),
        time=("days", "person-days", "effort (days)", "effort"),
        day=("begins", "from", "start", "date", "month", "day"),
        until=("ends", "until", "to", "end"),
        kind=("kind", "kind of work", "work", "activity", "category", "type"),
        reference=("reference", "note", "id"),
        unit=TimeUnit.DAYS,
    ),
    Preset(
        name="Hours per project and day",
        project=("project", "project code", "project name", "code"),
        time=("hours", "time", "duration", "duration (h)", "time spent"),
        day=("date", "day", "started", "work date"),
        kind=("kind", "kind of work", "activity", "task", "category", "type", "tags"),
        reference=("reference", "issue", "key", "id"),
    ),
)


def match_preset(header: Sequence[str]) -> tuple[str, ColumnMapping] | None:
    """Return the first preset that fits the columns, as its name and a mapping; None without."""
    # Reversed, so that of two names that differ in case alone the first is taken.
    names = {name.casefold(): name for name in reversed(header)}
    for preset in PRESETS:
        project, time, day = (
            _first(names, wanted) for wanted in (preset.project, preset.time, preset.day)
        )
        if project and time and day:
            return preset.name, ColumnMapping(
                project=project,
                time=time,
                day=day,
                until=_first(names, preset.until),
                kind=_first(names, preset.kind),
                reference=_first(names, preset.reference),
                unit=preset.unit,
                order=preset.order,
            )
    return None


def _first(names: Mapping[str, str], wanted: Sequence[str]) -> str:
    return next((names[name] for name in wanted if name in names), "")
