"""How a group of teams stands, without ever averaging levels (method.md 3.5, 7).

Weights are whole numbers of one small unit (thousandths of a unit's weight), so every comparison of
shares is exact.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from operator import add

from assessments.frameworks.schema import TOP_LEVEL

SHARE = Fraction(4, 5)
LEVELS = TOP_LEVEL + 1
_NOBODY = (0,) * LEVELS


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


@dataclass(frozen=True)
class Tally:
    """How many teams stand where in one column, and what they weigh; tallies add up.

    `weights` and `counts` go by level and hold the teams whose level is known. Teams that the
    column does not apply to leave the numerator and the denominator; unknown and missing ones are
    a lack of coverage, and nothing is put in their place.
    """

    weights: tuple[int, ...] = _NOBODY
    counts: tuple[int, ...] = _NOBODY
    met_weight: int = 0
    met: int = 0
    unknown_weight: int = 0
    unknown: int = 0
    missing_weight: int = 0
    missing: int = 0
    not_applicable: int = 0

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
        return reached(self.weights)

    @cached_property
    def low(self) -> int | None:
        """The level if everybody who is unknown or missing were at 0."""
        return reached(_with(self.weights, 0, self._open_weight))

    @cached_property
    def high(self) -> int | None:
        """The level if everybody who is unknown or missing were at the top."""
        return reached(_with(self.weights, TOP_LEVEL, self._open_weight))

    @property
    def coverage(self) -> Fraction | None:
        """The known share, 0 to 1, of the weight that the column applies to; None without any."""
        whole = self.known_weight + self._open_weight
        return Fraction(self.known_weight, whole) if whole else None

    @property
    def is_met(self) -> bool:
        """Whether at least 80 % of the known weight is at its target."""
        return bool(self.known_weight) and _is_enough(self.met_weight, self.known_weight)

    @property
    def _open_weight(self) -> int:
        return self.unknown_weight + self.missing_weight


def reached(weights: Sequence[int]) -> int | None:
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
        return Tally(missing_weight=team.weight, missing=1)
    if not team.applies:
        return Tally(not_applicable=1)
    if team.level is None:
        return Tally(unknown_weight=team.weight, unknown=1)
    return Tally(
        weights=_with(_NOBODY, team.level, team.weight),
        counts=_with(_NOBODY, team.level, 1),
        met_weight=team.weight if team.is_met else 0,
        met=int(team.is_met),
    )


def together(tallies: Iterable[Tally]) -> Tally:
    """Return the tally of all the teams in the given tallies."""
    weights = counts = _NOBODY
    others = (0,) * 7
    for row in tallies:
        weights = tuple(map(add, weights, row.weights))
        counts = tuple(map(add, counts, row.counts))
        others = tuple(map(add, others, _others(row)))
    return Tally(weights, counts, *others)


def _others(row: Tally) -> tuple[int, ...]:
    return (
        *(row.met_weight, row.met, row.unknown_weight, row.unknown),
        *(row.missing_weight, row.missing, row.not_applicable),
    )


def _with(numbers: Sequence[int], level: int, more: int) -> tuple[int, ...]:
    return tuple(number + (more if at == level else 0) for at, number in enumerate(numbers))


def _is_enough(part: int, whole: int) -> bool:
    return part * SHARE.denominator >= SHARE.numerator * whole
