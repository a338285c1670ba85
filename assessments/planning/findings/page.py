"""The three gaps of areas in words: what is found, by what evidence, and what would change it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.frameworks.schema import Framework
from assessments.planning.economics.trajectories import Assumptions, Trajectories
from assessments.planning.number_text import days_text, percent
from assessments.planning.portfolio.page import NOTHING_SHOWN, BasisShown, standing_shown
from assessments.rounds.context.diagnostics import (
    BottleneckVerdict,
    DiagnosticQuestion,
    Plumbing,
    ProjectDays,
)

from . import rules, wording
from .area_facts import area_facts, projects_with_days
from .asked_teams import AskedTeams, UnjudgedTeam
from .own_pipelines import OwnPipelines, own_pipelines
from .review_load import ReviewLoad, review_load
from .rules import (
    AreaFacts,
    AreaLevel,
    Breadth,
    GapEvidence,
    GapState,
    Speaks,
    days_until_above,
    days_until_not_above,
)
from .unit_facts import PARTS_A_DAY, KnownFacts, UnitFacts
from .wording import Text

MOST_UNITS = 200
MOST_DOTS = 60

ANSWERS: Mapping[GapState, Text] = {
    GapState.PRESENT: gettext_lazy("present"),
    GapState.ABSENT: gettext_lazy("absent"),
    GapState.UNKNOWN: gettext_lazy("cannot tell yet"),
}
SIGNS: Mapping[str, Text] = {
    "few_shared": gettext_lazy("more pipelines built for one project than shared or reused"),
    "paid_alone": gettext_lazy("most projects are paid from their own budget alone"),
    "dissolved": gettext_lazy("teams dissolved after their project"),
    "few_live": gettext_lazy("fewer projects in production than in pilot"),
}


@dataclass(frozen=True)
class GapEvidenceShown:
    """One piece of evidence as a sentence, and what would change what it says.

    `unjudged` are teams whose answers nobody has judged yet, the first of them by name.
    """

    speaks: Speaks
    says: str
    changes: str
    unjudged: tuple[UnjudgedTeam, ...] = ()


@dataclass(frozen=True)
class FindingShown:
    """One gap with its answer, its evidence and what the framework says about it."""

    theme: str
    name: str
    summary: str
    answer: GapState
    answer_text: str
    evidence: tuple[GapEvidenceShown, ...]


@dataclass(frozen=True)
class ProjectDot:
    """One project's share of plumbing, in percent."""

    name: str
    percent: int

    @property
    def place(self) -> int:
        """Where the dot stands in the picture, whose line begins at 2."""
        return self.percent + 2


@dataclass(frozen=True)
class PlumbingShown:
    """The 40 % test in both readings, with the break-even share.

    `places` are where dots stand; `dots` are the projects with the largest shares, by name.
    """

    percent: str
    integration_percent: str
    verdict: BottleneckVerdict
    is_above: bool
    places: tuple[int, ...]
    dots: tuple[ProjectDot, ...]
    more_dots: int
    crossing: str
    break_even: str


@dataclass(frozen=True)
class UnitLine:
    """A unit of the table: its answers in the order of the themes."""

    pk: int
    name: str
    answers: tuple[tuple[GapState, str], ...]


@dataclass(frozen=True)
class FindingsPage:
    """What is found about an area and the units below it; `root` is None for all of them."""

    root: UnitFacts | None
    has_results: bool
    findings: tuple[FindingShown, ...]
    are_together: bool
    breadth: tuple[str, ...]
    pilots: int
    plumbing: PlumbingShown | None
    themes: tuple[str, ...]
    units: tuple[UnitLine, ...]
    more_units: int
    pipelines: OwnPipelines | None = None
    review_load: ReviewLoad | None = None

    @property
    def has_several_units(self) -> bool:
        """Whether there is more than one unit to tell apart."""
        return len(self.units) > 1


def findings_page(known: KnownFacts, day: date, *, most: int | None = MOST_UNITS) -> FindingsPage:
    """Return the findings of an area, with at most so many units."""
    facts = area_facts(known, day)
    findings = _found(facts, known.framework)
    asked = {team.unit_id for team in known.area.teams} if known.area else frozenset()
    lines = [unit for unit in known.units if unit.pk in asked or unit.projects]
    texts = {answer: str(text) for answer, text in ANSWERS.items()}
    warned = rules.breadth(facts)
    return FindingsPage(
        root=known.root,
        has_results=bool(known.area and known.area.submitted),
        findings=tuple(_shown(row, known.framework) for row in findings),
        are_together=rules.occur_together(findings),
        breadth=_signs(warned),
        pilots=warned.pilots if warned else 0,
        plumbing=_plumbing_shown(known, projects_with_days(known), facts.plumbing),
        themes=tuple(theme.name for theme in _themes(known.framework)),
        units=tuple(_line(known.of_unit(unit), day, texts) for unit in lines[:most]),
        more_units=max(0, len(lines) - most) if most else 0,
        pipelines=own_pipelines(project for unit in known.units for project in unit.projects),
        review_load=review_load(facts),
    )


def _themes(framework: Framework | None) -> tuple[Any, ...]:
    return framework.themes if framework else ()


def _found(of: AreaFacts, framework: Framework | None) -> tuple[rules.Finding, ...]:
    return tuple(rules.finding(theme.key, of) for theme in _themes(framework))


def _line(known: KnownFacts, day: date, texts: Mapping[GapState, str]) -> UnitLine:
    (unit,) = known.units
    findings = _found(area_facts(known, day), known.framework)
    return UnitLine(unit.pk, unit.name, tuple((row.answer, texts[row.answer]) for row in findings))


def area_shown(known: KnownFacts) -> BasisShown:
    """Return what findings rest on."""
    fields = [("unit", str(known.root.pk))] if known.root else []
    return standing_shown(known.standing, fields) if known.standing else NOTHING_SHOWN


def _shown(finding: rules.Finding, framework: Framework | None) -> FindingShown:
    assert framework is not None  # noqa: S101 - a finding has a theme, a theme a framework
    theme = framework.themes_by_key[finding.theme]
    return FindingShown(
        theme=theme.key,
        name=theme.name,
        summary=theme.summary,
        answer=finding.answer,
        answer_text=str(ANSWERS[finding.answer]),
        evidence=tuple(_evidence_shown(piece, framework) for piece in finding.evidence),
    )


def _evidence_shown(piece: GapEvidence, framework: Framework) -> GapEvidenceShown:
    if piece.rule == "levels":
        return _levels_shown(piece, framework)
    says = wording.evidence_sentence(piece.rule, piece.speaks, piece.numbers)
    unjudged = _unjudged(piece) if piece.rule == DiagnosticQuestion.GOVERNANCE else ()
    return GapEvidenceShown(piece.speaks, says, wording.remedy_sentence(piece.rule), unjudged)


def _unjudged(piece: GapEvidence) -> tuple[UnjudgedTeam, ...]:
    asked = cast("AskedTeams", piece.numbers.get("asked", AskedTeams()))
    return asked.unjudged[: wording.MOST_NAMED]


def _levels_shown(piece: GapEvidence, framework: Framework) -> GapEvidenceShown:
    below = cast("tuple[AreaLevel, ...]", piece.numbers["below"])
    unknown = cast("tuple[AreaLevel, ...]", piece.numbers["unknown"])
    if below:
        says = _("Below target: %s.") % _capabilities(below, framework)
    elif unknown:
        says = _("Nobody can tell yet: %s.") % _capabilities(unknown, framework)
    elif piece.speaks is Speaks.OPEN:
        says = _("No level is known.")
    else:
        says = _("All capabilities of this gap are at target.")
    return GapEvidenceShown(
        piece.speaks, says, _("Raise these capabilities to their targets, or settle what is open.")
    )


def _capabilities(rows: tuple[AreaLevel, ...], framework: Framework) -> str:
    return ", ".join(
        framework.capability(row.capability).name
        + (f" {row.level}" if row.level is not None else "")
        for row in rows
    )


def _signs(warned: Breadth | None) -> tuple[str, ...]:
    return tuple(str(SIGNS[sign]) for sign in warned.signs) if warned else ()


def plumbing_dots(known: KnownFacts) -> list[ProjectDot]:
    """Return the projects' shares of plumbing, the largest first."""
    dots = [
        ProjectDot(row.name, round(100 * row.share))
        for row in projects_with_days(known)
        if row.total
    ]
    return sorted(dots, key=lambda dot: (-dot.percent, dot.name))


def _plumbing_shown(
    known: KnownFacts, from_area: tuple[ProjectDays, ...], plumbing: Plumbing | None
) -> PlumbingShown | None:
    if plumbing is None:
        return None
    dots = plumbing_dots(known)
    return PlumbingShown(
        percent=percent(plumbing.all_kinds.pooled),
        integration_percent=percent(plumbing.integration.pooled),
        verdict=plumbing.all_kinds.verdict,
        is_above=plumbing.all_kinds.is_bottleneck,
        places=tuple(sorted({dot.place for dot in dots})),
        dots=tuple(dots[:MOST_DOTS]),
        more_dots=max(0, len(dots) - MOST_DOTS),
        crossing=_crossing(from_area),
        break_even=_break_even(),
    )


def _crossing(projects: tuple[ProjectDays, ...]) -> str:
    more, moved = days_until_above(projects), days_until_not_above(projects)
    if more is not None:
        return _(
            "It would cross 40%% if more than %s further days went into plumbing."
        ) % days_text(more / PARTS_A_DAY)
    if moved is not None:
        return _("It would be at 40%% if %s days moved from plumbing to agent logic.") % days_text(
            moved / PARTS_A_DAY
        )
    return ""


def _break_even() -> str:
    """Return φ*: the share above which a foundation repays itself, by the default assumptions."""
    share = Trajectories(Assumptions()).least_plumbing
    return percent(share) if share is not None else ""
