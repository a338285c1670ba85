"""What a worker reads and writes of the register for one time sheet."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager

from assessments.planning.models import EffortBatch, EffortRecord
from assessments.planning.worklogs.lines import EffortLine
from assessments.planning.worklogs.verdicts import KnownLine, KnownLines, MarkedLine
from orgs.database import tenancy

WRITTEN = ["project", "kind", "days", "begins_on", "ends_on", "reference", "fingerprint"]
AT_ONCE = 1000


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
        fingerprints = {one for line in lines for one in (line.fingerprint, line.earlier) if one}
        columns = ("fingerprint", "pk", "project_id", "kind", "days", "begins_on", "ends_on")
        with self._scope():
            rows = EffortRecord.objects.filter(fingerprint__in=fingerprints).values_list(*columns)
            return {
                mark: KnownLine(
                    pk, str(project), kind, days, begins, ends, str(project) in self._projects
                )
                for mark, pk, project, kind, days, begins, ends in rows
            }

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
                reference=line.says.reference[:120],
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


def _overwrite(row: EffortRecord, says: EffortLine, fingerprint: str) -> None:
    row.project_id, row.kind, row.days = int(says.project), says.kind.value, says.days
    row.begins_on, row.ends_on = says.begins, says.ends
    row.reference, row.fingerprint = says.reference[:120], fingerprint
