"""What the demo's main company plans: use cases, efforts of its own, a fixed order, scenarios."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from assessments.frameworks.schema import Framework
from assessments.planning.economics import actions as scenarios
from assessments.planning.investment import actions as investment
from assessments.planning.investment.page import Ordering
from assessments.planning.models import Project, UseCase
from assessments.planning.portfolio.basis import Mark, StartingLevels
from assessments.planning.portfolio.level_closure import CapabilityStep
from assessments.planning.portfolio.queries import unit_plan
from assessments.planning.roadmap import actions as roadmap
from assessments.planning.strategy import actions as strategy
from assessments.planning.strategy.presumption import Presumption
from assessments.planning.strategy.prices import Rates
from assessments.planning.use_cases import actions as use_cases
from orgs.models import Member, Unit

COMPANY = "kestrelmoor"
SAVED_AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
OWN_USE_CASE = use_cases.UseCaseValues(
    name="Dispute triage for card payments",
    value=Decimal(7),
    requires={"DAT": 3, "GOV": 3, "OBS": 2, "DEL": 2},
    constraint="inside the EU",
    note="Drafts the answer, a person sends it. Asked for by the chief risk officer.",
    approved_on=date(2026, 4, 20),
)
# What of the framework's use cases was approved, when, and the project that carries it.
APPROVED = (
    ("U4", date(2025, 3, 10), "Alert triage"),
    ("U1", date(2025, 5, 12), "Coding assistants"),
    ("U3", date(2025, 8, 18), "Onboarding assistant"),
    ("U2", date(2026, 2, 9), "Knowledge search"),
    ("U7", date(2026, 7, 6), ""),
)
GIVEN_UP, CARRIED_BY = "U3", "Dispute assistant"  # for the use case of its own
MEANS = investment.Means(
    capacity=Decimal(26),
    starts_on=None,
    value_unit="points",
    efforts={
        CapabilityStep("OBS", 2): Decimal(14),
        CapabilityStep("DAT", 3): Decimal(38),
        CapabilityStep("REACH", 2): Decimal(24),
    },
)
FIXED_ON = date(2026, 5, 4)
QUARTERS = {2: Decimal(180)}  # of a summer in which many are away
STRATEGY = frozenset({"across-departments", "governance-at-scale", "7s-skills"})
SCENARIOS = (
    ("As the articles have it", {"F": "2", "rho": "94.444", "pi_I": "95"}),
    ("Careful: half the effect", {"F": "4", "rho": "65", "pi_I": "75", "pi_S": "50"}),
)


def plan(*, unit: Unit, framework: Framework, by: Member) -> None:
    """Give the unit use cases, means, a decision about a step and two shared scenarios."""
    copied = use_cases.copy_starters(unit=unit, starters=framework.use_cases)
    _approve({row.starter: row for row in copied}, unit)
    investment.set_means(unit=unit, means=MEANS)
    investment.mark(unit=unit, step=CapabilityStep("FIN", 1), as_=Mark.FUNDED)
    _check_strategy(unit, by)
    for name, assumptions in SCENARIOS:
        facts = scenarios.ScenarioValues(name=name, assumptions=assumptions, is_shared=True)
        scenarios.save(unit=unit, by=by, facts=facts, at=SAVED_AT)


def fix(*, unit: Unit, by: Member, start: StartingLevels) -> None:
    """Fix the best order from the levels of an earlier round, so that the newest shows slips."""
    planned = unit_plan(by, unit)
    if planned is None:
        return
    ordering = Ordering(replace(planned.basis, standing=start))
    fixing = investment.OrderToFix(start.levels, ordering.best, start.extent, start.framework.key)
    investment.fix(unit=unit, fixing=fixing, on=FIXED_ON)
    roadmap.set_capacities(unit=unit, capacities=QUARTERS)
    first = ordering.best.steps[0]
    roadmap.set_owners(unit=unit, owners={first: by})


def _check_strategy(unit: Unit, by: Member) -> None:
    planned = unit_plan(by, unit)
    assert planned is not None  # noqa: S101 - its framework is published
    rates = Rates(planned.basis.decisions.capacity or None)
    found = Presumption(planned.basis, STRATEGY, rates)
    values = strategy.CheckValues(found)
    strategy.save(unit=unit, by=by, values=values, at=SAVED_AT)


def _approve(copied: Mapping[str, UseCase], unit: Unit) -> None:
    """Tell what was approved when, who carries it, and which use case was given up for another."""
    projects = {row.name: row for row in Project.objects.filter(organization=unit.organization_id)}
    for key, day, carrier in APPROVED:
        row = copied[key]
        said = use_cases.UseCaseValues(
            name=row.name, value=Decimal(row.value), requires=row.requires
        )
        project = projects.get(carrier)
        use_cases.change(use_case=row, facts=replace(said, approved_on=day, project=project))
    own = replace(OWN_USE_CASE, project=projects.get(CARRIED_BY), replaces=copied[GIVEN_UP])
    use_cases.add(unit=unit, facts=own)
