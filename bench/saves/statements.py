"""The SQL of saving one condition: session, person and gate included."""

from typing import Any

from bench.pages.client import client_of, statements_of
from bench.saves.voters import saves_of, seat_participants

HTMX = {"hx-request": "true", "hx-target": "standing"}


def measure() -> dict[str, Any]:
    """Return how many statements a save takes at most: a capability's first one, or a later one."""
    framework, participants = seat_participants("statements", 1)
    client = client_of(participants[0].member)
    warm_up, *later = list(saves_of(framework, participants[0]))
    counts = [
        len(statements_of(client, "post", path, data={condition: answer.value}, headers=HTMX))
        for path, condition, answer in [warm_up, *later]
    ][1:]
    return {
        "save_condition_statements": {
            "value": max(counts),
            "detail": {"saves": len(counts), "fewest": min(counts)},
        }
    }
