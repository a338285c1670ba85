"""Where a unit stands: its own team, or the teams below it together (method.md 5.0)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from fractions import Fraction

from django.db.models import QuerySet
from django.utils import timezone

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Framework
from assessments.results.comparison.options import Extent
from assessments.results.models import CapabilityResult, Result
from assessments.results.result_page.headline import headline
from assessments.results.scoring.backed_levels import Levels
from assessments.results.scoring.score import Aim, Aims
from assessments.rounds.models import Round
from orgs.days import beginning, organization_day
from orgs.models import Member, Organization, Unit

from .area import Area, CapabilityArea
from .asked_queries import AskedUnits, asked_units
from .basis import USUAL_CHOICE, Actual, BasisChoice, BasisOptions, StartingLevels
from .unlock import claimed_at, starting_at


def starting_levels(
    member: Member, unit: Unit, choice: BasisChoice = USUAL_CHOICE
) -> StartingLevels | None:
    """Return where the unit stands; None where no framework is published."""
    today = organization_day(member.organization, timezone.now())
    asked = asked_units(Unit.objects.within(unit).active(), member.organization, today)
    options, area = chosen_area(asked, choice, asked.units.keys(), unit.pk)
    return area_levels(area, asked, options) if area else _nothing_known(member, options)


def area_levels(area: Area, asked: AskedUnits, options: BasisOptions) -> StartingLevels:
    """Return where an area stands."""
    return StartingLevels(
        framework=area.framework,
        levels=_levels(area),
        claimed=claimed_at(area.framework, _claims(area)),
        aims=_area_aims(area, asked, options),
        area=area,
        options=options,
    )


def chosen_area(
    asked: AskedUnits, choice: BasisChoice, units: Collection[int], root: int | None
) -> tuple[BasisOptions, Area | None]:
    """Return the area of the chosen basis, and what there is to choose from.

    `units` are the unit `root` and all below it, or all units where that is None. All below is the
    usual where some of them were asked. No area where nobody ever was.
    """
    key = choice.framework
    if key not in asked.opened:
        key = asked.usual_framework(units) or ""
    extents = _extents(asked.opened.get(key, {}).keys() & units, root)
    extent = choice.extent if choice.extent in extents else next(iter(extents), Extent.OWN)
    options = BasisOptions(choice, extent, extents, key, asked.framework_names)
    if extent is Extent.OWN and root is not None:
        return options, asked.own_team(key, root)
    return options, asked.together(key, units)


def _extents(asked: Collection[int], root: int | None) -> tuple[Extent, ...]:
    own = (Extent.OWN,) if root in asked else ()
    return (Extent.ROLLED, *own) if set(asked) - {root} else own


def _levels(area: Area) -> Levels:
    """Nobody knowing is planned from level 0; not applying anywhere is not applicable."""
    found = {key: _planned(row, row.supported) for key, row in area.capabilities.items()}
    return starting_at(area.framework, found)


def _claims(area: Area) -> Levels:
    return {key: _planned(row, row.claimed) for key, row in area.capabilities.items()}


def _planned(row: CapabilityArea, level: int | None) -> int | None:
    return (level or 0) if row.applies else None


def _area_aims(area: Area, asked: AskedUnits, options: BasisOptions) -> Aims:
    """The newest round's targets and weights; a team's own targets are those of its result."""
    newest = asked.newest(options.framework, {team.unit_id for team in area.teams})
    if newest is None:
        return _aims(area.framework, {}, {})
    asked_in: Round = asked.rounds[newest.round_id]
    target = dict(asked_in.target)
    if options.extent is Extent.OWN:
        target |= {
            key: levels.target if levels else 0
            for team in area.teams
            if team.result
            for key, levels in team.result.levels.items()
        }
    target |= {key: 0 for key, row in area.capabilities.items() if not row.applies}
    return _aims(area.framework, target, asked_in.weights)


def actuals(member: Member, unit: Unit, since: date) -> list[Actual]:
    """Return the unit's own results since a day, oldest first."""
    results = list(
        _named(Result.objects.visible_to(member).filter(unit=unit).newest_revisions())
        .filter(submitted_at__gte=beginning(member.organization, since))
        .order_by("submitted_at", "pk")
    )
    levels: dict[int, dict[str, int | None]] = {result.pk: {} for result in results}
    for row in _rows(results):
        levels[row.result_id][row.capability] = row.supported
    return [_actual(result, levels[result.pk], member.organization) for result in results]


def _actual(result: Result, levels: Levels, organization: Organization) -> Actual:
    said = headline(result, framework_of(result.framework_version))
    return Actual(
        day=organization_day(organization, result.submitted_at),
        round=result.round.name,
        result_id=result.pk,
        stage=said.stage_text,
        percent=said.percent_text,
        levels=levels,
    )


def _named(results: QuerySet[Result]) -> QuerySet[Result]:
    return results.select_related("unit", "round", "framework_version").defer(
        "framework_version__document"
    )


def _rows(results: Iterable[Result]) -> list[CapabilityResult]:
    found = CapabilityResult.objects.filter(result__in=[result.pk for result in results])
    return list(found.order_by("result_id", "position").defer("why", "votes"))


def _nothing_known(member: Member, options: BasisOptions) -> StartingLevels | None:
    versions = FrameworkVersion.objects.visible_to(member).published().defer("document")
    version = versions.order_by("-pk").first()
    if version is None:
        return None
    framework = framework_of(version)
    return StartingLevels(
        framework,
        levels=starting_at(framework, {}),
        aims=_aims(framework, {}, {}),
        options=options,
    )


def _aims(framework: Framework, target: Mapping[str, int], weights: Mapping[str, float]) -> Aims:
    return {
        key: Aim(level, Fraction(str(weights.get(key, 1))))
        for key, level in framework.full_target(target).items()
    }
