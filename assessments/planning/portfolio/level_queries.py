"""Where a unit stands: from its own newest result, or rolled up from those below it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count, QuerySet, Subquery
from django.utils.translation import ngettext

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Framework
from assessments.results.models import CapabilityResult, Result
from assessments.results.result_page.headline import headline
from assessments.results.result_page.wording import coverage_text
from assessments.results.scoring.backed_levels import Levels
from assessments.results.scoring.rollup import Tally, Team, sum_tallies, tally, thousandths
from assessments.results.scoring.score import Aim
from assessments.rounds.models import Session
from orgs.days import beginning, organization_day
from orgs.models import Member, Organization, Unit

from .basis import Actual, StartingLevels, UnitLevels
from .unlock import claimed_at, starting_at

MOST_ACROSS = 40


def starting_levels(member: Member, unit: Unit) -> StartingLevels | None:
    """Return where the unit stands; None where no framework is published."""
    results = _newest(member, unit)
    if not results:
        return _nothing_known(member)
    framework = framework_of(results[0].framework_version)
    rows = _rows(results)
    own = next((result for result in results if result.unit_id == unit.pk), None)
    if own:
        return _own(own, rows, framework)
    asked = int(vars(results[0])["sessions_asked"])
    return replace(_rolled_up(results, rows, framework), coverage=_coverage(len(results), asked))


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


def _newest(member: Member, unit: Unit) -> list[Result]:
    """The unit's own result of its newest round; without one, those of the newest round below."""
    seen = Result.objects.visible_to(member).filter(unit__in=Unit.objects.within(unit))
    rows = seen.newest_revisions().order_by("-round__opens_on", "-round_id", "pk")
    listed = list(rows.values_list("pk", "unit_id", "round_id"))
    own = [pk for pk, of, _round in listed if of == unit.pk][:1]
    if not listed:
        return []
    newest = listed[0][2]
    below = [pk for pk, _of, round_id in listed if round_id == newest]
    found = _named(Result.objects.filter(pk__in=own or below))
    return list(found.annotate(sessions_asked=_asked(member, unit, newest)).order_by("pk"))


def _asked(member: Member, unit: Unit, round_id: int) -> Subquery:
    """Count the sessions of a round in the unit and below; the database does so once."""
    sessions = Session.objects.visible_to(member).filter(
        round=round_id, unit__in=Unit.objects.within(unit)
    )
    return Subquery(sessions.order_by().values("round").annotate(asked=Count("pk")).values("asked"))


def _named(results: QuerySet[Result]) -> QuerySet[Result]:
    return results.select_related("unit", "round", "framework_version").defer(
        "framework_version__document"
    )


def _rows(results: Iterable[Result]) -> list[CapabilityResult]:
    found = CapabilityResult.objects.filter(result__in=[result.pk for result in results])
    return list(found.order_by("result_id", "position").defer("why", "votes"))


def _nothing_known(member: Member) -> StartingLevels | None:
    versions = FrameworkVersion.objects.visible_to(member).published().defer("document")
    version = versions.order_by("-pk").first()
    if version is None:
        return None
    framework = framework_of(version)
    return StartingLevels(
        framework, levels=starting_at(framework, {}), aims=_aims(framework, {}, {})
    )


def _own(result: Result, rows: Iterable[CapabilityResult], framework: Framework) -> StartingLevels:
    mine = [row for row in rows if row.result_id == result.pk]
    return StartingLevels(
        framework=framework,
        levels=starting_at(framework, {row.capability: row.supported for row in mine}),
        claimed=claimed_at(framework, {row.capability: row.claimed for row in mine}),
        aims={row.capability: Aim(row.target, Fraction(row.weight)) for row in mine},
        unknown=tuple(row.capability for row in mine if row.knows_nothing or row.low != row.high),
        source=f"{result.unit} · {result.round}",
        coverage=coverage_text(headline(result, framework)),
        round_id=result.round_id,
        result_id=result.pk,
    )


def _rolled_up(
    results: list[Result], rows: Iterable[CapabilityResult], framework: Framework
) -> StartingLevels:
    """What at least 80 % of the weight of the units below reaches (method.md 3.5, 7)."""
    weights = {result.pk: result.unit.weight for result in results}
    listed = list(rows)
    merged = _merged(listed, weights, framework, lambda row: row.supported)
    claims = _merged(listed, weights, framework, lambda row: row.claimed)
    asked = results[0].round
    return StartingLevels(
        framework=framework,
        levels=starting_at(framework, {key: _level(row) for key, row in merged.items()}),
        claimed=claimed_at(framework, {key: _level(row) for key, row in claims.items()}),
        aims=_aims(framework, asked.target, asked.weights),
        unknown=tuple(key for key, row in merged.items() if row.unknown),
        source=asked.name,
        round_id=asked.pk,
    )


def _merged(
    rows: Iterable[CapabilityResult],
    weights: Mapping[int, Decimal],
    framework: Framework,
    level: Callable[[CapabilityResult], int | None],
) -> Mapping[str, Tally]:
    tallies: dict[str, list[Tally]] = {key: [] for key in framework.capabilities_by_key}
    for row in rows:
        tallies[row.capability].append(tally(_team(row, weights[row.result_id], level(row))))
    return {key: sum_tallies(found) for key, found in tallies.items()}


def _coverage(submitted: int, asked: int) -> str:
    counts = {"submitted": submitted, "asked": asked}
    return (
        ngettext(
            "what 80 %% of the weight reaches; %(submitted)s of %(asked)s unit submitted",
            "what 80 %% of the weight reaches; %(submitted)s of %(asked)s units submitted",
            asked,
        )
        % counts
    )


def _team(row: CapabilityResult, weight: Decimal, level: int | None) -> Team:
    return Team(
        weight=thousandths(weight),
        level=None if row.knows_nothing else level,
        applies=not row.not_applicable,
    )


def _level(row: Tally) -> int | None:
    """Nobody knowing is planned from level 0; not applying anywhere is not applicable."""
    if not row.applicable:
        return None
    return row.level or 0


def _aims(
    framework: Framework, target: Mapping[str, int], weights: Mapping[str, float]
) -> Mapping[str, Aim]:
    return {
        key: Aim(level, Fraction(str(weights.get(key, 1))))
        for key, level in framework.full_target(target).items()
    }


def starting_levels_below(member: Member, stands: StartingLevels, unit: Unit) -> list[UnitLevels]:
    """Return the levels of each unit at or below that has a result in the round."""
    if stands.round_id is None:
        return []
    seen = Result.objects.visible_to(member).filter(
        round=stands.round_id, unit__in=Unit.objects.within(unit)
    )
    results = list(_named(seen.newest_revisions()).order_by("unit__name", "pk")[:MOST_ACROSS])
    rows: dict[int, list[CapabilityResult]] = {result.pk: [] for result in results}
    for row in _rows(results):
        rows[row.result_id].append(row)
    return [_unit_levels(result, rows[result.pk], stands.framework) for result in results]


def _unit_levels(
    result: Result, rows: Iterable[CapabilityResult], framework: Framework
) -> UnitLevels:
    listed = list(rows)
    return UnitLevels(
        name=result.unit.name,
        supported=starting_at(framework, {row.capability: row.supported for row in listed}),
        claimed=claimed_at(framework, {row.capability: row.claimed for row in listed}),
    )
