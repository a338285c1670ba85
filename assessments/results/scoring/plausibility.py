"""Cross-checks between levels and diagnostic answers: they ask, and never overwrite a level.

The rules are rows (method.md 1.4).
"""

from collections.abc import Callable, Collection, Container, Mapping
from dataclasses import dataclass, field

from assessments.rounds.context.diagnostics import Frameworks, Pilots, Plumbing


@dataclass(frozen=True)
class PlausibilityFacts:
    """Claimed levels by capability (None where unknown or not applicable) and what was said."""

    levels: Mapping[str, int | None] = field(hash=False)
    plumbing: Plumbing | None = None
    pilots: Pilots | None = None
    frameworks: Frameworks | None = None
    parallel_stacks: int | None = None

    def reaches(self, capability: str, level: int) -> bool:
        """Whether a capability is known to stand at the level or above it."""
        have = self.levels.get(capability)
        return have is not None and have >= level

    @property
    def framework_is_known(self) -> bool | None:
        """Whether the team can name the governance framework; None where that was not judged."""
        return self.frameworks.is_known if self.frameworks else None


@dataclass(frozen=True)
class Rule:
    """One flag: its key, the capability whose level it doubts, when it is raised."""

    key: str
    capability: str
    is_raised: Callable[[PlausibilityFacts], bool]


def _mostly_integration(facts: PlausibilityFacts) -> bool:
    found = facts.plumbing
    return bool(found and found.all_kinds.is_bottleneck and found.is_mostly_integration)


RULES = (
    Rule(
        "data_too_high", "DAT", lambda facts: facts.reaches("DAT", 3) and _mostly_integration(facts)
    ),
    Rule(
        "platform_too_high",
        "PLT",
        lambda facts: (
            facts.reaches("PLT", 2) and facts.pilots is not None and not facts.pilots.without_help
        ),
    ),
    Rule(
        "governance_too_high",
        "GOV",
        lambda facts: facts.reaches("GOV", 1) and facts.framework_is_known is False,
    ),
    Rule(
        "governance_too_low",
        "GOV",
        lambda facts: facts.levels.get("GOV") == 0 and facts.framework_is_known is True,
    ),
    Rule(
        "reach_too_high",
        "REACH",
        lambda facts: facts.reaches("REACH", 2) and bool(facts.parallel_stacks),
    ),
)


def raised_flags(facts: PlausibilityFacts) -> tuple[str, ...]:
    """Return the keys of the flags that the facts raise, in the order of the rules."""
    return tuple(rule.key for rule in RULES if rule.is_raised(facts))


def rules_of(keys: Collection[str], capabilities: Container[str]) -> tuple[Rule, ...]:
    """Return the rules of these keys whose capability is among those asked, in their order."""
    return tuple(rule for rule in RULES if rule.key in keys and rule.capability in capabilities)
