"""Plays the demo's script through the real actions, so that it cannot contradict the product."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from assessments.frameworks.ladder import Answer
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Capability, Framework
from assessments.results.submission import actions as results
from assessments.rounds import participants
from assessments.rounds.campaign import actions as campaign
from assessments.rounds.exemption import Exemption
from assessments.rounds.models import Participant, Round, Session, Vote
from assessments.rounds.reveal import actions as reveal
from assessments.rounds.voting import actions as voting
from config.demo import leading, planning, registering
from config.demo.ballots import Agreed, Ballot, Remarks, SessionPlan, session_plan
from config.demo.facts import after_the_reveal, before_the_reveal
from config.demo.script import Company, Person, RoundScript
from orgs.database import tenancy
from orgs.models import Member, Organization, Unit, User
from orgs.organization import actions as organizations
from orgs.organization import setup
from orgs.people import actions as people
from orgs.people.actions import GrantOffer

VOTING_STARTS, REVEALS_START = timedelta(days=1), timedelta(days=8)
REVEALS_A_DAY = 3


@dataclass(frozen=True)
class Stage:
    """An organization with its units and people by name, and what its rounds ask."""

    organization: Organization
    units: Mapping[str, Unit] = field(hash=False)
    members: Mapping[str, Member] = field(hash=False)
    version: FrameworkVersion

    @property
    def framework(self) -> Framework:
        """The framework as a value."""
        return framework_of(self.version)


def play(
    company: Company,
    users: Mapping[str, User],
    version: FrameworkVersion,
    remarks: Remarks,
    *,
    today: date,
) -> Organization:
    """Found the company, play its rounds and return it; its scope stays open.

    Raises AddressTakenError. The newest round comes first to the general remarks. Each round
    follows the one before.
    """
    stage = _stage(company, users, version)
    plans = {
        asked.name: [session_plan(asked, each, stage.framework, remarks) for each in asked.sessions]
        for asked in reversed(company.rounds)
    }
    former = None
    for asked in company.rounds:
        drafted = _drafted(stage, asked, former, today)
        former = _play_round(stage, drafted, asked, plans[asked.name])
    if company.slug == planning.COMPANY:
        _plan(stage, company)
    registering.fill(company.slug, stage.units, stage.members[company.owner.name])
    return stage.organization


def _plan(stage: Stage, company: Company) -> None:
    _depth, top = company.units[0]
    owner = stage.members[company.owner.name]
    planning.plan(unit=stage.units[top], framework=stage.framework, by=owner)


def _stage(company: Company, users: Mapping[str, User], version: FrameworkVersion) -> Stage:
    owner = organizations.found(
        name=company.name, slug=company.slug, owner=users[company.owner.email]
    )
    units = {unit.name: unit for unit in setup.add_units(owner=owner, rows=list(company.units))}
    members = {company.owner.name: owner}
    for person in company.people:
        if person != company.owner:
            unit = units[person.unit] if person.unit else None
            members[person.name] = _member(owner.organization, person, users[person.email], unit)
    return Stage(owner.organization, units, members, version)


def _member(organization: Organization, person: Person, user: User, unit: Unit | None) -> Member:
    member = Member.objects.create(organization=organization, user=user)
    people.give(member=member, offer=GrantOffer(person.role, unit))
    return member


def _drafted(stage: Stage, asked: RoundScript, former: Round | None, today: date) -> Round:
    return campaign.draft(
        organization=stage.organization,
        version=stage.version,
        plan=campaign.RoundPlan(
            name=asked.name,
            target=stage.framework.full_target(asked.target),
            weights={},
            opens_on=asked.opens_on,
            closes_on=asked.last_day(today),
        ),
        units=[stage.units[session.unit] for session in asked.sessions],
        follows=former,
    )


def _play_round(
    stage: Stage, drafted: Round, asked: RoundScript, plans: Sequence[SessionPlan]
) -> Round:
    opened_at = _morning(asked.opens_on)
    opened = campaign.open_round(round_id=drafted.pk, at=opened_at)
    for number, plan in enumerate(plans):
        leading.aim(opened, stage.units[plan.script.unit].pk, plan.script.leading)
        _play_session(stage, opened, plan, _reveal_at(opened_at, number))
    if asked.is_closed:
        campaign.close_round(round_id=opened.pk)
    return opened


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(8), tzinfo=UTC)


def _reveal_at(opened_at: datetime, number: int) -> datetime:
    day, hour = divmod(number, REVEALS_A_DAY)
    return opened_at + REVEALS_START + timedelta(days=day, hours=2 * hour)


def _play_session(stage: Stage, asked: Round, plan: SessionPlan, reveal_at: datetime) -> None:
    session = Session.objects.get(round=asked, unit=stage.units[plan.script.unit])
    leading.check(session, plan.script.leading, stage.members)
    _play_votes(stage, session, plan)
    before_the_reveal(session, plan.script.facts, _team(stage, plan), session.opened_at)
    facilitator = stage.members[plan.script.team[0]]
    tenancy.set_local("person", facilitator.user_id)
    if plan.script.state == "open":
        return
    reveal.reveal(session=session, by=facilitator, at=reveal_at)
    after_the_reveal(session, plan.script.facts, _team(stage, plan), reveal_at)
    for number, (key, agreed) in enumerate(plan.agreed.items(), 1):
        reveal.settle(
            session=session,
            settlement=_settlement(stage.framework.capability(key), agreed, reveal_at),
            by=facilitator,
            at=reveal_at + timedelta(minutes=7 * number),
        )
    if plan.script.state == "submitted":
        submitted_at = reveal_at + timedelta(hours=1)
        results.submit(session=session, by=facilitator, at=submitted_at)
        leading.review(session, plan.script.leading, stage.members, submitted_at)


def _team(stage: Stage, plan: SessionPlan) -> list[Member]:
    return [stage.members[name] for name in plan.script.team]


def _play_votes(stage: Stage, session: Session, plan: SessionPlan) -> None:
    """Give every participant's votes; those that can change no more are stored at once."""
    give = answer_one_by_one if plan.script.state == "open" else store_at_once
    for seat, (name, ballots) in enumerate(plan.ballots.items()):
        member = stage.members[name]
        participant = Participant.objects.get(session=session, member=member)
        if name in plan.script.excused:
            reveal.excuse_participant(participant=participant, at=session.opened_at)
            continue
        tenancy.set_local("person", member.user_id)
        vote_at = session.opened_at + VOTING_STARTS + timedelta(days=seat, hours=seat)
        give(participant, ballots, vote_at)


def answer_one_by_one(
    participant: Participant, ballots: Mapping[str, Ballot], vote_at: datetime
) -> None:
    """Vote as a person does in the browser; raise LookupError where they have no place."""
    place = participants.participant_of(
        member=participant.member, session_id=participant.session_id
    )
    if place is None:
        message = f"{participant} has no place in {participant.session}."
        raise LookupError(message)
    framework = framework_of(place.session.round.version)
    for number, (key, said) in enumerate(ballots.items()):
        ballot = voting.Ballot(place, framework, framework.capability(key))
        _cast(ballot, said, vote_at + timedelta(minutes=4 * number))


def store_at_once(
    participant: Participant, ballots: Mapping[str, Ballot], vote_at: datetime
) -> None:
    """Store the rows that answering one by one would leave; that takes ten times as long."""
    Vote.objects.bulk_create(
        Vote(
            organization_id=participant.organization_id,
            session_id=participant.session_id,
            participant=participant,
            person_id=participant.member_id,
            capability=key,
            conditions={condition: answer.value for condition, answer in said.conditions.items()},
            anchor=said.anchor,
            not_applicable=bool(said.reason),
            **exempted(said.reason, vote_at).columns,
            comment=said.comment,
            confidence=said.confidence,
            updated_at=vote_at + timedelta(minutes=4 * number),
        )
        for number, (key, said) in enumerate(ballots.items())
    )
    Participant.objects.filter(pk=participant.pk).update(answered=len(ballots))


def _cast(ballot: voting.Ballot, said: Ballot, at: datetime) -> None:
    if said.anchor is not None:
        voting.pick_anchor(ballot=ballot, anchor=said.anchor, at=at)
    for condition, answer in said.conditions.items():
        voting.answer_condition(ballot=ballot, condition=condition, answer=Answer(answer), at=at)
    if said.reason:
        voting.say_not_applicable(ballot=ballot, exemption=exempted(said.reason, at), at=at)
    if said.comment:
        voting.comment(ballot=ballot, text=said.comment, at=at)
    if said.confidence is not None:
        voting.rate_confidence(ballot=ballot, confidence=said.confidence, at=at)


def exempted(reason: str, at: datetime) -> Exemption:
    """Return the exemption that the product board of a played company gives for half a year."""
    if not reason:
        return Exemption()
    return Exemption(reason, "Product board", date(at.year, at.month, 1) + timedelta(days=184))


def _settlement(capability: Capability, agreed: Agreed, at: datetime) -> reveal.Settlement:
    return reveal.Settlement(
        capability=capability,
        conditions=agreed.answers.conditions,
        not_applicable=agreed.answers.not_applicable,
        exemption=exempted(agreed.reason, at),
        rationale=agreed.rationale,
    )
