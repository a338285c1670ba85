"""Pipelines that were built for one project alone: who maintains them, and at what cost."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .unit_facts import ProjectFacts


@dataclass(frozen=True)
class OwnPipelines:
    """Own pipelines of projects at work; of these `projects`, `priced` have a cost.

    `cost` is of those alone, a month; None where none of them has one. A unit is a team.
    """

    teams: int
    pipelines: int
    projects: int
    priced: int
    cost: Decimal | None


def own_pipelines(projects: Iterable[ProjectFacts]) -> OwnPipelines | None:
    """Return who maintains own pipelines; None where nobody does, or nobody has counted them."""
    rows = [
        row for row in projects if row.pipelines_own and (row.is_piloted or row.is_in_production)
    ]
    if not rows:
        return None
    costs = [row.pipelines_cost for row in rows if row.pipelines_cost is not None]
    return OwnPipelines(
        teams=len({row.unit_id for row in rows}),
        pipelines=sum(row.pipelines_own or 0 for row in rows),
        projects=len(rows),
        priced=len(costs),
        cost=sum(costs, Decimal(0)) if costs else None,
    )
