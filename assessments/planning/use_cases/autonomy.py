"""Which degree of autonomy of agents the present levels allow, by the framework's use cases.

Reading alone needs what the framework's read-only agent needs; acting with approval the larger of
that and of its agent that acts on tickets; acting alone the larger of both and of its autonomous
remediation, each by capability. Any other framework says nothing: its keys mean something else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assessments.frameworks.schema import Framework
from assessments.results.scoring.backed_levels import Levels


class Degree(StrEnum):
    """How much an agent may do without a person."""

    READ_ONLY = "read only"
    WITH_APPROVAL = "with approval"
    ALONE = "alone"


# The use case of the built-in framework that each degree adds to those before it.
FRAMEWORK = "ai-infrastructure"
ADDED_BY: Mapping[Degree, str] = {
    Degree.READ_ONLY: "U4",
    Degree.WITH_APPROVAL: "U3",
    Degree.ALONE: "U5",
}


@dataclass(frozen=True)
class Autonomy:
    """A degree of autonomy: the levels that it needs, and those of them that are missing."""

    degree: Degree
    needs: Mapping[str, int] = field(hash=False)
    missing: Mapping[str, int] = field(hash=False)

    @property
    def is_allowed(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def autonomy(framework: Framework, levels: Levels) -> tuple[Autonomy, ...]:
    """Return the degrees from the least autonomy to the most; a level of None counts as met."""
    by_key = {row.key: row for row in framework.use_cases}
    if framework.key != FRAMEWORK or not by_key.keys() >= set(ADDED_BY.values()):
        return ()
    needs: dict[str, int] = {}
    rows = []
    for degree, key in ADDED_BY.items():
        added = by_key[key].requires
        needs = {
            capability: max(needs.get(capability, 0), added.get(capability, 0))
            for capability in framework.capabilities_by_key
            if needs.get(capability) or added.get(capability)
        }
        rows.append(Autonomy(degree, needs, _missing(needs, levels)))
    return tuple(rows)


def _missing(needs: Mapping[str, int], levels: Levels) -> dict[str, int]:
    return {
        key: level
        for key, level in needs.items()
        if (have := levels.get(key, 0)) is not None and have < level
    }
