"""What an assessment says about the parameters of the model (method.md 4.6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.results.scoring.backed_levels import Levels

COVERAGE = (Fraction(0), Fraction(1, 4), Fraction(13, 20), Fraction(17, 20), Fraction(19, 20))


@dataclass(frozen=True)
class PlumbingShares:
    """How plumbing divides: integration and data, governance, deployment and operations."""

    integration: Fraction = Fraction(1, 3)
    governance: Fraction = Fraction(1, 3)
    deployment: Fraction = Fraction(1, 3)


REMOVED_BY: Mapping[str, Sequence[str]] = {
    "integration": ("DAT",),
    "governance": ("GOV",),
    "deployment": ("RUN", "DEL", "REACH"),
}


def removed_share(levels: Levels, shares: PlumbingShares | None = None) -> Fraction | None:
    """Return ρ = Σ ψ · cov(level), 0 to 1: the share of plumbing that the levels remove.

    A kind of plumbing whose capabilities do not apply is left out, and the others count for all;
    None where no kind is left.
    """
    split = shares or PlumbingShares()
    rows = [(getattr(split, kind), _covered(levels, keys)) for kind, keys in REMOVED_BY.items()]
    known = [(share, covered) for share, covered in rows if covered is not None]
    whole = sum((share for share, _ in known), Fraction(0))
    if not whole:
        return None
    return sum((share * covered for share, covered in known), Fraction(0)) / whole


def foundation_months(effort: Fraction, capacity: Fraction) -> Fraction | None:
    """Return F: person-weeks of steps over person-weeks a month; None without capacity."""
    return effort / capacity if capacity > 0 else None


def _covered(levels: Levels, keys: Sequence[str]) -> Fraction | None:
    known = [level for key in keys if (level := levels.get(key)) is not None]
    if not known:
        return None
    top = len(COVERAGE) - 1
    return sum((COVERAGE[min(level, top)] for level in known), Fraction(0)) / len(known)
