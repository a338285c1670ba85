"""Saving at the pace of people: 200 in 25 sessions, each one answer every three seconds."""

import statistics

from bench.catalogue import Figure, Figures
from bench.environment.fixtures import Lab
from bench.environment.run import noted

EVERY = 3.0
LASTING = 60.0


def measure(lab: Lab) -> Figures:
    """Return how long a save takes them, and how many go wrong."""
    with noted("Seating 200 people in 25 sessions"):
        people = lab.ask("saves.crowd")
    with noted(f"Saving for {LASTING:g} s"), lab.web_server():
        plan = {"port": lab.port, "host": f"localhost:{lab.port}"}
        measured = lab.load({**people, **plan, "every": EVERY, "lasting": LASTING})
    taken = [seconds * 1000 for seconds in measured["seconds"]]
    detail = {
        "people": len(people["voters"]),
        "saves": len(taken),
        "p50_ms": round(statistics.median(taken), 1),
        "longest_ms": round(max(taken), 1),
    }
    return {
        "crowd_save_ms": Figure(statistics.quantiles(taken, n=20)[-1], detail),
        "crowd_save_errors": Figure(len(measured["errors"]), {"first": measured["errors"][:1]}),
    }
