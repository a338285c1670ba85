"""Changes of saved scenarios."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.planning.models import Scenario
from orgs.database import tenancy
from orgs.models import Member, Unit
from orgs.names.folding import fold
from orgs.refusals import NotNowError

MOST_SCENARIOS = 50


class TooManyScenariosError(NotNowError):
    """The member has as many scenarios of the unit as can be compared."""


class StaleScenarioError(NotNowError):
    """The member saved another scenario of that name since the page was opened."""

    def __init__(self, stored: Scenario) -> None:
        super().__init__(_("You saved other numbers under this name meanwhile."))
        self.stored = stored


@dataclass(frozen=True)
class ScenarioValues:
    """A scenario's name, its numbers as they were written, and whether others see it."""

    name: str
    assumptions: Mapping[str, str] = field(hash=False)
    is_shared: bool = False


@transaction.atomic
def save(
    *,
    unit: Unit,
    by: Member,
    facts: ScenarioValues,
    at: datetime,
    seen_until: datetime | None = None,
) -> Scenario:
    """Save a scenario; one of the member's of the same name is replaced.

    What was saved after the page that was `seen_until` a moment is not replaced by other numbers:
    raise StaleScenarioError. Raise TooManyScenariosError.
    """
    # Whoever saves the first of a name locks no row of it, so the unit stands for all.
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    own = Scenario.objects.select_for_update().filter(unit=unit, by=by)
    scenario = own.filter(name_key=fold(facts.name)).first()
    if scenario is None:
        if own.count() >= MOST_SCENARIOS:
            raise TooManyScenariosError(
                _("There are %s scenarios of yours here. Delete one first.") % MOST_SCENARIOS
            )
        scenario = Scenario(organization_id=unit.organization_id, unit=unit, by=by)
    elif _says(scenario, facts):
        return scenario
    elif seen_until and scenario.saved_at > seen_until:
        raise StaleScenarioError(scenario)
    scenario.name, scenario.is_shared, scenario.saved_at = facts.name, facts.is_shared, at
    scenario.assumptions = dict(facts.assumptions)
    scenario.save()
    return scenario


def erase_private(*, member: Member) -> None:
    """Delete the person's scenarios that nobody else has seen."""
    with tenancy.scope(person=member.user_id):
        Scenario.objects.filter(by=member, is_shared=False).delete()


def delete(*, scenario: Scenario) -> None:
    """Delete a scenario; its history stays."""
    scenario.delete()


def _says(scenario: Scenario, facts: ScenarioValues) -> bool:
    said = (scenario.name, scenario.assumptions, scenario.is_shared)
    return said == (facts.name, dict(facts.assumptions), facts.is_shared)
