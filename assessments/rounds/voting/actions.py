"""Private votes: each change is stored as it is made, while the session is open and not after."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from assessments.frameworks.ladder import Answer, Answers
from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Capability, Framework
from assessments.rounds.exemption import Exemption
from assessments.rounds.models import (
    FIRST_BALLOT,
    Participant,
    RoundState,
    Session,
    SessionState,
    Vote,
)
from assessments.rounds.participants import participant_of
from orgs.models import Member
from orgs.refusals import NotNowError

LONGEST_TEXT = 5_000
REMEMBERED_CHANGES = 32  # of a vote; a repeated send comes at once or first thing later


class SessionClosedError(NotNowError):
    """The session takes no votes: revealed, submitted, or its round or unit is closed."""


class NotApplicableRefusedError(NotNowError):
    """The framework does not allow "not applicable" here, or its reason is missing."""


class StaleCommentError(NotNowError):
    """The comment was changed elsewhere since it was seen."""


@dataclass(frozen=True)
class Ballot:
    """A person's place in a session, and the capability that they answer.

    `change` is the key of the change that is sent; one that was stored before is not stored again.
    """

    participant: Participant
    framework: Framework
    capability: Capability
    change: str = ""

    @property
    def session(self) -> Session:
        """The session that is answered."""
        return self.participant.session


def ballot(*, member: Member, session_id: int, capability: str, change: str = "") -> Ballot | None:
    """Return the member's ballot; None where they have no part or there is no such capability."""
    participant = participant_of(member=member, session_id=session_id)
    if participant is None:
        return None
    framework = framework_of(participant.session.round.version)
    asked_capability = framework.capabilities_by_key.get(capability)
    return Ballot(participant, framework, asked_capability, change) if asked_capability else None


def answer_condition(*, ballot: Ballot, condition: str, answer: Answer, at: datetime) -> Answers:
    """Store one condition's answer beside the others and return all of them."""
    return _stored(ballot, {"conditions": {condition: answer.value}, "not_applicable": False}, at)


def pick_anchor(*, ballot: Ballot, anchor: int, at: datetime) -> Answers:
    """Store the picked level (0 to 4) and return the answers; explicit ones still win over it."""
    return _stored(ballot, {"anchor": anchor, "not_applicable": False}, at)


def say_not_applicable(*, ballot: Ballot, exemption: Exemption, at: datetime) -> Answers:
    """Store that the capability does not apply; raise NotApplicableRefusedError where it must."""
    if not ballot.capability.not_applicable_allowed:
        raise NotApplicableRefusedError(
            _("%s always applies, so this answer is not offered.") % ballot.capability.name
        )
    if missing := exemption.missing:
        raise NotApplicableRefusedError(missing)
    return _stored(ballot, {"not_applicable": True, **exemption.columns}, at)


def say_applicable(*, ballot: Ballot, at: datetime) -> Answers:
    """Take "not applicable" back; the answers given before stand again."""
    return _stored(ballot, {"not_applicable": False, **Exemption().columns}, at)


def comment(*, ballot: Ballot, text: str, at: datetime, seen: str | None = None) -> Answers:
    """Store the comment; raise StaleCommentError where it is not what was `seen` any more."""
    return _stored(ballot, {"comment": text}, at, seen=seen)


def rate_confidence(*, ballot: Ballot, confidence: int | None, at: datetime) -> Answers:
    """Store how sure the person is (1 to 3, None for unsaid)."""
    return _stored(ballot, {"confidence": confidence}, at)


# A change that the vote remembers is not stored again, nor is a comment over one that was not seen.
# One statement, because saving is what people do most (docs/decisions/0006). `- 0` drops the oldest
# remembered key, `xmax = 0` is true of a row that was just inserted.
_MERGE = """
WITH stored AS (
    INSERT INTO rounds_vote (
        organization_id, session_id, participant_id, person_id, ballot, updated_at, capability,
        conditions, anchor, not_applicable, not_applicable_reason,
        not_applicable_approver, not_applicable_review_on, comment, confidence, changes
    )
    SELECT session.organization_id, session.id, %(participant)s, %(person)s, %(ballot)s, %(at)s,
        %(capability)s, %(conditions)s, %(anchor)s, %(not_applicable)s,
        %(not_applicable_reason)s, %(not_applicable_approver)s,
        %(not_applicable_review_on)s::date, %(comment)s, %(confidence)s, %(changes)s
    FROM rounds_session session
    JOIN rounds_round round ON round.id = session.round_id
    JOIN orgs_unit unit ON unit.id = session.unit_id
    WHERE session.id = %(session)s AND session.state = 'open'
        AND round.state = 'open' AND unit.archived_at IS NULL
    FOR SHARE OF session
    ON CONFLICT (session_id, capability, person_id, ballot) DO UPDATE
    SET conditions = rounds_vote.conditions || excluded.conditions,
        updated_at = excluded.updated_at,
        changes = CASE WHEN jsonb_array_length(rounds_vote.changes) < {remembered}
            THEN rounds_vote.changes ELSE rounds_vote.changes - 0 END || excluded.changes {sets}
    WHERE NOT rounds_vote.changes ? %(change)s
        AND (%(seen)s::text IS NULL OR rounds_vote.comment IN (%(seen)s::text, excluded.comment))
    RETURNING conditions, anchor, not_applicable, xmax = 0 AS is_first
), progress AS (
    UPDATE rounds_participant SET answered = answered + 1
    WHERE id = %(participant)s AND (SELECT is_first FROM stored)
)
SELECT conditions, anchor, not_applicable FROM stored
""".replace("{remembered}", str(REMEMBERED_CHANGES))

_NOTHING_SAID: Mapping[str, Any] = {
    "conditions": {},
    "anchor": None,
    "not_applicable": False,
    **Exemption().columns,
    "comment": "",
    "confidence": None,
}


def _stored(
    ballot: Ballot, said: Mapping[str, Any], at: datetime, *, seen: str | None = None
) -> Answers:
    """Merge what was said into the vote, in one statement, and return its answers.

    The share lock on the session makes a reveal wait for votes that are on their way, and the votes
    after it find the session closed. One condition merges one key, so answers given in two windows
    at once do not overwrite each other. The first answer on a capability counts as progress.
    """
    # Only what was said now is replaced; names of columns come from the actions above alone.
    sets = "".join(f", {name} = excluded.{name}" for name in said if name != "conditions")
    values = {**_NOTHING_SAID, **said}
    with connection.cursor() as cursor:
        cursor.execute(
            _MERGE.replace("{sets}", sets),
            {
                **values,
                "conditions": json.dumps(values["conditions"]),
                "participant": ballot.participant.pk,
                "person": ballot.participant.member_id,
                "session": ballot.session.pk,
                "capability": ballot.capability.key,
                "ballot": FIRST_BALLOT,
                "at": at,
                "change": ballot.change,
                "changes": json.dumps([ballot.change] if ballot.change else []),
                "seen": seen,
            },
        )
        row = cursor.fetchone()
    # Nothing was stored: sent before, closed, or a comment that was not seen.
    if row is None:
        return _stored_before(ballot)
    conditions, anchor, not_applicable = row
    return Answers(
        # Django has its cursors hand over JSON as text.
        conditions={key: Answer(value) for key, value in json.loads(conditions).items()},
        anchor=anchor,
        not_applicable=not_applicable,
    )


def _stored_before(ballot: Ballot) -> Answers:
    """Return the answers where this change is known; else raise the reason why it was refused.

    So a change that was stored, but whose acknowledgement got lost, is acknowledged even after the
    reveal.
    """
    vote = Vote.objects.filter(
        session=ballot.session,
        person_id=ballot.participant.member_id,
        capability=ballot.capability.key,
        ballot=FIRST_BALLOT,
    ).first()
    if vote and ballot.change and ballot.change in vote.changes:
        return vote.answers
    if closed := _why_closed(ballot.session):
        raise SessionClosedError(closed)
    raise StaleCommentError(
        _("This comment was changed elsewhere meanwhile. Bring both together; nothing is lost.")
    )


def _why_closed(session: Session) -> str:
    """Return why the session takes no votes; empty where it does."""
    # The session was read in part, and may have been closed since.
    session.refresh_from_db(fields=["state", "round", "unit"])
    if session.unit.archived_at:
        return _("%s is archived, so its session takes no answers.") % session.unit.name
    if session.round.state != RoundState.OPEN:
        return _("The round is %s, so the session takes no answers.") % (
            session.round.get_state_display()
        )
    return {
        SessionState.OPEN: "",
        SessionState.REVEALED: _("The votes have been revealed, so they cannot change any more."),
    }.get(
        SessionState(session.state),
        _("The session has been submitted, so votes cannot change any more."),
    )
