"""A framework in the order in which a page reads it: themes, their capabilities, their levels."""

from dataclasses import dataclass

from .schema import Capability, EffortSize, Framework, Level, Step, Theme


@dataclass(frozen=True)
class Need:
    """What a level presumes elsewhere."""

    capability: Capability
    level: int
    because: str


@dataclass(frozen=True)
class Climb:
    """The step that leads to a level, and its size."""

    step: Step
    size: EffortSize


@dataclass(frozen=True)
class Rung:
    """A level with what it needs elsewhere and how to reach it; no climb leads to level 0."""

    level: Level
    needs: tuple[Need, ...]
    climb: Climb | None


@dataclass(frozen=True)
class Section:
    """A capability with its default target and its rungs, from 0 up."""

    capability: Capability
    target: int
    rungs: tuple[Rung, ...]


@dataclass(frozen=True)
class Chapter:
    """A theme with its capabilities."""

    theme: Theme
    sections: tuple[Section, ...]


def outline(framework: Framework) -> tuple[Chapter, ...]:
    """Return the framework's chapters in the framework's order."""
    return tuple(_chapter(framework, theme) for theme in framework.themes)


def _chapter(framework: Framework, theme: Theme) -> Chapter:
    capabilities = framework.capabilities_of(theme.key)
    return Chapter(theme, tuple(_section(framework, capability) for capability in capabilities))


def _section(framework: Framework, capability: Capability) -> Section:
    return Section(
        capability=capability,
        target=framework.default_target[capability.key],
        rungs=tuple(_rung(framework, capability, level) for level in capability.levels),
    )


def _rung(framework: Framework, capability: Capability, level: Level) -> Rung:
    needs = tuple(
        Need(framework.capability(edge.needs), edge.level_needed, edge.because)
        for edge in framework.prerequisites_of(capability.key)
        if edge.level == level.number
    )
    return Rung(level, needs, _climb(framework, capability, level) if level.number else None)


def _climb(framework: Framework, capability: Capability, level: Level) -> Climb:
    step = capability.step_to(level.number)
    return Climb(step, framework.effort_sizes_by_key[step.effort])
