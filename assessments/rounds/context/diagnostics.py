"""The three diagnostic questions and their verdicts, in exact numbers (method.md 1.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any

from .work_kinds import WorkKind

MOST_PROJECTS = 5
BOTTLENECK = Fraction(2, 5)
MOST_OF_THEM = Fraction(2, 3)
Days = Fraction | int


class DiagnosticQuestion(StrEnum):
    """The three questions: D1 of days, D2 of repeated successes, D3 of the named framework."""

    PLUMBING = "plumbing"
    REPETITION = "repetition"
    GOVERNANCE = "governance"


class AnswerState(StrEnum):
    """How far a diagnostic question is answered; only a judged one is a yes or a no."""

    NOT_ASKED = "not asked"
    NOT_JUDGED = "not judged"
    JUDGED = "judged"


@dataclass(frozen=True)
class ProjectDays:
    """The engineering days of one AI project, by four kinds of work; or equal parts of days."""

    name: str
    integration: Days
    governance: Days
    operations: Days
    agent: Days

    @cached_property
    def total(self) -> Days:
        """All its days."""
        return self.plumbing + self.agent

    @cached_property
    def plumbing(self) -> Days:
        """The days of integration, governance and operations."""
        return self.integration + self.governance + self.operations

    @cached_property
    def share(self) -> Fraction:
        """The plumbing's share of its days, 0 to 1."""
        return Fraction(self.plumbing, self.total)

    @cached_property
    def integration_share(self) -> Fraction:
        """The share of integration alone, 0 to 1."""
        return Fraction(self.integration, self.total)


class BottleneckVerdict(StrEnum):
    """Whether projects lie above the mark of 40 %: every one, none, or some."""

    ABOVE = "above"
    BELOW = "below"
    MIXED = "mixed"


@dataclass(frozen=True)
class Share:
    """A share of engineering days, 0 to 1: pooled over projects, and project by project."""

    pooled: Fraction
    by_project: tuple[Fraction, ...]

    @property
    def is_bottleneck(self) -> bool:
        """Whether more than 40 % of all days goes there; exactly 40 % is not more."""
        return self.pooled > BOTTLENECK

    @property
    def verdict(self) -> BottleneckVerdict:
        """Where the projects lie; one at exactly 40 % lies on neither side."""
        if all(share > BOTTLENECK for share in self.by_project):
            return BottleneckVerdict.ABOVE
        if all(share < BOTTLENECK for share in self.by_project):
            return BottleneckVerdict.BELOW
        return BottleneckVerdict.MIXED


@dataclass(frozen=True)
class Plumbing:
    """D1 in both readings: all plumbing, and integration alone; which kind of plumbing leads."""

    all_kinds: Share
    integration: Share
    is_mostly_integration: bool


def plumbing(projects: Sequence[ProjectDays]) -> Plumbing | None:
    """Return where the days of projects went; None without a project that has any."""
    worked = [project for project in projects if project.total]
    if not worked:
        return None
    days = sum(project.total for project in worked)
    parts = [
        sum(project.integration for project in worked),
        sum(project.governance for project in worked),
        sum(project.operations for project in worked),
    ]
    return Plumbing(
        all_kinds=Share(Fraction(sum(parts)) / days, tuple(row.share for row in worked)),
        integration=Share(
            Fraction(parts[0]) / days, tuple(row.integration_share for row in worked)
        ),
        is_mostly_integration=parts[0] > max(parts[1:]),
    )


@dataclass(frozen=True)
class Pilots:
    """Successful pilots older than 90 days, and how many of these another team repeated."""

    succeeded: int
    with_help: int
    without_help: int

    @property
    def is_repeatable(self) -> bool | None:
        """Whether a success was repeated without its builders; None without any success."""
        return self.without_help >= 1 if self.succeeded else None

    @property
    def rate(self) -> Fraction | None:
        """The share of successes repeated without help, 0 to 1; None without any success."""
        return Fraction(self.without_help, self.succeeded) if self.succeeded else None


@dataclass(frozen=True)
class FrameworkAnswer:
    """One person's answer: a governance framework, or an empty text for none; how it was judged."""

    text: str
    link: str = ""
    is_same: bool = False
    link_opened: bool = False


@dataclass(frozen=True)
class Frameworks:
    """Which governance frameworks were named by how many raters; who named none counts too.

    `judged_late_on` is the day of a judgement that came after the submission.
    """

    answers: tuple[FrameworkAnswer, ...]
    raters: int
    is_judged: bool
    judged_late_on: date | None = None

    @property
    def same(self) -> int:
        """How many name the same one."""
        return sum(answer.is_same for answer in self.answers)

    @property
    def is_known(self) -> bool | None:
        """Whether two thirds name the same framework and its link opens; None until judged."""
        if not self.is_judged or not self.raters:
            return None
        opens = any(answer.is_same and answer.link_opened for answer in self.answers)
        return opens and self.same >= MOST_OF_THEM * self.raters


@dataclass(frozen=True)
class DiagnosticFacts:
    """All that a session answered; None, or nothing, where nobody said anything."""

    projects: tuple[ProjectDays, ...]
    pilots: Pilots | None
    frameworks: Frameworks | None
    parallel_stacks: tuple[str, ...] | None

    @property
    def plumbing(self) -> Plumbing | None:
        """Where the projects' days went."""
        return plumbing(self.projects)

    @property
    def states(self) -> dict[DiagnosticQuestion, AnswerState]:
        """How far each question is answered."""
        pilots, named = self.pilots, self.frameworks
        worked = any(project.total for project in self.projects) or None
        return {
            DiagnosticQuestion.PLUMBING: _state(worked, worked),
            DiagnosticQuestion.REPETITION: _state(pilots, pilots and pilots.is_repeatable),
            DiagnosticQuestion.GOVERNANCE: _state(named, named and named.is_known),
        }

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered at all."""
        return (
            not self.projects
            and not self.pilots
            and not self.frameworks
            and (self.parallel_stacks is None)
        )


def _state(answered: object | None, verdict: object | None) -> AnswerState:
    if answered is None:
        return AnswerState.NOT_ASKED
    return AnswerState.NOT_JUDGED if verdict is None else AnswerState.JUDGED


def diagnostics_from_json(document: Mapping[str, Any]) -> DiagnosticFacts:
    """Return what a stored document says; what it leaves out was not answered."""
    pilots, named = document.get("pilots"), document.get("frameworks")
    stacks = document.get("parallel_stacks")
    return DiagnosticFacts(
        projects=tuple(_project(row) for row in document.get("projects") or ()),
        pilots=Pilots(**pilots) if pilots else None,
        frameworks=frameworks_from_json(named) if named and named["answers"] else None,
        parallel_stacks=None if stacks is None else tuple(stacks),
    )


def _project(row: Mapping[str, str]) -> ProjectDays:
    return ProjectDays(row["name"], *(Fraction(row[kind]) for kind in WorkKind))


def frameworks_from_json(
    document: Mapping[str, Any], judged_late_on: date | None = None
) -> Frameworks:
    """Return the named frameworks that a stored document holds."""
    return Frameworks(
        answers=tuple(FrameworkAnswer(**answer) for answer in document["answers"]),
        raters=document["raters"],
        is_judged=document["is_judged"],
        judged_late_on=judged_late_on,
    )
