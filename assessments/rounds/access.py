"""Where a session is shown, and how one who facilitates it reaches it."""

from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, get_changeable

from . import sessions
from .models import Session

SESSION_PAGE = "rounds:session"


def run_session(request: MemberRequest, pk: int) -> Session:
    """Return the session that the member facilitates; 404 or 403 where they do not."""
    return get_changeable(
        Session.objects.visible_to(request.member),
        sessions.with_round(Session.objects.run_by(request.member)),
        Permission.RUN_SESSION,
        pk,
    )
