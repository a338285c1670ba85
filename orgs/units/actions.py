"""Changes to the units of the tree: added, edited, archived, restored, moved, merged."""

from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from orgs.models import Grant, InvitedGrant, Organization, SignOnRole, Unit
from orgs.refusals import NotNowError


class UnitNameTakenError(NotNowError):
    """A unit of that name is already there, under the same parent."""

    field = "name"


class CodeTakenError(NotNowError):
    """Another unit of the organization has that code."""

    field = "code"


class ParentArchivedError(NotNowError):
    """The unit above is archived."""

    field = "parent"


class UnitsBelowError(NotNowError):
    """Units below it are not archived."""


class BelowItselfError(NotNowError):
    """The place is the unit itself or below it."""


class UnitInUseError(NotNowError):
    """A room still works with the unit."""


class NamesClashError(NotNowError):
    """Two units of one name would stand side by side."""


def lock_tree(organization_id: int) -> None:
    """Let nobody else change the shape of the organization's tree until the transaction ends."""
    # One row for the whole tree: two moves that are each right can make a cycle together.
    locked = Organization.objects.select_for_update(no_key=True).filter(pk=organization_id)
    locked.values_list("pk").get()


@transaction.atomic
def add(
    *,
    organization: Organization,
    name: str,
    parent: Unit | None = None,
    code: str = "",
    position: int | None = None,
) -> Unit:
    """Return a new unit; raise UnitNameTakenError, CodeTakenError or ParentArchivedError.

    Without a position it stands behind siblings that were listed, else among them by name.
    """
    lock_tree(organization.pk)
    if parent:
        refuse_archived(parent)
    if position is None:
        position = position_behind(organization.pk, parent.pk if parent else None)
    unit = Unit(organization=organization, name=name, parent=parent, code=code, position=position)
    try:
        # A savepoint, or the broken constraint would end the caller's transaction as well.
        with transaction.atomic():
            unit.save(force_insert=True)
    except IntegrityError as error:
        raise error_of_constraint(error, unit) from error
    return unit


@transaction.atomic
def edit(*, unit: Unit, name: str, code: str, weight: Decimal, tags: list[str]) -> None:
    """Give the unit these facts; raise UnitNameTakenError or CodeTakenError."""
    facts = {"name": name, "code": code, "weight": weight, "tags": tags}
    try:
        with transaction.atomic():
            Unit.objects.filter(pk=unit.pk).update(**facts)
    except IntegrityError as error:
        raise error_of_constraint(error, Unit(name=name, code=code)) from error


@transaction.atomic
def archive(*, unit: Unit, at: datetime) -> None:
    """Take the unit out of new rounds; its results stay, its open sessions take no more answers.

    Raises UnitsBelowError while units below it are active: what becomes of them is a decision.
    """
    lock_tree(unit.organization_id)
    if Unit.objects.active().filter(parent=unit.pk).exists():
        raise UnitsBelowError(
            _("Units below %s are active. Move or archive them first.") % unit.name
        )
    Unit.objects.filter(pk=unit.pk, archived_at=None).update(archived_at=at)


@transaction.atomic
def restore(*, unit: Unit) -> None:
    """Bring an archived unit back, a merged one as a unit of its own; raise ParentArchivedError."""
    lock_tree(unit.organization_id)
    if unit.parent:
        refuse_archived(unit.parent)
    Unit.objects.filter(pk=unit.pk).update(archived_at=None, merged_into=None)


@transaction.atomic
def move(*, unit: Unit, parent: Unit | None) -> None:
    """Put the unit, with all below it, under another one (None: at the top).

    Raises BelowItselfError, ParentArchivedError or UnitNameTakenError.
    Frozen results keep their place.
    """
    lock_tree(unit.organization_id)
    if parent:
        refuse_archived(parent)
        _refuse_below(unit, parent)
    try:
        with transaction.atomic():
            behind = position_behind(unit.organization_id, parent.pk if parent else None)
            Unit.objects.filter(pk=unit.pk).update(parent=parent, position=behind)
    except IntegrityError as error:
        raise error_of_constraint(error, unit) from error


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


def position_behind(organization_id: int, parent_id: int | None) -> int:
    """Return the place behind the units there; 0 where they go by name."""
    there = Unit.objects.filter(organization=organization_id, parent=parent_id)
    last: int = there.aggregate(last=models.Max("position"))["last"] or 0
    return last + 1 if last else 0


def refuse_archived(parent: Unit) -> None:
    """Raise ParentArchivedError if the unit is archived now, whatever was read of it before."""
    if not Unit.objects.active().filter(pk=parent.pk).exists():
        raise ParentArchivedError(_("%s is archived. Choose another unit.") % parent.name)


def error_of_constraint(error: IntegrityError, unit: Unit) -> NotNowError:
    """Return the refusal that the broken constraint means."""
    if "one_unit_of_a_code" in str(error):
        return CodeTakenError(_("Another unit has the code %s.") % unit.code)
    return UnitNameTakenError(_("There is already a unit called %s there.") % unit.name)


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
    doubled_grants = Grant.objects.filter(
        unit=into, member=models.OuterRef("member"), role=models.OuterRef("role")
    )
    # What would stand there twice goes first, since a constraint refuses doubles.
    Grant.objects.filter(models.Exists(doubled_grants), unit=unit).delete()
    Grant.objects.filter(unit=unit).update(unit=into)
    doubled_offers = InvitedGrant.objects.filter(
        unit=into, invitation=models.OuterRef("invitation"), role=models.OuterRef("role")
    )
    InvitedGrant.objects.filter(models.Exists(doubled_offers), unit=unit).delete()
    InvitedGrant.objects.filter(unit=unit).update(unit=into)
    doubled_roles = SignOnRole.objects.filter(
        unit=into, value=models.OuterRef("value"), role=models.OuterRef("role")
    )
    SignOnRole.objects.filter(models.Exists(doubled_roles), unit=unit).delete()
    SignOnRole.objects.filter(unit=unit).update(unit=into)
