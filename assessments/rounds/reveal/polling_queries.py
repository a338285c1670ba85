"""What changed in a session since a page last asked, and who is looking at it now."""

from dataclasses import dataclass

from django.db import connection

from assessments.rounds.models import SessionState
from assessments.rounds.participants import HERE_FOR
from orgs.models import Member, Unit
from orgs.permissions import Permission

# A row that is being changed is passed over: nobody waits to be noted.
_ATTEND = """
UPDATE rounds_participant SET seen_at = now() WHERE id = (
    SELECT id FROM rounds_participant WHERE session_id = %s AND member_id = %s
    FOR NO KEY UPDATE SKIP LOCKED
)
"""


# Noted twice in that time, so that nobody who is here seems gone between two notes.
PRESENCE_INTERVAL = HERE_FOR / 2


@dataclass(frozen=True)
class Pulse:
    """A session's state, and a stamp that changes whenever its pages show something else."""

    state: SessionState
    stamp: str
    is_noted: bool


# Written out, because every open page asks it every few seconds. Nothing of a vote is in the stamp
# but when somebody voted again, which is visible.
# Whether somebody is here is in the stamp and not since when, or each note would be news to all.
_PULSE = """
SELECT session.unit_id, session.state, md5(concat_ws('|', session.state, session.revision,
    round.state,
    (SELECT string_agg(concat_ws(',', id, answered, excused_at IS NULL,
            seen_at > now() - make_interval(secs => %(here_for)s)), ';' ORDER BY id)
        FROM rounds_participant WHERE session_id = session.id),
    (SELECT string_agg(concat_ws(',', capability, version), ';' ORDER BY capability)
        FROM rounds_settledanswer WHERE session_id = session.id),
    (SELECT count(*) FROM rounds_revote WHERE session_id = session.id),
    (SELECT concat_ws(',', count(*), max(updated_at)) FROM rounds_vote
        WHERE session_id = session.id AND ballot > 1))),
    NOT EXISTS (SELECT FROM rounds_participant
        WHERE session_id = session.id AND member_id = %(member)s AND excused_at IS NULL
        AND (seen_at IS NULL OR seen_at < now() - make_interval(secs => %(noted_every)s)))
FROM rounds_session session JOIN rounds_round round ON round.id = session.round_id
WHERE session.id = %(session)s
"""


def pulse(*, member: Member, session_id: int) -> Pulse | None:
    """Return the session's pulse; None where the member may not see it."""
    with connection.cursor() as cursor:
        cursor.execute(
            _PULSE,
            {
                "session": session_id,
                "member": member.pk,
                "here_for": HERE_FOR.total_seconds(),
                "noted_every": PRESENCE_INTERVAL.total_seconds(),
            },
        )
        row = cursor.fetchone()
    if row is None or not _may_see(member, unit_id=row[0]):
        return None
    return Pulse(SessionState(row[1]), stamp=row[2][:12], is_noted=row[3])


def _may_see(member: Member, *, unit_id: int) -> bool:
    """Ask the tree only where the grant is not on the unit itself."""
    roots = member.roots(Permission.SEE_RESULTS)
    if roots is None or unit_id in roots:
        return True
    return Unit.objects.visible_to(member).filter(pk=unit_id).exists()


def attend(*, member: Member, session_id: int) -> None:
    """Note that the participant has the session open now."""
    with connection.cursor() as cursor:
        cursor.execute(_ATTEND, [session_id, member.pk])
