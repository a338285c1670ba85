"""Saved scenarios beside each other."""

from dataclasses import dataclass
from urllib.parse import urlencode

from assessments.planning.models import Scenario
from assessments.planning.queries.trajectories import Outcome
from assessments.planning.trajectory_forms import NumbersForm
from orgs.models import Member, Unit


@dataclass(frozen=True)
class ScenarioShown:
    """A saved scenario: whose it is, how to open it, what follows from it."""

    scenario: Scenario
    query: str
    outcome: Outcome
    is_own: bool


def scenarios(member: Member, unit: Unit) -> list[ScenarioShown]:
    """Return the member's own and the shared scenarios of a unit, the newest first."""
    rows = Scenario.objects.visible_to(member).filter(unit=unit)
    return [
        _shown(member, row) for row in rows.select_related("by__user").order_by("-saved_at", "pk")
    ]


def _shown(member: Member, row: Scenario) -> ScenarioShown:
    form = NumbersForm({**row.assumptions, "begin": "defaults"})
    form.is_valid()
    return ScenarioShown(
        scenario=row,
        query=urlencode(row.assumptions),
        outcome=Outcome(form.numbers({}), {}, form.value, form.chosen),
        is_own=row.by_id == member.pk,
    )
