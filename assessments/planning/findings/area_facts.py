"""The facts of areas: a unit, a subtree, the organization."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Protocol

from assessments.planning.portfolio.area import ENOUGH_KNOWN, Area
from assessments.rounds.context import diagnostics

from .asked_teams import asked_teams
from .rules import AreaFacts, AreaLevel
from .unit_facts import PARTS_A_DAY, KnownFacts, ProjectFacts

REPEATABLE_AFTER = timedelta(days=90)
# What a session told, by the rule that hears it; None where it told nothing.
ANSWERS: Mapping[str, Callable[[diagnostics.DiagnosticFacts], Any]] = {
    "plumbing": lambda told: told.projects or None,
    "repetition": lambda told: told.pilots,
    "governance": lambda told: told.frameworks.is_known if told.frameworks else None,
}


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


def area_facts(known: KnownFacts, day: date) -> AreaFacts:
    """Return the facts of an area.

    What sessions told speaks for it only where units with at least 75 % of the asked weight told
    it; the register speaks for itself.
    """
    projects = [project for unit in known.units for project in unit.projects]
    agents = [agent for unit in known.units for agent in unit.agents]
    reviewers = [number for _actions, number in agents]
    return AreaFacts(
        standings=_standings(known.area),
        plumbing=diagnostics.plumbing(projects_with_days(known)),
        pilots=_pilots(known, projects, day),
        own_pipelines=_counted(row.pipelines_own for row in projects),
        other_pipelines=_counted(
            number for row in projects for number in (row.pipelines_shared, row.pipelines_reused)
        ),
        projects=len(projects),
        named=_named(known),
        asked=asked_teams(known),
        agents=len(agents),
        actions=sum(actions for actions, _number in agents),
        reviewers=None if None in reviewers else sum(map(Fraction, reviewers), Fraction(0)),  # type: ignore[arg-type]
        left_out=_left_out(known),
        stacks=sum(unit.stacks for unit in known.units),
        pilots_running=sum(row.is_piloted for row in projects),
        in_production=sum(row.is_in_production for row in projects),
        paid_alone=sum(row.is_paid_alone for row in projects),
        dissolved=sum(row.is_dissolved for row in projects),
        told=told_shares(known),
    )


def told_shares(known: KnownFacts) -> Mapping[str, Fraction]:
    """Return by rule the share of the asked weight whose sessions told something."""
    return {rule: known.told_by(answer)[1] for rule, answer in ANSWERS.items()}


def projects_with_days(known: KnownFacts) -> tuple[diagnostics.ProjectDays, ...]:
    """Return the projects with days, in parts of them: of the register, else as sessions told."""
    registered = tuple(row.worked for unit in known.units for row in unit.projects if row.worked)
    if registered:
        return registered
    return tuple(_in_parts(row) for rows in _told(known, "plumbing") for row in rows)


def _told(known: KnownFacts, rule: str) -> tuple[Any, ...]:
    """Return what sessions told, where enough of the asked weight did."""
    answers, share = known.told_by(ANSWERS[rule])
    return answers if share >= ENOUGH_KNOWN else ()


def _in_parts(project: diagnostics.ProjectDays) -> diagnostics.ProjectDays:
    days = (project.integration, project.governance, project.operations, project.agent)
    return diagnostics.ProjectDays(project.name, *(number * PARTS_A_DAY for number in days))


def _standings(area: Area | None) -> tuple[AreaLevel, ...]:
    """Return the capabilities with a target, each with what is certain about it."""
    return tuple(
        AreaLevel(row.key, row.theme, found.supported, found.is_at_target)
        for row in (area.framework.capabilities if area else ())
        if area and (found := area.capabilities[row.key]).applies and found.has_target
    )


def _pilots(
    known: KnownFacts, projects: Sequence[ProjectFacts], day: date
) -> diagnostics.Pilots | None:
    """Return the successes old enough to ask for repetition; else as the sessions told them."""
    if registered := repeated_pilots(projects, day):
        return registered
    answered = _told(known, "repetition")
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


def _named(known: KnownFacts) -> tuple[bool, ...]:
    return tuple(_told(known, "governance"))


def _counted(numbers: Iterable[int | None]) -> int | None:
    known_numbers = [number for number in numbers if number is not None]
    return sum(known_numbers) if known_numbers else None


def _left_out(known: KnownFacts) -> tuple[str, ...] | None:
    """Return the units whose constraints no place meets; None where either is not listed."""
    constrained = [unit for unit in known.units if unit.tags]
    if not known.places or not constrained:
        return None
    return tuple(
        unit.name
        for unit in constrained
        if not any(place.issuperset(unit.tags) for place in known.places)
    )
