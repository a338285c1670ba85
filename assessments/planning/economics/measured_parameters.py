"""The parameters that a unit's own records and its assessment give (method.md 4.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from assessments.planning.number_text import number_text
from assessments.planning.portfolio.basis import PlanningBasis, StartingLevels
from assessments.planning.portfolio.level_closure import highest, least_consistent, steps_between
from assessments.results.scoring.backed_levels import Levels
from assessments.results.scoring.score import percent_to_target

from .level_effects import PlumbingShares, foundation_months, removed_share
from .parameters import MeasuredParameter

FOUNDATION_LEVEL = 2
MONTHS_A_QUARTER = 3
PLATFORM = ("PLT", "DEL", "OBS", "RUN")


@dataclass(frozen=True)
class EffortDays:
    """Engineering days of a unit's AI projects by kind of work."""

    integration: Fraction
    governance: Fraction
    operations: Fraction
    agent: Fraction
    projects: int

    @property
    def plumbing(self) -> Fraction:
        """The days of the three kinds of plumbing."""
        return self.integration + self.governance + self.operations

    @property
    def total(self) -> Fraction:
        """All days."""
        return self.plumbing + self.agent

    @property
    def shares(self) -> PlumbingShares | None:
        """How the plumbing divides; None without any."""
        if not self.plumbing:
            return None
        kinds = (self.integration, self.governance, self.operations)
        return PlumbingShares(*(days / self.plumbing for days in kinds))


@dataclass(frozen=True)
class PilotCounts:
    """How many AI projects were piloted, and how many of them are in production."""

    live: int
    piloted: int


@dataclass(frozen=True)
class UnitRecords:
    """What is on record about a unit and all below it."""

    days: EffortDays
    pilots: PilotCounts


def measured_parameters(
    basis: PlanningBasis, records: UnitRecords, level: int
) -> Mapping[str, MeasuredParameter]:
    """Return what is known of the parameters, for a foundation up to a level."""
    return {
        **_plumbing(records.days),
        **_yield(records.pilots),
        **(_foundation(basis, level, records.days) if basis.standing.is_known else {}),
    }


def measured_quality(standing: StartingLevels) -> Mapping[str, MeasuredParameter]:
    """Return the way to target of what makes a platform, on supported levels (method.md 4.7)."""
    aims = {key: aim for key, aim in standing.aims.items() if key in PLATFORM}
    if not standing.is_known or not aims:
        return {}
    percent = percent_to_target({key: standing.levels[key] for key in aims}, aims)
    if percent is None:
        return {}
    told = _("way to target of platform, delivery, observability and runtime, by supported levels")
    return {"quality": MeasuredParameter(percent / 100, told)}


def _levels_after(basis: PlanningBasis, level: int) -> Levels:
    """Return the levels of a foundation: every capability with a target up to the level."""
    aims = basis.standing.aims
    wanted = {key: min(level, aim.target) for key, aim in aims.items()}
    raised = highest(basis.standing.levels, wanted)
    return least_consistent(raised, basis.framework.prerequisites)


def _plumbing(days: EffortDays) -> Mapping[str, MeasuredParameter]:
    if not days.total:
        return {}
    source = _("%(plumbing)s of %(total)s engineering days recorded for %(projects)s AI projects")
    told = source % {
        "plumbing": number_text(days.plumbing),
        "total": number_text(days.total),
        "projects": days.projects,
    }
    return {"phi": MeasuredParameter(days.plumbing / days.total, told)}


def _yield(pilots: PilotCounts) -> Mapping[str, MeasuredParameter]:
    """Own pilots that reached production, over all that were piloted."""
    if not pilots.piloted:
        return {}
    source = _("%(live)s of %(piloted)s AI projects of the register are in production")
    told = source % {"live": pilots.live, "piloted": pilots.piloted}
    return {"pi_S": MeasuredParameter(Fraction(pilots.live, pilots.piloted), told)}


def _foundation(
    basis: PlanningBasis, level: int, days: EffortDays
) -> Mapping[str, MeasuredParameter]:
    levels = _levels_after(basis, level)
    steps = steps_between(basis.standing.levels, levels)
    monthly = basis.decisions.capacity / MONTHS_A_QUARTER
    effort = sum((basis.efforts[step] for step in steps), Fraction(0))
    months = foundation_months(effort, monthly)
    removed = removed_share(levels, days.shares)
    found: dict[str, MeasuredParameter] = {}
    if months is not None:
        told = _("%(effort)s person-weeks of steps to level %(level)s at %(capacity)s a month")
        names = {"effort": number_text(effort), "level": level, "capacity": number_text(monthly)}
        found["F"] = MeasuredParameter(months, told % names)
    if removed is not None:
        told = _("what level %(level)s covers of plumbing, by the method's table of coverage")
        found["rho"] = MeasuredParameter(removed, told % {"level": level})
    return found
