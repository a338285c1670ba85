"""Changes of the use cases that a unit wishes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessments.frameworks.schema import StarterUseCase as Starter
from assessments.planning.models import UseCase
from orgs.models import Unit
from orgs.names.folding import fold
from orgs.refusals import NotNowError


class UseCaseNameTakenError(NotNowError):
    """The unit has a use case of that name."""

    field = "name"


@dataclass(frozen=True)
class UseCaseValues:
    """What is said of a use case."""

    name: str
    value: Decimal
    requires: Mapping[str, int] = field(hash=False)
    constraint: str = ""
    note: str = ""


def add(*, unit: Unit, facts: UseCaseValues) -> UseCase:
    """Return a new use case. Raise UseCaseNameTakenError."""
    return _saved(UseCase(organization_id=unit.organization_id, unit=unit), facts)


def change(*, use_case: UseCase, facts: UseCaseValues) -> UseCase:
    """Change what is said of a use case. Raise UseCaseNameTakenError."""
    return _saved(use_case, facts)


@transaction.atomic
def copy_starters(*, unit: Unit, starters: Iterable[Starter]) -> list[UseCase]:
    """Return copies of the framework's use cases; those that the unit has already are left out."""
    rows = UseCase.objects.filter(unit=unit).values_list("name", "starter")
    names = {fold(name) for name, _starter in rows}
    copied = {starter for _name, starter in rows}
    return UseCase.objects.bulk_create(
        UseCase(
            organization_id=unit.organization_id,
            unit=unit,
            name=row.name,
            value=row.value,
            requires=dict(row.requires),
            starter=row.key,
        )
        for row in starters
        if row.key not in copied and fold(row.name) not in names
    )


def delete(*, use_case: UseCase) -> None:
    """Delete a use case; its history stays."""
    use_case.delete()


def _saved(use_case: UseCase, facts: UseCaseValues) -> UseCase:
    use_case.name, use_case.value = facts.name, facts.value
    use_case.requires = dict(facts.requires)
    use_case.constraint, use_case.note = facts.constraint, facts.note
    try:
        with transaction.atomic():
            use_case.save()
    except IntegrityError as error:
        raise UseCaseNameTakenError(
            _("There is already a use case called %s. Choose another name.") % facts.name
        ) from error
    return use_case
