"""Saving one condition by 20 people at once, beside a view that does no more than one INSERT."""

import statistics
from collections.abc import Sequence
from typing import Any

from bench.catalogue import Figures, MeasuredFigure
from bench.environment.fixtures import Fixtures
from bench.environment.progress import progress

ROUNDS = 7
TIMES = {"save": 25, "bare": 50}  # requests a person in each block


def measure(fixtures: Fixtures) -> Figures:
    """Return how the two compare, measured in blocks that take turns."""
    with progress("Seating 20 people in five sessions"):
        people = fixtures.call("saves.voters.few")
    with progress("Saving, in turns with the bare view"), fixtures.web_server():
        measured = fixtures.load(
            {
                **people,
                "port": fixtures.port,
                "host": f"localhost:{fixtures.port}",
                "rounds": ROUNDS,
                "times": TIMES,
            }
        )
    save, bare = (
        [row for row in measured["blocks"] if row["name"] == name] for name in ("save", "bare")
    )
    detail = {
        "people": len(people["voters"]),
        "save": block_summary(save),
        "bare": block_summary(bare),
        "generator_cpu_share": round(measured["own_cpu_share"], 2),
    }
    return {"save_condition_ratio": MeasuredFigure(p95(save) / p95(bare), detail)}


def block_summary(blocks: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return what a kind of block shows, in milliseconds and requests a second."""
    requests = sum(len(row["seconds"]) for row in blocks)
    median = statistics.median(statistics.median(row["seconds"]) for row in blocks)
    return {
        "requests": requests,
        "p50_ms": round(median * 1000, 1),
        "p95_ms": round(p95(blocks) * 1000, 1),
        "per_second": round(requests / sum(row["together"] for row in blocks), 1),
    }


def p95(blocks: Sequence[dict[str, Any]]) -> float:
    """Return the median of the blocks' 95th percentiles, in seconds."""
    return float(
        statistics.median(statistics.quantiles(row["seconds"], n=20)[-1] for row in blocks)
    )
