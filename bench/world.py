"""Organizations to measure: people, units, and sessions open or submitted."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zlib import crc32

from django.contrib.auth.hashers import make_password
from django.db import transaction

from assessments.frameworks.ladder import Answer
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import TOP_LEVEL, Capability, Framework
from assessments.results.submission import actions as results
from assessments.rounds.campaign import actions as campaign
from assessments.rounds.models import Participant, Round, Session, SettledAnswer, Vote
from assessments.rounds.reveal import actions as reveal
from orgs.database import tenancy
from orgs.models import Grant, Member, Organization, Unit, User
from orgs.organization import actions as organizations
from orgs.people import actions as people
from orgs.permissions import Role
from orgs.units import actions as units

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TEAM = 4  # people a unit
UNITS_A_TEAM = 20  # the same people answer for many units: the results do not depend on it
TEAMS_IN_A_DIVISION = 19
REMARK = "Two of the five services still report by hand; the rest has been on the dashboard since."


@dataclass(frozen=True)
class World:
    """An organization, who owns it, its units, and the round that asks them."""

    owner: Member
    units: Sequence[Unit]
    framework: Framework
    version: FrameworkVersion

    @property
    def organization(self) -> Organization:
        """The organization."""
        return self.owner.organization


@contextmanager
def founded(slug: str, asked: int) -> Iterator[World]:
    """Found an organization of so many units to ask, and open its scope."""
    version = FrameworkVersion.objects.get(organization=None, key="ai-infrastructure")
    with transaction.atomic():
        user = people.register(email=f"owner@{slug}.example", name="Olga", password="x" * 12)
        owner = organizations.found(name=slug.title(), slug=slug, owner=user)
        tree = list(_tree(owner.organization, asked))
        yield World(owner, tree, framework_of(version), version)


def _tree(organization: Organization, asked: int) -> Iterator[Unit]:
    """Return so many units in two levels below one that is not asked itself."""
    company = units.add(organization=organization, name="Company")
    for number in range(asked):
        place, team = divmod(number, TEAMS_IN_A_DIVISION + 1)
        if team == 0:
            name = f"Division {place + 1}"
            division = units.add(organization=organization, name=name, parent=company)
            yield division
        else:
            name = f"Team {place + 1}.{team} for Customer Operations"
            yield units.add(organization=organization, name=name, parent=division)


def staff(world: World, *, units_a_team: int = UNITS_A_TEAM, team: int = TEAM) -> None:
    """Give each unit a facilitator; the rest of its team are contributors."""
    teams = -(-len(world.units) // units_a_team)
    members = joined(world.organization, teams * team)
    Grant.objects.bulk_create(
        Grant(
            organization=world.organization,
            member=members[number // units_a_team * team + seat],
            role=Role.CONTRIBUTOR if seat else Role.FACILITATOR,
            unit=unit,
        )
        for number, unit in enumerate(world.units)
        for seat in range(team)
    )


def joined(organization: Organization, count: int, called: str = "person") -> list[Member]:
    """Return so many new members, without a role."""
    users = User.objects.bulk_create(
        User(
            email=f"{called}{number}@{organization.slug}.example",
            name=f"{called.title()} {number}",
            password=make_password(None),
        )
        for number in range(count)
    )
    return Member.objects.bulk_create(
        Member(organization=organization, user=user) for user in users
    )


def opened_round(world: World) -> Round:
    """Return an open round that asks every unit."""
    target = world.framework.default_target
    drafted = campaign.draft(
        organization=world.organization,
        version=world.version,
        plan=campaign.RoundPlan(
            "Spring", target, {}, NOON.date(), NOON.date() + timedelta(days=30)
        ),
        units=world.units,
    )
    return campaign.open_round(round_id=drafted.pk, at=NOON)


def submit_all(world: World, asked: Round) -> None:
    """Let everybody vote, settle every capability, and submit every session."""
    sessions = list(Session.objects.filter(round=asked).select_related("unit").order_by("pk"))
    places = {session.pk: number for number, session in enumerate(sessions)}
    _vote(world, asked, places)
    facilitators = dict(
        Grant.objects.filter(organization=world.organization, role=Role.FACILITATOR)
        .values_list("unit_id", "member_id")
    )  # fmt: skip
    by = Member.objects.select_related("user").in_bulk(set(facilitators.values()))
    for session in sessions:
        facilitator = by[facilitators[session.unit_id]]
        reveal.reveal(session=session, by=facilitator, at=NOON)
        settle(world, session, places[session.pk], facilitator)
        results.submit(session=session, by=facilitator, at=NOON)


def _vote(world: World, asked: Round, places: dict[int, int]) -> None:
    """Store everybody's votes, each person's in their own name: others' are out of reach."""
    seats = Participant.objects.filter(session__round=asked).select_related("member")
    by_user: dict[int, list[Participant]] = {}
    for participant in seats.order_by("pk"):
        by_user.setdefault(participant.member.user_id, []).append(participant)
    for person, (user, participants) in enumerate(by_user.items()):
        with tenancy.scope(person=user):
            Vote.objects.bulk_create(
                _one_vote(
                    participant, capability, voted(places[participant.session_id], at, person)
                )
                for participant in participants
                for at, capability in enumerate(world.framework.capabilities)
            )
    seats.update(answered=len(world.framework.capabilities))


def _one_vote(participant: Participant, capability: Capability, level: int) -> Vote:
    return Vote(
        organization_id=participant.organization_id,
        session_id=participant.session_id,
        participant=participant,
        person_id=participant.member_id,
        capability=capability.key,
        anchor=level,
        conditions=said(capability, level),
        comment=REMARK if participant.pk % TEAM == 0 else "",
        confidence=2,
        updated_at=NOON,
    )


def settle(world: World, session: Session, place: int, by: Member) -> None:
    """Settle every capability; teams settle at different levels by their place."""
    SettledAnswer.objects.bulk_create(
        SettledAnswer(
            organization=world.organization,
            session=session,
            capability=capability.key,
            conditions=said(capability, voted(place, at, place % TEAM)),
            rationale=REMARK,
            by=by,
            at=NOON,
        )
        for at, capability in enumerate(world.framework.capabilities)
    )


def voted(place: int, capability: int, person: int) -> int:
    """Return the level, 0 to 4, that a person votes: units differ, teams disagree a little."""
    usual = crc32(f"{place} {capability}".encode()) % (TOP_LEVEL + 1)
    return max(0, min(TOP_LEVEL, usual + (place + capability + person) % 3 - 1))


def said(capability: Capability, level: int) -> dict[str, str]:
    """Return a yes to what the level needs, a no to the next, and "don't know" above."""
    return {
        condition: (
            Answer.YES if at <= level else Answer.NO if at == level + 1 else Answer.DONT_KNOW
        ).value
        for condition, at in capability.level_of_condition.items()
    }
