"""Organizations to measure: their people, their units, and the rounds that ask them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Framework
from assessments.rounds.campaign import actions as campaign
from assessments.rounds.models import Round
from orgs.models import Grant, Member, Organization, Unit, User
from orgs.organization import actions as organizations
from orgs.people import actions as people
from orgs.permissions import Role
from orgs.units import actions as units

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TEAM = 4  # people a unit
UNITS_A_TEAM = 20  # the same people answer for many units: the results do not depend on it
TEAMS_IN_A_DIVISION = 19


@dataclass(frozen=True)
class Dataset:
    """An organization, who owns it, the units to ask, and the framework they are asked by."""

    owner: Member
    units: Sequence[Unit]
    framework: Framework
    version: FrameworkVersion

    @property
    def organization(self) -> Organization:
        """The organization."""
        return self.owner.organization


@contextmanager
def new_organization(slug: str, count: int) -> Iterator[Dataset]:
    """Found an organization of so many units to ask; its scope lasts for one transaction."""
    version = FrameworkVersion.objects.get(organization=None, key="ai-infrastructure")
    with transaction.atomic():
        user = people.register(email=f"owner@{slug}.example", name="Olga", password="x" * 12)
        owner = organizations.found(name=slug.title(), slug=slug, owner=user)
        added = list(_add_units(owner.organization, count))
        yield Dataset(owner, added, framework_of(version), version)


def _add_units(organization: Organization, count: int) -> Iterator[Unit]:
    """Add a unit that is not asked itself, and below it so many in two levels; return these."""
    company = units.add(organization=organization, name="Company")
    for number in range(count):
        place, team = divmod(number, TEAMS_IN_A_DIVISION + 1)
        if team == 0:
            name = f"Division {place + 1}"
            division = units.add(organization=organization, name=name, parent=company)
            yield division
        else:
            name = f"Team {place + 1}.{team} for Customer Operations"
            yield units.add(organization=organization, name=name, parent=division)


def staff_units(dataset: Dataset, *, units_a_team: int = UNITS_A_TEAM, team: int = TEAM) -> None:
    """Give each unit a facilitator; the rest of its team are contributors."""
    teams = -(-len(dataset.units) // units_a_team)
    members = add_members(dataset.organization, teams * team)
    Grant.objects.bulk_create(
        Grant(
            organization=dataset.organization,
            member=members[number // units_a_team * team + seat],
            role=Role.CONTRIBUTOR if seat else Role.FACILITATOR,
            unit=unit,
        )
        for number, unit in enumerate(dataset.units)
        for seat in range(team)
    )


def add_members(organization: Organization, count: int, name: str = "person") -> list[Member]:
    """Return so many new members, without a role."""
    users = User.objects.bulk_create(
        User(
            email=f"{name}{number}@{organization.slug}.example",
            name=f"{name.title()} {number}",
            password=make_password(None),
        )
        for number in range(count)
    )
    return Member.objects.bulk_create(
        Member(organization=organization, user=user) for user in users
    )


def open_round(dataset: Dataset) -> Round:
    """Return an open round that asks every unit."""
    target = dataset.framework.default_target
    drafted = campaign.draft(
        organization=dataset.organization,
        version=dataset.version,
        plan=campaign.RoundPlan(
            "Spring", target, {}, NOON.date(), NOON.date() + timedelta(days=30)
        ),
        units=dataset.units,
    )
    return campaign.open_round(round_id=drafted.pk, at=NOON)


def analyze_tables() -> None:
    """Let the planner know the tables, as autovacuum does within a minute."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
