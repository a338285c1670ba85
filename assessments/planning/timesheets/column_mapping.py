"""A column mapping as it is stored, and what words of time sheets are taken to mean; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from assessments.planning.worklogs.lines import ColumnMapping
from assessments.rounds.context.work_kinds import WorkKind
from orgs.names.folding import fold
from orgs.written_values.date_forms import DateOrder
from orgs.written_values.numbers import DecimalMark
from orgs.written_values.words import TimeUnit

# Words that say the kind of work plainly; whatever is not here, a person decides.
PLAIN_WORDS = {
    WorkKind.INTEGRATION: ("integration", "data", "data plumbing", "integration and data", "etl"),
    WorkKind.GOVERNANCE: ("governance", "compliance", "governance plumbing", "audit"),
    WorkKind.OPERATIONS: ("operations", "deployment", "deployment and operations", "devops", "ops"),
    WorkKind.AGENT: ("logic", "agent logic", "evaluation", "user work", "agent", "prompting"),
}
MEANT = {word: kind.value for kind, words in PLAIN_WORDS.items() for word in words}


def mapping_to_json(mapping: ColumnMapping) -> dict[str, Any]:
    """Return the mapping as JSON holds it."""
    return {
        "project": mapping.project,
        "time": mapping.time,
        "day": mapping.day,
        "until": mapping.until,
        "kind": mapping.kind,
        "reference": mapping.reference,
        "unit": mapping.unit.value,
        "hours_per_day": str(mapping.hours_per_day),
        "order": mapping.order.value,
        "decimals": mapping.decimals.value,
        "people": mapping.people,
        "one_kind": mapping.one_kind,
        "kinds": dict(mapping.kinds),
        "projects": dict(mapping.projects),
    }


def mapping_from_json(given: Mapping[str, Any]) -> ColumnMapping:
    """Return the mapping that was stored."""
    return ColumnMapping(
        **{
            **given,
            "unit": TimeUnit(given["unit"]),
            "order": DateOrder(given["order"]),
            "hours_per_day": Decimal(given["hours_per_day"]),
            # Earlier versions stored none.
            "decimals": DecimalMark(given.get("decimals", DecimalMark.FOUND)),
            **{what: _folded(given.get(what, {})) for what in ("projects", "kinds")},
        }
    )


def _folded(meanings: Mapping[str, str]) -> dict[str, str]:
    """Return what words mean, as they are compared; earlier versions stored other case folds."""
    return {fold(word): meant for word, meant in meanings.items()}


def with_known_words(
    mapping: ColumnMapping, projects: Iterable[tuple[str, str, str]]
) -> ColumnMapping:
    """Return the mapping with the words that need no person to decide.

    `projects` are (key, name, code); names that several projects have decide nothing. What a person
    chose before wins.
    """
    rows = list(projects)
    names = Counter(fold(name) for _key, name, _code in rows)
    known = {fold(name): key for key, name, _code in rows if names[fold(name)] == 1}
    known |= {fold(code): key for key, _name, code in rows if code}
    return ColumnMapping(
        **{
            **mapping.__dict__,
            "projects": known | dict(mapping.projects),
            "kinds": MEANT | dict(mapping.kinds),
        }
    )
