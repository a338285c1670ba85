"""What a person chooses for themselves: the time zone in which they read times."""

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs import time_zones
from orgs.models import User


def choices() -> list[tuple[str, str | list[tuple[str, str]]]]:
    """Return the installation's zone, UTC, and the others by region."""
    first = [("", str(_("as the installation")) + f" ({time_zones.zone('')})"), ("UTC", "UTC")]
    return [*first, *time_zones.by_region()]


class PreferencesForm(forms.Form):
    """A person's time zone."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=choices,
        required=False,
        help_text=_("Pages and mails show times in it."),
    )


def choose(*, user: User, time_zone: str) -> None:
    """Let the person read times in the zone; an empty name is the installation's."""
    if time_zone:
        time_zones.validate(time_zone)
    User.objects.filter(pk=user.pk).update(time_zone=time_zone)
    user.time_zone = time_zone
