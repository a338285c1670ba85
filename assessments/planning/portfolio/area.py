"""Where an area stands: the teams that were asked, silent ones included (method.md 3.5 and 5.0)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from assessments.frameworks.schema import TOP_LEVEL, Framework
from assessments.results.scoring.rollup import SHARE, reached_level

ASKED_WITHIN = timedelta(days=548)  # 18 months
ENOUGH_KNOWN = Fraction(3, 4)
NOWHERE = 0


class TeamLevels(NamedTuple):
    """One team in one capability that applies to it.

    `claimed` and `supported` are the low ends; `claimed_high` and `supported_high` what it would be
    if all that is unknown were true. `target` is the team's own; `known_nothing` says that nobody
    answered.
    """

    claimed: int
    supported: int
    claimed_high: int
    supported_high: int
    target: int
    knows_nothing: bool = False

    @property
    def is_known(self) -> bool:
        """Whether nothing is open about it."""
        return not self.knows_nothing and self.claimed == self.claimed_high


UNKNOWN = TeamLevels(NOWHERE, NOWHERE, TOP_LEVEL, TOP_LEVEL, target=TOP_LEVEL, knows_nothing=True)


@dataclass(frozen=True)
class TeamResult:
    """A team's newest result.

    `levels` has a capability's row, None where it does not apply to the team; what cannot be
    compared with the reference version, or is not in the result, is missing and thereby unknown.
    """

    pk: int
    session_id: int
    round_id: int
    round_name: str
    submitted_on: date
    levels: Mapping[str, TeamLevels | None] = field(hash=False)


@dataclass(frozen=True)
class AskedTeam:
    """A unit that was asked; `weight` is in thousandths, `result` None where it is silent."""

    unit_id: int
    name: str
    weight: int
    result: TeamResult | None = None

    def levels_of(self, capability: str) -> TeamLevels | None:
        """Return where it stands; None where the capability does not apply to it."""
        return self.result.levels.get(capability, UNKNOWN) if self.result else UNKNOWN


@dataclass(frozen=True)
class CapabilityArea:
    """One capability of an area, by the weight of the teams that it applies to.

    Levels are those that at least 80 % of the weight reaches: `supported` and `claimed` by the
    teams that know, the ends with the others at 0 and at the top, partly known ones at their own
    ends. None where it applies to nobody; `supported` and `claimed` are None where nobody knows.
    """

    supported: int | None
    claimed: int | None
    low: int | None
    high: int | None
    claimed_low: int | None
    claimed_high: int | None
    known_share: Fraction | None
    is_at_target: bool | None
    has_target: bool

    @property
    def applies(self) -> bool:
        """Whether there is a team that it applies to, as far as one can tell."""
        return self.low is not None

    @property
    def is_certain(self) -> bool:
        """Whether nothing that is open could change its level."""
        return self.low == self.high and self.claimed_low == self.claimed_high


@dataclass(frozen=True)
class Area:
    """The teams of an area with what they told; `left_out` were last asked too long ago."""

    framework: Framework
    teams: tuple[AskedTeam, ...]
    left_out: tuple[str, ...] = ()

    @property
    def submitted(self) -> tuple[TeamResult, ...]:
        """The results that it rests on."""
        return tuple(team.result for team in self.teams if team.result)

    @property
    def days(self) -> tuple[date, date] | None:
        """The days of the first and of the last result; None without any."""
        found = [result.submitted_on for result in self.submitted]
        return (min(found), max(found)) if found else None

    @cached_property
    def capabilities(self) -> Mapping[str, CapabilityArea]:
        """Where the area stands in each capability of the framework."""
        return {key: self._capability(key) for key in self.framework.capabilities_by_key}

    def known_weight(self, weights: Mapping[str, Fraction]) -> Fraction | None:
        """Return the known share of the weight of capabilities; None where nothing has weight.

        `weights` are those of the capabilities with a target.
        """
        rows = [
            (weight, share)
            for key, weight in weights.items()
            if (share := self.capabilities[key].known_share) is not None
        ]
        whole = sum((weight for weight, _share in rows), Fraction(0))
        if not whole:
            return None
        return sum((weight * share for weight, share in rows), Fraction(0)) / whole

    def _capability(self, key: str) -> CapabilityArea:
        rows = [
            (team.weight, levels)
            for team in self.teams
            if (levels := team.levels_of(key)) is not None
        ]
        known = [row for row in rows if not row[1].knows_nothing]
        whole = sum(weight for weight, _levels in rows)
        fully = sum(weight for weight, levels in rows if levels.is_known)
        aimed = [row for row in rows if row[1].target]
        return CapabilityArea(
            supported=_reached((weight, levels.supported) for weight, levels in known),
            claimed=_reached((weight, levels.claimed) for weight, levels in known),
            low=_reached((weight, levels.supported) for weight, levels in rows),
            high=_reached((weight, levels.supported_high) for weight, levels in rows),
            claimed_low=_reached((weight, levels.claimed) for weight, levels in rows),
            claimed_high=_reached((weight, levels.claimed_high) for weight, levels in rows),
            known_share=Fraction(fully, whole) if whole else None,
            is_at_target=is_at_target(aimed),
            has_target=any(not levels.knows_nothing for _weight, levels in aimed),
        )


def is_at_target(rows: Sequence[tuple[int, TeamLevels]]) -> bool | None:
    """Return whether at least 80 % of the weight is at its target, or certainly not.

    None where what is unknown could turn it, or where nothing weighs anything.
    """
    whole = sum(weight for weight, _levels in rows)
    if not whole:
        return None
    surely = sum(weight for weight, levels in rows if levels.supported >= levels.target)
    perhaps = sum(weight for weight, levels in rows if levels.supported_high >= levels.target)
    if SHARE.denominator * surely >= SHARE.numerator * whole:
        return True
    return None if SHARE.denominator * perhaps >= SHARE.numerator * whole else False


def _reached(rows: Iterable[tuple[int, int]]) -> int | None:
    weights = [0] * (TOP_LEVEL + 1)
    for weight, level in rows:
        weights[level] += weight
    return reached_level(weights)
