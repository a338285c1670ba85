"""Saving at the rate of people: 200 in 25 sessions, each one answer every three seconds."""

import statistics

from bench.catalogue import Figures, MeasuredFigure
from bench.environment.fixtures import Fixtures
from bench.environment.progress import progress

EVERY = 3.0
LASTING = 60.0


def measure(fixtures: Fixtures) -> Figures:
    """Return how long a save takes them, and how many go wrong."""
    with progress("Seating 200 people in 25 sessions"):
        people = fixtures.call("saves.voters.many")
    with progress(f"Saving for {LASTING:g} s"), fixtures.web_server():
        plan = {"port": fixtures.port, "host": f"localhost:{fixtures.port}"}
        measured = fixtures.load({**people, **plan, "every": EVERY, "lasting": LASTING})
    taken = [seconds * 1000 for seconds in measured["seconds"]]
    detail = {
        "people": len(people["voters"]),
        "saves": len(taken),
        "p50_ms": round(statistics.median(taken), 1),
        "longest_ms": round(max(taken), 1),
    }
    return {
        "crowd_save_ms": MeasuredFigure(statistics.quantiles(taken, n=20)[-1], detail),
        "crowd_save_errors": MeasuredFigure(
            len(measured["errors"]), {"first": measured["errors"][:1]}
        ),
    }
