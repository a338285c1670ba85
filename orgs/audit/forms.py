"""The history page's filters."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .event_kinds import kinds
from .queries import HistoryFilter

ACTIONS = (
    ("", _("All")),
    ("insert", _("added")),
    ("update", _("changed")),
    ("delete", _("removed")),
)
LARGEST_BIGINT = 2**63 - 1


class HistoryForm(forms.Form):
    """Which events to show."""

    who = forms.CharField(label=_("Who"), required=False, max_length=250)
    kind = forms.ChoiceField(label=_("Kind of thing"), required=False)
    action = forms.ChoiceField(label=_("Action"), required=False, choices=ACTIONS)
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    member = forms.IntegerField(
        required=False, min_value=1, max_value=LARGEST_BIGINT, widget=forms.HiddenInput
    )
    row = forms.IntegerField(
        required=False, min_value=1, max_value=LARGEST_BIGINT, widget=forms.HiddenInput
    )
    before = forms.RegexField(
        r"^[0-9T:.+-]{10,40}~[a-z]{1,40}~[0-9]{1,18}$", required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind.key, kind.label) for kind in kinds().values()]
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind of thing"), required=False, choices=[("", _("All")), *choices]
        )

    def history_filter(self) -> HistoryFilter:
        """Return the valid form's question; its days are those of the reader's time zone."""
        since, until = self.cleaned_data["since"], self.cleaned_data["until"]
        days = {
            "since": _beginning(since) if since else None,
            "until": _beginning(until + timedelta(days=1)) if until else None,
        }
        return HistoryFilter(**(self.cleaned_data | days))


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())
