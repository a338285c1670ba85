"""The SQL of saving one condition: session, person and gate included."""

from typing import Any

from bench.pages.client import signed_in, statements
from bench.saves.voters import saves, seated

HTMX = {"hx-request": "true", "hx-target": "standing"}


def measure() -> dict[str, Any]:
    """Return how many statements a save takes at most: a capability's first one, or a later one."""
    framework, participants = seated("statements", 1)
    client = signed_in(participants[0].member)
    warm_up, *asked = list(saves(framework, participants[0]))
    counts = [
        len(statements(client, "post", path, data={condition: answer.value}, headers=HTMX))
        for path, condition, answer in [warm_up, *asked]
    ][1:]
    return {
        "save_condition_statements": {
            "value": max(counts),
            "detail": {"saves": len(counts), "fewest": min(counts)},
        }
    }
