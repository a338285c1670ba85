"""Who was asked, and each unit's newest result, read in three statements for any number of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    F,
    Func,
    IntegerField,
    JSONField,
    Max,
    OuterRef,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Framework
from assessments.results.comparison.options import LevelKind
from assessments.results.comparison.version_diff import difference
from assessments.results.models import CapabilityResult, Result
from assessments.results.scoring.backed_levels import greatest_consistent
from assessments.results.scoring.rollup import THOUSANDTHS, thousandths
from assessments.rounds.context.queries import late_judgement
from assessments.rounds.models import Round, Session
from orgs.days import beginning, zone_of
from orgs.models import Organization, Unit

from .area import ASKED_WITHIN, Area, AskedTeam, TeamLevels, TeamResult

Levels = Mapping[str, TeamLevels | None]
NULL = 7  # beyond every level: what does not apply has none
BASE = 8


class _Packed(NamedTuple):
    """One row of a result as one number, which a thousand units share with one another."""

    claimed: int
    supported: int
    high: int
    target: int
    is_not_applicable: int
    knows_nothing: int


def _packed() -> Coalesce:
    columns = [Coalesce(F(name), NULL) for name in ("claimed", "supported", "high")]
    flags = [
        Case(When(**{name: True}, then=Value(1)), default=Value(0))
        for name in ("not_applicable", "knows_nothing")
    ]
    code: object = Value(0)
    for part in (*columns, F("target"), *flags):
        code = code * BASE + part  # type: ignore[operator]
    return Coalesce(code, 0, output_field=IntegerField())


@lru_cache(maxsize=4096)
def _unpacked(code: int) -> _Packed:
    digits = []
    for _place in _Packed._fields:
        code, digit = divmod(code, BASE)
        digits.append(digit)
    return _Packed._make(reversed(digits))


class ListedUnit(NamedTuple):
    """A unit; `weight` is in thousandths."""

    pk: int
    name: str
    parent: int | None
    tags: tuple[str, ...]
    weight: int


class StoredResult(NamedTuple):
    """A unit's newest result with one framework; `codes` are its capabilities, packed."""

    pk: int
    unit_id: int
    session_id: int
    round_id: int
    framework: str
    opened_at: datetime
    submitted_at: datetime
    codes: list[int]
    told: Mapping[str, Any]
    judged_late: Sequence[Any] | None


@dataclass(frozen=True)
class AskedUnits:
    """Units by number, when each was last asked, and their newest results.

    `opened` and `results` are by framework key, then by unit; `versions` by framework key is what
    was asked last. Days are those of the zone, which is the organization's.
    """

    units: Mapping[int, ListedUnit]
    opened: Mapping[str, Mapping[int, datetime]]
    results: Mapping[str, Mapping[int, StoredResult]]
    rounds: Mapping[int, Round]
    versions: Mapping[str, FrameworkVersion]
    since: date
    zone: tzinfo
    _read: dict[tuple[object, ...], Levels] = field(default_factory=dict)

    @property
    def framework_names(self) -> Mapping[str, str]:
        """The frameworks that were asked, by key."""
        return {key: version.name for key, version in self.versions.items()}

    def asked_lately(self, key: str) -> frozenset[int]:
        """Return the units that were asked within the last 18 months."""
        opened = self.opened.get(key, {})
        return frozenset(unit for unit, at in opened.items() if self._is_recent(at))

    def usual_framework(self, units: Collection[int]) -> str | None:
        """Return the key of the newest result's framework; without one, of what was asked last."""
        found = [row for key in self.results if (row := self.newest(key, units))]
        if found:
            return max(found, key=_by_age).framework
        asked = [
            (at, unit, key)
            for key, opened in self.opened.items()
            for unit, at in opened.items()
            if unit in units
        ]
        return max(asked)[2] if asked else None

    def newest(self, key: str, units: Collection[int]) -> StoredResult | None:
        """Return the newest result of some units: by its session's opening, then by number."""
        rows = (row for unit, row in self.results.get(key, {}).items() if unit in units)
        return max(rows, key=_by_age, default=None)

    def own_team(self, key: str, unit: int) -> Area | None:
        """Return the area that is a unit's own team, whenever it was asked; None if never."""
        version = self._reference(key, {unit})
        if version is None or unit not in self.opened.get(key, {}):
            return None
        alone = self.units[unit]._replace(weight=THOUSANDTHS)
        team = self._team(alone, self.results.get(key, {}).get(unit), version)
        return Area(framework_of(version), (team,))

    def together(self, key: str, units: Collection[int]) -> Area | None:
        """Return the area that units make together; None where none of them was ever asked."""
        version = self._reference(key, units)
        opened = self.opened.get(key, {}).keys() & units
        if version is None or not opened:
            return None
        asked = self.asked_lately(key) & opened
        recent = {
            unit: row
            for unit, row in self.results.get(key, {}).items()
            if self._is_recent(row.opened_at)
        }
        teams = [self._team(self.units[unit], recent.get(unit), version) for unit in asked]
        return Area(
            framework_of(version),
            tuple(sorted(teams, key=lambda team: (team.name, team.unit_id))),
            tuple(sorted(self.units[unit].name for unit in opened - asked)),
        )

    def _is_recent(self, opened_at: datetime) -> bool:
        return self._day(opened_at) >= self.since

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def _reference(self, key: str, units: Collection[int]) -> FrameworkVersion | None:
        """Return the newest result's version; where all are silent, what was asked last."""
        newest = self.newest(key, units)
        return self.rounds[newest.round_id].version if newest else self.versions.get(key)

    def _team(
        self, unit: ListedUnit, stored: StoredResult | None, reference: FrameworkVersion
    ) -> AskedTeam:
        if stored is None:
            return AskedTeam(unit.pk, unit.name, unit.weight)
        asked_round = self.rounds[stored.round_id]
        result = TeamResult(
            pk=stored.pk,
            session_id=stored.session_id,
            round_id=stored.round_id,
            round_name=asked_round.name,
            submitted_on=self._day(stored.submitted_at),
            levels=self._levels(tuple(stored.codes), asked_round.version, reference),
        )
        return AskedTeam(unit.pk, unit.name, unit.weight, result)

    def _levels(
        self, codes: tuple[int, ...], version: FrameworkVersion, reference: FrameworkVersion
    ) -> Levels:
        """Of thousands of teams few differ, so equal rows are read once."""
        place = (version.pk, reference.pk, codes)
        if place not in self._read:
            self._read[place] = _team_levels(codes, framework_of(version), framework_of(reference))
        return self._read[place]


def asked_units(
    units: QuerySet[Unit],
    organization: Organization,
    day: date,
    *,
    told: bool = False,
    is_past: bool = False,
) -> AskedUnits:
    """Return who of the organization's units was asked until its day, and what newest results say.

    With `told`, each result comes with what its session told beside the answers. `is_past` leaves
    out what came after that day.
    """
    until = beginning(organization, day + timedelta(days=1)) if is_past else None
    listed, opened, last = _openings(units, until)
    results = _newest_results(units, until, told=told)
    used = {row.round_id for found in results.values() for row in found.values()}
    rounds = {
        row.pk: row
        for row in Round.objects.filter(pk__in=used | set(last.values()))
        .select_related("version")
        .defer("version__document")
    }
    return AskedUnits(
        units={unit.pk: unit for unit in listed},
        opened=opened,
        results=results,
        rounds=rounds,
        versions={key: rounds[pk].version for key, pk in last.items()},
        since=day - ASKED_WITHIN,
        zone=zone_of(organization),
    )


def _openings(
    units: QuerySet[Unit], until: datetime | None
) -> tuple[list[ListedUnit], dict[str, dict[int, datetime]], dict[str, int]]:
    """Return the units, when each was last asked by framework, and each framework's last round."""
    newest = Func(
        F("round__version__key"), Max("opened_at"), Max("round_id"),
        function="jsonb_build_array", output_field=JSONField(),
    )  # fmt: skip
    sessions = Session.objects.filter(unit=OuterRef("pk")).order_by()
    sessions = sessions.filter(opened_at__lt=until) if until else sessions
    asked = sessions.values("round__version__key").annotate(newest=newest).values("newest")
    written = Func(ArraySubquery(asked), function="to_jsonb", output_field=JSONField())
    rows = units.annotate(asked=written)
    listed: list[ListedUnit] = []
    opened: defaultdict[str, dict[int, datetime]] = defaultdict(dict)
    last: dict[str, tuple[datetime, int]] = {}
    columns = ("pk", "name", "parent_id", "tags", "weight", "asked")
    for pk, name, parent, tags, weight, found in rows.values_list(*columns):
        listed.append(ListedUnit(pk, name, parent, tuple(tags), thousandths(weight)))
        for key, day, asked_round in found:
            at = datetime.fromisoformat(day)
            opened[key][pk] = at
            last[key] = max(last.get(key, (at, asked_round)), (at, asked_round))
    return listed, dict(opened), {key: pk for key, (_at, pk) in last.items()}


def _newest_results(
    units: QuerySet[Unit], until: datetime | None, *, told: bool
) -> dict[str, dict[int, StoredResult]]:
    """Return each unit's newest result by framework; a reopened one counts until it is replaced."""
    of_units = Result.objects.filter(unit__in=units.order_by().values("pk"))
    of_units = of_units.filter(submitted_at__lt=until) if until else of_units
    ordered = of_units.order_by(
        "unit", "framework_version__key", "-session__opened_at", "-session", "-revision"
    )
    # Chosen first: each row's levels cost much.
    newest = ordered.distinct("unit", "framework_version__key").values("pk")
    rows = CapabilityResult.objects.filter(result=OuterRef("pk")).order_by("position")
    nothing = Value(None, JSONField())
    told_columns = (
        (F("diagnostics"), late_judgement()) if told else (Value({}, JSONField()), nothing)
    )
    found = (
        Result.objects.filter(pk__in=newest)
        .annotate(codes=ArraySubquery(rows.values_list(_packed())))
        .values_list(
            "pk", "unit_id", "session_id", "round_id", "framework_version__key",
            "session__opened_at", "submitted_at", "codes", *told_columns,
        )
    )  # fmt: skip
    results: defaultdict[str, dict[int, StoredResult]] = defaultdict(dict)
    for row in map(StoredResult._make, found):
        results[row.framework][row.unit_id] = row
    return dict(results)


def _by_age(row: StoredResult) -> tuple[datetime, int]:
    return row.opened_at, row.pk


def _team_levels(codes: Sequence[int], framework: Framework, reference: Framework) -> Levels:
    """Return a result's levels by capability, as far as the reference version asks the same."""
    rows = dict(zip(framework.capabilities_by_key, map(_unpacked, codes), strict=True))
    highs = {key: None if row.is_not_applicable else row.high for key, row in rows.items()}
    backed = greatest_consistent(highs, framework.prerequisites)
    return {key: _levels_of(rows[key], backed[key]) for key in _comparable(framework, reference)}


def _levels_of(row: _Packed, supported_high: int | None) -> TeamLevels | None:
    if supported_high is None:
        return None
    return TeamLevels(
        claimed=row.claimed,
        supported=row.supported,
        claimed_high=row.high,
        supported_high=supported_high,
        target=row.target,
        knows_nothing=bool(row.knows_nothing),
    )


def _comparable(framework: Framework, reference: Framework) -> Collection[str]:
    if framework == reference:
        return framework.capabilities_by_key
    return difference(reference, framework, LevelKind.SUPPORTED).comparable
