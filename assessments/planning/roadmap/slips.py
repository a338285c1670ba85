"""What a plan said would stand by a day, against what results show (method.md 5.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from assessments.planning.investment.schedule import ScheduledStep
from assessments.planning.portfolio.level_closure import CapabilityStep
from assessments.planning.portfolio.unlock import Efforts
from assessments.results.scoring.backed_levels import Levels

WEEK = 7


@dataclass(frozen=True)
class ShownLevels:
    """What the results of a round show, if all that is unknown is at its lowest, and its highest.

    `free` are steps that are true already: they wait for others, and cost nothing. `result_id` is
    the one result that they are from, None where they are rolled up.
    """

    day: date
    round: str
    lowest: Levels = field(hash=False)
    highest: Levels = field(hash=False)
    free: frozenset[CapabilityStep] = frozenset()
    coverage: str = ""
    result_id: int | None = None

    def has(self, step: CapabilityStep) -> bool:
        """Return whether the step surely stands."""
        return step.capability in self.lowest and _reaches(self.lowest, step)

    def lacks(self, step: CapabilityStep) -> bool:
        """Return whether the step surely does not stand."""
        return step.capability in self.highest and not _reaches(self.highest, step)


@dataclass(frozen=True)
class MissedStep:
    """A step that was to stand and does not show; `planned_on` is None for what stood at first.

    One that may stand, for all that one knows, `is_unknown`.
    """

    step: CapabilityStep
    planned_on: date | None
    is_unknown: bool


@dataclass(frozen=True)
class Slip:
    """A round beside the plan: what was to stand by its day, what does, what is missing.

    `planned` and `shown` count steps of the plan; `early` ones stand before their day. `behind`
    are the person-weeks of what is late or lost, `weeks` how long the first of it has been due.
    """

    at: ShownLevels
    planned: int
    shown: int
    missed: tuple[MissedStep, ...]
    early: tuple[CapabilityStep, ...]
    behind: Fraction
    weeks: int

    @property
    def late(self) -> tuple[MissedStep, ...]:
        """What surely does not stand."""
        return tuple(row for row in self.missed if not row.is_unknown)

    @property
    def unknown(self) -> tuple[MissedStep, ...]:
        """What may stand or not."""
        return tuple(row for row in self.missed if row.is_unknown)


def slip(steps: Sequence[ScheduledStep], start: Levels, at: ShownLevels, efforts: Efforts) -> Slip:
    """Return a round beside the plan; capabilities that it did not ask about are left out.

    Of what stood when the plan was fixed only what surely is lost counts; `efforts` say what it
    takes to do it again.
    """
    due = [row for row in steps if row.stands_on and row.stands_on <= at.day]
    lost = [MissedStep(step, None, is_unknown=False) for step in _steps_of(start) if at.lacks(step)]
    missed = [
        MissedStep(row.move.step, row.stands_on, is_unknown=not at.lacks(row.move.step))
        for row in due
        if row.move.step.capability in at.lowest and not at.has(row.move.step)
    ]
    late = {row.step for row in missed if not row.is_unknown} - at.free
    again = sum((efforts[row.step] for row in lost if row.step not in at.free), Fraction(0))
    overdue = [row.planned_on for row in missed if row.planned_on and not row.is_unknown]
    return Slip(
        at=at,
        planned=len(due),
        shown=sum(1 for row in steps if at.has(row.move.step)),
        missed=(*lost, *missed),
        early=tuple(row.move.step for row in steps if row not in due and at.has(row.move.step)),
        behind=sum((row.move.effort for row in due if row.move.step in late), again),
        weeks=max(((at.day - day).days // WEEK for day in overdue), default=0),
    )


def _reaches(levels: Levels, step: CapabilityStep) -> bool:
    """Whether the levels reach the step; what does not apply counts as reached."""
    level = levels[step.capability]
    return level is None or level >= step.level


def _steps_of(levels: Levels) -> list[CapabilityStep]:
    """All steps up to the levels."""
    return [
        CapabilityStep(key, level)
        for key, top in levels.items()
        for level in range(1, (top or 0) + 1)
    ]
