"""Private votes: each change is stored as it is made, while the session is open and not after."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from assessments.frameworks.ladder import Answer, Answers
from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Capability, Framework
from assessments.rounds.models import (
    FIRST_BALLOT,
    Participant,
    RoundState,
    Session,
    SessionState,
    Vote,
)
from orgs.models import Member, Unit
from orgs.permissions import Permission
from orgs.refusals import NotNowError

LONGEST_TEXT = 5_000


class SessionClosedError(NotNowError):
    """The session takes no votes: revealed, submitted, or its round or unit is closed."""


class NotApplicableRefusedError(NotNowError):
    """The framework does not allow "not applicable" here, or its reason is missing."""


@dataclass(frozen=True)
class Ballot:
    """A person's place in a session, and the capability that they answer."""

    participant: Participant
    framework: Framework
    capability: Capability

    @property
    def session(self) -> Session:
        """The session that is answered."""
        return self.participant.session


def place(*, member: Member, session_id: int) -> Participant | None:
    """Return the member's place in the session; None where they have no part in it."""
    return (
        Participant.objects.filter(
            session_id=session_id,
            member=member,
            excused_at=None,
            session__unit__in=Unit.objects.permitted(member, Permission.VOTE),
        )
        .select_related("session__round__version", "session__unit")
        .defer("session__round__version__document")
        .first()
    )


def ballot(*, member: Member, session_id: int, capability: str) -> Ballot | None:
    """Return the member's ballot; None where they have no part or there is no such capability."""
    participant = place(member=member, session_id=session_id)
    if participant is None:
        return None
    framework = framework_of(participant.session.round.version)
    asked = framework.capabilities_by_key.get(capability)
    return Ballot(participant, framework, asked) if asked else None


def answer_condition(*, ballot: Ballot, condition: str, answer: Answer, at: datetime) -> Answers:
    """Store one condition's answer beside the others and return all of them."""
    return _stored(ballot, {"conditions": {condition: answer.value}, "not_applicable": False}, at)


def pick_anchor(*, ballot: Ballot, anchor: int, at: datetime) -> Answers:
    """Store the picked level (0 to 4) and return the answers; explicit ones still win over it."""
    return _stored(ballot, {"anchor": anchor, "not_applicable": False}, at)


def say_not_applicable(*, ballot: Ballot, reason: str, at: datetime) -> Answers:
    """Store that the capability does not apply; raise NotApplicableRefusedError where it must."""
    if not ballot.capability.not_applicable_allowed:
        raise NotApplicableRefusedError(
            _("%s always applies, so this answer is not offered.") % ballot.capability.name
        )
    if not reason.strip():
        raise NotApplicableRefusedError(_("Say why it does not apply."))
    return _stored(ballot, {"not_applicable": True, "not_applicable_reason": reason}, at)


def say_applicable(*, ballot: Ballot, at: datetime) -> Answers:
    """Take "not applicable" back; the answers given before stand again."""
    return _stored(ballot, {"not_applicable": False, "not_applicable_reason": ""}, at)


def comment(*, ballot: Ballot, text: str, at: datetime) -> Answers:
    """Store the comment."""
    return _stored(ballot, {"comment": text}, at)


def rate_confidence(*, ballot: Ballot, confidence: int | None, at: datetime) -> Answers:
    """Store how sure the person is (1 to 3, None for unsaid)."""
    return _stored(ballot, {"confidence": confidence}, at)


_MERGE = """
INSERT INTO rounds_vote (
    organization_id, session_id, participant_id, person_id, ballot, updated_at, capability,
    conditions, anchor, not_applicable, not_applicable_reason, comment, confidence
)
SELECT session.organization_id, session.id, %(participant)s, %(person)s, %(ballot)s, %(at)s,
    %(capability)s, %(conditions)s, %(anchor)s, %(not_applicable)s, %(not_applicable_reason)s,
    %(comment)s, %(confidence)s
FROM rounds_session session
JOIN rounds_round round ON round.id = session.round_id
JOIN orgs_unit unit ON unit.id = session.unit_id
WHERE session.id = %(session)s AND session.state = 'open'
    AND round.state = 'open' AND unit.archived_at IS NULL
FOR SHARE OF session
ON CONFLICT (session_id, capability, person_id, ballot) DO UPDATE
SET conditions = rounds_vote.conditions || excluded.conditions,
    updated_at = excluded.updated_at {changes}
RETURNING conditions, anchor, not_applicable, xmax = 0
"""

_NOTHING_SAID: Mapping[str, Any] = {
    "conditions": {},
    "anchor": None,
    "not_applicable": False,
    "not_applicable_reason": "",
    "comment": "",
    "confidence": None,
}


@transaction.atomic
def _stored(ballot: Ballot, said: Mapping[str, Any], at: datetime) -> Answers:
    """Merge what was said into the vote and return its answers, in one statement.

    The share lock on the session makes a reveal wait for votes that are on their way, and the votes
    after it find the session closed. One condition merges one key, so answers given in two windows
    at once do not overwrite each other.
    """
    changes = "".join(f", {name} = excluded.{name}" for name in said if name != "conditions")
    values = {**_NOTHING_SAID, **said}
    with connection.cursor() as cursor:
        cursor.execute(
            _MERGE.replace("{changes}", changes),
            {
                **values,
                "conditions": json.dumps(values["conditions"]),
                "participant": ballot.participant.pk,
                "person": ballot.participant.member_id,
                "session": ballot.session.pk,
                "capability": ballot.capability.key,
                "ballot": FIRST_BALLOT,
                "at": at,
            },
        )
        row = cursor.fetchone()
    if row is None:
        raise SessionClosedError(_why_closed(ballot.session))
    conditions, anchor, not_applicable, is_first = row
    if is_first:
        Participant.objects.filter(pk=ballot.participant.pk).update(answered=F("answered") + 1)
    return Vote(
        conditions=json.loads(conditions) if isinstance(conditions, str) else conditions,
        anchor=anchor,
        not_applicable=not_applicable,
    ).answers


def _why_closed(session: Session) -> str:
    session.refresh_from_db(fields=["state", "round", "unit"])
    if session.unit.archived_at:
        return _("%s is archived, so its session takes no answers.") % session.unit.name
    if session.round.state != RoundState.OPEN:
        return _("The round is %s, so the session takes no answers.") % (
            session.round.get_state_display()
        )
    if session.state == SessionState.REVEALED:
        return _("The votes have been revealed, so they cannot change any more.")
    return _("The session has been submitted, so votes cannot change any more.")
