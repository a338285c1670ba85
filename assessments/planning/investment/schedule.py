"""An order of steps dated: one after the other, at what each quarter has (method.md 5.4)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from .order import OrderedStep

MOST_QUARTERS = 40
MONTHS = 3


@dataclass(frozen=True)
class Capacities:
    """Person-weeks by quarter: those that were entered, the usual ones in all others."""

    usual: Fraction
    entered: Mapping[int, Fraction] = field(default_factory=dict, hash=False)

    def of(self, quarter: int) -> Fraction:
        """Return the person-weeks of a quarter; the first is 1."""
        return self.entered.get(quarter, self.usual)


@dataclass(frozen=True)
class ScheduledStep:
    """A step with its days.

    It stands from `stands_on`, and is done in `quarter`; both say nothing (None and 0) where it
    is not done within MOST_QUARTERS. `work` are its person-weeks by quarter.
    """

    move: OrderedStep
    starts_on: date | None
    stands_on: date | None
    quarter: int
    work: Mapping[int, Fraction] = field(hash=False)


@dataclass
class Calendar:
    """Where the work is: so many person-weeks of a quarter are used up."""

    starts_on: date
    capacities: Capacities
    quarter: int = 1
    used: Fraction = Fraction(0)

    @property
    def is_over(self) -> bool:
        """Whether it is later than anything is planned."""
        return self.quarter > MOST_QUARTERS

    @property
    def day(self) -> date | None:
        """The day, the next one where the work ends within a day; None once it is over."""
        if self.is_over:
            return None
        first, days = self._quarter_days()
        capacity = self.capacities.of(self.quarter)
        share = self.used / capacity if capacity else Fraction(0)
        return first + timedelta(ceil(days * share))

    def go_to(self, day: date) -> None:
        """Let the time until the day pass."""
        self.quarter = max(1, quarter_of(self.starts_on, day))
        first, days = self._quarter_days()
        passed = max(0, (day - first).days)
        self.used = self.capacities.of(self.quarter) * Fraction(passed, days)

    def pass_full_quarters(self) -> None:
        """Go on to the next quarter in which there is something left to work with."""
        while not self.is_over and self.used >= self.capacities.of(self.quarter):
            self.quarter += 1
            self.used = Fraction(0)

    def work(self, effort: Fraction) -> Iterator[tuple[int, Fraction]]:
        """Do the work, as far as there is time; yield what is done of it in each quarter."""
        while effort:
            self.pass_full_quarters()
            if self.is_over:
                return
            done = min(effort, self.capacities.of(self.quarter) - self.used)
            self.used += done
            effort -= done
            yield self.quarter, done

    def _quarter_days(self) -> tuple[date, int]:
        """The first day of the quarter, and how many days it has."""
        first = quarter_start(self.starts_on, self.quarter)
        return first, (quarter_start(self.starts_on, self.quarter + 1) - first).days


def schedule(
    moves: Sequence[OrderedStep],
    capacities: Capacities,
    starts_on: date,
    *,
    since: date | None = None,
) -> tuple[ScheduledStep, ...]:
    """Return the steps with their days, each begun when the one before it stands.

    `since` is the day on which the first one begins, the plan's first day without it.
    """
    calendar = Calendar(starts_on, capacities)
    if since is not None:
        calendar.go_to(since)
    return tuple(_scheduled(calendar, move) for move in moves)


def quarter_start(starts_on: date, quarter: int) -> date:
    """Return the first day of a quarter of the plan; the first is 1."""
    return months_later(starts_on, MONTHS * (quarter - 1))


def quarter_of(starts_on: date, day: date) -> int:
    """Return the number of the quarter, from 1, in which the day lies; 0 before the first."""
    months = (day.year - starts_on.year) * 12 + day.month - starts_on.month
    if day < months_later(starts_on, months):
        months -= 1
    return max(0, months // MONTHS + 1)


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the month's last day where it has fewer."""
    year, month = divmod(day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:
            continue
    return date(day.year + year, month + 1, min(day.day, 28))


def _scheduled(calendar: Calendar, move: OrderedStep) -> ScheduledStep:
    if move.effort:
        calendar.pass_full_quarters()
    begins = calendar.day
    work = dict(calendar.work(move.effort))
    is_done = sum(work.values()) == move.effort and not calendar.is_over
    return ScheduledStep(
        move=move,
        starts_on=begins,
        stands_on=calendar.day if is_done else None,
        quarter=calendar.quarter if is_done else 0,
        work=work,
    )
