"""What lies behind the levels that differ between two results of a unit, in one SQL statement."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from .level_change import ChangeCause, cause_of_change
from .values import UnitResult, UnitState

# Rows whose levels are the same have nothing to explain. New evidence is what was brought for a
# condition that changed, in the later session, and counted when that was submitted.
_CHANGED = """
SELECT now.result_id, now.capability,
    now.why -> 'values' IS DISTINCT FROM before.why -> 'values',
    EXISTS (
        SELECT 1 FROM rounds_evidence evidence
        WHERE evidence.session_id = result.session_id AND evidence.capability = now.capability
            AND evidence.grade > 0 AND evidence.taken_from_id IS NULL
            AND evidence.added_at <= result.submitted_at
            AND (evidence.withdrawn_at IS NULL OR evidence.withdrawn_at > result.submitted_at)
            AND now.why -> 'values' -> evidence.condition
                IS DISTINCT FROM before.why -> 'values' -> evidence.condition
    )
FROM unnest(%s::bigint[], %s::bigint[]) AS pair(now_id, before_id)
JOIN results_result result ON result.id = pair.now_id
JOIN results_capabilityresult now ON now.result_id = pair.now_id
JOIN results_capabilityresult before
    ON before.result_id = pair.before_id AND before.capability = now.capability
WHERE (now.claimed, now.supported, now.verified)
    IS DISTINCT FROM (before.claimed, before.supported, before.verified)
"""


def causes_by_unit(
    units: Iterable[UnitState], columns: Sequence[Sequence[str]]
) -> Mapping[int, Sequence[ChangeCause | None]]:
    """Return by unit what lies behind each column's change; None where no level changed.

    A theme's change is as real as the most real one of its capabilities.
    """
    pairs = {
        row.unit_id: (row.outcome, row.earlier) for row in units if row.outcome and row.earlier
    }
    causes = causes_by_capability([(now, before) for now, before in pairs.values()])
    return {
        unit: [
            foremost_cause([row[key] for key in keys if key in row])
            for row in (causes.get(now.result_id, {}),)
            for keys in columns
        ]
        for unit, (now, _before) in pairs.items()
    }


def causes_by_capability(
    pairs: Sequence[tuple[UnitResult, UnitResult]],
) -> Mapping[int, Mapping[str, ChangeCause]]:
    """Return by present result and capability what lies behind the levels that differ.

    Each pair is a present outcome and a former one.
    """
    return causes_between_results([(now.result_id, before.result_id) for now, before in pairs])


def causes_between_results(
    pairs: Sequence[tuple[int, int]],
) -> Mapping[int, Mapping[str, ChangeCause]]:
    """Return the same for pairs of results, by their numbers."""
    causes: dict[int, dict[str, ChangeCause]] = {}
    numbers = [list(column) for column in zip(*pairs, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED, numbers or [[], []])  # no pairs, no columns
        for result, capability, is_changed, is_evidenced in cursor:
            causes.setdefault(result, {})[capability] = cause_of_change(
                is_changed=is_changed, is_evidenced=is_evidenced
            )
    return causes


def foremost_cause(moves: Sequence[ChangeCause]) -> ChangeCause | None:
    """Return the most real of some changes; None without any."""
    return min(moves, key=list(ChangeCause).index, default=None)
