"""What several votes on one capability say together (method.md 3.3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from assessments.frameworks.ladder import Answer, Answers, Reading, condition_values, read_ladder
from assessments.frameworks.schema import TOP_LEVEL, Capability

ENOUGH_RATERS = 4
WIDEST_AGREEMENT = 1
MOST_VARIANCE = Fraction(TOP_LEVEL**2, 4)


@dataclass(frozen=True)
class Agreement:
    """How far votes agree: the levels voted, lowest first, and who named no level."""

    levels: tuple[int, ...]
    not_applicable: int
    abstained: int

    @property
    def raters(self) -> int:
        """The number of votes that say something."""
        return len(self.levels) + self.not_applicable

    @property
    def has_enough_raters(self) -> bool:
        """Whether agreement means something: fewer raters agree too easily by chance."""
        return self.raters >= ENOUGH_RATERS

    @property
    def range(self) -> int | None:
        """The distance from the lowest to the highest vote; None without a level."""
        return self.levels[-1] - self.levels[0] if self.levels else None

    @property
    def is_within_one_level(self) -> bool:
        """Whether the votes pass the gate; a split over applicability never does."""
        if self.levels and self.not_applicable:
            return False
        return (self.range or 0) <= WIDEST_AGREEMENT

    @property
    def is_contested(self) -> bool:
        """Whether the votes are too far apart to go on record without saying so."""
        return not self.is_within_one_level

    @property
    def median(self) -> int | None:
        """The lower median of the levels, which is always a real level."""
        return self.levels[(len(self.levels) - 1) // 2] if self.levels else None

    @property
    def mean_deviation(self) -> Fraction | None:
        """AD: the mean absolute deviation from the median, in levels; None without a level."""
        if self.median is None:
            return None
        return _mean([abs(level - self.median) for level in self.levels])

    @property
    def r_wg_star(self) -> Fraction | None:
        """1 minus the sample variance over its largest expected value; None below two levels."""
        if len(self.levels) < 2:
            return None
        centre = _mean(self.levels)
        squares = Fraction(sum((level - centre) ** 2 for level in self.levels))
        return 1 - squares / (len(self.levels) - 1) / MOST_VARIANCE


@dataclass(frozen=True)
class Votes:
    """Several votes on one capability, each of them read once."""

    capability: Capability
    answers: Sequence[Answers]

    @cached_property
    def readings(self) -> Sequence[Reading]:
        """What each vote says, in the order of the votes."""
        return [read_ladder(self.capability, vote) for vote in self.answers]

    @cached_property
    def agreement(self) -> Agreement:
        """How far they agree; a vote's level is its low, and knowing nothing abstains."""
        speaking = [row for row in self.readings if not row.knows_nothing]
        levels = sorted(row.level for row in speaking if row.level is not None)
        return Agreement(
            levels=tuple(levels),
            not_applicable=len(speaking) - len(levels),
            abstained=len(self.readings) - len(speaking),
        )

    @cached_property
    def merged(self) -> Answers:
        """What they settle: each condition's majority, or "not applicable".

        Not applicable needs a strict majority of the votes that say anything.
        """
        say = self.agreement
        if self.capability.not_applicable_allowed and 2 * say.not_applicable > say.raters:
            return Answers(not_applicable=True)
        return Answers({key: majority(answers) for key, answers in self.given.items()})

    @cached_property
    def split(self) -> tuple[str, ...]:
        """The keys of the conditions that got both yes and no: the agenda of the talk."""
        both = {Answer.YES, Answer.NO}
        return tuple(key for key, answers in self.given.items() if both <= set(answers))

    @cached_property
    def given(self) -> Mapping[str, Sequence[Answer]]:
        """The answers to each condition by its key, of those whom it applies to."""
        values = [row.values for row in self.readings if row.span is not None]
        return {key: [said[key] for said in values] for key in self.capability.level_of_condition}


def majority(answers: Iterable[Answer]) -> Answer:
    """Return the majority of the known answers: a tie is no, none known is don't know."""
    given = list(answers)
    yes, no = given.count(Answer.YES), given.count(Answer.NO)
    if not yes and not no:
        return Answer.DONT_KNOW
    return Answer.YES if yes > no else Answer.NO


def merge_ballots(first: Answers, again: Answers) -> Answers:
    """Return what one person says now: the answers voted again win, the others stand.

    Whoever said "not applicable" first and then answers conditions again takes that back.
    """
    return Answers(
        conditions={**first.conditions, **again.conditions},
        anchor=first.anchor,
        not_applicable=first.not_applicable and not again.conditions,
    )


def departs_from_majority(capability: Capability, settled: Answers, proposed: Answers) -> bool:
    """Return whether a settled answer differs from the merged votes where these say something."""
    if settled.not_applicable or proposed.not_applicable:
        return settled.not_applicable != proposed.not_applicable
    now = condition_values(capability, settled)
    before = condition_values(capability, proposed)
    return any(now[key] != value for key, value in before.items() if value != Answer.DONT_KNOW)


def _mean(numbers: Sequence[int]) -> Fraction:
    return Fraction(sum(numbers), len(numbers))
