"""Who takes part in a session, and where a member's place in it is."""

from datetime import timedelta

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from assessments.frameworks.models import FrameworkVersion
from orgs.database.partial_rows import partial_row
from orgs.models import Grant, Member, Unit
from orgs.permissions import Permission

from .models import Participant, Round, Session

# Written out, because every saved answer asks it.
_PLACE = """
SELECT participant.id, unit.id, unit.name, round.id, round.name, version.id, version.digest
FROM rounds_participant participant
JOIN rounds_session session ON session.id = participant.session_id
JOIN orgs_unit unit ON unit.id = session.unit_id
JOIN rounds_round round ON round.id = session.round_id
JOIN frameworks_frameworkversion version ON version.id = round.version_id
WHERE participant.session_id = %s AND participant.member_id = %s AND participant.excused_at IS NULL
"""
FEWEST_LETTERS = 2
MOST_FOUND = 20
HERE_FOR = timedelta(seconds=30)


def participants(session: Session) -> QuerySet[Participant]:
    """Return the session's participants by name, those excused last, and who `is_here` now."""
    return (
        session.participants.select_related("member__user")
        .annotate(is_here=Q(seen_at__gt=Now() - HERE_FOR))
        .order_by(F("excused_at").asc(nulls_first=True), "member__user__name", "pk")
    )


def addable(session: Session, *, by: Member, words: str = "") -> QuerySet[Member]:
    """Return the active members who may be added to the session, by name.

    Those of the units that who adds them leads or runs sessions in; where that is the whole
    organization, of the session's unit. Others are found by words of two letters or more.
    """
    roots = by.roots(Permission.RUN_SESSION)
    units = (
        Unit.objects.within(session.unit)
        if roots is None
        else Unit.objects.permitted(by, Permission.RUN_SESSION)
    )
    near = Q(pk__in=Grant.objects.filter(unit__in=units).values("member"))
    if len(words) < FEWEST_LETTERS:
        return _without_part(session).filter(near)
    named = Q(user__name__icontains=words) | Q(user__email__istartswith=words)
    found = _without_part(session).filter(named).values("pk")[:MOST_FOUND]
    return _without_part(session).filter(near | Q(pk__in=found))


def _without_part(session: Session) -> QuerySet[Member]:
    """Return the active members who have no part in the session, by name."""
    taken = session.participants.filter(excused_at=None).values("member")
    return (
        Member.objects.filter(organization_id=session.organization_id)
        .active()
        .exclude(pk__in=taken)
        .select_related("user")
        .order_by("user__name", "pk")
    )


def participant_of(*, member: Member, session_id: int) -> Participant | None:
    """Return the member's place in the session; None where they have no part in it."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACE, [session_id, member.pk])
        row = cursor.fetchone()
    if row is None or not member.may(Permission.VOTE, row[1]):
        return None
    participant = partial_row(Participant, id=row[0], session_id=session_id, member_id=member.pk)
    session = partial_row(Session, id=session_id, unit_id=row[1], round_id=row[3])
    session.unit = partial_row(Unit, id=row[1], name=row[2])
    session.round = partial_row(Round, id=row[3], name=row[4], version_id=row[5])
    # The digest is enough: framework_of keeps parsed documents by it.
    session.round.version = partial_row(FrameworkVersion, id=row[5], digest=row[6])
    participant.session = session
    return participant
