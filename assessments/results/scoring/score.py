"""From answers to levels, stage and percent to target, in exact numbers (method.md 3.4, 3.5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from assessments.frameworks.ladder import Answers, Bounds, bounds, knows_nothing
from assessments.frameworks.schema import Capability, Framework

from .backed_levels import Levels, UnsupportedLevel, greatest_consistent, unsupported_levels

SCORING_VERSION = "2"  # adds verified levels; all other numbers are as in 1
WITHOUT_EVIDENCE = "1"
MAX_WEIGHT = 1000


@dataclass(frozen=True)
class CapabilityScore:
    """What the answers make of one capability; all levels are None if it does not apply."""

    capability: str
    claimed: int | None
    low: int | None
    high: int | None
    supported: int | None
    target: int
    weight: Fraction
    not_applicable: bool
    knows_nothing: bool
    unsupported: tuple[UnsupportedLevel, ...]

    @property
    def known(self) -> bool:
        """Whether the unknown conditions leave the level open no longer."""
        return self.low == self.high


@dataclass(frozen=True)
class Stage:
    """The stage reached on supported levels, its bounds, and the capabilities that hold it."""

    value: int
    low: int
    high: int
    held_by: tuple[str, ...]


@dataclass(frozen=True)
class PercentToTarget:
    """Percentages from 0 to 100, on claims and on supported levels; None without a target."""

    claimed: Fraction | None
    supported: Fraction | None
    low: Fraction | None
    high: Fraction | None


@dataclass(frozen=True)
class ThemeGap:
    """A theme's lowest supported level (None if nothing applies) and what is below target."""

    theme: str
    lowest: int | None
    below_target: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """The whole outcome; `known_weight` is a share from 0 to 1, None without a target."""

    capabilities: tuple[CapabilityScore, ...]
    stage: Stage
    percent_to_target: PercentToTarget
    known_weight: Fraction | None
    gaps: tuple[ThemeGap, ...]

    @cached_property
    def capabilities_by_key(self) -> Mapping[str, CapabilityScore]:
        """The capabilities' scores by key, in the framework's order."""
        return {row.capability: row for row in self.capabilities}


@dataclass(frozen=True)
class Aim:
    """Where a capability should get, 0 to 4, and how much it counts."""

    target: int
    weight: Fraction


Aims = Mapping[str, Aim]


def score(
    framework: Framework,
    answers: Mapping[str, Answers],
    target: Mapping[str, int],
    weights: Mapping[str, Fraction | int],
) -> Score:
    """Return the score of answers by capability.

    What is left out is unknown, aims for the framework's default target, and weighs 1.
    """
    given = {key: answers.get(key, Answers()) for key in framework.capabilities_by_key}
    wanted = framework.full_target(target)
    aims = {
        key: Aim(
            target=0 if said.not_applicable else wanted[key],
            weight=Fraction(weights.get(key, 1)),
        )
        for key, said in given.items()
    }
    return _Case(framework, given, aims).score()


def percent_to_target(levels: Levels, aims: Aims) -> Fraction | None:
    """Return how much of the weighted way to the target is gone, 0 to 100 (method.md 3.5, 3)."""
    way = sum(aim.weight * aim.target for aim in aims.values())
    if not way:
        return None
    gap = sum(aim.weight * max(0, aim.target - (levels[key] or 0)) for key, aim in aims.items())
    return 100 * (1 - Fraction(gap) / way)


def stage_value(levels: Levels, aims: Aims) -> int:
    """Return the greatest n up to the top target that nothing holds back (method.md 3.5, 4)."""
    stages = range(_top(aims) + 1)
    return max(stage for stage in stages if not _short_of(stage, levels, aims))


def holding_capabilities(levels: Levels, aims: Aims) -> tuple[str, ...]:
    """Return, in the order of the aims, what keeps the next stage from being reached."""
    return _short_of(stage_value(levels, aims) + 1, levels, aims)


def known_weight(rows: Sequence[CapabilityScore]) -> Fraction | None:
    """Return the weight share, 0 to 1, of known levels among capabilities with a target.

    None where nothing with a target has weight: a share of nothing says nothing.
    """
    aimed = [row for row in rows if row.target]
    whole = sum(row.weight for row in aimed)
    return Fraction(sum(row.weight for row in aimed if row.known)) / whole if whole else None


@dataclass(frozen=True)
class _Case:
    framework: Framework
    answers: Mapping[str, Answers]
    aims: Aims

    def score(self) -> Score:
        rows = tuple(self._row(capability) for capability in self.framework.capabilities)
        return Score(
            capabilities=rows,
            stage=self._stage(),
            percent_to_target=self._percent(),
            known_weight=known_weight(rows),
            gaps=tuple(self._gap(theme.key) for theme in self.framework.themes),
        )

    @cached_property
    def spans(self) -> Mapping[str, Bounds | None]:
        return {
            key: bounds(self.framework.capability(key), said) for key, said in self.answers.items()
        }

    @cached_property
    def claimed(self) -> Levels:
        return {key: span.low if span else None for key, span in self.spans.items()}

    @cached_property
    def backed(self) -> Levels:
        return greatest_consistent(self.claimed, self.framework.prerequisites)

    @cached_property
    def possible(self) -> Levels:
        highs = {key: span.high if span else None for key, span in self.spans.items()}
        return greatest_consistent(highs, self.framework.prerequisites)

    def _row(self, capability: Capability) -> CapabilityScore:
        key = capability.key
        span, said, aim = self.spans[key], self.answers[key], self.aims[key]
        return CapabilityScore(
            capability=key,
            claimed=self.claimed[key],
            low=span.low if span else None,
            high=span.high if span else None,
            supported=self.backed[key],
            target=aim.target,
            weight=aim.weight,
            not_applicable=said.not_applicable,
            knows_nothing=knows_nothing(capability, said),
            unsupported=unsupported_levels(
                key, self.claimed, self.backed, self.framework.prerequisites_of(key)
            ),
        )

    def _stage(self) -> Stage:
        value = stage_value(self.backed, self.aims)
        return Stage(
            value=value,
            low=value,
            high=stage_value(self.possible, self.aims),
            held_by=holding_capabilities(self.backed, self.aims),
        )

    def _percent(self) -> PercentToTarget:
        supported = percent_to_target(self.backed, self.aims)
        return PercentToTarget(
            claimed=percent_to_target(self.claimed, self.aims),
            supported=supported,
            low=supported,
            high=percent_to_target(self.possible, self.aims),
        )

    def _gap(self, theme: str) -> ThemeGap:
        keys = [capability.key for capability in self.framework.capabilities_of(theme)]
        levels = {key: level for key in keys if (level := self.backed[key]) is not None}
        return ThemeGap(
            theme=theme,
            lowest=min(levels.values(), default=None),
            below_target=tuple(key for key in levels if levels[key] < self.aims[key].target),
        )


def _top(aims: Aims) -> int:
    return max((aim.target for aim in aims.values()), default=0)


def _short_of(stage: int, levels: Levels, aims: Aims) -> tuple[str, ...]:
    return tuple(key for key, aim in aims.items() if (levels[key] or 0) < min(stage, aim.target))
