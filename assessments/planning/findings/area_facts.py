"""The facts of areas: a unit, a subtree, the organization."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Protocol

from assessments.frameworks.schema import Framework
from assessments.results.scoring.rollup import SHARE, Tally, sum_tallies
from assessments.rounds.context import diagnostics

from .asked_teams import asked_teams
from .rules import AreaFacts, AreaLevel
from .unit_facts import PARTS_A_DAY, KnownFacts, ProjectFacts, UnitFacts

REPEATABLE_AFTER = timedelta(days=90)


class PilotedProject(Protocol):
    """A project, as far as it says whether a success of its was repeated."""

    @property
    def succeeded_on(self) -> date | None:
        """When its pilot succeeded."""

    @property
    def replicated_with_help(self) -> int | None:
        """How many other teams repeated it with its builders' help."""

    @property
    def replicated_without_help(self) -> int | None:
        """How many repeated it without."""


def area_facts(known_units: Sequence[UnitFacts], everything: KnownFacts, day: date) -> AreaFacts:
    """Return the facts of the area that these units make."""
    projects = [project for unit in known_units for project in unit.projects]
    agents = [agent for unit in known_units for agent in unit.agents]
    reviewers = [number for _actions, number in agents]
    return AreaFacts(
        standings=_standings(known_units, everything.framework),
        plumbing=diagnostics.plumbing(projects_with_days(known_units)),
        pilots=_pilots(known_units, projects, day),
        own_pipelines=_counted(row.pipelines_own for row in projects),
        other_pipelines=_counted(
            number for row in projects for number in (row.pipelines_shared, row.pipelines_reused)
        ),
        projects=len(projects),
        named=_named(known_units),
        asked=asked_teams(known_units),
        agents=len(agents),
        actions=sum(actions for actions, _number in agents),
        reviewers=None if None in reviewers else sum(map(Fraction, reviewers), Fraction(0)),  # type: ignore[arg-type]
        left_out=_left_out(known_units, everything.places),
        stacks=sum(unit.stacks for unit in known_units),
        pilots_running=sum(row.is_piloted for row in projects),
        in_production=sum(row.is_in_production for row in projects),
        paid_alone=sum(row.is_paid_alone for row in projects),
        dissolved=sum(row.is_dissolved for row in projects),
    )


def projects_with_days(units: Sequence[UnitFacts]) -> tuple[diagnostics.ProjectDays, ...]:
    """Return the projects with days, in parts of them: of the register, else as sessions told."""
    registered = tuple(row.worked for unit in units for row in unit.projects if row.worked)
    if registered:
        return registered
    return tuple(
        _in_parts(row) for unit in units if unit.answered for row in unit.answered.projects
    )


def _in_parts(project: diagnostics.ProjectDays) -> diagnostics.ProjectDays:
    days = (project.integration, project.governance, project.operations, project.agent)
    return diagnostics.ProjectDays(project.name, *(number * PARTS_A_DAY for number in days))


def _standings(units: Sequence[UnitFacts], framework: Framework | None) -> tuple[AreaLevel, ...]:
    rows = []
    for capability in framework.capabilities if framework else ():
        of = [unit.tallies[capability.key] for unit in units if capability.key in unit.tallies]
        whole = of[0] if len(of) == 1 else sum_tallies(of)
        if whole.known or whole.unknown:
            rows.append(AreaLevel(capability.key, capability.theme, whole.level, _met(whole)))
    return tuple(rows)


def _met(whole: Tally) -> bool | None:
    """Return whether 80 % of the weight is at target, whatever the unknown ones turn out to be."""
    enough = SHARE.numerator * (whole.known_weight + whole.unknown_weight)
    if SHARE.denominator * whole.met_weight >= enough:
        return True
    possible = whole.met_weight + whole.unknown_weight
    return None if SHARE.denominator * possible >= enough else False


def _pilots(
    units: Sequence[UnitFacts], projects: Sequence[ProjectFacts], day: date
) -> diagnostics.Pilots | None:
    """Return the successes old enough to ask for repetition; else as the sessions told them."""
    if registered := repeated_pilots(projects, day):
        return registered
    answered = [unit.answered.pilots for unit in units if unit.answered and unit.answered.pilots]
    if not answered:
        return None
    return diagnostics.Pilots(
        succeeded=sum(row.succeeded for row in answered),
        with_help=sum(row.with_help for row in answered),
        without_help=sum(row.without_help for row in answered),
    )


def repeated_pilots(projects: Iterable[PilotedProject], day: date) -> diagnostics.Pilots | None:
    """Return the register's successes old enough to ask for repetition; None without any."""
    repeated = [
        row
        for row in projects
        if row.succeeded_on
        and day - row.succeeded_on > REPEATABLE_AFTER
        and row.replicated_without_help is not None
    ]
    if not repeated:
        return None
    return diagnostics.Pilots(
        succeeded=len(repeated),
        with_help=sum(bool(row.replicated_with_help) for row in repeated),
        without_help=sum(bool(row.replicated_without_help) for row in repeated),
    )


def _named(units: Sequence[UnitFacts]) -> tuple[bool, ...]:
    frameworks = [unit.answered.frameworks for unit in units if unit.answered]
    said = [row.is_known for row in frameworks if row]
    return tuple(row for row in said if row is not None)


def _counted(numbers: Iterable[int | None]) -> int | None:
    known_numbers = [number for number in numbers if number is not None]
    return sum(known_numbers) if known_numbers else None


def _left_out(
    units: Sequence[UnitFacts], places: Sequence[frozenset[str]]
) -> tuple[str, ...] | None:
    """Return the units whose constraints no place meets; None where either is not listed."""
    constrained = [unit for unit in units if unit.tags]
    if not places or not constrained:
        return None
    return tuple(
        unit.name
        for unit in constrained
        if not any(place.issuperset(unit.tags) for place in places)
    )
