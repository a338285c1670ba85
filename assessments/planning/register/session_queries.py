"""What the register knows of a session's diagnostic questions D1 and D2 (method.md 1.4)."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Max

from assessments.planning.findings.area_facts import repeated_pilots
from assessments.planning.findings.queries import COUNTED
from assessments.planning.models import Project
from assessments.planning.number_text import percent
from assessments.rounds.context import diagnostics
from assessments.rounds.context.actions import DiagnosticAnswers
from assessments.rounds.context.work_kinds import WorkKind
from assessments.rounds.models import Diagnostics, Session
from orgs.models import Member

from .queries import ProjectRow, with_days

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class RegisterAnswers:
    """What the register can say where the session says nothing yet."""

    answers: DiagnosticAnswers

    @property
    def projects(self) -> tuple[str, ...]:
        """The names of the projects whose days are known."""
        return tuple(row["name"] for row in self.answers.projects or ())

    @property
    def percent(self) -> str:
        """The share of plumbing in these projects' days; empty without any."""
        plumbing = diagnostics.diagnostics_from_json({"projects": self.answers.projects}).plumbing
        return percent(plumbing.all_kinds.pooled) if plumbing else ""

    @property
    def pilots(self) -> diagnostics.Pilots | None:
        """The successes that are old enough to ask for repetition."""
        return diagnostics.Pilots(**self.answers.pilots) if self.answers.pilots else None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take over."""
        return not self.answers.projects and not self.answers.pilots


def register_answers(member: Member, session: Session, day: date) -> RegisterAnswers:
    """Return what the register knows of the session's unit and nobody has said in the session."""
    stored = Diagnostics.objects.filter(session=session).first()
    projects = Project.objects.visible_to(member).filter(unit=session.unit_id)
    wants_projects = stored is None or stored.projects is None
    wants_pilots = stored is None or stored.pilots is None
    newest = projects.annotate(latest=Max("effort__ends_on", filter=COUNTED)).order_by(
        F("latest").desc(nulls_last=True), "name", "pk"
    )
    rows = with_days(newest)
    pilots = repeated_pilots([row.project for row in rows], day)
    return RegisterAnswers(
        DiagnosticAnswers(
            projects=(list(_days(rows)) or None) if wants_projects else None,
            pilots=asdict(pilots) if pilots and wants_pilots else None,
        )
    )


def _days(rows: list[ProjectRow]) -> Iterator[Mapping[str, str]]:
    """Yield the days of the last projects that have any, as a session stores them."""
    worked = [(row, [number.quantize(TENTH) for number in row.days]) for row in rows]
    for row, days in [pair for pair in worked if any(pair[1])][: diagnostics.MOST_PROJECTS]:
        written = {kind.value: f"{n.normalize():f}" for kind, n in zip(WorkKind, days, strict=True)}
        yield {"name": row.project.name, **written}
