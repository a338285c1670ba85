"""Changes to the shape of the tree: moving a unit with all below it, merging one into another."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from orgs.actions.units import lock_tree, refuse_archived, taken
from orgs.models import Grant, InvitedGrant, Unit
from orgs.refusals import NotNowError
from orgs.sign_on.models import SignOnRole


class BelowItselfError(NotNowError):
    """The place is the unit itself or below it."""


class UnitInUseError(NotNowError):
    """A room still works with the unit."""


class NamesClashError(NotNowError):
    """Two units of one name would stand side by side."""


@transaction.atomic
def move(*, unit: Unit, parent: Unit | None) -> None:
    """Put the unit, with all below it, under another one (None: at the top).

    Raises BelowItselfError, ParentArchivedError or NameTakenError. Frozen results keep their place.
    """
    lock_tree(unit.organization_id)
    if parent:
        refuse_archived(parent)
        _refuse_below(unit, parent)
    try:
        with transaction.atomic():
            Unit.objects.filter(pk=unit.pk).update(parent=parent)
    except IntegrityError as error:
        raise taken(error, unit) from error


@transaction.atomic
def merge(*, unit: Unit, into: Unit, at: datetime) -> None:
    """Archive the unit for another's sake: its units and grants move there, its results stay.

    Raises BelowItselfError, ParentArchivedError, UnitInUseError or NamesClashError.
    """
    lock_tree(unit.organization_id)
    refuse_archived(unit)
    refuse_archived(into)
    _refuse_below(unit, into)
    refuse_in_use(unit)
    try:
        with transaction.atomic():
            Unit.objects.filter(parent=unit).update(parent=into)
    except IntegrityError as error:
        raise NamesClashError(
            _("A unit below %(unit)s has the name of one below %(into)s. Rename it first.")
            % {"unit": unit.name, "into": into.name}
        ) from error
    _move_grants(unit, into)
    Unit.objects.filter(pk=unit.pk).update(archived_at=at, merged_into=into)


def refuse_in_use(unit: Unit) -> None:
    """Raise UnitInUseError with the first sentence that a room has against ending the unit."""
    for path in settings.UNITS_IN_USE:
        if sentence := import_string(path)(unit):
            raise UnitInUseError(sentence)


def _refuse_below(unit: Unit, place: Unit) -> None:
    if Unit.objects.within(unit).filter(pk=place.pk).exists():
        raise BelowItselfError(
            _("%(place)s is %(unit)s itself or below it. Choose another unit.")
            % {"place": place.name, "unit": unit.name}
        )


def _move_grants(unit: Unit, into: Unit) -> None:
    """Move grants, offers and what sign-on gives; one that is there already is not doubled."""
    held = Grant.objects.filter(
        unit=into, member=models.OuterRef("member"), role=models.OuterRef("role")
    )
    Grant.objects.filter(models.Exists(held), unit=unit).delete()
    Grant.objects.filter(unit=unit).update(unit=into)
    offered = InvitedGrant.objects.filter(
        unit=into, invitation=models.OuterRef("invitation"), role=models.OuterRef("role")
    )
    InvitedGrant.objects.filter(models.Exists(offered), unit=unit).delete()
    InvitedGrant.objects.filter(unit=unit).update(unit=into)
    mapped = SignOnRole.objects.filter(
        unit=into, value=models.OuterRef("value"), role=models.OuterRef("role")
    )
    SignOnRole.objects.filter(models.Exists(mapped), unit=unit).delete()
    SignOnRole.objects.filter(unit=unit).update(unit=into)
