"""Why a capability got its levels: what a page opens down to, frozen with the result."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from assessments.frameworks.ladder import (
    Answer,
    Answers,
    ahead_of_gap,
    condition_values,
    missing_for_next,
)
from assessments.frameworks.schema import Capability
from assessments.rounds.reveal.agreement import Votes

from .backed_levels import UnsupportedLevel


@dataclass(frozen=True)
class AnswerCounts:
    """How many people said what about one condition."""

    yes: int
    no: int
    dont_know: int


@dataclass(frozen=True)
class Why:
    """What stands behind one capability's levels; conditions are named by key.

    `values` are the settled ones (empty where it does not apply), `missing` what the next level
    lacks, `ahead` what holds above the first gap, `split` what got both yes and no.
    """

    values: Mapping[str, Answer] = field(hash=False)
    said: Mapping[str, AnswerCounts] = field(hash=False)
    missing: tuple[str, ...]
    ahead: tuple[str, ...]
    split: tuple[str, ...]
    unsupported: tuple[UnsupportedLevel, ...]
    not_applicable_votes: int

    @property
    def unknown(self) -> tuple[str, ...]:
        """The conditions that nobody could tell."""
        return tuple(key for key, value in self.values.items() if value is Answer.DONT_KNOW)

    def document(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return asdict(self)


def why(
    capability: Capability,
    settled: Answers,
    votes: Sequence[Answers],
    unsupported: Sequence[UnsupportedLevel],
) -> Why:
    """Return what stands behind the levels that the settled answers and the votes make."""
    cast = Votes(capability, votes)
    return Why(
        values={} if settled.not_applicable else condition_values(capability, settled),
        said={key: _tally(Counter(given)) for key, given in cast.given.items()},
        missing=tuple(condition.key for condition in missing_for_next(capability, settled)),
        ahead=tuple(condition.key for condition in ahead_of_gap(capability, settled)),
        split=cast.split,
        unsupported=tuple(unsupported),
        not_applicable_votes=cast.agreement.not_applicable,
    )


def why_from_json(document: Mapping[str, Any]) -> Why:
    """Return what a stored document says."""
    return Why(
        values={key: Answer(value) for key, value in document["values"].items()},
        said={key: AnswerCounts(**said) for key, said in document["said"].items()},
        missing=tuple(document["missing"]),
        ahead=tuple(document["ahead"]),
        split=tuple(document["split"]),
        unsupported=tuple(UnsupportedLevel(**reason) for reason in document["unsupported"]),
        not_applicable_votes=document["not_applicable_votes"],
    )


def _tally(said: Counter[Answer]) -> AnswerCounts:
    return AnswerCounts(yes=said[Answer.YES], no=said[Answer.NO], dont_know=said[Answer.DONT_KNOW])
