"""What day it is, for each purpose: a moment falls on different days in different places.

What opens, closes, expires, is overdue or counts does so on a day of the organization: at the same
moment for everybody, whoever looks and whatever program asks. What tells when something happened
tells the day of its reader, as their pages, mails and files do.
"""

from datetime import date, datetime, time, timedelta, tzinfo

from django.utils import timezone

from orgs import time_zones
from orgs.models import Organization

FARTHEST_EAST = timedelta(hours=14)


def zone_of(organization: Organization) -> tzinfo:
    """Return the zone by whose days the organization's dates act and decide."""
    return time_zones.zone(organization.time_zone)


def organization_day(organization: Organization, at: datetime) -> date:
    """Return the organization's day at the moment, for dates that act or decide."""
    return at.astimezone(zone_of(organization)).date()


def beginning(organization: Organization, day: date) -> datetime:
    """Return the moment at which the organization's day begins."""
    return datetime.combine(day, time.min, zone_of(organization))


def latest_day(at: datetime) -> date:
    """Return the day that has begun anywhere at the moment: no organization is further."""
    return at.astimezone(timezone.get_fixed_timezone(FARTHEST_EAST)).date()


def reader_day(at: datetime) -> date:
    """Return the day that the moment fell on where the present reader is, to be shown."""
    return timezone.localdate(at)
