"""What a worker does with a time sheet: check it, or add its lines to the register."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import islice
from typing import TypeVar

from django.db.models.functions import Now

from assessments.planning.models import BatchState, EffortBatch, EffortRecord, Project
from assessments.planning.worklogs.column_survey import (
    ColumnSurvey,
    reading_from_json,
    reading_to_json,
)
from assessments.planning.worklogs.doubts import DoubtedLine, Plausibility
from assessments.planning.worklogs.lines import (
    LEFT_OUT,
    ColumnMapping,
    ColumnReading,
    EffortLine,
    FaultyLine,
    LeftOutLine,
)
from assessments.planning.worklogs.verdicts import (
    KnownLine,
    LineVerdict,
    MarkedLine,
    TimesheetContent,
    known_line,
    verdict,
)
from orgs.database import tenancy
from orgs.days import organization_day
from orgs.jobs.lease import Lease
from orgs.spreadsheets.limits import UnreadableTableError
from orgs.spreadsheets.outline import NO_CHOICE
from orgs.spreadsheets.wording import unreadable_sentence

from .check_summary import NOTHING, CheckSummary, Correction
from .column_mapping import mapping_from_json, mapping_to_json, with_known_words
from .line_actions import RegisterLines, earlier_records
from .outline_actions import record_outline
from .sheet_file import Sheet, choice_from_json, opened_sheet

BATCH_SIZE = 2000
# How far one is, in percent, once a workbook is read, its words surveyed, all hours summed up.
READ, SURVEYED, SUMMED, DONE = 40, 55, 70, 99
TOLD_AT_ONCE = 3
Row = TypeVar("Row")


class LeaseLostError(Exception):
    """Another worker has the file by now, or nobody wants it any more."""


@dataclass(frozen=True)
class _Job:
    """A time sheet that a worker holds."""

    lease: Lease
    batch: EffortBatch
    sheet: Sheet
    mapping: ColumnMapping
    projects: frozenset[str]
    has_earlier: bool

    @property
    def day(self) -> date:
        """The day on which the file came."""
        return organization_day(self.batch.requested_by.organization, self.batch.requested_at)

    def content(self, reading: ColumnReading) -> TimesheetContent:
        """Return what the file says, read like this."""
        rows, header = self.sheet.rows, self.sheet.header
        return TimesheetContent(rows, header, self.mapping, reading, self.has_earlier)

    def tell(self, done: int, begin: int, end: int) -> None:
        """Say how far it is; raise LeaseLostError where somebody else took over."""
        share = min(1, done / self.sheet.lines)
        if not self.lease.renew(progress=int(begin + share * (end - begin))):
            raise LeaseLostError


def run_import(lease: Lease) -> None:
    """Read, check or apply the file, as its row says; raise LeaseLostError."""
    with tenancy.scope(organization=lease.organization_id):
        batch = lease.row().select_related("requested_by__organization").first()
    if batch is None:
        raise LeaseLostError
    is_first = batch.state == BatchState.READING
    choice = NO_CHOICE if is_first else choice_from_json(batch.reading_choice)
    progress = _ReadingProgress(lease, DONE if is_first else READ)
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
    job = _job(lease, batch, sheet)
    if batch.state == BatchState.CHECKING:
        _check(job)
    else:
        _apply(job)


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


def _job(lease: Lease, batch: EffortBatch, sheet: Sheet) -> _Job:
    with tenancy.scope(organization=lease.organization_id):
        projects = Project.objects.planned_by(batch.requested_by)
        has_earlier = earlier_records().exists()
        rows = [
            (str(pk), name, code) for pk, name, code in projects.values_list("pk", "name", "code")
        ]
    mapping = with_known_words(mapping_from_json(batch.mapping), rows)
    keys = frozenset(key for key, _name, _code in rows)
    meant = {word: key for word, key in mapping.projects.items() if key in keys | {LEFT_OUT}}
    return _Job(lease, batch, sheet, replace(mapping, projects=meant), keys, has_earlier)


def _check(job: _Job) -> None:
    survey = ColumnSurvey()
    for done, rows in _chunks(job.sheet.rows()):
        survey.take(rows, job.sheet.header, job.mapping)
        job.tell(done, READ, SURVEYED)
    reading = survey.reading(job.mapping, job.day)
    content = job.content(reading)
    summary, judge = CheckSummary(), _judge(job, content)
    register = RegisterLines(job.batch, job.projects)
    for done, chunk in _chunks(content.marked_lines()):
        known = register.known(chunk)
        for line in chunk:
            _count(summary, line, known_line(line, known), judge)
        job.tell(done, SUMMED, DONE)
    is_told = job.lease.finish(
        state=BatchState.CHECKED,
        progress=100,
        lines=summary.lines,
        good=summary.good,
        known=summary.known,
        faulty=summary.faulty,
        found={
            **summary.as_stored(),
            "reading": reading_to_json(reading),
            "understood": survey.examples(reading),
        },
        faults=[asdict(fault) for fault in summary.faults],
        mapping=mapping_to_json(job.mapping),
    )
    if not is_told:
        raise LeaseLostError


def _judge(job: _Job, content: TimesheetContent) -> Plausibility:
    """Return who judges lines, having seen them all."""
    judge = Plausibility(job.day, job.mapping.hours_per_day, job.mapping.people)
    for done, chunk in _chunks(content.lines_of_people() if content.adds_up else ()):
        for says, person in chunk:
            if isinstance(says, EffortLine):
                judge.see(says, person)
        job.tell(done, SURVEYED, SUMMED)
    return judge


def _count(
    summary: CheckSummary, line: MarkedLine, known: KnownLine | None, judge: Plausibility
) -> None:
    summary.lines += 1
    says, becomes = line.says, verdict(line.says, known)
    if isinstance(says, FaultyLine):
        summary.refuse(says)
    elif becomes is LineVerdict.KNOWN:
        summary.known += 1
    elif doubt := _doubt(judge, line):
        summary.suspect(doubt)
    elif known and becomes in (LineVerdict.CORRECT, LineVerdict.REMOVE):
        now = says.days if isinstance(says, EffortLine) else NOTHING
        summary.correct(Correction(says.line, known.days, now))
    elif isinstance(says, EffortLine):
        summary.take(says)
    elif isinstance(says, LeftOutLine):
        summary.absences[says.absence] += 1


def _apply(job: _Job) -> None:
    """Add the lines; they count from the moment at which the row says that it is applied."""
    found = job.batch.found
    reading = reading_from_json(found["reading"], job.mapping)
    content = job.content(reading)
    register = RegisterLines(job.batch, job.projects)
    register.clear()
    judge = _judge(job, content) if found["doubted"] and not found["takes_doubted"] else None
    for done, chunk in _chunks(content.marked_lines()):
        known = register.known(chunk)
        certain = [line for line in chunk if not (judge and _doubt(judge, line))]
        register.add(
            line
            for line in certain
            if verdict(line.says, known_line(line, known)) is LineVerdict.ADD
        )
        for line in certain:
            _note(register, line, known_line(line, known), corrects=found["takes_corrections"])
        job.tell(done, SUMMED, DONE)
    with job.lease.scope():
        register.write_corrections()
        if not job.lease.finish(
            state=BatchState.APPLIED, progress=100, content=None, outline={}, finished_at=Now()
        ):
            raise LeaseLostError


def _note(
    register: RegisterLines, line: MarkedLine, known: KnownLine | None, *, corrects: bool
) -> None:
    """Note what is to be changed of the line that the register has."""
    if known is None:
        return
    becomes = verdict(line.says, known)
    if becomes is LineVerdict.CORRECT and corrects:
        register.correct(known, line)
    elif becomes is LineVerdict.REMOVE and corrects:
        register.remove(known)
    elif becomes is LineVerdict.KNOWN and known.may_change:
        register.renew(known, line)


def _doubt(judge: Plausibility, line: MarkedLine) -> DoubtedLine | None:
    return judge.doubt(line.says, line.person) if isinstance(line.says, EffortLine) else None


def _chunks(rows: Iterable[Row]) -> Iterator[tuple[int, Sequence[Row]]]:
    """Yield rows in batches, each with how many there were up to its end."""
    rest, done = iter(rows), 0
    while chunk := list(islice(rest, BATCH_SIZE)):
        done += len(chunk)
        yield done, chunk
