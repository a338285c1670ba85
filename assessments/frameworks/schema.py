"""A framework as a value: what is asked, frozen and free of Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

TOP_LEVEL = 4
SOURCE_STRENGTHS = ("primary", "secondary report", "vendor claim", "practitioner report")


@dataclass(frozen=True)
class Source:
    """Where a statement comes from and how much that carries (one of SOURCE_STRENGTHS)."""

    source: str
    strength: str


@dataclass(frozen=True)
class Reason:
    """One statement of why a capability matters, with its sources."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Indicator:
    """A number that can be measured beside the ladder."""

    name: str
    formula: str
    data: str


@dataclass(frozen=True)
class Condition:
    """One checkable statement; its key is unique in the whole framework."""

    key: str
    text: str


@dataclass(frozen=True)
class Level:
    """One rung of a ladder; level 0 has no conditions."""

    number: int
    name: str
    anchor: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Step:
    """The work that raises a capability by one level."""

    level_from: int
    level_to: int
    effort: str
    actions: tuple[str, ...]
    evidence: str


@dataclass(frozen=True)
class EffortSize:
    """A named size of a step, in person-weeks."""

    key: str
    max_person_weeks: int
    default_person_weeks: int


@dataclass(frozen=True)
class Theme:
    """A group of capabilities (the three gaps of the built-in framework)."""

    key: str
    name: str
    summary: str
    source: str


@dataclass(frozen=True)
class Prerequisite:
    """One edge: the capability cannot stand at the level unless `needs` is at `level_needed`."""

    capability: str
    level: int
    needs: str
    level_needed: int
    because: str


@dataclass(frozen=True)
class StarterUseCase:
    """An AI use case with the levels that it needs and a relative value from 1 to 10."""

    key: str
    name: str
    requires: Mapping[str, int] = field(hash=False)
    value: int


@dataclass(frozen=True)
class Capability:
    """One thing measured: a question, and a ladder of levels 0 to 4."""

    key: str
    name: str
    question: str
    definition: str
    denominator: str
    na_rule: str
    why: tuple[Reason, ...]
    indicators: tuple[Indicator, ...]
    levels: tuple[Level, ...]
    steps: tuple[Step, ...]
    theme: str
    not_applicable_allowed: bool

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """All conditions, from level 1 up."""
        return self.conditions_up_to(TOP_LEVEL)

    @cached_property
    def level_of_condition(self) -> Mapping[str, int]:
        """Each condition's level by the condition's key, in document order."""
        return {
            condition.key: level.number for level in self.levels for condition in level.conditions
        }

    def conditions_up_to(self, number: int) -> tuple[Condition, ...]:
        """Return the conditions of levels 1 to `number`."""
        return tuple(
            condition for level in self.levels[: number + 1] for condition in level.conditions
        )

    def step_to(self, number: int) -> Step:
        """Return the step that leads to level `number` (1 to 4)."""
        return self.steps[number - 1]


@dataclass(frozen=True)
class Framework:
    """One version of what is asked."""

    key: str
    version: str
    name: str
    about: str
    thresholds: str
    themes: tuple[Theme, ...]
    capabilities: tuple[Capability, ...]
    prerequisites: tuple[Prerequisite, ...]
    default_target: Mapping[str, int] = field(hash=False)
    effort_sizes: tuple[EffortSize, ...]
    use_cases: tuple[StarterUseCase, ...]

    @cached_property
    def capabilities_by_key(self) -> Mapping[str, Capability]:
        """The capabilities by key, in the framework's order."""
        return {capability.key: capability for capability in self.capabilities}

    @cached_property
    def capability_of_condition(self) -> Mapping[str, Capability]:
        """The capability that each condition belongs to, by the condition's key."""
        return {
            condition.key: capability
            for capability in self.capabilities
            for condition in capability.conditions
        }

    @cached_property
    def themes_by_key(self) -> Mapping[str, Theme]:
        """The themes by key, in the framework's order."""
        return {theme.key: theme for theme in self.themes}

    @cached_property
    def effort_sizes_by_key(self) -> Mapping[str, EffortSize]:
        """The effort sizes by key."""
        return {size.key: size for size in self.effort_sizes}

    def capability(self, key: str) -> Capability:
        """Return the capability with this key; raise KeyError if there is none."""
        return self.capabilities_by_key[key]

    def full_target(self, chosen: Mapping[str, int]) -> dict[str, int]:
        """Return the level aimed for in each capability: the chosen one, or else the default."""
        return {key: chosen.get(key, self.default_target[key]) for key in self.capabilities_by_key}

    def capabilities_of(self, theme: str) -> tuple[Capability, ...]:
        """Return the capabilities of a theme, in the framework's order."""
        return tuple(capability for capability in self.capabilities if capability.theme == theme)

    def prerequisites_of(self, capability: str) -> tuple[Prerequisite, ...]:
        """Return what the levels of a capability need, lowest level first."""
        edges = (edge for edge in self.prerequisites if edge.capability == capability)
        return tuple(sorted(edges, key=lambda edge: edge.level))
