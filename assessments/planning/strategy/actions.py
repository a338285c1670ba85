"""Changes of a unit's saved strategy checks."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.planning.models import StrategyCheck
from orgs.days import organization_day
from orgs.models import Member, Unit
from orgs.refusals import NotNowError

from .presumption import Presumption
from .wording import basis_words, choice_words

MOST_CHECKS = 100
CENTS = Decimal("0.01")


class TooManyChecksError(NotNowError):
    """The unit has as many saved checks as its page lists."""


@dataclass(frozen=True)
class CheckValues:
    """What was ticked, what a month costs if somebody said so, and what that presumes."""

    found: Presumption
    burn: Decimal | None = None

    @property
    def elements(self) -> list[str]:
        """The ticked elements."""
        return sorted(self.found.ticked)

    @property
    def effort(self) -> Decimal | None:
        """The person-weeks that no budget names; None without a result."""
        if not self.found.is_known:
            return None
        return Decimal(float(self.found.total.effort)).quantize(CENTS)

    @property
    def basis(self) -> dict[str, Any]:
        """What they rest on."""
        basis, rates = self.found.basis, self.found.rates
        return {
            "framework": f"{basis.framework.key} {basis.framework.version}",
            "source": basis_words(basis.standing),
            "choice": choice_words(basis.standing.options.chosen),
            "unknown": list(basis.standing.unknown),
            "levels": dict(basis.standing.levels) if basis.standing.is_known else {},
            "capacity": str(float(rates.monthly)),
            "currency": rates.currency,
        }


@transaction.atomic
def save(*, unit: Unit, by: Member, values: CheckValues, at: datetime) -> StrategyCheck:
    """Save a check; the newest of the unit is replaced where it is the same one, of the same day.

    Raise TooManyChecksError.
    """
    saved = StrategyCheck.objects.select_for_update().filter(unit=unit)
    check = saved.order_by("-saved_at", "-pk").first()
    if check is None or not _is_same(check, by, values, at):
        if saved.count() >= MOST_CHECKS:
            raise TooManyChecksError(
                _("There are %s strategy checks of this unit. Delete one first.") % MOST_CHECKS
            )
        check = StrategyCheck(organization_id=unit.organization_id, unit=unit, by=by)
    elif (check.effort, check.basis) == (values.effort, values.basis):
        return check
    check.elements, check.burn, check.saved_at = values.elements, values.burn, at
    check.effort, check.basis = values.effort, values.basis
    check.save()
    return check


def delete(*, check: StrategyCheck) -> None:
    """Delete a saved check; its history stays."""
    check.delete()


def _is_same(check: StrategyCheck, by: Member, values: CheckValues, at: datetime) -> bool:
    saved_on = organization_day(by.organization, check.saved_at)
    is_same_day = saved_on == organization_day(by.organization, at)
    is_same_choice = check.basis.get("choice") == values.basis["choice"]
    said = (check.by_id, check.elements, check.burn)
    return is_same_day and is_same_choice and said == (by.pk, values.elements, values.burn)
