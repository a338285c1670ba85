"""What can be compared between two rounds, and what cannot (versions, targets, dates, coverage)."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date

from assessments.frameworks.schema import Capability, Framework

from .options import LevelKind

LONGEST_SPAN_DAYS = 90


@dataclass(frozen=True)
class Span:
    """When the results of one round were submitted; both None without any."""

    first: date | None = None
    last: date | None = None

    @property
    def days(self) -> int:
        """How many days lie between the first and the last."""
        return (self.last - self.first).days if self.first and self.last else 0

    @property
    def is_long(self) -> bool:
        """Whether the units were looked at at rather different times."""
        return self.days > LONGEST_SPAN_DAYS


@dataclass(frozen=True)
class VersionDiff:
    """What two framework versions do not share, by keys of capabilities.

    `comparable` may be compared on the chosen levels; `changed` ask something else now, `rewired`
    have other prerequisites, `added` and `removed` are in one version only.
    """

    comparable: frozenset[str]
    changed: frozenset[str] = frozenset()
    rewired: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()


def difference(now: Framework, before: Framework, levels: LevelKind) -> VersionDiff:
    """Return what is comparable between two versions: capabilities of equal key and content.

    Supported levels also rest on the prerequisites, their own and those of what they need.
    """
    new, old = now.capabilities_by_key, before.capabilities_by_key
    shared = new.keys() & old.keys()
    same = frozenset(key for key in shared if asks_the_same(new[key], old[key]))
    comparable = _equally_wired(now, before, same) if levels is LevelKind.SUPPORTED else same
    return VersionDiff(
        comparable=comparable,
        changed=frozenset(shared - same),
        rewired=same - comparable,
        added=frozenset(new.keys() - old.keys()),
        removed=frozenset(old.keys() - new.keys()),
    )


def asks_the_same(one: Capability, other: Capability) -> bool:
    """Return whether answers to both mean the same: question, ladder and when it applies."""
    return _asked(one) == _asked(other)


def moved_targets(now: Mapping[str, int], before: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Return the targets that differ, by capability: before and now."""
    return {
        key: (before[key], target)
        for key, target in now.items()
        if key in before and before[key] != target
    }


def _asked(capability: Capability) -> tuple[object, ...]:
    return (
        *(capability.question, capability.definition, capability.denominator),
        *(capability.levels, capability.na_rule, capability.not_applicable_allowed),
    )


def _equally_wired(now: Framework, before: Framework, same: frozenset[str]) -> frozenset[str]:
    """Leave out whose edges differ, and then who needs one of those, until nothing changes."""
    left = frozenset(key for key in same if _edges(now, key) == _edges(before, key))
    while True:
        sure = frozenset(key for key in left if _needs(now, key) <= left)
        if sure == left:
            return left
        left = sure


def _edges(framework: Framework, key: str) -> Set[tuple[int, str, int]]:
    return {(row.level, row.needs, row.level_needed) for row in framework.prerequisites_of(key)}


def _needs(framework: Framework, key: str) -> Set[str]:
    return {row.needs for row in framework.prerequisites_of(key)}


def span(days: Iterable[date]) -> Span:
    """Return the first and the last of some days."""
    known = sorted(days)
    return Span(known[0], known[-1]) if known else Span()
