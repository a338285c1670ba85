"""Downloads the comparison of 10,000 units as CSV, and says what memory that took at most."""

import os
import time
from typing import Any

from django.urls import reverse

from bench.environment.processes import peak_bytes
from bench.pages.client import client_of, response_to
from orgs.models import Member, User

SLUG = "exported"


def measure() -> dict[str, Any]:
    """Return the figures of the download, in a process that does nothing else."""
    client = client_of(Member(user=User.objects.get(email=f"owner@{SLUG}.example")))
    started_at = time.perf_counter()
    response = response_to(client, "get", reverse("results:compare_csv", args=[SLUG]))
    size = sum(map(len, response))
    return {
        "megabytes": peak_bytes(os.getpid()) / 1024**2,
        "sent_megabytes": round(size / 1e6, 1),
        "seconds": round(time.perf_counter() - started_at, 1),
    }
