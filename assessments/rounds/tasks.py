"""Background work of the rounds room."""

from celery import shared_task
from django.utils import timezone

from assessments.rounds.campaign import schedule_actions
from orgs.days import latest_day


@shared_task(name="rounds.keep_dates")
def keep_dates() -> None:
    """Open, close and remind where a date has come."""
    at = timezone.now()
    for organization_id, round_id in schedule_actions.due_rounds(latest_day(at)):
        schedule_actions.apply_dates(organization_id, round_id, at=at)
        schedule_actions.send_reminders(organization_id, round_id, at=at)
