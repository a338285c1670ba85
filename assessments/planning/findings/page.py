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
from assessments.rounds.context.diagnostics import BottleneckVerdict, Plumbing, ProjectDays

from . import rules, wording
from .area_facts import area_facts, projects_with_days
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
    """One piece of evidence as a sentence, and what would change what it says."""

    speaks: Speaks
    says: str
    changes: str


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


def findings_page(everything: KnownFacts, *, root: int | None, day: date) -> FindingsPage:
    """Return the findings of a unit and all below it, or of all."""
    area = everything.below(root) if root else list(everything.units.values())
    of_area = area_facts(area, everything, day)
    findings = _found(of_area, everything.framework)
    lines = [unit for unit in area if unit.tallies or unit.projects]
    texts = {answer: str(text) for answer, text in ANSWERS.items()}
    warned = rules.breadth(of_area)
    return FindingsPage(
        root=everything.units[root] if root else None,
        has_results=bool(everything.framework),
        findings=tuple(_shown(row, everything.framework) for row in findings),
        are_together=rules.occur_together(findings),
        breadth=_signs(warned),
        pilots=warned.pilots if warned else 0,
        plumbing=_plumbing_shown(projects_with_days(area), of_area.plumbing),
        themes=tuple(theme.name for theme in _themes(everything.framework)),
        units=tuple(_line(unit, everything, day, texts) for unit in lines[:MOST_UNITS]),
        more_units=max(0, len(lines) - MOST_UNITS),
        pipelines=own_pipelines(project for unit in area for project in unit.projects),
        review_load=review_load(of_area),
    )


def _themes(framework: Framework | None) -> tuple[Any, ...]:
    return framework.themes if framework else ()


def _found(of: AreaFacts, framework: Framework | None) -> tuple[rules.Finding, ...]:
    return tuple(rules.finding(theme.key, of) for theme in _themes(framework))


def _line(
    unit: UnitFacts, everything: KnownFacts, day: date, texts: Mapping[GapState, str]
) -> UnitLine:
    findings = _found(area_facts([unit], everything, day), everything.framework)
    return UnitLine(unit.pk, unit.name, tuple((row.answer, texts[row.answer]) for row in findings))


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
    return GapEvidenceShown(piece.speaks, says, wording.remedy_sentence(piece.rule))


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


def _plumbing_shown(
    from_area: tuple[ProjectDays, ...], plumbing: Plumbing | None
) -> PlumbingShown | None:
    if plumbing is None:
        return None
    dots = [ProjectDot(row.name, round(100 * row.share)) for row in from_area if row.total]
    dots.sort(key=lambda dot: (-dot.percent, dot.name))
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
            "It would cross 40 %% if more than %s further days went into plumbing."
        ) % days_text(more / PARTS_A_DAY)
    if moved is not None:
        return _("It would be at 40 %% if %s days moved from plumbing to agent logic.") % days_text(
            moved / PARTS_A_DAY
        )
    return ""


def _break_even() -> str:
    """Return φ*: the share above which a foundation repays itself, by the default assumptions."""
    share = Trajectories(Assumptions()).least_plumbing
    return percent(share) if share is not None else ""
