"""The one sentence of a result. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from assessments.frameworks.schema import Framework

ENOUGH_KNOWN = Decimal("0.75")
NAMED_HOLDERS = 4


class HeadlineFacts(Protocol):
    """What the sentence needs of a result; percentages run from 0 to 100, weights from 0 to 1."""

    stage: int
    stage_high: int
    held_by: Sequence[str]
    percent_claimed: Decimal | None
    percent_supported: Decimal | None
    percent_high: Decimal | None
    known_weight: Decimal | None
    answered: int
    asked: int
    raters: int


@dataclass(frozen=True)
class Headline:
    """The one sentence: stage, who holds it, whole percents of the target with their bounds.

    The percentages are None where there is no target; below three quarters of known weight they
    are not shown (method.md 3.5, 6).
    """

    stage: int
    stage_high: int
    held_by: tuple[str, ...]
    percent_low: int | None
    percent_high: int | None
    percent_claimed: int | None
    percent_known: int | None
    is_profile_only: bool
    answered: int
    asked: int
    people: int

    @property
    def stage_text(self) -> str:
        """The stage with its bounds."""
        return _span(self.stage, self.stage_high, f"{self.stage} ({self.stage}–{self.stage_high})")

    @property
    def percent_text(self) -> str:
        """The percentage with its bounds, without the sign; empty where it is not shown."""
        if self.is_profile_only or self.percent_low is None:
            return ""
        return _span(self.percent_low, self.percent_high, f"{self.percent_low}–{self.percent_high}")

    @property
    def claimed_text(self) -> str:
        """The percentage on claims alone; empty where it is not shown."""
        if self.is_profile_only or self.percent_claimed is None:
            return ""
        return str(self.percent_claimed)

    @property
    def named_holders(self) -> tuple[str, ...]:
        """The capabilities that the sentence names: all, or one less than it may name."""
        if len(self.held_by) <= NAMED_HOLDERS:
            return self.held_by
        return self.held_by[: NAMED_HOLDERS - 1]

    @property
    def further_holders(self) -> int:
        """How many more hold the stage."""
        return len(self.held_by) - len(self.named_holders)

    @property
    def has_target(self) -> bool:
        """Whether there is anything to aim for."""
        return self.percent_low is not None


def headline(result: HeadlineFacts, framework: Framework) -> Headline:
    """Return the one sentence of a result in its parts."""
    known = result.known_weight
    return Headline(
        stage=result.stage,
        stage_high=result.stage_high,
        held_by=tuple(in_sentence(framework.capability(key).name) for key in result.held_by),
        percent_low=_whole(result.percent_supported),
        percent_high=_whole(result.percent_high),
        percent_claimed=_whole(result.percent_claimed),
        # Down, so that a share just below the threshold is not shown as having reached it.
        percent_known=None if known is None else int(100 * known),
        is_profile_only=known is not None and known < ENOUGH_KNOWN,
        answered=result.answered,
        asked=result.asked,
        people=result.raters,
    )


def in_sentence(name: str) -> str:
    """Return a name as it stands within a sentence; names like "AI gateway" keep their capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _whole(percent: Decimal | None) -> int | None:
    return None if percent is None else int(percent.quantize(Decimal(1), ROUND_HALF_UP))


def _span(low: int, high: int | None, both: str) -> str:
    return str(low) if high is None or low == high else both
