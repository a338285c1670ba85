"""Deleting an organization, after a grace period in which it can be kept."""

from datetime import datetime, timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from orgs.archive import export as archive
from orgs.database import tenancy
from orgs.database.event_tables import event_models
from orgs.mail import owner_notices
from orgs.models import Member, Organization
from orgs.refusals import NotNowError

GRACE = timedelta(days=14)


class NotAskedForError(NotNowError):
    """No deletion has been asked for, so there is none to take back."""


@transaction.atomic
def request_deletion(*, by: Member, at: datetime) -> datetime:
    """Return when the member's organization will be deleted: 14 days from the first request.

    All owners are told by mail of the first request.
    """
    asked = Organization.objects.filter(pk=by.organization_id, deletes_at=None)
    is_first = asked.update(deletes_at=at + GRACE)
    organization = Organization.objects.get(pk=by.organization_id)
    if is_first:
        owner_notices.mail_deletion_ordered(organization=organization, by=by)
    assert organization.deletes_at is not None  # noqa: S101 - it was set above, or before
    return organization.deletes_at


@transaction.atomic
def withdraw_deletion(*, by: Member) -> None:
    """Keep the organization and tell its owners; raise NotAskedForError where nobody asked."""
    asked = Organization.objects.filter(pk=by.organization_id).exclude(deletes_at=None)
    if not asked.update(deletes_at=None):
        raise NotAskedForError(_("No deletion has been asked for."))
    owner_notices.mail_deletion_withdrawn(organization=by.organization, by=by)


def due_for_deletion() -> list[int]:
    """Return the organizations whose grace period is over, by the database's clock."""
    with tenancy.scope(operator="on", person="", organization=""):
        due = Organization.objects.filter(deletes_at__lte=Now())
        return list(due.order_by("pk").values_list("pk", flat=True))


def delete_organization(organization_id: int) -> bool:
    """Delete the organization with every row and file of it; return whether it was due.

    The statements name no rows: row-level security keeps them inside the organization, and so they
    reach votes that nobody may read. The role is checked first, because nothing else keeps them.
    What its owners are told belongs to no organization any more.
    """
    tenancy.refuse_unsafe_role()
    with tenancy.scope(organization=organization_id, person="", erasing="on"):
        due = Organization.objects.select_for_update().filter(deletes_at__lte=Now())
        organization = due.filter(pk=organization_id).first()
        if organization is None:
            return False
        # Both are read while the rows that tell them are still there.
        owners = owner_notices.owner_addresses(organization_id)
        files = archive.stored_files(organization_id)
        _delete_everything()
        owner_notices.mail_deletion_done(name=organization.name, to=owners)
        # A file does not come back with a rollback, so files go after the commit.
        transaction.on_commit(lambda: _remove(files), robust=True)
    return True


def _delete_everything() -> None:
    """Delete all rows in scope; triggers write down each removal, so their tables come last."""
    history = {event._meta.db_table for event in event_models()}
    tables = [table for table in _tenant_tables() if table not in history]
    # Keys are checked at the commit, so the other tables may come in any order.
    for table in (*tables, Organization._meta.db_table, *sorted(history)):
        _delete_all_in_scope(table)


def _tenant_tables() -> list[str]:
    return [
        model._meta.db_table
        for model in apps.get_models()
        if model is not Organization and _has_organization(model)
    ]


def _has_organization(model: type[models.Model]) -> bool:
    return any(column.column == "organization_id" for column in model._meta.concrete_fields)


def _delete_all_in_scope(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


def _remove(files: list[str]) -> None:
    for file in files:
        default_storage.delete(file)
