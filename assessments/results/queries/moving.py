"""What lies behind the levels that differ between two results of a unit, in one SQL statement."""

import json
from collections.abc import Mapping, Sequence

from django.db import connection

from assessments.frameworks.ladder import Answer
from assessments.results.comparison import UnitState
from assessments.results.movement import Move, changed_conditions, move

# Rows whose levels are the same have nothing to explain, so their conditions are not read.
_CHANGED = """
SELECT now.result_id, now.capability, now.why -> 'values', before.why -> 'values'
FROM unnest(%s::bigint[], %s::bigint[]) AS pair(now_id, before_id)
JOIN results_capabilityresult now ON now.result_id = pair.now_id
JOIN results_capabilityresult before
    ON before.result_id = pair.before_id AND before.capability = now.capability
WHERE (now.claimed, now.supported, now.verified)
    IS DISTINCT FROM (before.claimed, before.supported, before.verified)
"""


def moves(
    pairs: Sequence[UnitState], columns: Sequence[Sequence[str]]
) -> Mapping[int, Sequence[Move | None]]:
    """Return by unit what lies behind each column's change; None where no level changed.

    A theme's change is as real as the most real one of its capabilities.
    """
    behind = _behind(pairs)
    found = {}
    for unit in pairs:
        row = behind.get(unit.outcome.result_id, {}) if unit.outcome else {}
        found[unit.unit_id] = [
            _foremost([row[key] for key in keys if key in row]) for keys in columns
        ]
    return found


def _behind(pairs: Sequence[UnitState]) -> dict[int, dict[str, Move]]:
    """Return by result and capability what lies behind the levels that differ."""
    now = [unit.outcome.result_id for unit in pairs if unit.outcome]
    before = [unit.earlier.result_id for unit in pairs if unit.earlier]
    behind: dict[int, dict[str, Move]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED, [now, before])
        for result, capability, values, former in cursor:
            changed = changed_conditions(_answers(values), _answers(former))
            behind.setdefault(result, {})[capability] = move(set(changed), set())
    return behind


def _answers(values: str) -> dict[str, Answer]:
    """Return the conditions' values of a JSON text; a cursor of ours reads no JSON itself."""
    return {key: Answer(value) for key, value in json.loads(values).items()}


def _foremost(moves: Sequence[Move]) -> Move | None:
    return min(moves, key=list(Move).index, default=None)
