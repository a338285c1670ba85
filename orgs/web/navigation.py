"""The navigation of an organization's pages: only what exists, only what the member may open."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from orgs.permissions import Permission


@dataclass(frozen=True)
class Room:
    """One entry of the navigation: its words, its address by name, who may open it."""

    label: str | Promise
    url_name: str
    permission: Permission | None = None


# Of two entries with the same words the first that the member may open is shown.
ROOMS = (
    Room(_("My work"), "orgs:my_work"),
    Room(_("Rounds"), "rounds:rounds"),
    Room(_("Results"), "results:compare", Permission.COMPARE),
    Room(_("Results"), "results:results", Permission.SEE_RESULTS),
    Room(_("Plan"), "planning:plan", Permission.PLAN),
    Room(_("Plan"), "planning:register", Permission.SEE_RESULTS),
    Room(_("Reports"), "reports:reports", Permission.SEE_RESULTS),
    Room(_("Framework"), "frameworks:frameworks", Permission.VIEW_FRAMEWORK),
    Room(_("Organization"), "orgs:units", Permission.MANAGE_PEOPLE),
)


@dataclass(frozen=True)
class Entry:
    """One link of the navigation as the page shows it."""

    label: str
    url: str
    is_current: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the entries that this request's member sees, made only where a page shows them.

    Beside them stands whether anybody may sign up and found an organization.
    """
    return {
        "navigation": SimpleLazyObject(lambda: _entries(request)),
        "sign_up_is_open": settings.OPEN_SIGN_UP,
    }


def _entries(request: HttpRequest) -> list[Entry]:
    """Return the entries; none outside an organization."""
    member = getattr(request, "member", None)
    if member is None:
        return []
    match = request.resolver_match
    here = match.namespace if match else ""
    page = match.view_name if match else ""
    entries: dict[str, Entry] = {}
    for room in ROOMS:
        if room.permission is None or member.can(room.permission):
            url = reverse(room.url_name, args=[member.organization.slug])
            entry = Entry(str(room.label), url, _is_current(room, here, page))
            entries.setdefault(entry.label, entry)
    return list(entries.values())


def _is_current(room: Room, here: str, page: str) -> bool:
    """My work shares its namespace with the unit pages, so it is current on itself only."""
    if "orgs:my_work" in (page, room.url_name):
        return page == room.url_name
    return room.url_name.split(":")[0] == here
