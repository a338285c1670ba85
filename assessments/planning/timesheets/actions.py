"""A time sheet on its way into the register: uploaded, mapped, checked, applied or given up."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.planning.models import BatchState, EffortBatch, EffortMapping
from orgs.jobs.doorbell import ring_after_commit
from orgs.models import Member
from orgs.names.folding import fold
from orgs.refusals import NotNowError

from . import tasks
from .column_mapping import mapping_from_json, mapping_to_json
from .csv_file import Unreadable, UnreadableSheetError, match_preset, parse_sheet
from .lines import ColumnMapping

SENTENCES = {
    Unreadable.EMPTY: gettext_lazy("The file is empty."),
    Unreadable.TOO_LARGE: gettext_lazy("The file is larger than 40 MB. Import it in parts."),
    Unreadable.TOO_MANY_LINES: gettext_lazy(
        "The file has more than 250,000 lines. Import it in parts."
    ),
    Unreadable.TOO_MANY_COLUMNS: gettext_lazy(
        "The file has more than 200 columns; it is no time sheet."
    ),
    Unreadable.NO_CSV: gettext_lazy(
        "This is no CSV file. Save the time sheet as CSV and choose that."
    ),
    Unreadable.ENCODING: gettext_lazy(
        "The file's letters cannot be read. Save it as CSV in UTF-8."
    ),
    Unreadable.NO_NAME: gettext_lazy(
        "The first row must name every column; one of its cells is empty."
    ),
    Unreadable.DOUBLED: gettext_lazy(
        "Two columns are named %s. Rename one, so that one can be chosen."
    ),
}


class SheetRefusedError(NotNowError):
    """The file is no time sheet; the text says why."""

    field = "file"


class NotThereYetError(NotNowError):
    """The import is in a state that does not allow this."""


@transaction.atomic
def upload(*, file_name: str, content: bytes, by: Member, at: datetime) -> EffortBatch:
    """Keep a time sheet for mapping its columns; raise SheetRefusedError."""
    try:
        sheet = parse_sheet(content)
    except UnreadableSheetError as error:
        text = str(SENTENCES[error.reason])
        raise SheetRefusedError(text % error.word if "%s" in text else text) from None
    preset = match_preset(sheet.header)
    return EffortBatch.objects.create(
        organization_id=by.organization_id,
        file_name=file_name[-255:],
        content=content,
        header=list(sheet.header),
        mapping=mapping_to_json(preset[1]) if preset else {},
        requested_by=by,
        requested_at=at,
    )


@transaction.atomic
def check(*, batch: EffortBatch, mapping: ColumnMapping) -> EffortBatch:
    """Have the file checked with these columns; raise NotThereYetError once it is applied."""
    locked_batch = _changeable(batch)
    locked_batch.mapping = mapping_to_json(mapping)
    _send(locked_batch, BatchState.CHECKING)
    return locked_batch


@transaction.atomic
def apply(*, batch: EffortBatch) -> EffortBatch:
    """Have what the check found added to the register; raise NotThereYetError."""
    locked_batch = _locked(batch)
    if locked_batch.state != BatchState.CHECKED or not locked_batch.good:
        raise NotThereYetError(_("There is nothing checked to be added. Check the columns first."))
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
        ]
    )
    ring_after_commit(tasks.import_effort, batch.organization_id, batch.pk)
