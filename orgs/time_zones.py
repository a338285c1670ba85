"""Time zones by their IANA names; an empty name is the installation's zone."""

from datetime import tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _


@cache
def names() -> frozenset[str]:
    """Return the names that this machine knows."""
    return frozenset(available_timezones())


def zone(name: str) -> tzinfo:
    """Return the zone; the installation's where the name is empty or known no more."""
    if not name:
        return timezone.get_default_timezone()
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # A name that this machine no longer knows must not break each page that tells a time.
        return timezone.get_default_timezone()


def validate(name: str) -> None:
    """Raise ValidationError for a name that is not a zone's."""
    if name not in names():
        raise ValidationError(_("%s is not a time zone.") % name)


def by_region() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return regions and, in each, names with the words a reader chooses by, both in order."""
    regions: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(names()):
        region, _slash, place = name.partition("/")
        if place and region not in {"Etc", "SystemV", "posix", "right"}:
            regions.setdefault(region, []).append((name, place.replace("_", " ")))
    return list(regions.items())


def choices() -> list[tuple[str, str | list[tuple[str, str]]]]:
    """Return the installation's zone, UTC, and the others by region."""
    first = [("", str(_("as the installation")) + f" ({zone('')})"), ("UTC", "UTC")]
    return [*first, *by_region()]
