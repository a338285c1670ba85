"""Background work of the rounds room."""

from celery import shared_task
from django.utils import timezone

from assessments.rounds.campaign import schedule


@shared_task(name="rounds.keep_dates")
def keep_dates() -> None:
    """Open, close and remind where a date has come."""
    at = timezone.now()
    for organization_id, round_id in schedule.due(schedule.day_of(at)):
        schedule.keep(organization_id, round_id, at=at)
        schedule.remind(organization_id, round_id, at=at)
