"""Changes of saved scenarios."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.planning.models import Scenario
from orgs.database import tenancy
from orgs.models import Member, Unit
from orgs.refusals import NotNowError

MOST_SCENARIOS = 50


class TooManyScenariosError(NotNowError):
    """The member has as many scenarios of the unit as can be compared."""


@dataclass(frozen=True)
class ScenarioValues:
    """A scenario's name, its numbers as they were written, and whether others see it."""

    name: str
    assumptions: Mapping[str, str] = field(hash=False)
    is_shared: bool = False


@transaction.atomic
def save(*, unit: Unit, by: Member, facts: ScenarioValues, at: datetime) -> Scenario:
    """Save a scenario; one of the member's of the same name is replaced.

    Raise TooManyScenariosError.
    """
    own = Scenario.objects.select_for_update().filter(unit=unit, by=by)
    scenario = own.filter(name__iexact=facts.name).first()
    if scenario is None:
        if own.count() >= MOST_SCENARIOS:
            raise TooManyScenariosError(
                _("There are %s scenarios of yours here. Delete one first.") % MOST_SCENARIOS
            )
        scenario = Scenario(organization_id=unit.organization_id, unit=unit, by=by)
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
