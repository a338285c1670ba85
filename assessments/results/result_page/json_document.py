"""A result as JSON values: all that its page says."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from assessments.results.improvements.page import ActionShown

from .page import CapabilityRow, ConditionShown, ResultPage


def document(page: ResultPage, actions: Iterable[ActionShown]) -> dict[str, Any]:
    """Return the result's sentence, its capabilities with conditions and comments, its origin.

    `actions` are what its unit decided to do.
    """
    return {
        "unit": page.unit,
        "place": list(page.place),
        "round": page.round,
        "headline": asdict(page.headline),
        "capabilities": [_capability(row) for row in page.rows],
        "themes": [asdict(row) for row in page.themes],
        "questions": [asdict(flag) for flag in page.beside.flags],
        "actions": [_action(row) for row in actions],
        "revision": page.revision,
        "submitted_by": page.submitted_by,
        "submitted_at": page.submitted_at.isoformat(),
        "framework": f"{page.framework_name} {page.framework_version}",
        "scoring": page.scoring_version,
        "digest": page.digest,
    }


def _capability(row: CapabilityRow) -> dict[str, Any]:
    return {
        "key": row.capability.key,
        "name": row.capability.name,
        "applies": not row.not_applicable,
        "known": not row.knows_nothing,
        "claimed": row.claimed,
        "low": row.low,
        "high": row.high,
        "supported": row.supported,
        "verified": row.verified,
        "target": row.target,
        "weight": row.weight,
        "holds_stage": row.holds_stage,
        "votes": list(row.votes),
        "contested": row.is_contested,
        "not_backed": [asdict(lack) for lack in row.lacks],
        "conditions": [_condition(said) for level in row.levels for said in level.conditions],
        "comments": [comment._asdict() for comment in row.comments],
        "settled_by": row.settling.by,
        "settled_at": row.settling.at.isoformat(),
        "rationale": row.settling.rationale,
        "not_applicable_reason": row.settling.not_applicable_reason,
    }


def _condition(said: ConditionShown) -> dict[str, Any]:
    return {
        "key": said.condition.key,
        "text": said.condition.text,
        "value": said.value or None,
        "said": asdict(said.said),
        "split": said.is_split,
        "ahead": said.is_ahead,
    }


def _action(row: ActionShown) -> dict[str, Any]:
    action = row.action
    return {
        "capability": action.capability,
        "name": action.capability_name,
        "level": action.level,
        "what": action.what,
        "note": action.note,
        "owner": str(action.owner) if action.owner else None,
        "due_on": action.due_on,
        "overdue": row.is_overdue,
        "state": action.state,
        "shown_by": action.done_by_id,
    }
