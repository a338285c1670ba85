"""Lines that are hardly true: more than people can work, days of another age; pure."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from .lines import EffortLine

EARLIEST = date(2000, 1, 1)
A_YEAR = timedelta(days=366)  # work is planned ahead, but not for longer
HOURS_A_DAY = Decimal(24)
# Nobody works around the clock for longer than a few days.
HOURS_A_DAY_FOR_LONG = Decimal(16)
LONG = 4  # days


class Doubt(StrEnum):
    """Why a line is hardly true."""

    LONG_AGO = "long_ago"
    FAR_AHEAD = "far_ahead"
    MORE_THAN_A_PERSON = "more_than_a_person"
    MORE_THAN_THE_TEAM = "more_than_the_team"


@dataclass(frozen=True)
class DoubtedLine:
    """A line that is hardly true, why, and what it says: hours, or a day."""

    line: int
    doubt: Doubt
    word: str


@dataclass
class Plausibility:
    """Judges lines, once it has seen all of them.

    `today` is the day on which the file came. `people` work in it where no column names them; while
    nobody said how many, a line without a name is taken for one person's work.
    """

    today: date
    hours_per_day: Decimal
    people: int | None = None
    _hours: dict[tuple[str, date, date], Decimal] = field(
        default_factory=lambda: defaultdict(Decimal)
    )

    def see(self, line: EffortLine, person: str) -> None:
        """Count the line in what its person, or the team, worked at the time."""
        self._hours[person, line.begins, line.ends] += line.days * self.hours_per_day

    def doubt(self, line: EffortLine, person: str) -> DoubtedLine | None:
        """Return what speaks against the line; None where nothing does."""
        if line.begins < EARLIEST:
            return DoubtedLine(line.line, Doubt.LONG_AGO, line.begins.isoformat())
        if line.begins > self.today + A_YEAR:
            return DoubtedLine(line.line, Doubt.FAR_AHEAD, line.begins.isoformat())
        own = line.days * self.hours_per_day
        is_teams = not person and self.people is not None
        together = self._hours[person, line.begins, line.ends] if person or is_teams else own
        most = possible_hours(line.begins, line.ends) * ((self.people or 1) if is_teams else 1)
        if together <= most:
            return None
        kind = Doubt.MORE_THAN_THE_TEAM if is_teams else Doubt.MORE_THAN_A_PERSON
        return DoubtedLine(line.line, kind, f"{round(together, 1).normalize():f}")


def possible_hours(begins: date, ends: date) -> Decimal:
    """Return the hours that one person can work in the time, both ends in it."""
    days = (ends - begins).days + 1
    return days * (HOURS_A_DAY if days < LONG else HOURS_A_DAY_FOR_LONG)
