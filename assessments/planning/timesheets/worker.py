"""What a worker does with a time sheet: check it, or add its lines to the register."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import islice

from django.db.models.functions import Now

from assessments.planning.models import BatchState, EffortBatch, EffortRecord, Project
from orgs.database import tenancy
from orgs.jobs.lease import Lease

from .check_summary import CheckSummary, with_fingerprints
from .column_mapping import mapping_from_json, mapping_to_json, with_known_words
from .csv_file import Sheet, parse_sheet
from .lines import LEFT_OUT, ColumnMapping, EffortLine, FaultyLine, parse_lines

BATCH_SIZE = 2000
Line = EffortLine | FaultyLine | None
Marked = tuple[Line, str]


class LeaseLostError(Exception):
    """Another worker has the file by now, or nobody wants it any more."""


def run_import(lease: Lease) -> None:
    """Check or apply the file, as its row says; raise LeaseLostError."""
    batch, sheet, mapping = _read(lease)
    lines = with_fingerprints(parse_lines(sheet.rows(), sheet.header, mapping))
    if batch.state == BatchState.CHECKING:
        _check(lease, sheet, mapping, lines)
    else:
        _apply(lease, batch, sheet, lines)


def _read(lease: Lease) -> tuple[EffortBatch, Sheet, ColumnMapping]:
    with tenancy.scope(organization=lease.organization_id):
        batch = lease.row().select_related("requested_by").first()
        if batch is None:
            raise LeaseLostError
        projects = Project.objects.planned_by(batch.requested_by)
        rows = [
            (str(pk), name, code) for pk, name, code in projects.values_list("pk", "name", "code")
        ]
    mapping = with_known_words(mapping_from_json(batch.mapping), rows)
    allowed = {key for key, _name, _code in rows} | {LEFT_OUT}
    meant = {word: key for word, key in mapping.projects.items() if key in allowed}
    return batch, parse_sheet(bytes(batch.content)), replace(mapping, projects=meant)


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
    applied = lease.finish(state=BatchState.APPLIED, progress=100, content=None, finished_at=Now())
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
    if not lease.renew(progress=min(99, 100 * done // sheet.lines)):
        raise LeaseLostError


def _chunks(lines: Iterator[Marked]) -> Iterator[list[Marked]]:
    while chunk := list(islice(lines, BATCH_SIZE)):
        yield chunk
