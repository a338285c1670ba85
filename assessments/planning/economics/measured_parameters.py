"""The parameters that a unit's own records and its assessment give (method.md 4.6)."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils.translation import gettext as _

from assessments.planning.foundation.missing_steps import Foundation
from assessments.planning.foundation.unit_records import EffortDays, PilotCounts, UnitRecords
from assessments.planning.number_text import number_text
from assessments.planning.portfolio.basis import PlanningBasis, StartingLevels
from assessments.results.scoring.score import percent_to_target

from .own_economics import Origin, OwnEconomics
from .parameters import MeasuredParameter

PLATFORM = ("PLT", "DEL", "OBS", "RUN")


def own_economics(basis: PlanningBasis, records: UnitRecords, level: int) -> OwnEconomics:
    """Return what a foundation up to a level leads to from where a unit stands."""
    standing = basis.standing
    return OwnEconomics(
        foundation=Foundation(
            framework=basis.framework,
            claimed=standing.claimed or standing.levels,
            supported=standing.levels,
            targets={key: aim.target for key, aim in standing.aims.items()},
            level=level,
            edited={
                step: basis.efforts[step]
                for step in basis.decisions.efforts
                if step in basis.efforts
            },
        ),
        records=records,
        capacity=basis.decisions.capacity or None,
    )


def measured_parameters(
    basis: PlanningBasis, records: UnitRecords, level: int
) -> Mapping[str, MeasuredParameter]:
    """Return what is known of the parameters, for a foundation up to a level."""
    own = own_economics(basis, records, level)
    by_levels = _by_levels(own) if basis.standing.is_known else {}
    return {**by_levels, **_plumbing(records.days, own), **_yield(records.pilots, own)}


def own_notes(own: OwnEconomics, numbers: Mapping[str, Fraction]) -> tuple[str, ...]:
    """Return what to say where the comparison is of nothing, or of steps that save nothing."""
    if own.is_nothing_to_build and not numbers["F"]:
        level = own.foundation.level
        return (_("Nothing to build up to level %s: already there.") % level,)
    notes = []
    if own.foundation.steps and not numbers["rho"]:
        notes.append(_("The missing steps remove no plumbing in this model, so they only cost."))
    if numbers["F"] >= numbers["H"]:
        notes.append(_("The foundation outlasts the horizon."))
    return tuple(notes)


def unknown_ends(low: str, high: str) -> tuple[str, str]:
    """Return what to say where what is unknown could turn the outcome (method.md 5.0)."""
    return (
        _("With all that is unknown at its lowest: %s.") % low,
        _("With all that is unknown at its highest: %s.") % high,
    )


def measured_quality(standing: StartingLevels) -> Mapping[str, MeasuredParameter]:
    """Return the way to target of what makes a platform, on supported levels (method.md 4.7)."""
    aims = {key: aim for key, aim in standing.aims.items() if key in PLATFORM}
    if not standing.is_known or not aims:
        return {}
    percent = percent_to_target({key: standing.levels[key] for key in aims}, aims)
    if percent is None:
        return {}
    told = _("way to target of platform, delivery, observability and runtime, by supported levels")
    return {"quality": MeasuredParameter(percent / 100, told)}


def _by_levels(own: OwnEconomics) -> Mapping[str, MeasuredParameter]:
    """F and ρ of the missing steps, and the vendors' figures brought to the present levels."""
    level, monthly = own.foundation.level, number_text(own.monthly)
    steps = _("%(effort)s person-weeks of steps to level %(level)s at %(capacity)s a month")
    effort = number_text(own.foundation.effort)
    told = {
        "F": steps % {"effort": effort, "level": level, "capacity": monthly},
        "rho": _(
            "of the plumbing left today, what steps to level %s take away, by the method's table"
        )
        % level,
        "phi": _("Rebase's half, brought to your present levels"),
        "pi_I": _("as bespoke at the low end: the foundation saves plumbing and nothing else"),
        "mu_I": _("as bespoke at the low end: the foundation saves plumbing and nothing else"),
        "w": _("Rebase's pilot, brought to your present levels and %s person-weeks a month")
        % monthly,
        "b": _("Rebase's burn, brought to %s person-weeks a month") % monthly,
    }
    return {
        symbol: MeasuredParameter(
            own.numbers[symbol], source, own.origins.get(symbol, Origin.DEFAULT)
        )
        for symbol, source in told.items()
    }


def _plumbing(days: EffortDays, own: OwnEconomics) -> Mapping[str, MeasuredParameter]:
    if not days.total:
        return {}
    source = _("%(plumbing)s of %(total)s engineering days recorded for %(projects)s AI projects")
    told = source % {
        "plumbing": number_text(days.plumbing),
        "total": number_text(days.total),
        "projects": days.projects,
    }
    return {"phi": MeasuredParameter(own.numbers["phi"], told, own.origins["phi"])}


def _yield(pilots: PilotCounts, own: OwnEconomics) -> Mapping[str, MeasuredParameter]:
    """Own pilots that reached production, over those of which one knows."""
    if pilots.reached is None:
        return {}
    source = _(
        "%(production)s of %(decided)s decided AI projects of the register reached production; "
        "with the %(running)s running ones %(low)s to %(high)s%%"
    )
    low, high = (number_text(100 * bound, 0) for bound in pilots.bounds)
    told = source % {
        "production": pilots.production,
        "decided": pilots.decided,
        "running": pilots.running,
        "low": low,
        "high": high,
    }
    return {"pi_S": MeasuredParameter(pilots.reached, told, own.origins["pi_S"])}
