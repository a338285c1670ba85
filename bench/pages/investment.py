"""The plan of an organization of 10 submitted units: its SQL, and how quickly sliders answer."""

import statistics
from itertools import cycle
from typing import Any

from django.urls import reverse

from assessments.planning.portfolio.queries import unit_plan
from assessments.planning.use_cases import actions as use_cases
from bench.dataset.organization import analyze_tables, new_organization, open_round, staff_units
from bench.dataset.votes import submit_sessions
from bench.environment.progress import progress
from bench.pages.client import client_of
from bench.pages.page import TIMES, WARM_UP, MeasuredPage, spread

UNITS = 10


def measure() -> dict[str, Any]:
    """Return the figures of the plan's pages, planned from what 80 % of the units reach."""
    with progress(f"Submitting {UNITS} sessions and planning from them"):
        with new_organization("planned", UNITS) as dataset:
            staff_units(dataset)
            submit_sessions(dataset, open_round(dataset))
            top = dataset.units[0].parent or dataset.units[0]
            planned = unit_plan(dataset.owner, top)
            assert planned is not None  # noqa: S101 - the framework is published
            use_cases.copy_starters(unit=top, starters=planned.basis.framework.use_cases)
        analyze_tables()
    client = client_of(dataset.owner)
    page = MeasuredPage(client, reverse("planning:order", args=["planned", top.pk]))
    slider = reverse("planning:trajectories_outcome", args=["planned", top.pk])
    moved = cycle(
        MeasuredPage(client, f"{slider}?F={number / 4}&phi=55") for number in range(1, 41)
    )
    with progress("Moving a slider"):
        times = [next(moved).milliseconds() for _ in range(WARM_UP + TIMES)][WARM_UP:]
    return {
        "plan_statements": {"value": page.statements, "detail": {"use_cases": 10}},
        "slider_server_ms": {"value": statistics.median(times), "detail": spread(times)},
    }
