"""What rounds since a plan began show of its unit, by the plan's own choice of basis."""

from datetime import date
from typing import NamedTuple

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import ngettext

from assessments.planning.portfolio.asked_queries import AskedUnits, asked_units
from assessments.planning.portfolio.basis import BasisChoice, StartingLevels
from assessments.planning.portfolio.level_queries import area_levels, chosen_area
from assessments.planning.portfolio.true_already import true_already
from assessments.results.comparison.options import Extent
from assessments.results.models import Result
from orgs.days import organization_day
from orgs.models import Unit
from orgs.units.descent import branch

from .slips import ShownLevels

MOST_EARLIER = 3


class Wanted(NamedTuple):
    """A unit, whose levels count for its plan, and the day on which that begins."""

    unit_id: int
    choice: BasisChoice
    since: date


def shown_since(unit: Unit, standing: StartingLevels, since: date) -> list[ShownLevels]:
    """Return what is known now and was after earlier rounds since a day, oldest first.

    `standing` is the present basis. Each earlier round takes three statements, and there are
    MOST_EARLIER of them at most; one more finds them.
    """
    newest = levels_shown(standing, since)
    if newest is None:
        return []
    days = _earlier_days(unit, standing, since, newest.day)
    return [*(row for day in days if (row := _shown_at(unit, standing, since, day))), newest]


def newest_of(unit: Unit, wanted: list[Wanted]) -> dict[int, ShownLevels | None]:
    """Return what is known now of each unit at or below one, in three statements for any number."""
    today = organization_day(unit.organization, timezone.now())
    asked = asked_units(Unit.objects.within(unit).active(), unit.organization, today)
    return {row.unit_id: _newest(asked, row) for row in wanted}


def levels_shown(standing: StartingLevels, since: date) -> ShownLevels | None:
    """Return what a basis shows; None where nothing was submitted since the day."""
    area = standing.area
    if area is None or area.days is None or area.days[1] < since:
        return None
    newest = max(area.submitted, key=lambda result: (result.submitted_on, result.round_id))
    claimed = standing.claimed or standing.levels
    prerequisites = standing.framework.prerequisites
    return ShownLevels(
        day=newest.submitted_on,
        round=newest.round_name,
        lowest=standing.at_low.levels,
        highest=standing.at_high.levels,
        free=frozenset(true_already(standing.levels, claimed, prerequisites)),
        coverage=_coverage(standing),
        result_id=standing.result_id,
    )


def _newest(asked: AskedUnits, wanted: Wanted) -> ShownLevels | None:
    if wanted.unit_id not in asked.units:
        return None
    parents = {unit.pk: unit.parent for unit in asked.units.values()}
    within = branch(parents, wanted.unit_id)
    return _shown(asked, wanted, within)


def _shown_at(unit: Unit, standing: StartingLevels, since: date, day: date) -> ShownLevels | None:
    """What was known at the end of a day."""
    within = Unit.objects.within(unit).active()
    asked = asked_units(within, unit.organization, day, is_past=True)
    choice = BasisChoice(standing.extent, standing.options.framework)
    return _shown(asked, Wanted(unit.pk, choice, since), frozenset(asked.units))


def _shown(asked: AskedUnits, wanted: Wanted, within: frozenset[int]) -> ShownLevels | None:
    options, area = chosen_area(asked, wanted.choice, within, wanted.unit_id)
    if area is None or options.extent is not wanted.choice.extent:
        return None
    return levels_shown(area_levels(area, asked, options), wanted.since)


def _earlier_days(unit: Unit, standing: StartingLevels, since: date, until: date) -> list[date]:
    """The days on which earlier rounds had their last result, oldest first."""
    units = [unit.pk] if standing.extent is Extent.OWN else Unit.objects.within(unit).active()
    ended = (
        Result.objects.filter(unit__in=units, framework_version__key=standing.options.framework)
        .order_by()
        .values("round")
        .annotate(last=Max("submitted_at"))
        .values_list("last", flat=True)
    )
    days = {organization_day(unit.organization, at) for at in ended}
    return sorted(day for day in days if since <= day < until)[-MOST_EARLIER:]


def _coverage(standing: StartingLevels) -> str:
    """How many of the teams are known; empty for the own team."""
    area = standing.area
    if area is None or standing.extent is Extent.OWN:
        return ""
    counts = {"submitted": len(area.submitted), "asked": len(area.teams)}
    return (
        ngettext(
            "%(submitted)s of %(asked)s unit", "%(submitted)s of %(asked)s units", len(area.teams)
        )
        % counts
    )
