"""What a worker does with a time sheet: check it, or add its lines to the register."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import islice

from django.db.models.functions import Now

from assessments.planning.models import BatchState, EffortBatch, EffortRecord, Project
from orgs.database import tenancy
from orgs.jobs.lease import Lease
from orgs.spreadsheets.limits import UnreadableTableError
from orgs.spreadsheets.outline import NO_CHOICE
from orgs.spreadsheets.wording import unreadable_sentence

from .check_summary import CheckSummary, with_fingerprints
from .column_mapping import mapping_from_json, mapping_to_json, with_known_words
from .lines import LEFT_OUT, ColumnMapping, EffortLine, FaultyLine, parse_lines
from .outline_actions import record_outline
from .sheet_file import Sheet, choice_from_json, opened_sheet

BATCH_SIZE = 2000
READ = 40  # how far a check is, in percent, once a workbook is read
TOLD_AT_ONCE = 3
Line = EffortLine | FaultyLine | None
Marked = tuple[Line, str]


class LeaseLostError(Exception):
    """Another worker has the file by now, or nobody wants it any more."""


def run_import(lease: Lease) -> None:
    """Read, check or apply the file, as its row says; raise LeaseLostError."""
    with tenancy.scope(organization=lease.organization_id):
        batch = lease.row().select_related("requested_by").first()
    if batch is None:
        raise LeaseLostError
    is_first = batch.state == BatchState.READING
    choice = NO_CHOICE if is_first else choice_from_json(batch.reading_choice)
    progress = _ReadingProgress(lease, 99 if is_first else READ)
    try:
        with opened_sheet(bytes(batch.content), choice, progress.tell) as sheet:
            _work(lease, batch, sheet)
    except UnreadableTableError as error:
        _fail(lease, unreadable_sentence(error))


def _work(lease: Lease, batch: EffortBatch, sheet: Sheet) -> None:
    """Do with the open file what its row says; raise LeaseLostError."""
    if batch.state == BatchState.READING:
        if not record_outline(lease, batch, sheet.table):
            raise LeaseLostError
        return
    mapping = _mapping(lease, batch)
    lines = with_fingerprints(parse_lines(sheet.rows(), sheet.header, mapping))
    if batch.state == BatchState.CHECKING:
        _check(lease, sheet, mapping, lines)
    else:
        _apply(lease, batch, sheet, lines)


def _fail(lease: Lease, sentence: str) -> None:
    """Record that the file cannot be read; nothing of it was added, or counts."""
    with tenancy.scope(organization=lease.organization_id):
        EffortRecord.objects.filter(batch=lease.pk, batch__state=BatchState.APPLYING).delete()
    if not lease.fail(sentence):
        raise LeaseLostError


class _ReadingProgress:
    """Tells how much of a workbook was read, as a part of all that there is to do."""

    def __init__(self, lease: Lease, whole: int) -> None:
        self._lease, self._whole, self._told = lease, whole, 0

    def tell(self, percent: int) -> None:
        """Lengthen the lease now and then; raise LeaseLostError where somebody else took over."""
        if percent >= self._told + TOLD_AT_ONCE:
            self._told = percent
            if not self._lease.renew(progress=percent * self._whole // 100):
                raise LeaseLostError


def _mapping(lease: Lease, batch: EffortBatch) -> ColumnMapping:
    with tenancy.scope(organization=lease.organization_id):
        projects = Project.objects.planned_by(batch.requested_by)
        rows = [
            (str(pk), name, code) for pk, name, code in projects.values_list("pk", "name", "code")
        ]
    mapping = with_known_words(mapping_from_json(batch.mapping), rows)
    allowed = {key for key, _name, _code in rows} | {LEFT_OUT}
    meant = {word: key for word, key in mapping.projects.items() if key in allowed}
    return replace(mapping, projects=meant)


def _check(lease: Lease, sheet: Sheet, mapping: ColumnMapping, lines: Iterator[Marked]) -> None:
    summary = CheckSummary()
    for chunk in _chunks(lines):
        known = _known(lease, chunk)
        for line, fingerprint in chunk:
            _count(summary, line, is_known=fingerprint in known)
        _tell(lease, summary.lines, sheet)
    done = lease.finish(
        state=BatchState.CHECKED,
        progress=100,
        lines=summary.lines,
        good=summary.good,
        known=summary.known,
        faulty=summary.faulty,
        found=summary.as_stored(),
        faults=[asdict(fault) for fault in summary.faults],
        mapping=mapping_to_json(mapping),
    )
    if not done:
        raise LeaseLostError


def _count(summary: CheckSummary, line: Line, *, is_known: bool) -> None:
    summary.lines += 1
    if is_known:
        summary.known += 1
    elif isinstance(line, EffortLine):
        summary.take(line)
    elif line is not None:
        summary.refuse(line)


def _apply(lease: Lease, batch: EffortBatch, sheet: Sheet, lines: Iterator[Marked]) -> None:
    """Add the lines; they count from the moment at which the row says that it is applied."""
    with tenancy.scope(organization=lease.organization_id):
        EffortRecord.objects.filter(batch=batch).delete()
    done = 0
    for chunk in _chunks(lines):
        known = _known(lease, chunk)
        rows = [
            _record(batch, line, fingerprint)
            for line, fingerprint in chunk
            if isinstance(line, EffortLine) and fingerprint not in known
        ]
        with tenancy.scope(organization=lease.organization_id):
            EffortRecord.objects.bulk_create(rows)
        done += len(chunk)
        _tell(lease, done, sheet)
    applied = lease.finish(
        state=BatchState.APPLIED, progress=100, content=None, outline={}, finished_at=Now()
    )
    if not applied:
        raise LeaseLostError


def _record(batch: EffortBatch, line: EffortLine, fingerprint: str) -> EffortRecord:
    return EffortRecord(
        organization_id=batch.organization_id,
        project_id=int(line.project),
        kind=line.kind.value,
        days=line.days,
        begins_on=line.begins,
        ends_on=line.ends,
        source=batch.file_name,
        reference=line.reference[:120],
        batch=batch,
        fingerprint=fingerprint,
    )


def _known(lease: Lease, chunk: list[Marked]) -> set[str]:
    """Return the fingerprints among the chunk's that the register has already."""
    fingerprints = [fingerprint for _line, fingerprint in chunk if fingerprint]
    with tenancy.scope(organization=lease.organization_id):
        rows = EffortRecord.objects.filter(fingerprint__in=fingerprints)
        return set(rows.values_list("fingerprint", flat=True))


def _tell(lease: Lease, done: int, sheet: Sheet) -> None:
    """Say how far it is; raise LeaseLostError where somebody else took over."""
    percent = READ + (100 - READ) * done // sheet.lines
    if not lease.renew(progress=min(99, percent)):
        raise LeaseLostError


def _chunks(lines: Iterator[Marked]) -> Iterator[list[Marked]]:
    while chunk := list(islice(lines, BATCH_SIZE)):
        yield chunk
