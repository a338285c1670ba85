"""What waits for a person, gathered from the rooms that the settings name."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from .models import Member


@dataclass(frozen=True)
class WorkItem:
    """One thing that waits: what to do, where, and how far it is."""

    action: str
    title: str
    detail: str
    url: str


def waiting_for(member: Member) -> list[WorkItem]:
    """Return what waits for the member, room by room in the settings' order."""
    return [waiting for path in settings.MY_WORK for waiting in import_string(path)(member)]
