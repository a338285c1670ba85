"""How far reviewing by hand goes: today's agents, twice and five times as many."""

from dataclasses import dataclass
from fractions import Fraction

from .rules import REVIEWS_A_DAY, AreaFacts

FACTORS = (1, 2, 5)


@dataclass(frozen=True)
class LoadAt:
    """The load at a multiple of today's agents, each as busy as today's.

    `reviewers` is how many full-time people would have to read all; `is_too_much` says whether the
    present ones cannot, None where nobody has said how many there are.
    """

    times: int
    agents: int
    actions: int
    reviewers: Fraction
    is_too_much: bool | None


@dataclass(frozen=True)
class ReviewLoad:
    """The load of reviewing by hand, and the multiple of today's agents at which it breaks."""

    rows: tuple[LoadAt, ...]
    breaks_at: Fraction | None


def review_load(facts: AreaFacts) -> ReviewLoad | None:
    """Return the load of the agents that people review; None without any action to review."""
    if not facts.agents or not facts.actions:
        return None
    able = None if facts.reviewers is None else facts.reviewers * REVIEWS_A_DAY
    return ReviewLoad(
        rows=tuple(_load(facts.agents, facts.actions, times, able) for times in FACTORS),
        breaks_at=None if able is None else able / facts.actions,
    )


def _load(agents: int, actions: int, times: int, able: Fraction | None) -> LoadAt:
    return LoadAt(
        times=times,
        agents=times * agents,
        actions=times * actions,
        reviewers=times * actions / REVIEWS_A_DAY,
        is_too_much=None if able is None else times * actions > able,
    )
