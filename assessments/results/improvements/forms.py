"""The shape of an improvement action, and of the list's address."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assessments.results.models import ActionState, ImprovementAction
from assessments.rounds.versioned_forms import VersionedForm
from orgs.database.limits import LARGEST_ID
from orgs.models import Member

from .actions import Intent
from .queries import ANY_STATE, ActionFilter

LONGEST = 2000


class ImprovementForm(VersionedForm):
    """What is to be done, by whom and until when; how far it is, once it has begun."""

    what = forms.CharField(
        label=_("What is to be done"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    owner: "forms.ModelChoiceField[Member]" = forms.ModelChoiceField(
        Member.objects.none(),
        label=_("Assigned to"),
        required=False,
        empty_label=_("nobody yet"),
    )
    due_on = forms.DateField(
        label=_("Until when"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    state = forms.TypedChoiceField(
        label=_("State"), choices=ActionState.choices, coerce=ActionState
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, owners: QuerySet[Member], has_begun: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]
        if not has_begun:
            del self.fields["state"], self.fields["seen_version"]

    @staticmethod
    def facts_of(action: ImprovementAction) -> dict[str, Any]:
        """Return what the form shows of an action at first."""
        return {
            "what": action.what,
            "owner": action.owner_id,
            "due_on": action.due_on.isoformat() if action.due_on else "",
            "state": action.state,
            "note": action.note,
            "seen_version": action.version,
        }

    @property
    def intent(self) -> Intent:
        """What is said, once the form is valid."""
        said = self.cleaned_data
        return Intent(said["what"], said["owner"], said["due_on"], said["note"])

    @property
    def state_said(self) -> ActionState:
        """How far it is said to be, once the form is valid."""
        state: ActionState = self.cleaned_data["state"]
        return state

    def _read(self, name: str, stored: Mapping[str, Any]) -> Any:
        """Return what the field makes of a stored value; its owner may have left since."""
        if name == "owner":
            return Member.objects.filter(pk=stored["owner"]).first()
        return super()._read(name, stored)


class ActionsForm(forms.Form):
    """Which actions; what cannot be read is left at what is usual: all that are open."""

    below = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    state = forms.ChoiceField(
        required=False, choices=[*ActionState.choices, (ANY_STATE, _("in any state"))]
    )
    mine = forms.BooleanField(required=False)

    @property
    def action_filter(self) -> ActionFilter:
        """What was asked for."""
        self.is_valid()
        said = self.cleaned_data
        return ActionFilter(
            below=said.get("below"),
            state=said.get("state") or ActionState.OPEN,
            mine=bool(said.get("mine")),
        )
