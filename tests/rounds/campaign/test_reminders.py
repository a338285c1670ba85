"""Reminders: to those whose answers are missing, once a day, at the facilitator's word."""

from datetime import timedelta

import pytest
from django.conf import LazySettings

from assessments.rounds import session_state
from assessments.rounds.campaign import reminder_actions
from assessments.rounds.models import Participant, Session
from assessments.rounds.reveal import actions as reveal
from orgs.models import Mail, Member
from tests.cast import NOON, Cast, everywhere, revealed, vote
from tests.conftest import OutsideClient

DAY = timedelta(days=1)


def reminded() -> list[str]:
    """Return who got a mail, in order."""
    return list(Mail.objects.order_by("recipient").values_list("recipient", flat=True))


def test_those_whose_answers_are_missing_get_a_mail(
    cast: Cast, session: Session, settings: LazySettings
) -> None:
    vote(session, cast.tom, everywhere(2))
    vote(session, cast.uma, {"RUN": 2})
    excused = Participant.objects.get(session=session, member=cast.ben)
    reveal.excuse_participant(participant=excused, at=NOON)

    assert reminder_actions.remind(session=session, by=cast.fay, at=NOON) == 2

    assert reminded() == ["sol@example.org", "uma@example.org"]
    mail = Mail.objects.get(recipient="uma@example.org")
    link = f"{settings.PUBLIC_URL}/o/northwind/sessions/{session.pk}/vote/"
    assert mail.subject == "Your answers are missing: Payments, Spring 2026"
    assert "You have answered 1 of 8 capabilities." in mail.body
    assert link in mail.body
    assert f'href="{link}"' in mail.html
    assert mail.organization_id == cast.organization.pk


def test_a_person_is_reminded_of_a_session_once_a_day(cast: Cast, session: Session) -> None:
    reminder_actions.remind(session=session, by=cast.fay, at=NOON)

    with pytest.raises(reminder_actions.NobodyToRemindError):
        reminder_actions.remind(session=session, by=cast.fay, at=NOON + DAY - timedelta(minutes=1))
    assert len(reminded()) == 4

    reminder_actions.remind(session=session, by=cast.fay, at=NOON + DAY)
    assert len(reminded()) == 8


def test_somebody_who_left_is_not_reminded(cast: Cast, session: Session) -> None:
    Member.objects.filter(pk=cast.sol.pk).update(deactivated_at=NOON)

    reminder_actions.remind(session=session, by=cast.fay, at=NOON)

    assert reminded() == ["ben@example.org", "tom@example.org", "uma@example.org"]


def test_a_revealed_session_reminds_nobody(cast: Cast, session: Session) -> None:
    vote(session, cast.tom, {"RUN": 2})
    revealed(session, by=cast.fay)

    with pytest.raises(session_state.NotInStateError):
        reminder_actions.remind(session=session, by=cast.fay, at=NOON)
    assert reminded() == []


def test_the_facilitator_reminds_with_one_click(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.fay)
    here = f"/o/northwind/sessions/{session.pk}/"

    assert f'action="{here}remind"' in client.get(here).text
    assert "4 people get an email." in client.post(f"{here}remind", follow=True).text
    assert "Nobody is left to remind" in client.post(f"{here}remind", follow=True).text
    assert len(reminded()) == 4


def test_a_participant_cannot_remind(cast: Cast, session: Session, client: OutsideClient) -> None:
    client.as_member(cast.tom)
    here = f"/o/northwind/sessions/{session.pk}/"

    assert "remind" not in client.get(here).text
    assert client.post(f"{here}remind").status_code == 403
    assert reminded() == []
