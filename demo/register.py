"""Fills the register of AI projects of a demo company, by the same actions as its pages."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

from assessments.planning.models import (
    ApplicationGroup,
    DeploymentPlace,
    ParallelStack,
    Project,
    RunningAgent,
)
from assessments.planning.register import actions as register
from assessments.rounds.context.work_kinds import WorkKind
from orgs.models import Member, Unit
from orgs.units import actions as unit_actions
from orgs.units.tags import parse_tags

DATES = ("started_on", "succeeded_on", "in_production_on", "ended_on")


def fill(slug: str, units: Mapping[str, Unit], by: Member) -> None:
    """Write what the company's file says: constraints, places, stacks, agents, projects, days.

    A company without such a file has an empty register.
    """
    file = files("demo") / f"{slug}-register.json"
    if not file.is_file():
        return
    document = json.loads(file.read_text("utf-8"))
    for name, tags in document["constraints"].items():
        _constrain(units[name], tags)
    _fill_around(document, units, by)
    for project in document["projects"]:
        _project(project, units, by)


def _constrain(unit: Unit, tags: Sequence[str]) -> None:
    wanted = parse_tags(", ".join(tags))
    unit_actions.edit(unit=unit, name=unit.name, code=unit.code, weight=unit.weight, tags=wanted)


def _fill_around(document: Mapping[str, Any], units: Mapping[str, Unit], by: Member) -> None:
    for name, meets in document["places"]:
        register.add(DeploymentPlace, facts={"name": name, "meets": meets}, by=by)
    for unit, name, reason, cost in document["stacks"]:
        priced = {"reason": reason, "cost": cost and Decimal(cost)}
        register.add(ParallelStack, facts={"unit": units[unit], "name": name, **priced}, by=by)
    for unit, name, applications, connected, day in document["applications"]:
        facts = {
            "unit": units[unit],
            "name": name,
            "applications": applications,
            "connected": connected,
            "counted_on": date.fromisoformat(day),
        }
        register.add(ApplicationGroup, facts=facts, by=by)
    for unit, name, actions, by_hand, reviewers in document["agents"]:
        facts = {
            "unit": units[unit],
            "name": name,
            "actions_per_day": actions,
            "reviewed_by_hand": by_hand,
            "reviewers": reviewers and Decimal(reviewers),
        }
        register.add(RunningAgent, facts=facts, by=by)


def _project(document: Mapping[str, Any], units: Mapping[str, Unit], by: Member) -> None:
    facts: dict[str, Any] = {
        name: date.fromisoformat(value) if name in DATES else value
        for name, value in document.items()
        if name not in ("unit", "days")
    }
    if "pipelines_cost" in facts:
        facts["pipelines_cost"] = Decimal(facts["pipelines_cost"])
    added = register.add(Project, facts={**facts, "unit": units[document["unit"]]}, by=by)
    for month, days in document["days"].items():
        entered = {(added, kind): Decimal(text) for kind, text in zip(WorkKind, days, strict=True)}
        register.enter_month(month=date.fromisoformat(f"{month}-01"), days=entered, by=by)
