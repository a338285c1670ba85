"""Changes to the unit tree."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from orgs.models import Organization, Unit
from orgs.refusals import NotNowError


class NameTakenError(NotNowError):
    """A unit of that name is already there, under the same parent."""


class ParentArchivedError(NotNowError):
    """The unit above is archived."""


def add(*, organization: Organization, name: str, parent: Unit | None = None) -> Unit:
    """Return a new unit; raise NameTakenError or ParentArchivedError."""
    if parent and parent.archived_at:
        raise ParentArchivedError(_("%s is archived. Choose another unit.") % parent.name)
    try:
        with transaction.atomic():
            return Unit.objects.create(organization=organization, name=name, parent=parent)
    except IntegrityError as error:
        raise NameTakenError(_("There is already a unit called %s there.") % name) from error


def rename(*, unit: Unit, name: str) -> None:
    """Give the unit another name; raise NameTakenError."""
    try:
        with transaction.atomic():
            Unit.objects.filter(pk=unit.pk).update(name=name)
    except IntegrityError as error:
        raise NameTakenError(_("There is already a unit called %s there.") % name) from error


def archive(*, unit: Unit, at: datetime) -> None:
    """Take the unit out of new rounds; its results stay, its open sessions take no more answers."""
    Unit.objects.filter(pk=unit.pk, archived_at=None).update(archived_at=at)


def restore(*, unit: Unit) -> None:
    """Bring an archived unit back."""
    Unit.objects.filter(pk=unit.pk).update(archived_at=None)
