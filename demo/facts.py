"""The facts of a played session: what it counts, its diagnostic answers, its evidence."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from assessments.frameworks.queries import framework_of
from assessments.rounds import participants
from assessments.rounds.context import actions as context
from assessments.rounds.context import inventory
from assessments.rounds.context.inventory import CountedList
from assessments.rounds.context.work_kinds import WorkKind
from assessments.rounds.evidence import actions as evidence
from assessments.rounds.evidence.actions import USUAL_TERM, EvidenceInput
from assessments.rounds.models import Evidence, NamedFramework, Session
from orgs.database import tenancy
from orgs.models import Member

SOON, PILOTS = timedelta(hours=2), ("succeeded", "with_help", "without_help")


def before_the_reveal(
    session: Session, script: Mapping[str, Any], team: Sequence[Member], at: datetime
) -> None:
    """Let the first of the team write down scope and diagnostics, and everybody bring theirs."""
    if not script:
        return
    with _acting(team[0]):
        _count(session, script["scope"], team[0], at + SOON)
        answers = context.DiagnosticAnswers(
            projects=[_project(row) for row in script["projects"]],
            pilots=dict(zip(PILOTS, script["pilots"], strict=True)),
            parallel_stacks=script.get("stacks", []),
        )
        context.answer(session=session, answers=answers, seen_version=0, by=team[0], at=at + SOON)
    for member, text in zip(team, script["named"], strict=True):
        _name(session, member, text, script["link"], at + SOON)
    for condition, seat, says, url, source, _checker in script["evidence"]:
        piece = EvidenceInput(says, (at + USUAL_TERM).date(), url=url, source=source)
        with _acting(team[seat]):
            evidence.attach(
                session=session, condition=condition, piece=piece, by=team[seat], at=at + SOON
            )


def after_the_reveal(
    session: Session, script: Mapping[str, Any], team: Sequence[Member], at: datetime
) -> None:
    """Let the team check each other's evidence, and the first judge the named frameworks."""
    if not script:
        return
    pieces = {row.condition: row for row in Evidence.objects.filter(session=session)}
    for condition, _seat, _says, _url, _source, checker in script["evidence"]:
        if checker is not None:
            evidence.check(evidence=pieces[condition], by=team[checker], at=at)
    if "same" not in script:
        return
    same = {team[seat].pk for seat in script["same"]}
    named = NamedFramework.objects.filter(session=session, person__in=same)
    numbers = list(named.values_list("pk", flat=True))
    context.judge(session=session, same=numbers, opened=numbers, by=team[0], at=at)


@contextmanager
def _acting(member: Member) -> Iterator[None]:
    former = tenancy.setting("person")
    tenancy.set_local("person", member.user_id)
    yield
    tenancy.set_local("person", former)


def _count(session: Session, lists: Mapping[str, Any], by: Member, at: datetime) -> None:
    rows = inventory.lists_from_json(framework_of(session.round.version), {})
    counted = [_scope_row(row, lists.get(row.denominator.key)) for row in rows]
    context.count(session=session, counted=counted, seen_version=0, by=by, at=at)


def _scope_row(row: CountedList, script: Sequence[Any] | None) -> CountedList:
    """Names are taken as they are; a number comes with a note on what was counted."""
    if not script:
        return row
    if isinstance(script[0], int):
        return CountedList(row.denominator, number=Decimal(script[0]), note=script[1])
    return CountedList(row.denominator, names=tuple(script))


def _project(script: Sequence[Any]) -> dict[str, str]:
    name, *days = script
    return {
        "name": name,
        **{kind.value: str(spent) for kind, spent in zip(WorkKind, days, strict=True)},
    }


def _name(session: Session, member: Member, text: str, link: str, at: datetime) -> None:
    with _acting(member):
        place = participants.participant_of(member=member, session_id=session.pk)
        if place:
            context.name_framework(participant=place, text=text, link=link if text else "", at=at)
