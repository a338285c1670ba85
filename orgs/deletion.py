"""Deleting an organization, after a grace period in which it can be kept."""

from datetime import datetime, timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from orgs import archive, tenancy
from orgs.models import Organization
from orgs.refusals import NotNowError

GRACE = timedelta(days=14)


class NotAskedForError(NotNowError):
    """No deletion has been asked for, so there is none to take back."""


def request_deletion(*, organization: Organization, at: datetime) -> datetime:
    """Return when the organization will be deleted: 14 days from the first request."""
    asked = Organization.objects.filter(pk=organization.pk, deletes_at=None)
    asked.update(deletes_at=at + GRACE)
    due = Organization.objects.values_list("deletes_at", flat=True).get(pk=organization.pk)
    assert due is not None  # noqa: S101 - it was set above, or before
    return due


def withdraw_deletion(*, organization: Organization) -> None:
    """Keep the organization; raise NotAskedForError where its deletion was not asked for."""
    asked = Organization.objects.filter(pk=organization.pk).exclude(deletes_at=None)
    if not asked.update(deletes_at=None):
        raise NotAskedForError(_("No deletion has been asked for."))


def due_for_deletion() -> list[int]:
    """Return the organizations whose grace period is over, by the database's clock."""
    with tenancy.scope(operator="on", person="", organization=""):
        due = Organization.objects.filter(deletes_at__lte=Now())
        return list(due.order_by("pk").values_list("pk", flat=True))


def delete_organization(organization_id: int) -> bool:
    """Delete the organization with every row and file of it; return whether it was due.

    The statements name no rows: row-level security keeps them inside the organization, and so they
    reach votes that nobody may read. The role is checked first, because nothing else keeps them.
    """
    tenancy.refuse_unsafe_role()
    with tenancy.scope(organization=organization_id, person="", erasing="on"):
        due = Organization.objects.select_for_update().filter(deletes_at__lte=Now())
        if not due.filter(pk=organization_id).exists():
            return False
        files = archive.stored_files(organization_id)
        for _pass in range(2):  # the second takes what triggers wrote down about the first
            for table in _tenant_tables():
                _delete_all_in_scope(table)
        _delete_all_in_scope(Organization._meta.db_table)
        transaction.on_commit(lambda: _remove(files), robust=True)
    return True


def _tenant_tables() -> list[str]:
    return [
        model._meta.db_table
        for model in apps.get_models()
        if model is not Organization and _has_organization(model)
    ]


def _has_organization(model: type[models.Model]) -> bool:
    return any(column.attname == "organization_id" for column in model._meta.concrete_fields)


def _delete_all_in_scope(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


def _remove(files: list[str]) -> None:
    for file in files:
        default_storage.delete(file)
