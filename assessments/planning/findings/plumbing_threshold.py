"""How far engineering days are from the mark of 40 %; pure (method.md 1.4)."""

from fractions import Fraction

from assessments.rounds.context.diagnostics import BOTTLENECK, Days, ProjectDays


def days_until_above(projects: tuple[ProjectDays, ...]) -> Fraction | None:
    """Return the further days of plumbing beyond which the share exceeds 40 %.

    None where it does already, or where there are no days.
    """
    plumbing, total = _sums(projects)
    if not total or plumbing > BOTTLENECK * total:
        return None
    return (BOTTLENECK * total - plumbing) / (1 - BOTTLENECK)


def days_until_not_above(projects: tuple[ProjectDays, ...]) -> Fraction | None:
    """Return the days that must move from plumbing to agent logic to be at 40 % or below.

    None where it is already, or where there are no days.
    """
    plumbing, total = _sums(projects)
    if not total or plumbing <= BOTTLENECK * total:
        return None
    return plumbing - BOTTLENECK * total


def _sums(projects: tuple[ProjectDays, ...]) -> tuple[Days, Days]:
    return sum(row.plumbing for row in projects), sum(row.total for row in projects)
