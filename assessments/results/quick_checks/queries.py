"""What leaders think of a unit, from their quick checks: a small result, and the gap to the team.

The database shows a quick check to its author alone until its session's votes are revealed, so
these reads can tell a team nothing before that.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet

from assessments.frameworks.level_track import Track, TrackLevels, track
from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import TOP_LEVEL, Capability
from assessments.results.models import CapabilityResult, Result
from assessments.results.scoring.score import CapabilityScore, score
from assessments.rounds.campaign.queries import own_target
from assessments.rounds.models import QuickCheck, Round, Session

from .leader_gap import Gap

LeaderLevels = Mapping[int, Mapping[str, tuple[int, ...]]]


@dataclass(frozen=True)
class CheckedRow:
    """One capability of a quick check; `level` is None where its author does not know."""

    capability: Capability
    level: int | None
    supported: int | None
    target: int
    track: Track


@dataclass(frozen=True)
class QuickCheckResult:
    """What one quick check makes: stage with its bounds, and how much of it was answered."""

    stage: int
    stage_high: int
    answered: int
    asked: int
    rows: Sequence[CheckedRow]

    @property
    def stage_text(self) -> str:
        """The stage with its bounds."""
        if self.stage == self.stage_high:
            return str(self.stage)
        return f"{self.stage} ({self.stage}–{self.stage_high})"


def score_quick_check(session: Session, stored: QuickCheck) -> QuickCheckResult:
    """Return what one quick check makes, by the same rules as a result (method.md 3.5)."""
    asked_round, framework = session.round, framework_of(session.round.version)
    # By way of its text: a float is some binary fraction beside 0.1.
    weights = {key: Fraction(str(weight)) for key, weight in asked_round.weights.items()}
    target = {**asked_round.target, **own_target(session).levels}
    outcome = score(framework, stored.answers, target, weights)
    rows = [_row(framework.capability(row.capability), row) for row in outcome.capabilities]
    return QuickCheckResult(
        stage=outcome.stage.value,
        stage_high=outcome.stage.high,
        answered=sum(row.level is not None for row in rows),
        asked=len(rows),
        rows=rows,
    )


def leader_levels(sessions: Iterable[int]) -> LeaderLevels:
    """Return by session and capability the levels that leaders picked, lowest first.

    Those of sessions that are not revealed are the reader's own, or nobody's. One statement.
    """
    return _picked(_revealed().filter(session__in=list(sessions)).values_list("session", "anchors"))


def leader_levels_of_units(asked_round: Round) -> LeaderLevels:
    """Return the same by unit, for the whole of a round. One statement."""
    return _picked(
        _revealed().filter(session__round=asked_round).values_list("session__unit", "anchors")
    )


def gaps(result: Result) -> list[Gap]:
    """Return where leaders and team stand, in the framework's order; empty without a quick check.

    A capability that no leader picked, or that does not apply, is left out.
    """
    levels = leader_levels([result.session_id]).get(result.session_id)
    if not levels:
        return []
    framework = framework_of(result.framework_version)
    settled = CapabilityResult.objects.filter(result=result, not_applicable=False)
    rows = settled.order_by("position").values_list("capability", "claimed", "knows_nothing")
    return [
        Gap(framework.capability(key), levels[key], None if knows_nothing else claimed)
        for key, claimed, knows_nothing in rows
        if key in levels
    ]


def _revealed() -> QuerySet[QuickCheck]:
    # The policy alone would let through one's own before the reveal.
    return QuickCheck.objects.filter(session__reveal__isnull=False).order_by("pk")


def _picked(stored: Iterable[tuple[int, Mapping[str, int]]]) -> LeaderLevels:
    picked: defaultdict[int, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, anchors in stored:
        for key, level in anchors.items():
            picked[place][key].append(level)
    return {
        place: {key: tuple(sorted(levels)) for key, levels in by_key.items()}
        for place, by_key in picked.items()
    }


def _row(capability: Capability, scored: CapabilityScore) -> CheckedRow:
    level = None if scored.knows_nothing else scored.claimed
    levels = TrackLevels(
        claimed=scored.claimed,
        supported=scored.supported,
        low=scored.low,
        high=TOP_LEVEL if scored.knows_nothing else scored.high,
        target=scored.target,
        known_nothing=scored.knows_nothing,
    )
    words = f"{capability.name}: {'–' if level is None else level}"
    supported = None if scored.knows_nothing else scored.supported
    return CheckedRow(capability, level, supported, scored.target, track(levels, label=words))
