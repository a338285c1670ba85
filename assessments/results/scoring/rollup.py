"""How a group of teams stands, without ever averaging levels (method.md 3.5, 7).

Weights are whole numbers of one small unit (thousandths of a unit's weight), so every comparison of
shares is exact.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from assessments.frameworks.schema import TOP_LEVEL

SHARE = Fraction(4, 5)
_ENOUGH, _OF = SHARE.as_integer_ratio()
LEVELS = TOP_LEVEL + 1
THOUSANDTHS = 1000


def thousandths(weight: Decimal) -> int:
    """Return a unit's weight as a whole number of thousandths; it has no finer ones."""
    return int(weight * THOUSANDTHS)


@dataclass(frozen=True)
class Team:
    """One team in one column; `level` is None where nobody knows or it does not apply.

    A team that has not submitted is missing: it stands in the coverage and nowhere else.
    """

    weight: int
    level: int | None = None
    applies: bool = True
    is_met: bool = False
    is_missing: bool = False


# The places of a tally's numbers; the first ten go by level.
_BY_LEVEL = 2 * LEVELS
_MET_WEIGHT, _MET, _UNKNOWN_WEIGHT, _UNKNOWN, _MISSING_WEIGHT, _MISSING, _NOT_APPLICABLE = range(
    _BY_LEVEL, _BY_LEVEL + 7
)
_NUMBERS = _BY_LEVEL + 7


@dataclass(frozen=True)
class Tally:
    """How many teams stand where in one column, and what they weigh; tallies add up.

    Teams that the column does not apply to leave the numerator and the denominator; unknown and
    missing ones are a lack of coverage, and nothing is put in their place.
    """

    # One row of numbers and not a field each: tallies of a thousand units are added up in one zip.
    numbers: tuple[int, ...] = (0,) * _NUMBERS

    @property
    def weights(self) -> tuple[int, ...]:
        """What the teams weigh whose level is known, by level."""
        return self.numbers[:LEVELS]

    @property
    def counts(self) -> tuple[int, ...]:
        """How many teams there are whose level is known, by level."""
        return self.numbers[LEVELS:_BY_LEVEL]

    @property
    def met(self) -> int:
        """How many teams are at their target."""
        return self.numbers[_MET]

    @property
    def unknown(self) -> int:
        """How many teams do not know."""
        return self.numbers[_UNKNOWN]

    @property
    def missing(self) -> int:
        """How many teams have not submitted."""
        return self.numbers[_MISSING]

    @property
    def not_applicable(self) -> int:
        """How many teams it does not apply to."""
        return self.numbers[_NOT_APPLICABLE]

    @cached_property
    def known_weight(self) -> int:
        """What the teams with a known level weigh."""
        return sum(self.weights)

    @property
    def known(self) -> int:
        """How many teams have a known level."""
        return sum(self.counts)

    @property
    def applicable(self) -> int:
        """How many teams the column applies to, as far as one can tell."""
        return self.known + self.unknown + self.missing

    @cached_property
    def level(self) -> int | None:
        """The largest level that at least 80 % of the known weight reaches; None without any."""
        return reached_level(self.weights)

    @cached_property
    def low(self) -> int | None:
        """The level if everybody who is unknown or missing were at 0."""
        if not self._open_weight:
            return self.level
        return reached_level(_with(self.weights, 0, self._open_weight))

    @cached_property
    def high(self) -> int | None:
        """The level if everybody who is unknown or missing were at the top."""
        if not self._open_weight:
            return self.level
        return reached_level(_with(self.weights, TOP_LEVEL, self._open_weight))

    @property
    def coverage(self) -> Fraction | None:
        """The known share, 0 to 1, of the weight that the column applies to; None without any."""
        whole = self.known_weight + self._open_weight
        return Fraction(self.known_weight, whole) if whole else None

    @property
    def is_met(self) -> bool:
        """Whether at least 80 % of the known weight is at its target."""
        return bool(self.known_weight) and _is_enough(self.numbers[_MET_WEIGHT], self.known_weight)

    @property
    def _open_weight(self) -> int:
        return self.numbers[_UNKNOWN_WEIGHT] + self.numbers[_MISSING_WEIGHT]


def reached_level(weights: Sequence[int]) -> int | None:
    """Return the largest level that at least 80 % of the weight reaches, given the weight by level.

    None where nothing weighs anything.
    """
    whole = above = sum(weights)
    if not whole:
        return None
    level = 0
    for below in range(TOP_LEVEL):
        above -= weights[below]
        if _is_enough(above, whole):
            level = below + 1
    return level


def tally(team: Team) -> Tally:
    """Return the tally of one team."""
    if team.is_missing:
        return _tally({_MISSING_WEIGHT: team.weight, _MISSING: 1})
    if not team.applies:
        return _tally({_NOT_APPLICABLE: 1})
    if team.level is None:
        return _tally({_UNKNOWN_WEIGHT: team.weight, _UNKNOWN: 1})
    met = {_MET_WEIGHT: team.weight, _MET: 1} if team.is_met else {}
    return _tally({team.level: team.weight, LEVELS + team.level: 1} | met)


def sum_tallies(tallies: Iterable[Tally]) -> Tally:
    """Return the tally of all the teams in the given tallies."""
    rows = [row.numbers for row in tallies]
    return Tally(tuple(map(sum, zip(*rows, strict=True)))) if rows else Tally()


def _tally(numbers: Mapping[int, int]) -> Tally:
    places = [0] * _NUMBERS
    for place, number in numbers.items():
        places[place] = number
    return Tally(tuple(places))


def _with(numbers: Sequence[int], level: int, more: int) -> tuple[int, ...]:
    return tuple(number + (more if at == level else 0) for at, number in enumerate(numbers))


def _is_enough(part: int, whole: int) -> bool:
    # Multiplied out: exact as a Fraction is, and much quicker.
    return part * _OF >= _ENOUGH * whole
