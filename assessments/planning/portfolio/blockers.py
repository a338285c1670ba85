"""Why a use case waits for something that it does not name."""

from assessments.frameworks.schema import Framework, Prerequisite
from assessments.results.scoring.backed_levels import Levels

from .unlock import Unlocking


def chain(
    framework: Framework, unlocking: Unlocking, start: Levels, capability: str
) -> tuple[Prerequisite, ...]:
    """Return the prerequisites that lead from what the use case requires to a hidden blocker.

    The first edge is about a capability that it requires at that level; the last one needs the
    blocker. Empty where the use case requires the level itself.
    """
    level = unlocking.needed[capability] or 0
    links: list[Prerequisite] = []
    while level > unlocking.wish.requires.get(capability, 0):
        edge = _behind(framework, unlocking, capability, level)
        if edge is None:
            break
        links.append(edge)
        capability, level = edge.capability, edge.level
    return tuple(reversed(links))


def _behind(
    framework: Framework, unlocking: Unlocking, capability: str, level: int
) -> Prerequisite | None:
    """The prerequisite that asks for the level; one about a required capability before others."""
    edges = [
        edge
        for edge in framework.prerequisites
        if edge.needs == capability
        and edge.level_needed >= level
        and (unlocking.needed[edge.capability] or 0) >= edge.level
    ]
    required = unlocking.wish.requires
    direct = [edge for edge in edges if required.get(edge.capability, 0) >= edge.level]
    return next(iter(direct or edges), None)
