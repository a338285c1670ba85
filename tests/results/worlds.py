"""Sessions settled in special ways, and organizations of many units, for tests."""

from datetime import date
from itertools import product
from typing import Any

from assessments.frameworks.ladder import Answer
from assessments.results.improvements import actions as improvements
from assessments.results.models import CapabilityResult, ImprovementAction, Result
from assessments.rounds.context import actions as context
from assessments.rounds.exemption import Exemption
from assessments.rounds.models import Round, Session
from assessments.rounds.reveal import actions as reveal
from assessments.rounds.review import actions as review
from orgs.database import tenancy
from orgs.models import Member, Unit
from tests.cast import NOON, Cast, the_framework


def check(session: Session, by: Member, anchors: dict[str, int]) -> None:
    """Store what a leader picked before the reveal."""
    with tenancy.scope(organization=by.organization_id, person=by.user_id):
        review.store_quick_check(session=session, by=by, anchors=anchors, at=NOON)


def settle_again(cast: Cast, session: Session, key: str, **said: object) -> None:
    """Settle one capability of a settled session anew."""
    reveal.settle(
        session=session,
        settlement=reveal.Settlement(
            **{
                "capability": the_framework().capability(key),
                "conditions": {},
                "rationale": "We talked it over.",
                "seen_version": 1,
                **said,
            }  # type: ignore[arg-type]
        ),
        by=cast.fay,
        at=NOON,
    )


def exempt(reason: str) -> Exemption:
    """Return an exemption with this reason, approved by Lin."""
    return Exemption(reason, "Lin", date(2026, 9, 1))


def unknown(key: str, *conditions: str) -> dict[str, Answer]:
    """Return don't know for the named conditions of a capability, or for all."""
    keys = conditions or tuple(the_framework().capability(key).level_of_condition)
    return dict.fromkeys(keys, Answer.DONT_KNOW)


def doubt(session: Session, by: Member) -> None:
    """Answer the diagnostic questions so that PLT 2 and REACH 2 do not fit them."""
    pilots = {"succeeded": 3, "with_help": 2, "without_help": 0}
    said = context.DiagnosticAnswers(
        pilots=pilots, parallel_stacks=["A stack beside the shared one"]
    )
    context.answer(session=session, answers=said, seen_version=0, by=by, at=NOON)


def an_action(result: Result, capability: str, level: int, **said: Any) -> ImprovementAction:
    """Decide on an action of the result's unit."""
    return improvements.begin(
        result=result,
        capability=the_framework().capability(capability),
        level=level,
        intent=improvements.Intent(
            **{"what": "Name an owner.", "owner": None, "due_on": None, **said}
        ),
    )


def many_units(asked: Round, parent: Unit, result: Result, count: int) -> None:
    """Add units below the parent, each with a copy of the result for its own session."""
    here = parent.organization
    units = Unit.objects.bulk_create(
        Unit(organization=here, parent=parent, name=f"Unit {number:03}") for number in range(count)
    )
    sessions = Session.objects.bulk_create(
        Session(organization=here, round=asked, unit=unit, state="submitted", opened_at=NOON)
        for unit in units
    )
    copies = Result.objects.bulk_create(_copy(result, session) for session in sessions)
    rows = list(CapabilityResult.objects.filter(result=result))
    CapabilityResult.objects.bulk_create(
        _copy_row(row, copy) for copy, row in product(copies, rows)
    )


def _copy(result: Result, session: Session) -> Result:
    copy = Result.objects.get(pk=result.pk)
    copy.pk, copy.session, copy.unit = None, session, session.unit
    copy.round = session.round
    return copy


def _copy_row(row: CapabilityResult, result: Result) -> CapabilityResult:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return CapabilityResult(**values | {"id": None, "result_id": result.pk})
