"""What a person chooses for themselves: the zone of the times they read, and reminders."""

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs import time_zones
from orgs.models import User


def choices() -> list[tuple[str, str | list[tuple[str, str]]]]:
    """Return the installation's zone, UTC, and the others by region."""
    first = [("", str(_("as the installation")) + f" ({time_zones.zone('')})"), ("UTC", "UTC")]
    return [*first, *time_zones.by_region()]


class PreferencesForm(forms.Form):
    """A person's time zone, and whether they are reminded."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=choices,
        required=False,
        help_text=_("Pages and mails show times in it."),
    )
    wants_reminders = forms.BooleanField(
        label=_("Remind me by mail when my answers are missing"),
        required=False,
        help_text=_("Once a day at most for each session, and only while it takes answers."),
    )


def choose(*, user: User, time_zone: str, wants_reminders: bool = True) -> None:
    """Let the person read times in the zone (empty: the installation's), reminded or not."""
    if time_zone:
        time_zones.validate(time_zone)
    User.objects.filter(pk=user.pk).update(time_zone=time_zone, wants_reminders=wants_reminders)
    user.time_zone, user.wants_reminders = time_zone, wants_reminders
