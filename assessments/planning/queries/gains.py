"""What faster coding is worth at a unit's own quality of platform (method.md 4.7)."""

from dataclasses import dataclass
from fractions import Fraction

from assessments.planning.productivity import coding_share, gain
from assessments.planning.queries.portfolio import tidy
from assessments.planning.queries.standing import Standing
from assessments.results.scoring import percent_to_target

PLATFORM = ("PLT", "DEL", "OBS", "RUN")
VELOCITY = Fraction(15, 100)
SAVED = VELOCITY / (1 + VELOCITY)
QUALITIES = (Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1))
EXTRA_CODE = (Fraction(40, 100), Fraction(475, 1000), Fraction(55, 100))


@dataclass(frozen=True)
class GainShown:
    """The gain in velocity at one quality of platform, both in percent."""

    quality: str
    gain: str


@dataclass(frozen=True)
class Gains:
    """The table, the unit's own row (None where nothing is known), and the shares that agree."""

    rows: tuple[GainShown, ...]
    own: GainShown | None
    coding_shares: tuple[tuple[str, str], ...]


def gains(standing: Standing) -> Gains:
    """Return the gains at the method's qualities and at the unit's own."""
    own = _own_quality(standing)
    return Gains(
        rows=tuple(_shown(quality) for quality in QUALITIES),
        own=None if own is None else _shown(own),
        coding_shares=tuple(
            (tidy(100 * extra, 1), tidy(100 * (coding_share(VELOCITY, extra) or Fraction(0)), 1))
            for extra in EXTRA_CODE
        ),
    )


def _own_quality(standing: Standing) -> Fraction | None:
    """The way to target of what makes a platform, on supported levels (method.md 4.7)."""
    aims = {key: aim for key, aim in standing.aims.items() if key in PLATFORM}
    if not standing.is_known or not aims:
        return None
    percent = percent_to_target({key: standing.levels[key] for key in aims}, aims)
    return None if percent is None else percent / 100


def _shown(quality: Fraction) -> GainShown:
    return GainShown(tidy(100 * quality, 0), tidy(100 * gain(SAVED, quality), 1))
