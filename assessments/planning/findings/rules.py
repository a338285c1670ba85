"""The three gaps as findings: present, absent or not to be told yet, and what would change that.

Pure. A gap is a practice, so its levels alone do not prove it away: what projects, pilots,
reviewers and deployment places show is heard beside them. The thresholds are our own judgement and
stand here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from assessments.rounds.context.diagnostics import (
    BOTTLENECK,
    BottleneckVerdict,
    Days,
    DiagnosticQuestion,
    Pilots,
    Plumbing,
    ProjectDays,
)

from .asked_teams import AskedTeams

MINUTES_A_REVIEW = 5
MINUTES_A_DAY = 480
REVIEWS_A_DAY = Fraction(MINUTES_A_DAY, MINUTES_A_REVIEW)
MANY_PILOTS = 3
SIGNS_OF_BREADTH = 2


class Speaks(StrEnum):
    """Which way a piece of evidence speaks."""

    FOR = "for"
    AGAINST = "against"
    OPEN = "open"


class GapState(StrEnum):
    """Whether a gap is there."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class AreaLevel:
    """One capability of an area: whether at least 80 % of its teams are at target; None: unknown.

    `level` is the supported level that they reach, None where nobody knows.
    """

    capability: str
    theme: str
    level: int | None
    is_met: bool | None


@dataclass(frozen=True)
class AreaFacts:
    """What is known of an area (a unit, a subtree, the organization); None where nobody said.

    `own` and `other` pipelines were built for one project alone, or are shared or reused.
    `actions` a day of agents are reviewed by hand by `reviewers` full-time people. `left_out` are
    the units whose constraints no deployment place meets. `named` says whether the teams could name
    the governance framework, team by team; `asked` how far teams answered each question. `told` is,
    by rule, the share of the asked weight whose sessions told something; what too few told is not
    among the facts.
    """

    standings: tuple[AreaLevel, ...]
    plumbing: Plumbing | None = None
    pilots: Pilots | None = None
    own_pipelines: int | None = None
    other_pipelines: int | None = None
    projects: int = 0
    named: tuple[bool, ...] = ()
    asked: Mapping[DiagnosticQuestion, AskedTeams] = field(default_factory=dict, hash=False)
    agents: int = 0
    actions: int | None = None
    reviewers: Fraction | None = None
    left_out: tuple[str, ...] | None = None
    stacks: int = 0
    pilots_running: int = 0
    in_production: int = 0
    paid_alone: int = 0
    dissolved: int = 0
    told: Mapping[str, Fraction] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class GapEvidence:
    """One piece of evidence: its rule, which way it speaks, and the numbers that say so."""

    rule: str
    speaks: Speaks
    numbers: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Finding:
    """One gap: whether it is there, and what decides that."""

    theme: str
    answer: GapState
    evidence: tuple[GapEvidence, ...]


Rule = Callable[[AreaFacts], GapEvidence]


def _levels(theme: str) -> Rule:
    def rule(facts: AreaFacts) -> GapEvidence:
        rows = [row for row in facts.standings if row.theme == theme]
        below = tuple(row for row in rows if row.is_met is False)
        unknown = tuple(row for row in rows if row.is_met is None)
        speaks = Speaks.AGAINST if rows else Speaks.OPEN
        if unknown:
            speaks = Speaks.OPEN
        if below:
            speaks = Speaks.FOR
        return GapEvidence("levels", speaks, {"below": below, "unknown": unknown})

    return rule


def _open(rule: str, facts: AreaFacts, question: DiagnosticQuestion) -> GapEvidence:
    """What was told by too few, or by nobody at all."""
    share = facts.told.get(rule)
    told = {"told": share} if share else {}
    return GapEvidence(rule, Speaks.OPEN, {**told, **_asked(facts, question)})


def _plumbing(facts: AreaFacts) -> GapEvidence:
    if facts.plumbing is None:
        return _open("plumbing", facts, DiagnosticQuestion.PLUMBING)
    share = facts.plumbing.all_kinds
    speaks = {
        BottleneckVerdict.ABOVE: Speaks.FOR,
        BottleneckVerdict.BELOW: Speaks.AGAINST,
        BottleneckVerdict.MIXED: Speaks.OPEN,
    }[share.verdict]
    return GapEvidence("plumbing", speaks, {"share": share.pooled, "verdict": share.verdict})


def _repetition(facts: AreaFacts) -> GapEvidence:
    if facts.pilots is None or facts.pilots.is_repeatable is None:
        return _open("repetition", facts, DiagnosticQuestion.REPETITION)
    speaks = Speaks.AGAINST if facts.pilots.is_repeatable else Speaks.FOR
    numbers = {"succeeded": facts.pilots.succeeded, "without_help": facts.pilots.without_help}
    return GapEvidence("repetition", speaks, numbers)


def _pipelines(facts: AreaFacts) -> GapEvidence:
    own, other = facts.own_pipelines, facts.other_pipelines
    if own is None and other is None:
        return GapEvidence("pipelines", Speaks.OPEN)
    numbers = {"own": own or 0, "other": other or 0, "projects": facts.projects}
    speaks = Speaks.FOR if (own or 0) > (other or 0) else Speaks.AGAINST
    return GapEvidence("pipelines", speaks, numbers)


def _governance(facts: AreaFacts) -> GapEvidence:
    asked = _asked(facts, DiagnosticQuestion.GOVERNANCE)
    if not facts.named:
        return _open("governance", facts, DiagnosticQuestion.GOVERNANCE)
    known = sum(facts.named)
    speaks = Speaks.AGAINST if known == len(facts.named) else Speaks.FOR
    return GapEvidence("governance", speaks, {"known": known, "teams": len(facts.named), **asked})


def _asked(facts: AreaFacts, question: DiagnosticQuestion) -> dict[str, object]:
    """Return how far teams answered a question, where there is a team to ask."""
    return {"asked": facts.asked[question]} if question in facts.asked else {}


def _reviewing(facts: AreaFacts) -> GapEvidence:
    if not facts.agents or facts.actions is None or facts.reviewers is None:
        return GapEvidence("reviewing", Speaks.OPEN)
    able = facts.reviewers * REVIEWS_A_DAY
    numbers = {"actions": facts.actions, "reviewers": facts.reviewers, "able": able}
    return GapEvidence("reviewing", Speaks.FOR if facts.actions > able else Speaks.AGAINST, numbers)


def _reach(facts: AreaFacts) -> GapEvidence:
    if facts.left_out is None:
        return GapEvidence("reach", Speaks.OPEN)
    speaks = Speaks.FOR if facts.left_out else Speaks.AGAINST
    return GapEvidence("reach", speaks, {"units": facts.left_out})


def _stacks(facts: AreaFacts) -> GapEvidence:
    """Nobody having listed a parallel stack does not say that there is none."""
    return GapEvidence(
        "stacks", Speaks.FOR if facts.stacks else Speaks.OPEN, {"stacks": facts.stacks}
    )


# What is heard about each theme of the built-in framework; other themes go by levels alone.
RULES: Mapping[str, tuple[Rule, ...]] = {
    "built-per-project": (_plumbing, _repetition, _pipelines),
    "controlled-by-hand": (_governance, _reviewing),
    "works-for-some": (_reach, _stacks),
}


def finding(theme: str, facts: AreaFacts) -> Finding:
    """Return whether the theme's gap is there, with the evidence, levels first."""
    rules = (_levels(theme), *RULES.get(theme, ()))
    evidence = tuple(rule(facts) for rule in rules)
    return Finding(theme, _answer(evidence), evidence)


def _answer(evidence: tuple[GapEvidence, ...]) -> GapState:
    """Levels decide where nothing contradicts them; facts decide where levels are unknown.

    Present: something speaks for the gap, and more facts speak for it than against. Absent: levels
    are at target and nothing speaks for it.
    """
    levels, *facts = evidence
    speaking = [piece.speaks for piece in facts]
    pro, contra = speaking.count(Speaks.FOR), speaking.count(Speaks.AGAINST)
    if levels.speaks is Speaks.AGAINST:
        return GapState.UNKNOWN if pro else GapState.ABSENT
    if pro > contra or (levels.speaks is Speaks.FOR and not contra):
        return GapState.PRESENT
    return GapState.UNKNOWN


def occur_together(findings: tuple[Finding, ...]) -> bool:
    """Whether all gaps are there at once, each of which hides behind the others."""
    return bool(findings) and all(row.answer is GapState.PRESENT for row in findings)


@dataclass(frozen=True)
class Breadth:
    """Breadth over depth: many pilots, and the signs that each builds its own foundation."""

    pilots: int
    signs: tuple[str, ...]


def breadth(facts: AreaFacts) -> Breadth | None:
    """Return the warning; None below three pilots or with fewer than two signs."""
    signs = tuple(
        name
        for name, holds in (
            ("few_shared", (facts.own_pipelines or 0) > (facts.other_pipelines or 0)),
            ("paid_alone", 2 * facts.paid_alone > facts.projects),
            ("dissolved", facts.dissolved > 0),
            ("few_live", facts.in_production < facts.pilots_running),
        )
        if holds
    )
    is_warned = facts.pilots_running >= MANY_PILOTS and len(signs) >= SIGNS_OF_BREADTH
    return Breadth(facts.pilots_running, signs) if is_warned else None


def days_until_above(projects: tuple[ProjectDays, ...]) -> Fraction | None:
    """Return the further days of plumbing beyond which the share exceeds 40 %.

    None where it does already, or where there are no days.
    """
    plumbing, total = _sums(projects)
    if not total or plumbing > BOTTLENECK * total:
        return None
    return (BOTTLENECK * total - plumbing) / (1 - BOTTLENECK)


def days_until_not_above(projects: tuple[ProjectDays, ...]) -> Fraction | None:
    """Return the days that must move from plumbing to agent logic to be at 40 % or below.

    None where it is already, or where there are no days.
    """
    plumbing, total = _sums(projects)
    if not total or plumbing <= BOTTLENECK * total:
        return None
    return plumbing - BOTTLENECK * total


def _sums(projects: tuple[ProjectDays, ...]) -> tuple[Days, Days]:
    return sum(row.plumbing for row in projects), sum(row.total for row in projects)
