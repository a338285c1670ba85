"""What a member may do with a result."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from assessments.rounds.models import SUBMITTED, Session, SessionState
from assessments.rounds.session_state import SETTLING
from assessments.rounds.sessions import with_round
from orgs.models import Member, Unit
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, get_changeable

from .models import Result


@dataclass(frozen=True)
class Rights:
    """What the member may do with a result."""

    may_reopen: bool
    may_judge: bool
    may_review: bool
    may_improve: bool
    may_change_actions: bool


def with_names(results: QuerySet[Result]) -> QuerySet[Result]:
    """Return the results with all that names them, without the version's document."""
    return results.select_related(
        "unit", "round", "session", "framework_version", "organization"
    ).defer("framework_version__document")


def with_rights(results: QuerySet[Result], member: Member) -> QuerySet[Result]:
    """Return the results with what the member may do with each, for `rights`."""
    unit = Unit.objects.filter(pk=OuterRef("unit"))
    return results.annotate(
        may_run=Exists(unit.permitted(member, Permission.RUN_SESSION)),
        may_review=Exists(unit.permitted(member, Permission.REVIEW)),
        may_plan=Exists(unit.permitted(member, Permission.PLAN)),
    )


def rights(result: Any) -> Rights:
    """Return what the member may do now with a result of `with_rights`."""
    can_change = result.round.state in SETTLING and not result.unit.archived_at
    state = result.session.state if can_change else ""
    return Rights(
        may_reopen=result.may_run and state == SessionState.SUBMITTED,
        may_judge=result.may_run and state in SUBMITTED and _is_newest(result),
        may_review=result.may_review and state in SUBMITTED,
        may_improve=(result.may_plan or result.may_run) and not result.unit.archived_at,
        may_change_actions=result.may_plan or result.may_run,
    )


def _is_newest(result: Result) -> bool:
    return result.revision == result.session.revision


def reviewable_session(request: MemberRequest, pk: int) -> Session:
    """Return the session, which the member may review; 403 or 404 where they may not."""
    return get_changeable(
        Session.objects.visible_to(request.member),
        with_round(Session.objects.reviewed_by(request.member)),
        Permission.REVIEW,
        pk,
    )
