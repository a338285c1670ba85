"""Background work of the rounds room."""

from celery import shared_task
from django.utils import timezone

from assessments.rounds import timetable


@shared_task(name="rounds.keep_dates")
def keep_dates() -> None:
    """Open, close and remind where a date has come."""
    at = timezone.now()
    for organization_id, round_id in timetable.due(timetable.day_of(at)):
        timetable.keep(organization_id, round_id, at=at)
        timetable.remind(organization_id, round_id, at=at)
