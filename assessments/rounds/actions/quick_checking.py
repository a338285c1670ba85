"""A leader's quick check: eight picked levels in five minutes, while the team still votes."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from assessments.rounds.actions.facilitating import VOTING, locked
from assessments.rounds.models import QuickCheck, Session, SessionState
from orgs.models import Member


@transaction.atomic
def check(*, session: Session, by: Member, anchors: Mapping[str, int], at: datetime) -> QuickCheck:
    """Return the leader's quick check (levels 0 to 4 by capability), made or replaced.

    Whoever has seen the votes cannot say any more what they thought before: NotInStateError.
    """
    held = locked(session, SessionState.OPEN, rounds=VOTING)
    stored, _made = QuickCheck.objects.update_or_create(
        organization_id=held.organization_id,
        session=held,
        person=by,
        defaults={"anchors": dict(anchors), "at": at},
    )
    return stored
