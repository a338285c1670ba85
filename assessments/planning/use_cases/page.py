"""The use cases of a unit: what each waits for, what waits for each capability, unit by unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.frameworks.schema import Capability, Prerequisite
from assessments.planning.number_text import ends_text, number_text, range_text
from assessments.planning.portfolio.basis import PlannedUseCase, PlanningBasis
from assessments.planning.portfolio.blockers import chain
from assessments.planning.portfolio.unlock import Portfolio, Status, Unlocking
from assessments.planning.portfolio.wording import true_already_text

from .approvals_page import DeliveryNote

MOST_ACROSS = 40
NO_NOTE = DeliveryNote()
STATUS_WORDS = {
    Status.OPEN: gettext_lazy("open"),
    Status.NEAR: gettext_lazy("near"),
    Status.BLOCKED: gettext_lazy("blocked"),
}


@dataclass(frozen=True)
class Blocker:
    """A capability that keeps a use case from starting; hidden ones come with their chain."""

    capability: Capability
    have: int
    needs: int
    chain: tuple[str, ...] = ()


@dataclass(frozen=True)
class UseCaseShown:
    """A use case with what it waits for; without a result only what it requires is known.

    `steps` counts those that are work; what is true already stands by itself, with what it lacks.
    `ends` are the statuses at both ends of what is unknown, where much is and they differ.
    """

    use_case: PlannedUseCase
    value: str
    requires: tuple[tuple[Capability, int], ...]
    status: str
    status_label: str
    direct: tuple[Blocker, ...]
    hidden: tuple[Blocker, ...]
    effort: str
    steps: int
    true_already: tuple[tuple[str, str], ...]
    ends: str = ""
    note: DeliveryNote = NO_NOTE


@dataclass(frozen=True)
class BlockedUseCasesShown:
    """What waits for one capability."""

    capability: Capability
    count: int
    value: str
    blame: str
    share: int


@dataclass(frozen=True)
class AcrossRow:
    """One use case, unit by unit: (status, label) in the order of the units."""

    name: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class UseCasesAcrossUnits:
    """The use cases of a unit in every unit below it that has a result of the same framework."""

    units: tuple[str, ...]
    rows: tuple[AcrossRow, ...]
    blocked_values: tuple[str, ...]


def use_cases_shown(basis: PlanningBasis, notes: Mapping[int, DeliveryNote]) -> list[UseCaseShown]:
    """Return the use cases, the most valuable first, with what became of each."""
    return [
        replace(_shown(basis, use_case, unlocking), ends=ends, note=notes.get(use_case.pk, NO_NOTE))
        for use_case, unlocking, ends in zip(
            basis.use_cases, basis.every.unlockings, _status_ends(basis), strict=True
        )
    ]


def open_value_ends(basis: PlanningBasis) -> str:
    """Return what is open at both ends of what is unknown; empty where enough is known."""
    if basis.standing.is_mostly_known:
        return ""
    ends = (basis.at_low.every.open_value, basis.at_high.every.open_value)
    return range_text(*ends, 2)


def _status_ends(basis: PlanningBasis) -> list[str]:
    if basis.standing.is_mostly_known:
        return [""] * len(basis.use_cases)
    rows = zip(basis.at_low.every.unlockings, basis.at_high.every.unlockings, strict=True)
    return [
        ends_text(str(STATUS_WORDS[low.status]), str(STATUS_WORDS[high.status]))
        if low.status is not high.status
        else ""
        for low, high in rows
    ]


def blocked_use_cases_shown(basis: PlanningBasis) -> list[BlockedUseCasesShown]:
    """Return what waits for each capability, the most blocked value first."""
    rows = sorted(basis.every.waiting(), key=lambda row: -row.blocked_value)
    most = max((row.blocked_value for row in rows), default=0)
    return [
        BlockedUseCasesShown(
            capability=basis.framework.capability(row.capability),
            count=len(row.wishes),
            value=number_text(row.blocked_value),
            blame=f"{float(row.shared_blame):.1f}",
            share=int(100 * row.blocked_value / most) if most else 0,
        )
        for row in rows
        if row.wishes
    ]


def use_cases_across_units(basis: PlanningBasis) -> UseCasesAcrossUnits | None:
    """Return the use cases unit by unit; None where fewer than two units have a result."""
    units = basis.standing.teams[:MOST_ACROSS]
    if len(units) < 2 or not basis.use_cases:
        return None
    portfolios = [
        replace(basis.every, start=unit.supported, claimed=unit.claimed) for unit in units
    ]
    columns = [portfolio.unlockings for portfolio in portfolios]
    return UseCasesAcrossUnits(
        units=tuple(unit.name for unit in units),
        rows=tuple(
            AcrossRow(use_case.name, tuple(_cell(column[place]) for column in columns))
            for place, use_case in enumerate(basis.use_cases)
        ),
        blocked_values=tuple(_blocked(portfolio) for portfolio in portfolios),
    )


def _blocked(portfolio: Portfolio) -> str:
    return number_text(portfolio.total_value - portfolio.open_value)


def _cell(row: Unlocking) -> tuple[str, str]:
    return row.status.value, str(STATUS_WORDS[row.status])


def _shown(basis: PlanningBasis, use_case: PlannedUseCase, row: Unlocking) -> UseCaseShown:
    framework = basis.framework
    is_known = basis.standing.is_known
    return UseCaseShown(
        use_case=use_case,
        value=number_text(use_case.value),
        requires=tuple(
            (framework.capability(key), row.wish.requires[key])
            for key in framework.capabilities_by_key
            if row.wish.requires.get(key)
        ),
        status=row.status.value if is_known else "",
        status_label=str(STATUS_WORDS[row.status]) if is_known else "",
        direct=_blockers(basis, row, row.direct) if is_known else (),
        hidden=_blockers(basis, row, row.hidden) if is_known else (),
        effort=number_text(row.effort),
        steps=len([step for step in row.steps if step not in basis.every.true_already]),
        true_already=_true_already(basis, row) if is_known else (),
    )


def _true_already(basis: PlanningBasis, row: Unlocking) -> tuple[tuple[str, str], ...]:
    """The missing steps that are true already, each with what it waits for."""
    waiting = basis.every.true_already
    return tuple(
        (
            f"{basis.framework.capability(step.capability).name} {step.level}",
            true_already_text(waiting[step]),
        )
        for step in row.steps
        if step in waiting
    )


def _blockers(basis: PlanningBasis, row: Unlocking, keys: Sequence[str]) -> tuple[Blocker, ...]:
    start = basis.standing.levels
    return tuple(
        Blocker(
            capability=basis.framework.capability(key),
            have=start[key] or 0,
            needs=row.needed[key] or 0,
            chain=tuple(map(_link, chain(basis.framework, row, start, key))),
        )
        for key in keys
    )


def _link(edge: Prerequisite) -> str:
    return _("%(of)s %(level)s needs %(needs)s %(needed)s: %(because)s") % {
        "of": edge.capability,
        "level": edge.level,
        "needs": edge.needs,
        "needed": edge.level_needed,
        "because": edge.because,
    }
