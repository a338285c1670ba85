"""The plan of an organization of 10 submitted units: its SQL, and how quickly sliders answer."""

import statistics
from itertools import cycle
from typing import Any

from django.urls import reverse

from assessments.planning.portfolio.queries import planning_basis
from assessments.planning.use_cases import actions as use_cases
from bench.client import signed_in
from bench.comparing import TIMES, WARM_UP, Page, analyze, told
from bench.workshop import noted
from bench.world import founded, opened_round, staff, submit_all

UNITS = 10


def measure() -> dict[str, Any]:
    """Return the figures of the plan's pages, planned from what 80 % of the units reach."""
    with noted(f"Submitting {UNITS} sessions and planning from them"):
        with founded("planned", UNITS) as world:
            staff(world)
            submit_all(world, opened_round(world))
            top = world.units[0].parent or world.units[0]
            found = planning_basis(world.owner, top)
            assert found is not None  # noqa: S101 - the framework is published
            use_cases.copy_starters(unit=top, starters=found.framework.use_cases)
        analyze()
    client = signed_in(world.owner)
    page = Page(client, reverse("planning:order", args=["planned", top.pk]))
    slider = reverse("planning:trajectories_outcome", args=["planned", top.pk])
    moved = cycle(Page(client, f"{slider}?F={number / 4}&phi=55") for number in range(1, 41))
    with noted("Moving a slider"):
        times = [next(moved).milliseconds() for _ in range(WARM_UP + TIMES)][WARM_UP:]
    return {
        "plan_statements": {"value": page.statements, "detail": {"use_cases": 10}},
        "slider_server_ms": {"value": statistics.median(times), "detail": told(times)},
    }
