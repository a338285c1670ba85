"""Changes of what a unit assumes about its ways to a foundation."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import transaction

from assessments.planning.models import FoundationOption, Sourcing
from orgs.models import Unit


@dataclass(frozen=True)
class OptionValues:
    """What is said of one way; `removes` in percent, None where nothing is said."""

    months: Decimal | None = None
    cost: Decimal | None = None
    upkeep: Decimal | None = None
    removes: Decimal | None = None
    note: str = ""


NOTHING_SAID = OptionValues()


@transaction.atomic
def set_options(*, unit: Unit, options: Mapping[Sourcing, OptionValues]) -> None:
    """Keep what is assumed about each way; one about which nothing is said is cleared."""
    for sourcing, said in options.items():
        rows = FoundationOption.objects.filter(unit=unit, sourcing=sourcing)
        if said == NOTHING_SAID:
            rows.delete()
            continue
        FoundationOption.objects.update_or_create(
            unit=unit,
            sourcing=sourcing,
            organization_id=unit.organization_id,
            defaults=asdict(said),
        )
