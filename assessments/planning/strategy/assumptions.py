"""What a strategy silently presumes, beside what stands (method.md 6)."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from assessments.frameworks.schema import Framework
from assessments.planning.portfolio.level_closure import highest, least_consistent
from assessments.results.scoring.backed_levels import Levels

FILE = Path(__file__).parent.parent / "library" / "strategy.json"


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
    framework: Framework, ticked: Collection[str], use_cases: Sequence[Mapping[str, int]] = ()
) -> Levels:
    """Return the presumed profile: the elements' minimum levels, and all that these need.

    A portfolio of use cases presumes what the use cases require.
    """
    nothing: Levels = dict.fromkeys(framework.capabilities_by_key, 0)
    levels = nothing
    for element in elements():
        if element.key in ticked:
            levels = highest(levels, element.levels)
    if "7s-strategy" in ticked:
        for requires in use_cases:
            levels = highest(levels, requires)
    return least_consistent(levels, framework.prerequisites)


def assumptions(
    framework: Framework,
    ticked: Collection[str],
    supported: Levels,
    use_cases: Sequence[Mapping[str, int]] = (),
) -> tuple[Assumption, ...]:
    """Return what is presumed of each capability, the largest differences first."""
    profile = presumed_levels(framework, ticked, use_cases)
    chosen = [element for element in elements() if element.key in ticked]
    rows = [
        Assumption(
            capability=key,
            presumed=level,
            have=supported[key],
            elements=tuple(row for row in chosen if row.levels.get(key)),
        )
        for key, level in profile.items()
        if level
    ]
    return tuple(sorted(rows, key=lambda row: -row.missing))
