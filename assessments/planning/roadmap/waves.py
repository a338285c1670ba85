"""The waves of a roadmap: a foundation of about eight weeks, then use cases as they open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from assessments.planning.investment.schedule import ScheduledStep

FOUNDATION = timedelta(weeks=8)


@dataclass(frozen=True)
class Wave:
    """Steps that follow on each other; the foundation comes first, the others open something.

    What comes after the last use case opens nothing. `stands_on` is None where a step of it is
    never done.
    """

    number: int
    steps: tuple[ScheduledStep, ...]

    @property
    def is_foundation(self) -> bool:
        """Whether it is the first one."""
        return self.number == 1

    @property
    def starts_on(self) -> date | None:
        """The day on which it begins."""
        return self.steps[0].starts_on

    @property
    def stands_on(self) -> date | None:
        """The day from which all of it stands."""
        return self.steps[-1].stands_on

    @property
    def opens(self) -> tuple[str, ...]:
        """The use cases that can start once it stands."""
        return tuple(key for step in self.steps for key in step.move.opens)

    @property
    def effort(self) -> Fraction:
        """Its person-weeks."""
        return sum((step.move.effort for step in self.steps), Fraction(0))


def waves(steps: Sequence[ScheduledStep], starts_on: date) -> tuple[Wave, ...]:
    """Return the waves of the steps, in their order.

    The foundation ends with the step that stands nearest to eight weeks after the start, the
    earlier one where two are as near.
    """
    if not steps:
        return ()
    first = _foundation_length(steps, starts_on + FOUNDATION)
    groups = [tuple(steps[:first]), *_opening(steps[first:])]
    return tuple(Wave(number, group) for number, group in enumerate(groups, start=1))


def _foundation_length(steps: Sequence[ScheduledStep], end: date) -> int:
    """How many steps the foundation has; what takes no time comes with the step before it."""
    days = [step.stands_on for step in steps if step.stands_on]
    if not days:
        return 1
    nearest = min(days, key=lambda day: (abs(day - end), day))
    return max(place for place, day in enumerate(days, start=1) if day == nearest)


def _opening(steps: Sequence[ScheduledStep]) -> Iterator[tuple[ScheduledStep, ...]]:
    """Yield the steps up to each one that opens something; last what is left."""
    group: list[ScheduledStep] = []
    for step in steps:
        group.append(step)
        if step.move.opens:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)
