"""A time sheet on its way into the register: uploaded, mapped, checked, applied or given up."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessments.planning.models import BatchState, EffortBatch, EffortMapping
from assessments.planning.worklogs.lines import ColumnMapping
from orgs.jobs.doorbell import ring_after_commit
from orgs.models import Member
from orgs.names.folding import fold
from orgs.refusals import NotNowError
from orgs.spreadsheets.limits import UnreadableTableError
from orgs.spreadsheets.outline import (
    NO_CHOICE,
    ReadingChoice,
    TableOutline,
    outline_from_json,
)
from orgs.spreadsheets.table import check_kind, is_workbook, opened_table
from orgs.spreadsheets.uploads import TableRefusedError
from orgs.spreadsheets.wording import unreadable_sentence

from . import outline_actions, tasks
from .column_mapping import mapping_from_json, mapping_to_json
from .sheet_file import LIMITS, WANTED

Read = TypeVar("Read")


class NotThereYetError(NotNowError):
    """The import is in a state that does not allow this."""


@transaction.atomic
def upload(*, file_name: str, content: bytes, by: Member, at: datetime) -> EffortBatch:
    """Keep a time sheet for mapping its columns; raise TableRefusedError.

    A workbook is first read by a worker, since that may take a while.
    """
    batch = EffortBatch(
        organization_id=by.organization_id,
        file_name=file_name[-255:],
        content=content,
        requested_by=by,
        requested_at=at,
    )
    if is_workbook(content):
        _check_kind(content)
        batch.state = BatchState.READING
        batch.save()
        ring_after_commit(tasks.import_effort, batch.organization_id, batch.pk)
    else:
        outline_actions.place(batch, _outlined(content, NO_CHOICE))
        batch.save()
    return batch


@transaction.atomic
def read_again(*, batch: EffortBatch, choice: ReadingChoice) -> EffortBatch:
    """Read the file in another way, its columns still to be checked.

    Raise NotThereYetError or TableRefusedError.
    """
    locked_batch = _changeable(batch)
    if not locked_batch.outline:
        raise NotThereYetError(_("The file is not read yet. Choose it again."))
    outline = outline_from_json(locked_batch.outline)
    if outline.is_text:
        outline = _outlined(bytes(locked_batch.content or b""), choice)
    else:
        outline = _or_refused(lambda: outline.with_choice(choice, WANTED))
    outline_actions.place(locked_batch, outline)
    locked_batch.state = BatchState.MAPPING
    locked_batch.fence += 1
    locked_batch.lease_until, locked_batch.failure = None, ""
    changed = ("outline", "reading_choice", "header", "mapping", "found", "faults")
    locked_batch.save(update_fields=[*changed, "state", "fence", "lease_until", "failure"])
    return locked_batch


def _check_kind(content: bytes) -> None:
    _or_refused(lambda: check_kind(content, LIMITS))


def _outlined(content: bytes, choice: ReadingChoice) -> TableOutline:
    def outlined() -> TableOutline:
        with opened_table(content, wanted=WANTED, limits=LIMITS, choice=choice) as table:
            return table

    return _or_refused(outlined)


def _or_refused(read: Callable[[], Read]) -> Read:
    """Return what is read; raise TableRefusedError."""
    try:
        return read()
    except UnreadableTableError as error:
        raise TableRefusedError(unreadable_sentence(error)) from None


@transaction.atomic
def check(*, batch: EffortBatch, mapping: ColumnMapping) -> EffortBatch:
    """Have the file checked with these columns; raise NotThereYetError once it is applied."""
    locked_batch = _changeable(batch)
    locked_batch.mapping = mapping_to_json(mapping)
    _send(locked_batch, BatchState.CHECKING)
    return locked_batch


@transaction.atomic
def apply(
    *, batch: EffortBatch, also_doubted: bool = False, corrections: bool = False
) -> EffortBatch:
    """Have what the check found added to the register; raise NotThereYetError.

    What is doubted, and what the register has otherwise, is taken only if that is said.
    """
    locked_batch = _locked(batch)
    if locked_batch.state != BatchState.CHECKED:
        raise NotThereYetError(_("There is nothing checked to be added. Check the columns first."))
    found = locked_batch.found
    if "reading" not in found:
        raise NotThereYetError(
            _("Check the columns again. Since the last check, time sheets are read more carefully.")
        )
    doubted, corrected = also_doubted and found["doubted"], corrections and found["corrected"]
    if not (locked_batch.good or doubted or corrected):
        raise NotThereYetError(
            _("There is nothing to be added. Change the columns and check again.")
        )
    locked_batch.found = {
        **found,
        "takes_doubted": also_doubted,
        "takes_corrections": corrections,
    }
    try:
        with transaction.atomic():
            _send(locked_batch, BatchState.APPLYING)
    except IntegrityError:
        raise NotThereYetError(
            _("Another time sheet is being added right now. Try again when that is done.")
        ) from None
    return locked_batch


@transaction.atomic
def give_up(*, batch: EffortBatch) -> None:
    """Forget a file that was not applied; raise NotThereYetError once it is being applied."""
    _changeable(batch).delete()


@transaction.atomic
def keep_mapping(*, name: str, mapping: ColumnMapping, by: Member) -> EffortMapping:
    """Keep the mapping under a name, in place of an earlier one of that name."""
    rows = EffortMapping.objects.filter(organization_id=by.organization_id, name_key=fold(name))
    if rows.update(mapping=mapping_to_json(mapping)):
        return rows.get()
    return EffortMapping.objects.create(
        organization_id=by.organization_id, name=name, mapping=mapping_to_json(mapping)
    )


@transaction.atomic
def use_mapping(*, batch: EffortBatch, kept_mapping: EffortMapping) -> EffortBatch:
    """Take the columns of a kept mapping; raise NotThereYetError where the file lacks one."""
    locked_batch = _changeable(batch)
    if missing := [
        name
        for name in mapping_from_json(kept_mapping.mapping).columns
        if name not in locked_batch.header
    ]:
        raise NotThereYetError(
            _("The file has no column %(column)s, which %(name)s asks for.")
            % {"column": missing[0], "name": kept_mapping.name}
        )
    locked_batch.mapping = kept_mapping.mapping
    locked_batch.save(update_fields=["mapping"])
    return locked_batch


def _locked(batch: EffortBatch) -> EffortBatch:
    return EffortBatch.objects.select_for_update().defer("content").get(pk=batch.pk)


def _changeable(batch: EffortBatch) -> EffortBatch:
    locked_batch = _locked(batch)
    if locked_batch.state in (BatchState.APPLYING, BatchState.APPLIED):
        raise NotThereYetError(
            _("%(file)s is %(state)s, so that it cannot be changed any more.")
            % {"file": locked_batch.file_name, "state": locked_batch.get_state_display()}
        )
    return locked_batch


def _send(batch: EffortBatch, state: BatchState) -> None:
    """Hand the file to a worker, from the start; whoever worked on it loses the fence."""
    batch.state, batch.progress, batch.attempts = state, 0, 0
    batch.fence, batch.lease_until, batch.failure = batch.fence + 1, None, ""
    batch.save(
        update_fields=[
            "state",
            "progress",
            "attempts",
            "fence",
            "lease_until",
            "failure",
            "mapping",
            "found",
        ]
    )
    ring_after_commit(tasks.import_effort, batch.organization_id, batch.pk)
