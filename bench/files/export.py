"""The memory that the CSV of 10,000 units takes, in a process of its own."""

import json
import subprocess
import sys
from typing import Any

from bench.dataset.organization import analyze_tables, new_organization
from bench.dataset.rounds import rounds_with_results
from bench.environment.errors import MeasurementError
from bench.environment.progress import progress
from bench.files.export_memory import SLUG

UNITS = 10_000


def measure() -> dict[str, Any]:
    """Return the figure of the download."""
    with progress(f"Storing a round of {UNITS} units"):
        with new_organization(SLUG, UNITS) as dataset:
            rounds_with_results(dataset, 1)
        analyze_tables()
    with progress("Downloading it"):
        download = subprocess.run(
            [
                sys.executable,
                "-m",
                "bench.environment.django_process",
                "files.export_memory.measure",
            ],
            stdout=subprocess.PIPE,
            check=False,
        )
    if download.returncode:
        raise MeasurementError("The download failed, as told above.")
    detail = json.loads(download.stdout)
    return {"export_megabytes": {"value": detail.pop("megabytes"), "detail": detail}}
