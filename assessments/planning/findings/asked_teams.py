"""How far the teams of an area answered the diagnostic questions: not asked, not judged, judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from assessments.rounds.context.diagnostics import AnswerState, DiagnosticFacts, DiagnosticQuestion

from .unit_facts import KnownFacts

NOTHING_SAID = DiagnosticFacts(projects=(), pilots=None, frameworks=None, parallel_stacks=None)


class UnjudgedTeam(NamedTuple):
    """A team that answered, in this session, and whose answers nobody has judged."""

    name: str
    session: int


@dataclass(frozen=True)
class AskedTeams:
    """The teams with a result, by how far they answered one question.

    `late` are the days of judgements that came after the result was submitted.
    """

    not_asked: int = 0
    judged: int = 0
    unjudged: tuple[UnjudgedTeam, ...] = ()
    late: tuple[date, ...] = ()

    @property
    def is_one(self) -> bool:
        """Whether there is one team alone."""
        return self.not_asked + self.judged + len(self.unjudged) == 1


def asked_teams(known: KnownFacts) -> dict[DiagnosticQuestion, AskedTeams]:
    """Return how far the teams with a result answered each diagnostic question."""
    teams = known.area.teams if known.area else ()
    told = [
        (UnjudgedTeam(team.name, team.result.session_id), known.told.get(team.result.pk))
        for team in teams
        if team.result
    ]
    states = [(team, (said or NOTHING_SAID).states) for team, said in told]
    return {
        question: AskedTeams(
            not_asked=sum(of[question] is AnswerState.NOT_ASKED for _team, of in states),
            judged=sum(of[question] is AnswerState.JUDGED for _team, of in states),
            unjudged=tuple(team for team, of in states if of[question] is AnswerState.NOT_JUDGED),
            late=_late(said for _team, said in told if said)
            if question is DiagnosticQuestion.GOVERNANCE
            else (),
        )
        for question in DiagnosticQuestion
    }


def _late(said: Iterable[DiagnosticFacts]) -> tuple[date, ...]:
    named = [row.frameworks for row in said if row.frameworks]
    return tuple(row.judged_late_on for row in named if row.judged_late_on)
