"""What each address of the planning room takes in a body; `tests/bodies.py` says what for."""

from collections.abc import Callable
from urllib.parse import urlencode

from assessments.planning.portfolio.level_closure import step_text
from assessments.planning.portfolio.unlock import default_efforts
from assessments.planning.strategy.assumptions import elements
from tests.body import Body, Id, a_file, nothing, these
from tests.cast import the_framework
from tests.test_access import World


def a_project(world: World) -> Body:
    days = {"started_on": "2026-01-05", "succeeded_on": "", "in_production_on": "", "ended_on": ""}
    counts = {"team": "5", "pipelines_own": "1", "pipelines_shared": "1", "pipelines_reused": "0"}
    counts |= {"pipelines_cost": "1200"}
    replicated = {f"replicated_{how}": "" for how in ("by", "with_help", "without_help")}
    words = {"name": "Forecasts", "code": "FC", "stage": "pilot", "funding": "", "governance": ""}
    return {**words, "unit": Id(world.cast.payments.pk), **days, **counts, **replicated}


def a_stack(world: World) -> Body:
    return {
        "name": "Second cluster",
        "unit": Id(world.cast.payments.pk),
        "reason": "Latency",
        "cost": "",
    }


def an_agent(world: World) -> Body:
    reviewed = {"actions_per_day": "10", "reviewed_by_hand": "1", "reviewers": "1"}
    return {"name": "Clerk", "unit": Id(world.cast.payments.pk), **reviewed}


def some_applications(world: World) -> Body:
    counted = {"applications": "40", "connected": "6", "counted_on": "2026-03-02"}
    return {"name": "All applications", "unit": Id(world.cast.payments.pk), **counted}


def some_effort(world: World) -> Body:
    kinds = ("agent", "governance", "integration", "operations")
    return {f"{world.project.pk}-{kind}": "1" for kind in kinds}


def some_columns(_world: World) -> Body:
    names = (
        *("day", "decimals", "keep_as", "kind", "one_kind", "people", "project", "reference"),
        *("time", "until"),
    )
    return dict.fromkeys(names, "") | {"unit": "hours", "hours_per_day": "8", "order": "dmy"}


def a_use_case(_world: World) -> Body:
    levels = dict.fromkeys(the_framework().capabilities_by_key, 1)
    delivery = {"approved_on": "2026-03-02", "project": "", "replaces": ""}
    return {
        "name": "Forecasts",
        "value": "3",
        "constraint": "EU",
        "note": "Soon",
        **levels,
        **delivery,
    }


def some_means(_world: World) -> Body:
    efforts = {step_text(step): "2" for step in default_efforts(the_framework())}
    return {"capacity": "12", "starts_on": "2026-04-01", "value_unit": "points", **efforts}


def a_roadmap(world: World) -> Body:
    quarters = {f"capacity-{quarter}": "30" for quarter in range(1, 5)}
    return {**quarters, "owner-OBS@3": Id(world.cast.lin.pk)}


def a_scenario(_world: World) -> Body:
    numbers = {"assumptions": urlencode({"v": "10"}), "gains": urlencode({"staff": "40"})}
    return {"name": "Bold", "is_shared": "on", **numbers}


def some_ways(_world: World) -> Body:
    fields = ("months", "cost", "upkeep", "removes", "note")
    return {f"{way}-{field}": "8" for way in ("build", "buy", "wait") for field in fields}


def seen(body: Callable[[World], Body]) -> Callable[[World], Body]:
    """Return a body that says nothing of what its page showed."""
    return lambda world: body(world) | {"shown": ""}


REGISTER: dict[str, Callable[[World], Body]] = {
    "planning:project_add": a_project,
    "planning:project_edit": seen(a_project),
    "planning:project_strike": nothing,
    "planning:place_add": these(name="Frankfurt", meets="region: EU"),
    "planning:stack_add": a_stack,
    "planning:agent_add": an_agent,
    "planning:applications_add": some_applications,
    "planning:surrounding_edit": seen(a_stack),
    "planning:surrounding_strike": nothing,
    "planning:session_offer_take": nothing,
    "planning:effort": seen(some_effort),
    "planning:time_sheets": a_file("days.csv", "day,project,days\n2026-01-05,FC,1\n"),
    "planning:time_sheet_reading": these(
        encoding="", separator="comma", sheet="", rows_of="", header_row="1"
    ),
    "planning:time_sheet_check": some_columns,
    "planning:time_sheet_mapping": these(kept=Id(1)),
    "planning:time_sheet_apply": these(also_doubted="", corrections=""),
    "planning:time_sheet_give_up": nothing,
}
PLANS: dict[str, Callable[[World], Body]] = {
    "planning:use_cases_copy": nothing,
    "planning:use_case_new": a_use_case,
    "planning:use_case": seen(a_use_case),
    "planning:use_case_delete": nothing,
    "planning:order_mark": these(step="RUN@2", mark="pinned"),
    "planning:order_means": seen(some_means),
    "planning:order_own": these(steps="RUN@1 RUN@2", up="RUN@2", down="", shown=""),
    "planning:order_fix": these(which="own"),
    "planning:roadmap_means": seen(a_roadmap),
    "planning:scenario_save": seen(a_scenario),
    "planning:scenario_delete": nothing,
    "planning:sourcing": seen(some_ways),
    "planning:strategy": these(elements=elements()[0].key, burn="225000", look=""),
    "planning:strategy_delete": nothing,
}
