"""What a worker reads and writes of the register for one time sheet."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from django.db import models

from assessments.planning.models import EffortBatch, EffortRecord
from assessments.planning.worklogs.earlier_fingerprints import EarlierLine
from assessments.planning.worklogs.line_identity import VERSION
from assessments.planning.worklogs.lines import EffortLine
from assessments.planning.worklogs.verdicts import KnownLine, KnownLines, MarkedLine
from orgs.database import tenancy

SAID = ("pk", "project_id", "kind", "days", "begins_on", "ends_on")
MARKED = ("fingerprint", *SAID)
WRITTEN = ["project", "kind", "days", "begins_on", "ends_on", "reference", "fingerprint"]
ENTERED = "hand-"  # how the marks begin of what was entered by hand
AT_ONCE = 1000
LONGEST = 120  # letters of a reference


def earlier_records() -> models.QuerySet[EffortRecord]:
    """Return the records whose fingerprints an earlier version made; a scope must be open."""
    rows = EffortRecord.objects.exclude(fingerprint__startswith=ENTERED)
    return rows.exclude(fingerprint__startswith=VERSION)


class RegisterLines:
    """The register's lines of effort, for the planner of one time sheet.

    `projects` are the keys of those that the planner may plan; others' lines are never changed.
    """

    def __init__(self, batch: EffortBatch, projects: frozenset[str]) -> None:
        self._batch = batch
        self._projects = projects
        self._corrected: dict[int, MarkedLine] = {}
        self._removed: set[int] = set()
        self._renewed: dict[int, str] = {}

    def clear(self) -> None:
        """Remove what an attempt before this one has added."""
        with self._scope():
            EffortRecord.objects.filter(batch=self._batch).delete()

    def known(self, lines: Sequence[MarkedLine]) -> KnownLines:
        """Return what the register has of these lines, by fingerprint."""
        earlier = [line.earlier for line in lines if line.earlier]
        marks = {line.fingerprint for line in lines} | {line.fingerprint for line in earlier}
        with self._scope():
            rows = EffortRecord.objects.filter(fingerprint__in=marks)
            known = {mark: self._known(*row) for mark, *row in rows.values_list(*MARKED)}
            moved = [line for line in earlier if line.fingerprint not in known]
            return {**self._moved(moved), **known}

    def _moved(self, lines: Sequence[EarlierLine]) -> dict[str, KnownLine]:
        """Return what an earlier version read elsewhere, whose fingerprints no longer fit."""
        if not lines:
            return {}
        rows = earlier_records().filter(
            project__in={line.project for line in lines},
            begins_on__in={line.begins for line in lines},
            reference__in={line.reference[:LONGEST] for line in lines},
        )
        found: dict[tuple[object, ...], list[KnownLine]] = defaultdict(list)
        for reference, *row in rows.order_by("pk").values_list("reference", *SAID):
            known = self._known(*row)
            found[_content(known, reference)].append(known)
        known_lines = {}
        for line in lines:
            same = found[_content(line, line.reference[:LONGEST])]
            if line.number <= len(same):
                known_lines[line.fingerprint] = same[line.number - 1]
        return known_lines

    def _known(self, *row: Any) -> KnownLine:
        pk, project, kind, days, begins, ends = row
        may_change = str(project) in self._projects
        return KnownLine(pk, str(project), kind, days, begins, ends, may_change)

    def add(self, lines: Iterable[MarkedLine]) -> None:
        """Add the lines; they count once the time sheet is applied."""
        rows = [
            EffortRecord(
                organization_id=self._batch.organization_id,
                project_id=int(line.says.project),
                kind=line.says.kind.value,
                days=line.says.days,
                begins_on=line.says.begins,
                ends_on=line.says.ends,
                source=self._batch.file_name,
                reference=line.says.reference[:LONGEST],
                batch=self._batch,
                fingerprint=line.fingerprint,
            )
            for line in lines
            if isinstance(line.says, EffortLine)
        ]
        with self._scope():
            EffortRecord.objects.bulk_create(rows)

    def correct(self, known: KnownLine, line: MarkedLine) -> None:
        """Note that the record is to say what the line says now."""
        self._corrected[known.record] = line

    def remove(self, known: KnownLine) -> None:
        """Note that the record is to go, since its line is left out now."""
        self._removed.add(known.record)

    def renew(self, known: KnownLine, line: MarkedLine) -> None:
        """Note that an earlier version's record is to be known by today's fingerprint."""
        self._renewed[known.record] = line.fingerprint

    def write_corrections(self) -> None:
        """Write what was noted, all at once; the transaction is the caller's."""
        EffortRecord.objects.filter(pk__in=self._removed).delete()
        rows = EffortRecord.objects.in_bulk([*self._corrected, *self._renewed])
        for pk, fingerprint in self._renewed.items():
            if pk in rows:
                rows[pk].fingerprint = fingerprint
        for pk, line in self._corrected.items():
            if pk in rows and isinstance(line.says, EffortLine):
                _overwrite(rows[pk], line.says, line.fingerprint)
        EffortRecord.objects.bulk_update(rows.values(), WRITTEN, batch_size=AT_ONCE)

    def _scope(self) -> AbstractContextManager[None]:
        return tenancy.scope(organization=self._batch.organization_id)


def _content(line: KnownLine | EarlierLine, reference: str) -> tuple[object, ...]:
    return line.project, line.kind, line.days, line.begins, line.ends, reference


def _overwrite(row: EffortRecord, says: EffortLine, fingerprint: str) -> None:
    row.project_id, row.kind, row.days = int(says.project), says.kind.value, says.days
    row.begins_on, row.ends_on = says.begins, says.ends
    row.reference, row.fingerprint = says.reference[:LONGEST], fingerprint
