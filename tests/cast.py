"""The world of the tests: one organization and its people, and a stranger in another.

Ada owns, Max administers, Lin leads Platform, Fay facilitates Payments, Tom answers there (with
Uma, Ben and Sol), Vic only views. Kim answers in Search, the sibling unit. Eve owns another
organization.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from allauth.account.models import EmailAddress

from assessments.frameworks.actions import publish_built_in
from assessments.frameworks.ladder import Answer
from assessments.frameworks.library import built_in_documents
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.parsing import parse
from assessments.frameworks.schema import Framework
from assessments.rounds.campaign import actions as campaign
from assessments.rounds.models import Participant, Round, Session, SettledAnswer
from assessments.rounds.reveal import actions as reveal
from assessments.rounds.voting import actions as voting
from orgs.database import tenancy
from orgs.models import Grant, Member, Organization, Unit, User
from orgs.organization import actions as organizations
from orgs.people import actions as people
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from orgs.units import actions as units

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PASSWORD = "a-long-enough-password"


@dataclass
class Cast:
    """The organization, its units and its people."""

    organization: Organization
    company: Unit
    platform: Unit
    payments: Unit
    search: Unit
    ada: Member
    max: Member
    lin: Member
    fay: Member
    tom: Member
    uma: Member
    ben: Member
    sol: Member
    vic: Member
    kim: Member

    @property
    def voters(self) -> list[Member]:
        """Those whose duty it is to answer in Payments: Fay and the four contributors."""
        return [self.fay, self.tom, self.uma, self.ben, self.sol]


def a_person(name: str, *, password: str | None = None) -> User:
    """Return a new person with a verified address; without a password nothing is hashed."""
    email = f"{name.lower()}@example.org"
    return people.register(email=email, name=name, password=password or "x")


def a_member(organization: Organization, name: str, role: Role, unit: Unit | None = None) -> Member:
    """Return a new member with one grant."""
    user = a_person(name)
    member = Member.objects.create(organization=organization, user=user)
    people.give(member=member, offer=GrantOffer(role, unit))
    return member


def members_at_once(organization: Organization, offers: dict[str, GrantOffer]) -> dict[str, Member]:
    """Return new members by their names in small letters, as `a_member` makes them one by one.

    Nearly every test needs nine of them, so they are four statements instead of a hundred.
    """
    users = [User(name=name, email=f"{name.lower()}@example.org") for name in offers]
    for user in users:
        user.set_password("x")
    User.objects.bulk_create(users)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    members = Member.objects.bulk_create(
        Member(organization=organization, user=user) for user in users
    )
    Grant.objects.bulk_create(
        Grant(organization=organization, member=member, role=offer.role, unit=offer.unit)
        for member, offer in zip(members, offers.values(), strict=True)
    )
    return {name.lower(): member for name, member in zip(offers, members, strict=True)}


def make_cast() -> Cast:
    """Return the cast; leaves the organization's scope open in the present transaction."""
    ada = organizations.found(name="Northwind", slug="northwind", owner=a_person("Ada"))
    here = ada.organization
    company = units.add(organization=here, name="Northwind Group")
    platform = units.add(organization=here, name="Platform", parent=company)
    payments = units.add(organization=here, name="Payments", parent=platform)
    search = units.add(organization=here, name="Search", parent=company)
    offers = {
        "Max": GrantOffer(Role.ADMIN),
        "Lin": GrantOffer(Role.LEADER, platform),
        "Fay": GrantOffer(Role.FACILITATOR, payments),
        **dict.fromkeys(("Tom", "Uma", "Ben", "Sol"), GrantOffer(Role.CONTRIBUTOR, payments)),
        "Vic": GrantOffer(Role.VIEWER, payments),
        "Kim": GrantOffer(Role.CONTRIBUTOR, search),
    }
    return Cast(
        organization=here,
        company=company,
        platform=platform,
        payments=payments,
        search=search,
        ada=ada,
        **members_at_once(here, offers),
    )


def make_eve() -> Member:
    """Return Eve, who owns another organization with one unit; leaves that scope open."""
    eve = organizations.found(name="Elsewhere", slug="elsewhere", owner=a_person("Eve"))
    units.add(organization=eve.organization, name="Far away")
    return eve


def the_version() -> FrameworkVersion:
    """Return the built-in framework, published."""
    framework = the_framework()
    published = FrameworkVersion.objects.filter(
        organization=None, key=framework.key, version=framework.version
    ).first()
    if published is None:
        document = built_in_documents()["ai-infrastructure"]
        published, _new = publish_built_in(document=document, at=NOON)
    return published


@cache
def the_framework() -> Framework:
    """Return the built-in framework as a value."""
    return parse(built_in_documents()["ai-infrastructure"])


def an_open_round(cast: Cast, name: str = "Spring 2026", units: list[Unit] | None = None) -> Round:
    """Return an open round that asks Payments and Search, or the given units."""
    version = the_version()
    plan = campaign.RoundPlan(name=name, target=the_framework().default_target, weights={})
    drafted = campaign.draft(
        organization=cast.organization,
        version=version,
        plan=plan,
        units=units or [cast.payments, cast.search],
    )
    return campaign.open_round(round_id=drafted.pk, at=NOON)


def the_session(of: Round, unit: Unit) -> Session:
    """Return the unit's session in the round."""
    return Session.objects.get(round=of, unit=unit)


def vote(session: Session, member: Member, anchors: dict[str, int]) -> None:
    """Let the member pick these levels, by capability."""
    former = tenancy.setting("person")
    tenancy.set_local("person", member.user_id)
    for capability, anchor in anchors.items():
        ballot = voting.ballot(member=member, session_id=session.pk, capability=capability)
        assert ballot is not None
        voting.pick_anchor(ballot=ballot, anchor=anchor, at=NOON)
    tenancy.set_local("person", former)


def everywhere(level: int) -> dict[str, int]:
    """Return the same level for every capability."""
    return dict.fromkeys(the_framework().capabilities_by_key, level)


def revealed(session: Session, by: Member) -> Session:
    """Reveal the session's votes."""
    reveal.reveal(session=session, by=by, at=NOON)
    session.refresh_from_db()
    return session


def settle_all(session: Session, by: Member, levels: dict[str, int]) -> list[SettledAnswer]:
    """Settle each capability at exactly these levels, with a rationale."""
    framework = the_framework()
    return [
        reveal.settle(
            session=session,
            settlement=reveal.Settlement(
                capability=framework.capability(key),
                conditions=conditions_for(framework, key, level),
                rationale="We looked at the records together.",
            ),
            by=by,
            at=NOON,
        )
        for key, level in levels.items()
    ]


def conditions_for(framework: Framework, key: str, level: int) -> dict[str, Answer]:
    """Return yes up to the level and no above it."""
    return {
        condition: Answer.YES if at <= level else Answer.NO
        for condition, at in framework.capability(key).level_of_condition.items()
    }


def participants(session: Session) -> list[Participant]:
    """Return the session's participants in the order in which they were added."""
    return list(session.participants.order_by("pk"))
