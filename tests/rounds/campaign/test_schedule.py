"""Dates that act by themselves, once, in the installation's time zone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import LazySettings

from assessments.rounds import tasks
from assessments.rounds.campaign import actions as campaign
from assessments.rounds.campaign import schedule_actions
from assessments.rounds.models import Participant, Round, RoundState, Session
from orgs.accounts import actions as accounts
from orgs.days import latest_day
from orgs.models import Mail, Member
from tests.cast import Cast, everywhere, the_version, vote

FIRST, LAST, REMINDER = date(2026, 3, 2), date(2026, 3, 20), date(2026, 3, 18)


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.fixture
def drafted(cast: Cast) -> Round:
    """Return a draft with all its days."""
    plan = campaign.RoundPlan(
        name="Dated",
        target={},
        weights={},
        opens_on=FIRST,
        closes_on=LAST,
        reminds_on=REMINDER,
    )
    return campaign.draft(
        organization=cast.organization, version=the_version(), plan=plan, units=[cast.payments]
    )


def minute(moment: datetime) -> None:
    """Do what the scheduler's task does in a minute."""
    for organization_id, round_id in schedule_actions.due_rounds(latest_day(moment)):
        schedule_actions.apply_dates(organization_id, round_id, at=moment)
        schedule_actions.send_reminders(organization_id, round_id, at=moment)


def state(asked: Round) -> str:
    asked.refresh_from_db()
    return asked.state


def test_a_round_opens_as_its_first_day_begins_and_closes_as_its_last_day_ends(
    drafted: Round,
) -> None:
    minute(at(FIRST - timedelta(days=1), 23))
    assert state(drafted) == RoundState.DRAFT
    minute(at(FIRST, 0))
    assert state(drafted) == RoundState.OPEN
    assert Participant.objects.count() == 5
    minute(at(LAST, 23))
    assert state(drafted) == RoundState.OPEN
    minute(at(LAST + timedelta(days=1), 0))
    assert state(drafted) == RoundState.CLOSED


def test_a_day_is_a_day_of_the_installation(drafted: Round, settings: LazySettings) -> None:
    settings.TIME_ZONE = "America/Los_Angeles"
    minute(at(FIRST, 7))
    assert state(drafted) == RoundState.DRAFT
    minute(at(FIRST, 8))
    assert state(drafted) == RoundState.OPEN


def test_a_date_acts_once(drafted: Round) -> None:
    for _again in range(3):
        minute(at(FIRST))
    assert Session.objects.filter(round=drafted).count() == 1
    for _again in range(3):
        minute(at(REMINDER))
    assert Mail.objects.count() == 5
    minute(at(REMINDER + timedelta(days=1)))
    assert Mail.objects.count() == 5


def test_a_round_without_dates_is_left_alone(cast: Cast, spring: Round) -> None:
    minute(at(date(2099, 1, 1)))

    assert state(spring) == RoundState.OPEN
    assert not Mail.objects.exists()


def test_a_draft_whose_last_day_is_over_does_not_open(drafted: Round) -> None:
    minute(at(LAST + timedelta(days=1)))

    assert state(drafted) == RoundState.DRAFT


def test_a_draft_that_asks_nobody_waits_and_opens_once_it_can(cast: Cast, drafted: Round) -> None:
    drafted.chosen.all().delete()
    minute(at(FIRST))
    assert state(drafted) == RoundState.DRAFT

    drafted.chosen.create(organization=cast.organization, unit=cast.search)
    minute(at(FIRST))
    assert state(drafted) == RoundState.OPEN


def test_the_reminder_goes_to_those_whose_answers_are_missing_and_who_want_it(
    cast: Cast, drafted: Round
) -> None:
    minute(at(FIRST))
    session = Session.objects.get(round=drafted)
    vote(session, cast.tom, everywhere(2))
    accounts.choose_preferences(user=cast.uma.user, time_zone="", wants_reminders=False)
    Member.objects.filter(pk=cast.sol.pk).update(deactivated_at=at(FIRST))

    minute(at(REMINDER))

    assert list(Mail.objects.order_by("pk").values_list("recipient", flat=True)) == [
        "fay@example.org",
        "ben@example.org",
    ]
    mail = Mail.objects.order_by("pk")[0]
    assert "Your answers for Payments in the round Dated are missing." in mail.body
    assert "The round closes on 20 March 2026." in mail.body


def test_a_new_day_for_the_reminder_reminds_anew(drafted: Round) -> None:
    minute(at(FIRST))
    minute(at(REMINDER))
    later = REMINDER + timedelta(days=2)
    campaign.reschedule(round_id=drafted.pk, closes_on=LAST, reminds_on=later)

    minute(at(later))

    assert Mail.objects.count() == 10


def test_an_open_round_can_close_later(drafted: Round) -> None:
    minute(at(FIRST))
    campaign.reschedule(round_id=drafted.pk, closes_on=LAST + timedelta(days=7), reminds_on=None)

    minute(at(LAST + timedelta(days=1)))

    assert state(drafted) == RoundState.OPEN


def test_the_task_runs_over_every_organization(cast: Cast, eve: Member, drafted: Round) -> None:
    Round.objects.filter(pk=drafted.pk).update(opens_on="2020-01-01", closes_on=None)

    tasks.keep_dates()

    assert state(drafted) == RoundState.OPEN
