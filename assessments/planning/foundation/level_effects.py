"""How much plumbing levels cover, and how much of it a foundation takes away (method.md 4.6)."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from assessments.results.scoring.backed_levels import Levels

from .unit_records import EffortDays

COVERAGE = (Fraction(0), Fraction(1, 4), Fraction(13, 20), Fraction(17, 20), Fraction(19, 20))
COVERED_BY: Mapping[str, Sequence[str]] = {
    "integration": ("DAT",),
    "governance": ("GOV",),
    "operations": ("RUN", "DEL", "REACH"),
}
Shares = Mapping[str, Fraction]


def applicable(levels: Levels, targets: Mapping[str, int]) -> frozenset[str]:
    """Return the capabilities that have a level, and a level or a target above 0."""
    return frozenset(
        key for key, level in levels.items() if level is not None and (level or targets.get(key))
    )


def coverage(levels: Levels, applying: Collection[str]) -> Shares:
    """Return how much of each kind of plumbing the levels cover, of those that apply."""
    rows = {
        kind: [levels.get(key) or 0 for key in keys if key in applying]
        for kind, keys in COVERED_BY.items()
    }
    return {kind: _mean_coverage(row) for kind, row in rows.items() if row}


def plumbing_shares(days: EffortDays, kinds: Collection[str]) -> Shares:
    """Return ψ: how plumbing divides by its recorded days.

    Without any it divides evenly over the kinds that apply. A kind that does not apply keeps the
    share that its days give.
    """
    if days.plumbing:
        return {kind: spent / days.plumbing for kind, spent in days.by_kind.items()}
    return {kind: Fraction(1, len(kinds)) for kind in kinds}


def covered_share(before: Shares, shares: Shares) -> Fraction:
    """Return C0 = Σ ψ · cover: the share of all plumbing that levels cover."""
    return sum((shares[kind] * covered for kind, covered in before.items()), Fraction(0))


def removed_share(before: Shares, after: Shares, shares: Shares) -> Fraction:
    """Return ρ: the share of the plumbing left at the levels before that those after take away."""
    removed = {kind: (after[kind] - covered) / (1 - covered) for kind, covered in before.items()}
    return covered_share(removed, shares)


def _mean_coverage(levels: Sequence[int]) -> Fraction:
    top = len(COVERAGE) - 1
    return sum((COVERAGE[min(level, top)] for level in levels), Fraction(0)) / len(levels)
