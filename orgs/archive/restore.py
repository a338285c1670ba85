"""Reading an archive into a new organization: every row gets a new number, all or nothing.

Tables come in an order in which whatever is pointed at comes first (settings.ARCHIVE), so the new
number of a row is known when another names it; keys within one table are set once all its rows are
there. The whole is one transaction in the new organization's scope, so row-level security refuses
whatever would point outside. Writing the rows made history of its own, which is deleted before the
archive's takes its place (restore_history). The archive is looked through before (inspection).
"""

import zipfile
import zlib
from collections.abc import Mapping
from typing import IO, Any, cast

from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, models, transaction

from orgs import time_zones
from orgs.accounts.verification import has_mailbox
from orgs.currencies import DOLLARS, codes
from orgs.database import tenancy
from orgs.database.event_tables import event_models
from orgs.models import Organization, User
from orgs.names.email_addresses import canonical_address
from orgs.people.actions import register_without_password

from . import restore_history, restore_keys
from .export import (
    PEOPLE,
    ArchiveError,
    ArchiveTable,
    Columns,
    Numbers,
    columns_of,
    moved_path,
    name_of,
    tables,
)
from .inspection import InspectedArchive, inspect

# What reading rows and files that somebody else may have written can raise.
ODD = (
    *(ArchiveError, zipfile.BadZipFile, zlib.error, DatabaseError, ValidationError),
    *(SuspiciousOperation, KeyError, TypeError, ValueError, AttributeError, OverflowError),
    RuntimeError,
)


def restore_archive(*, source: IO[bytes], slug: str) -> Organization:
    """Return the archive's organization under this address, made anew with all that is in it.

    People are found by their email address or made without a password. Raises ArchiveError, and
    then nothing is made.
    """
    numbers = Numbers()
    try:
        with zipfile.ZipFile(source) as archive:
            return _read(inspect(archive), slug, numbers)
    except ODD as error:
        for path in numbers.files.values():
            default_storage.delete(path)  # a file does not go with a rollback
        raise _sentence(error) from error


def _sentence(error: Exception) -> ArchiveError:
    if isinstance(error, ArchiveError):
        return error
    if isinstance(error, zipfile.BadZipFile):
        return ArchiveError("This is not an archive of an organization.")
    return ArchiveError(f"The archive does not fit this installation: {error}")


@transaction.atomic
def _read(archive: InspectedArchive, slug: str, numbers: Numbers) -> Organization:
    organization = _founded(archive.manifest["organization"], slug)
    # People first: they are in no table of the list, and members point at them.
    numbers.new[name_of(User)] = _people(list(archive.rows(PEOPLE)))
    for table in tables():
        written = archive.rows(name_of(table.model))
        rows = [table.modernized(row, archive.manifest["format"]) for row in written]
        _insert(archive, table, organization, rows, numbers)
    if archive.has_history:
        past = restore_history.HistoryRestore(organization, numbers, archive.manifest["format"])
        # Before the first event is put back, since it deletes by table.
        past.forget_the_import()
        for event in event_models():
            past.add(event, archive.rows(name_of(event)))
    return organization


def _founded(said: Mapping[str, Any], slug: str) -> Organization:
    # The scope wants the organization's number before there is a row that has it.
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('orgs_organization', 'id'))")
        (number,) = cursor.fetchone()
    tenancy.set_local("organization", number)
    # An archive from before organizations had a currency says none.
    currency = str(said.get("currency", DOLLARS))
    if currency not in codes():
        raise ArchiveError("The archive names no currency of today.")
    # Nor a time zone; and one that this machine does not know would be the installation's anyway.
    zone = str(said.get("time_zone", ""))
    return Organization.objects.create(
        pk=number,
        name=str(said["name"]),
        slug=slug,
        currency=currency,
        time_zone=zone if zone in time_zones.names() else "",
    )


def _people(rows: list[Columns]) -> dict[int, int]:
    """Return each person's new number; raise ArchiveError where an account is not known as theirs.

    Whoever made an account under somebody's address without confirming it must not get their place.
    """
    new = {}
    for row in rows:
        known = User.objects.filter(email=canonical_address(row["email"])).first()
        if known and not has_mailbox(known):
            raise ArchiveError(
                f"There is an account for {known.email} here whose address nobody has confirmed. "
                f"Let them open the link in its mail, or give the account another address, first."
            )
        user = known or register_without_password(email=row["email"], name=row["name"])
        new[row["id"]] = user.pk
    return new


def _insert(
    archive: InspectedArchive,
    table: ArchiveTable,
    organization: Organization,
    rows: list[Columns],
    numbers: Numbers,
) -> None:
    known = {row["id"]: number for row in rows if (number := table.known(row))}
    rows = [row for row in rows if row["id"] not in known and not table.left_out(row)]
    olds = [row.pop("id") for row in rows]
    made = [
        _instance(
            table, organization, _moved_file(archive, table, organization, row, numbers), numbers
        )
        for row in rows
    ]
    given = [_given_on_insert(instance) for instance in made]
    restore_keys.set_apart(made)
    stored = cast("Any", table.model).objects.bulk_create(made, batch_size=1000)
    new = dict(zip(olds, (row.pk for row in stored), strict=True))
    numbers.new[name_of(table.model)] = known | new
    _restore(table.model, stored, given)  # an insert sets auto_now_add to now, whatever is given
    _point_within(table.model, dict(zip(olds, rows, strict=True)), new)
    restore_keys.number_keys(table.model, list(new.values()))


def _instance(
    table: ArchiveTable, organization: Organization, row: Columns, numbers: Numbers
) -> models.Model:
    values = table.renumbered(dict(row), numbers)
    for column in columns_of(table.model):
        if column.attname not in values:
            continue
        value = values[column.attname]
        if isinstance(column, models.ForeignKey):
            values[column.attname] = _key(column, value, numbers)
        elif value is not None:
            values[column.attname] = column.to_python(value)
    return table.model(organization_id=organization.pk, **values)


def _key(column: "models.ForeignKey[Any, Any]", value: int | None, numbers: Numbers) -> int | None:
    """Return the new number; a key within the table waits until all its rows are there."""
    target = column.related_model
    if value is None or target is column.model:
        return None
    return numbers.of(target, value)


def _moved_file(
    archive: InspectedArchive,
    table: ArchiveTable,
    organization: Organization,
    row: Columns,
    numbers: Numbers,
) -> Columns:
    """Store the row's file under the new organization and return the row naming it there.

    One that was gone when the archive was written has a place there as well, and is gone.
    """
    path = row.get(table.file) if table.file else ""
    if not path:
        return row
    place = moved_path(path, organization.pk)
    content = archive.content_of(path)
    if content is not None:
        place = default_storage.save(place, ContentFile(content))
    # The place as well, so that a path which two rows name loses neither of its copies.
    numbers.files |= {path: place, place: place}
    return row | {table.file: place}


def _given_on_insert(instance: models.Model) -> Columns:
    """Return the moments that an insert would set to now."""
    return {
        column.attname: getattr(instance, column.attname)
        for column in type(instance)._meta.concrete_fields
        if getattr(column, "auto_now_add", False)
    }


def _restore(model: type[models.Model], stored: list[Any], given: list[Columns]) -> None:
    names = list(given[0]) if given else []
    for row, moments in zip(stored, given, strict=True):
        for name, moment in moments.items():
            setattr(row, name, moment)
    if names:
        cast("Any", model).objects.bulk_update(stored, names, batch_size=1000)


def _point_within(
    model: type[models.Model], rows: Mapping[int, Columns], new: dict[int, int]
) -> None:
    """Set the keys that point within the table, such as a unit's parent."""
    within = [
        column.attname
        for column in columns_of(model)
        if isinstance(column, models.ForeignKey) and column.related_model is model
    ]
    for old, row in rows.items():
        keys = {name: new[row[name]] for name in within if row.get(name) is not None}
        if keys:
            cast("Any", model).objects.filter(pk=new[old]).update(**keys)
