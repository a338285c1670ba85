"""Changes of the use cases that a unit wishes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessments.frameworks.schema import StarterUseCase as Starter
from assessments.planning.models import Project, UseCase
from orgs.models import Unit
from orgs.names.folding import fold
from orgs.refusals import NotNowError


class UseCaseNameTakenError(NotNowError):
    """The unit has a use case of that name."""

    field = "name"


class CircularReplacementError(NotNowError):
    """The use case would replace itself through others."""

    field = "replaces"


@dataclass(frozen=True)
class UseCaseValues:
    """What is said of a use case."""

    name: str
    value: Decimal
    requires: Mapping[str, int] = field(hash=False)
    constraint: str = ""
    note: str = ""
    approved_on: date | None = None
    project: Project | None = None
    replaces: UseCase | None = None


def add(*, unit: Unit, facts: UseCaseValues) -> UseCase:
    """Return a new use case. Raise UseCaseNameTakenError."""
    return _saved(UseCase(organization_id=unit.organization_id, unit=unit), facts)


@transaction.atomic
def change(*, use_case: UseCase, facts: UseCaseValues) -> UseCase:
    """Change what is said of it. Raise UseCaseNameTakenError, CircularReplacementError."""
    if facts.replaces:
        _refuse_circle(use_case, facts.replaces)
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


def _refuse_circle(use_case: UseCase, replaced: UseCase) -> None:
    """Raise CircularReplacementError where the use case is replaced by the other in the end."""
    rows = UseCase.objects.select_for_update().filter(unit=use_case.unit_id)
    replaces = dict(rows.order_by("pk").values_list("pk", "replaces"))
    earlier: int | None = replaced.pk
    while earlier:
        if earlier == use_case.pk:
            raise CircularReplacementError(
                _("%s replaces this one already, directly or through others.") % replaced.name
            )
        earlier = replaces.get(earlier)


def _saved(use_case: UseCase, facts: UseCaseValues) -> UseCase:
    use_case.name, use_case.value = facts.name, facts.value
    use_case.requires = dict(facts.requires)
    use_case.constraint, use_case.note = facts.constraint, facts.note
    use_case.approved_on = facts.approved_on
    use_case.project, use_case.replaces = facts.project, facts.replaces
    try:
        with transaction.atomic():
            use_case.save()
    except IntegrityError as error:
        raise UseCaseNameTakenError(
            _("There is already a use case called %s. Choose another name.") % facts.name
        ) from error
    return use_case
