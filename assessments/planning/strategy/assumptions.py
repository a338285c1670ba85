"""What a strategy silently presumes, beside what stands (method.md 6)."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from assessments.frameworks.schema import Framework
from assessments.planning.portfolio.level_closure import highest, least_consistent, top_levels
from assessments.results.scoring.backed_levels import Levels

FILE = Path(__file__).parent.parent / "library" / "strategy.json"
PORTFOLIO = "7s-strategy"  # the element that means the unit's use cases


@dataclass(frozen=True)
class Element:
    """One element of a strategy: what it presumes at least, and what to ask instead."""

    key: str
    group: str
    element: str
    presumes: str
    levels: Mapping[str, int] = field(hash=False)
    ask: str


@dataclass(frozen=True)
class Assumption:
    """A capability that the strategy presumes: to what level, what stands, by which elements.

    `have` is None where the capability does not apply. Elements are those that name it; where
    there are none, prerequisites alone presume it.
    """

    capability: str
    presumed: int
    have: int | None
    elements: tuple[Element, ...]

    @property
    def missing(self) -> int:
        """The levels that nobody has funded."""
        return 0 if self.have is None else max(0, self.presumed - self.have)


@cache
def elements() -> tuple[Element, ...]:
    """Return all elements of the data file."""
    return tuple(Element(**row) for row in json.loads(FILE.read_text(encoding="utf-8")))


def presumed_levels(
    framework: Framework,
    ticked: Collection[str],
    use_cases: Sequence[Mapping[str, int]] = (),
    not_applicable: Collection[str] = (),
) -> Levels:
    """Return the presumed profile: the elements' minimum levels, and all that these need.

    A portfolio of use cases presumes what the use cases require. What does not apply stays None:
    nothing is needed for it.
    """
    tops = top_levels(framework)
    levels: Levels = {key: None if key in not_applicable else 0 for key in tops}
    for minimum in _minimum_levels(ticked, use_cases):
        reachable = {key: min(level, tops[key]) for key, level in minimum.items() if key in tops}
        levels = highest(levels, reachable)
    return least_consistent(levels, framework.prerequisites)


def assumptions(
    framework: Framework,
    ticked: Collection[str],
    supported: Levels,
    use_cases: Sequence[Mapping[str, int]] = (),
) -> tuple[Assumption, ...]:
    """Return what is presumed of each capability, the largest differences first.

    Of what does not apply that is what elements and use cases name themselves.
    """
    apart = [key for key, level in supported.items() if level is None]
    profile = presumed_levels(framework, ticked, use_cases, apart)
    minimums = _minimum_levels(ticked, use_cases)
    named = {key: max((row.get(key, 0) for row in minimums), default=0) for key in apart}
    chosen = [element for element in elements() if element.key in ticked]
    rows = [
        Assumption(
            capability=key,
            presumed=presumed,
            have=supported[key],
            elements=tuple(row for row in chosen if row.levels.get(key)),
        )
        for key, level in profile.items()
        if (presumed := named[key] if level is None else level)
    ]
    return tuple(sorted(rows, key=lambda row: -row.missing))


def _minimum_levels(
    ticked: Collection[str], use_cases: Sequence[Mapping[str, int]]
) -> list[Mapping[str, int]]:
    """Return the levels that each ticked element names, and the use cases where one means them."""
    named = [element.levels for element in elements() if element.key in ticked]
    return [*named, *(use_cases if PORTFOLIO in ticked else ())]
