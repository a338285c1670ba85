"""What was approved, what shipped, and which use cases follow each other in the same queue."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assessments.frameworks.schema import Framework
from assessments.planning.portfolio.level_closure import highest, least_consistent, top_levels
from assessments.results.scoring.backed_levels import Levels

MOST_QUARTERS = 8
MONTHS_A_QUARTER, QUARTERS_A_YEAR = 3, 4


@dataclass(frozen=True)
class TrackedUseCase:
    """A use case from its approval to production; None where nobody has said.

    `is_shipped` says that its project is, or ever was, in production; `shipped_on` is the day.
    """

    pk: int
    name: str
    requires: Mapping[str, int] = field(hash=False)
    approved_on: date | None = None
    shipped_on: date | None = None
    is_shipped: bool = False
    replaces: int | None = None


@dataclass(frozen=True)
class Carrier:
    """The project that carries a use case."""

    pk: int
    name: str
    stage: str


@dataclass(frozen=True)
class Tracking:
    """The use cases of a unit, replaced ones included, and what carries them, by use case."""

    rows: Sequence[TrackedUseCase] = ()
    carriers: Mapping[int, Carrier] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class GapAt:
    """How many use cases were approved and how many of them shipped, by the end of a quarter."""

    year: int
    quarter: int
    approved: int
    shipped: int

    @property
    def gap(self) -> int:
        """Those that were approved and did not ship."""
        return self.approved - self.shipped


@dataclass(frozen=True)
class Pivot:
    """The place of a use case in a row that waits for the same; the levels are the least of all."""

    place: int
    waits_for: Mapping[str, int] = field(hash=False)


def gap_by_quarter(rows: Iterable[TrackedUseCase], today: date) -> tuple[GapAt, ...]:
    """Return the last quarters up to today's, from the first approval on; nothing without one.

    A use case counts as shipped from its approval on at the earliest.
    """
    dated = [
        (row.approved_on, row.shipped_on)
        for row in rows
        if row.approved_on and row.approved_on <= today
    ]
    if not dated:
        return ()
    last = _quarter(today)
    first = max(_quarter(min(approved for approved, _ in dated)), last - MOST_QUARTERS + 1)
    return tuple(
        GapAt(
            year=number // QUARTERS_A_YEAR,
            quarter=number % QUARTERS_A_YEAR + 1,
            approved=sum(_quarter(approved) <= number for approved, _ in dated),
            shipped=sum(
                shipped <= today and _quarter(max(approved, shipped)) <= number
                for approved, shipped in dated
                if shipped
            ),
        )
        for number in range(first, last + 1)
    )


def pivots(
    rows: Sequence[TrackedUseCase], framework: Framework, levels: Levels
) -> dict[int, Pivot]:
    """Return the use cases that replace another one which waits for the same as they do."""
    by_pk = {row.pk: row for row in rows}
    waiting = {row.pk: _waits_for(row, framework, levels) for row in rows}
    found = {}
    for row in rows:
        queue, waits_for = [row], waiting[row.pk]
        for earlier in _replaced(row, by_pk):
            shared = _shared(waits_for, waiting[earlier.pk])
            if not shared:
                break
            queue, waits_for = [*queue, earlier], shared
        if len(queue) > 1:
            found[row.pk] = Pivot(len(queue), _named_by_all(queue, waits_for))
    return found


def _quarter(day: date) -> int:
    return QUARTERS_A_YEAR * day.year + (day.month - 1) // MONTHS_A_QUARTER


def _replaced(row: TrackedUseCase, by_pk: Mapping[int, TrackedUseCase]) -> Iterator[TrackedUseCase]:
    """Yield what the use case replaces, directly and through others, each once."""
    seen = {row.pk}
    earlier = by_pk.get(row.replaces or 0)
    while earlier and earlier.pk not in seen:
        seen.add(earlier.pk)
        yield earlier
        earlier = by_pk.get(earlier.replaces or 0)


def _waits_for(row: TrackedUseCase, framework: Framework, levels: Levels) -> dict[str, int]:
    """The levels that the use case still needs, with all that they presuppose."""
    tops = top_levels(framework)
    asked = {key: min(level, tops[key]) for key, level in row.requires.items() if key in tops}
    needed = least_consistent(highest(levels, asked), framework.prerequisites)
    return {key: level for key, level in needed.items() if level and level != levels[key]}


def _shared(first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, int]:
    return {key: min(level, second[key]) for key, level in first.items() if key in second}


def _named_by_all(queue: Sequence[TrackedUseCase], waits_for: Mapping[str, int]) -> dict[str, int]:
    """What all of them require themselves; without any, what their prerequisites share."""
    named = {key for key in waits_for if all(row.requires.get(key) for row in queue)}
    return {key: level for key, level in waits_for.items() if key in named or not named}
