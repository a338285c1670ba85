"""The memory that the CSV of 10,000 units takes, in a process of its own."""

import json
import subprocess
import sys
from typing import Any

from bench.dataset.organization import founded
from bench.dataset.rounds import submitted_rounds
from bench.environment.run import MeasuringError, noted
from bench.files.export_memory import SLUG
from bench.pages.comparison import analyze

UNITS = 10_000


def measure() -> dict[str, Any]:
    """Return the figure of the download."""
    with noted(f"Storing a round of {UNITS} units"):
        with founded(SLUG, UNITS) as world:
            submitted_rounds(world, 1)
        analyze()
    with noted("Downloading it"):
        said = subprocess.run(
            [sys.executable, "-m", "bench.environment.django_process", "files.export_memory"],
            stdout=subprocess.PIPE,
            check=False,
        )
    if said.returncode:
        raise MeasuringError("The download failed, as told above.")
    found = json.loads(said.stdout)
    return {"export_megabytes": {"value": found.pop("megabytes"), "detail": found}}
