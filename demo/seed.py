"""Seeds a company by playing its script through the real actions, which it cannot contradict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from assessments.frameworks.ladder import Answer
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Capability, Framework
from assessments.planning.portfolio.basis import StartingLevels
from assessments.planning.portfolio.level_queries import starting_levels
from assessments.results.submission import actions as submission
from assessments.rounds import participants
from assessments.rounds.campaign import actions as campaign
from assessments.rounds.exemption import Exemption
from assessments.rounds.models import Participant, Round, Session, Vote
from assessments.rounds.reveal import actions as reveal
from assessments.rounds.voting import actions as voting
from demo import leaders, plans, register
from demo.ballots import (
    GeneralRemarks,
    ScriptedBallot,
    ScriptedSettlement,
    SessionPlan,
    session_plan,
)
from demo.facts import after_the_reveal, before_the_reveal
from demo.script import Company, DemoPerson, RoundScript
from orgs.database import tenancy
from orgs.models import Member, Organization, Unit, User
from orgs.organization import actions as organizations
from orgs.organization import setup
from orgs.people import actions as people
from orgs.people.actions import GrantOffer

VOTING_STARTS, REVEALS_START = timedelta(days=1), timedelta(days=8)
REVEALS_A_DAY = 3


@dataclass(frozen=True)
class CompanyRows:
    """An organization with its units and people by name, and what its rounds ask."""

    organization: Organization
    units: Mapping[str, Unit] = field(hash=False)
    members: Mapping[str, Member] = field(hash=False)
    version: FrameworkVersion

    @property
    def framework(self) -> Framework:
        """The framework as a value."""
        return framework_of(self.version)


def seed_company(
    company: Company,
    users: Mapping[str, User],
    version: FrameworkVersion,
    remarks: GeneralRemarks,
    *,
    today: date,
) -> Organization:
    """Found the company, play its rounds and return it; its scope stays open.

    Raises AddressTakenError. The newest round comes first to the general remarks. Each round
    follows the one before.
    """
    rows = _found_company(company, users, version)
    session_plans = {
        round_script.name: [
            session_plan(round_script, each, rows.framework, remarks)
            for each in round_script.sessions
        ]
        for round_script in reversed(company.rounds)
    }
    former, start = None, None
    for round_script in company.rounds:
        start = _starting_levels(rows, company)
        drafted = _draft(rows, round_script, former, today)
        former = _play_round(rows, drafted, round_script, session_plans[round_script.name])
    register.fill(company.slug, rows.units, rows.members[company.owner.name])
    if company.slug == plans.COMPANY:
        _plan(rows, company, start)
    return rows.organization


def _plan(rows: CompanyRows, company: Company, start: StartingLevels | None) -> None:
    """Plan at the top; the order is fixed as it was before the newest round."""
    _depth, top = company.units[0]
    unit, owner = rows.units[top], rows.members[company.owner.name]
    plans.plan(unit=unit, framework=rows.framework, by=owner)
    if start and start.is_known:
        plans.fix(unit=unit, by=owner, start=start)


def _starting_levels(rows: CompanyRows, company: Company) -> StartingLevels | None:
    """Where the company stands after the rounds that were played."""
    _depth, top = company.units[0]
    return starting_levels(rows.members[company.owner.name], rows.units[top])


def _found_company(
    company: Company, users: Mapping[str, User], version: FrameworkVersion
) -> CompanyRows:
    owner = organizations.found(
        name=company.name, slug=company.slug, owner=users[company.owner.email]
    )
    units = {unit.name: unit for unit in setup.add_units(owner=owner, rows=list(company.units))}
    members = {company.owner.name: owner}
    for person in company.people:
        if person != company.owner:
            unit = units[person.unit] if person.unit else None
            members[person.name] = _member(owner.organization, person, users[person.email], unit)
    return CompanyRows(owner.organization, units, members, version)


def _member(
    organization: Organization, person: DemoPerson, user: User, unit: Unit | None
) -> Member:
    member = Member.objects.create(organization=organization, user=user)
    people.give(member=member, offer=GrantOffer(person.role, unit))
    return member


def _draft(
    rows: CompanyRows, round_script: RoundScript, former: Round | None, today: date
) -> Round:
    return campaign.draft(
        organization=rows.organization,
        version=rows.version,
        plan=campaign.RoundPlan(
            name=round_script.name,
            target=rows.framework.full_target(round_script.target),
            weights={},
            opens_on=round_script.opens_on,
            closes_on=round_script.last_day(today),
        ),
        units=[rows.units[session.unit] for session in round_script.sessions],
        follows=former,
    )


def _play_round(
    rows: CompanyRows,
    drafted: Round,
    round_script: RoundScript,
    session_plans: Sequence[SessionPlan],
) -> Round:
    opened_at = _morning(round_script.opens_on)
    opened = campaign.open_round(round_id=drafted.pk, at=opened_at)
    for number, plan in enumerate(session_plans):
        leaders.aim(opened, rows.units[plan.script.unit].pk, plan.script.leaders)
        _play_session(rows, opened, plan, _reveal_at(opened_at, number))
    if round_script.is_closed:
        campaign.close_round(round_id=opened.pk)
    return opened


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(8), tzinfo=UTC)


def _reveal_at(opened_at: datetime, number: int) -> datetime:
    day, hour = divmod(number, REVEALS_A_DAY)
    return opened_at + REVEALS_START + timedelta(days=day, hours=2 * hour)


def _play_session(
    rows: CompanyRows, opened_round: Round, plan: SessionPlan, reveal_at: datetime
) -> None:
    session = Session.objects.get(round=opened_round, unit=rows.units[plan.script.unit])
    leaders.check(session, plan.script.leaders, rows.members)
    _play_votes(rows, session, plan)
    before_the_reveal(session, plan.script.facts, _team(rows, plan), session.opened_at)
    facilitator = rows.members[plan.script.team[0]]
    tenancy.set_local("person", facilitator.user_id)
    if plan.script.state == "open":
        return
    reveal.reveal(session=session, by=facilitator, at=reveal_at)
    after_the_reveal(session, plan.script.facts, _team(rows, plan), reveal_at)
    for number, (key, agreed) in enumerate(plan.settlements.items(), 1):
        reveal.settle(
            session=session,
            settlement=_settlement(rows.framework.capability(key), agreed, reveal_at),
            by=facilitator,
            at=reveal_at + timedelta(minutes=7 * number),
        )
    if plan.script.state == "submitted":
        submitted_at = reveal_at + timedelta(hours=1)
        submission.submit(session=session, by=facilitator, at=submitted_at)
        leaders.review(session, plan.script.leaders, rows.members, submitted_at)


def _team(rows: CompanyRows, plan: SessionPlan) -> list[Member]:
    return [rows.members[name] for name in plan.script.team]


def _play_votes(rows: CompanyRows, session: Session, plan: SessionPlan) -> None:
    """Give every participant's votes; those that can change no more are stored at once."""
    give = answer_one_by_one if plan.script.state == "open" else store_at_once
    for seat, (name, ballots) in enumerate(plan.ballots.items()):
        member = rows.members[name]
        participant = Participant.objects.get(session=session, member=member)
        if name in plan.script.excused:
            reveal.excuse_participant(participant=participant, at=session.opened_at)
            continue
        tenancy.set_local("person", member.user_id)
        vote_at = session.opened_at + VOTING_STARTS + timedelta(days=seat, hours=seat)
        give(participant, ballots, vote_at)


def answer_one_by_one(
    participant: Participant, ballots: Mapping[str, ScriptedBallot], vote_at: datetime
) -> None:
    """Vote as a person does in the browser; raise LookupError where they have no place."""
    place = participants.participant_of(
        member=participant.member, session_id=participant.session_id
    )
    if place is None:
        message = f"{participant} has no place in {participant.session}."
        raise LookupError(message)
    framework = framework_of(place.session.round.version)
    for number, (key, scripted) in enumerate(ballots.items()):
        ballot = voting.Ballot(place, framework, framework.capability(key))
        _cast(ballot, scripted, vote_at + timedelta(minutes=4 * number))


def store_at_once(
    participant: Participant, ballots: Mapping[str, ScriptedBallot], vote_at: datetime
) -> None:
    """Store the rows that answering one by one would leave; that takes ten times as long."""
    Vote.objects.bulk_create(
        Vote(
            organization_id=participant.organization_id,
            session_id=participant.session_id,
            participant=participant,
            person_id=participant.member_id,
            capability=key,
            conditions={
                condition: answer.value for condition, answer in scripted.conditions.items()
            },
            anchor=scripted.anchor,
            not_applicable=bool(scripted.reason),
            **exempted(scripted.reason, vote_at).columns,
            comment=scripted.comment,
            confidence=scripted.confidence,
            updated_at=vote_at + timedelta(minutes=4 * number),
        )
        for number, (key, scripted) in enumerate(ballots.items())
    )
    Participant.objects.filter(pk=participant.pk).update(answered=len(ballots))


def _cast(ballot: voting.Ballot, scripted: ScriptedBallot, at: datetime) -> None:
    if scripted.anchor is not None:
        voting.pick_anchor(ballot=ballot, anchor=scripted.anchor, at=at)
    for condition, answer in scripted.conditions.items():
        voting.answer_condition(ballot=ballot, condition=condition, answer=Answer(answer), at=at)
    if scripted.reason:
        voting.say_not_applicable(ballot=ballot, exemption=exempted(scripted.reason, at), at=at)
    if scripted.comment:
        voting.comment(ballot=ballot, text=scripted.comment, at=at)
    if scripted.confidence is not None:
        voting.rate_confidence(ballot=ballot, confidence=scripted.confidence, at=at)


def exempted(reason: str, at: datetime) -> Exemption:
    """Return the exemption that the product board of a played company gives for half a year."""
    if not reason:
        return Exemption()
    return Exemption(reason, "Product board", date(at.year, at.month, 1) + timedelta(days=184))


def _settlement(
    capability: Capability, agreed: ScriptedSettlement, at: datetime
) -> reveal.Settlement:
    return reveal.Settlement(
        capability=capability,
        conditions=agreed.answers.conditions,
        not_applicable=agreed.answers.not_applicable,
        exemption=exempted(agreed.reason, at),
        rationale=agreed.rationale,
    )
