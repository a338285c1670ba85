"""Who is there: noted at most every 15 seconds, and in no history."""

from django.db import connection

from orgs.models import Member

# A row that is being changed is passed over: nobody waits to be noted.
_ATTEND = """
UPDATE rounds_participant SET seen_at = now() WHERE id = (
    SELECT id FROM rounds_participant WHERE session_id = %s AND member_id = %s
    FOR NO KEY UPDATE SKIP LOCKED
)
"""


def attend(*, member: Member, session_id: int) -> None:
    """Note that the participant has the session open now."""
    with connection.cursor() as cursor:
        cursor.execute(_ATTEND, [session_id, member.pk])
