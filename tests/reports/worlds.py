"""Results as the tests of reports need them: people who disagree, do not know, and say why."""

from datetime import date

from assessments.frameworks.ladder import Answer
from assessments.results.models import Result
from assessments.results.submission import actions as submission
from assessments.rounds.exemption import Exemption
from assessments.rounds.models import Round, Session
from assessments.rounds.reveal import actions as reveal
from assessments.rounds.voting import actions as voting
from orgs.database import tenancy
from orgs.models import Member
from orgs.permissions import Role
from orgs.units import actions as units
from reports import actions
from reports.models import Report
from tests.cast import (
    NOON,
    Cast,
    a_member,
    an_open_round,
    conditions_for,
    make_cast,
    revealed,
    the_framework,
    the_session,
    vote,
)

SETTLED = {"RUN": 2, "DEL": 3, "OBS": 1, "FIN": 0, "DAT": 3, "GOV": 3, "PLT": 2}
VOTES = (
    {"RUN": 2, "DEL": 3, "OBS": 1, "FIN": 0, "DAT": 3, "GOV": 3, "PLT": 2},
    {"RUN": 2, "DEL": 2, "OBS": 0, "FIN": 0, "DAT": 2, "GOV": 1, "PLT": 2},
    {"RUN": 3, "DEL": 3, "OBS": 1, "FIN": 1, "DAT": 3, "GOV": 4, "PLT": 1},
    {"RUN": 2, "DEL": 3, "OBS": 3, "FIN": 0, "DAT": 1},
)
EXEMPT = Exemption("One place serves every planned use case.", "Lin", date(2026, 9, 1))
RATIONALE = (
    "The audit of last autumn found two services outside the shared pipeline. They count as in "
    "scope, so we did not take the higher level until both have moved."
)
COMMENTS = {
    "RUN": "Two of the nine clusters are still built by hand; nobody wants to touch them in "
    "the quarter of the card migration.",
    "OBS": "We log a lot and look at little of it. Traces end at the gateway, so when an agent "
    "calls three services in a row I read three consoles side by side and compare clocks. "
    "What would help most is one identifier that survives the whole way.",
    "FIN": "Nobody here has ever seen what the model calls cost us. The bill goes to headquarters.",
}


def comment(session: Session, member: Member, words: dict[str, str]) -> None:
    """Let the member remark something on these capabilities."""
    former = tenancy.setting("person")
    tenancy.set_local("person", member.user_id)
    for capability, text in words.items():
        ballot = voting.ballot(member=member, session_id=session.pk, capability=capability)
        assert ballot is not None
        voting.comment(ballot=ballot, text=text, at=NOON)
    tenancy.set_local("person", former)


def cast_votes(session: Session, voters: list[Member]) -> None:
    """Let the voters disagree; what a voter leaves out they do not know."""
    for member, levels in zip(voters, VOTES, strict=False):
        vote(session, member, levels)


def settle(session: Session, by: Member, settled: dict[str, int], **unknown: int) -> None:
    """Settle each capability at its level; REACH does not apply unless it has one.

    `unknown` names capabilities whose conditions from that level up nobody knows.
    """
    framework = the_framework()
    for capability in framework.capabilities:
        applies = capability.key in settled
        conditions = conditions_for(framework, capability.key, settled.get(capability.key, 0))
        since = unknown.get(capability.key, 5)
        for key, level in capability.level_of_condition.items():
            if level >= since:
                conditions[key] = Answer.DONT_KNOW
        reveal.settle(
            session=session,
            settlement=reveal.Settlement(
                capability=capability,
                conditions=conditions if applies else {},
                not_applicable=not applies,
                exemption=Exemption() if applies else EXEMPT,
                rationale=RATIONALE,
            ),
            by=by,
            at=NOON,
        )


def a_result(cast: Cast, session: Session, settled: dict[str, int] = SETTLED) -> Result:
    """Return Payments' submitted result, with all that a result may have."""
    cast_votes(session, cast.voters)
    comment(session, cast.tom, COMMENTS)
    comment(session, cast.uma, {"GOV": "I have <b>never</b> seen & read the rules myself."})
    revealed(session, cast.fay)
    settle(session, cast.fay, settled, PLT=3, OBS=2)
    return submission.submit(session=session, by=cast.fay, at=NOON)


def a_plain_result(cast: Cast, session: Session) -> Result:
    """Return Payments' submitted result after a single vote."""
    vote(session, cast.tom, {"RUN": 2})
    settle(revealed(session, cast.fay), cast.fay, SETTLED)
    return submission.submit(session=session, by=cast.fay, at=NOON)


def an_order() -> Report:
    """Return a report that Fay ordered of Payments' result, in a world of its own."""
    cast = make_cast()
    session = the_session(an_open_round(cast), cast.payments)
    return actions.order_unit(result=a_plain_result(cast, session), by=cast.fay, at=NOON)


def a_wide_round(cast: Cast, count: int) -> Round:
    """Return a round in which that many units below the company submitted."""
    names = [f"Unit with quite a long name {number}" for number in range(count)]
    asked = [
        units.add(organization=cast.organization, name=name, parent=cast.company) for name in names
    ]
    people = [
        a_member(cast.organization, f"Facilitator{number}", Role.FACILITATOR, unit)
        for number, unit in enumerate(asked)
    ]
    wide = an_open_round(cast, "Wide", asked)
    for unit, member in zip(asked, people, strict=True):
        answers = the_session(wide, unit)
        vote(answers, member, {"RUN": 2})
        settle(revealed(answers, member), member, SETTLED)
        submission.submit(session=answers, by=member, at=NOON)
    return wide
