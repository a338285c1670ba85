"""What a JSON document says about one's own levels, days and projects."""

from collections.abc import Mapping
from fractions import Fraction

from assessments.frameworks.json_reader import JsonReader
from assessments.frameworks.parsing import FrameworkError, parse
from assessments.frameworks.schema import Framework
from assessments.planning.portfolio.level_closure import CapabilityStep, top_levels
from assessments.planning.portfolio.unlock import Efforts, starting_at
from assessments.results.scoring.backed_levels import Levels

from .missing_steps import FOUNDATION_LEVEL, Foundation
from .unit_records import EffortDays, PilotCounts, UnitRecords

MOST = 1_000_000_000
LEAST_CAPACITY = Fraction(1, 1_000_000)
KINDS_OF_DAYS = ("integration", "governance", "operations", "agent")
FATES = ("production", "running", "stalled", "retired")
KEYS = ("framework", "levels", "to", "target", "effort", "capacity", "days", "projects")


def foundation_from_json(
    fields: Mapping[str, JsonReader], frameworks: Mapping[str, Framework]
) -> Foundation:
    """Return the foundation that a document asks about."""
    framework = _framework(fields["framework"], frameworks)
    tops = top_levels(framework)
    claimed = _levels(fields["levels"], framework)
    asked = _by_capability(fields.get("target"), framework)
    targets = tops | {key: entry.whole(0, tops[key]) for key, entry in asked.items()}
    level = fields["to"].whole(0, max(tops.values())) if "to" in fields else FOUNDATION_LEVEL
    return Foundation(
        framework=framework,
        claimed=claimed,
        supported=starting_at(framework, claimed),
        targets=targets,
        level=level,
        edited=_efforts(fields.get("effort"), framework),
    )


def records_from_json(fields: Mapping[str, JsonReader]) -> UnitRecords:
    """Return the days and projects that a document names."""
    return UnitRecords(_days(fields.get("days")), _pilots(fields.get("projects")))


def capacity_from_json(fields: Mapping[str, JsonReader]) -> Fraction | None:
    """Return the person-weeks a month; None where the document names none."""
    if "capacity" not in fields:
        return None
    capacity = fields["capacity"].number(0, MOST)
    if capacity < LEAST_CAPACITY:
        fields["capacity"].fail(f"must be at least {float(LEAST_CAPACITY):f}")
    return capacity


def _framework(reader: JsonReader, frameworks: Mapping[str, Framework]) -> Framework:
    """Return the named framework, or the one that a whole document describes."""
    if isinstance(reader.value, Mapping):
        try:
            return parse(reader.value)
        except FrameworkError as error:
            reader.fail(str(error))
    framework = frameworks.get(reader.text())
    if framework is None:
        reader.fail("no such framework")
    return framework


def _levels(reader: JsonReader, framework: Framework) -> Levels:
    """Return the claimed levels, 0 where the document says nothing; null does not apply."""
    tops = top_levels(framework)
    given = {
        key: None if entry.value is None else entry.whole(0, tops[key])
        for key, entry in _by_capability(reader, framework).items()
    }
    return {key: given.get(key, 0) for key in tops}


def _efforts(reader: JsonReader | None, framework: Framework) -> Efforts:
    """Return the efforts that the document gives."""
    tops = top_levels(framework)
    return {
        CapabilityStep(key, level): step.number(0, MOST)
        for key, entry in _by_capability(reader, framework).items()
        for level, step in enumerate(entry.items(at_least=tops[key], at_most=tops[key]), start=1)
    }


def _by_capability(reader: JsonReader | None, framework: Framework) -> dict[str, JsonReader]:
    entries = reader.entries() if reader else {}
    for key, entry in entries.items():
        if key not in framework.capabilities_by_key:
            entry.fail(f"no such capability in {framework.key}")
    return entries


def _days(reader: JsonReader | None) -> EffortDays:
    fields = reader.fields(optional=KINDS_OF_DAYS) if reader else {}
    days = {kind: entry.number(0, MOST) for kind, entry in fields.items()}
    integration, governance, operations, agent = (
        days.get(kind, Fraction(0)) for kind in KINDS_OF_DAYS
    )
    return EffortDays(integration, governance, operations, agent)


def _pilots(reader: JsonReader | None) -> PilotCounts:
    fields = reader.fields(optional=FATES) if reader else {}
    return PilotCounts(**{fate: entry.whole(0, MOST) for fate, entry in fields.items()})
