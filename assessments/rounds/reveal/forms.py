"""Forms of what a team settles, and of who takes part."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.frameworks.ladder import Answer, condition_values
from assessments.frameworks.schema import Capability
from assessments.rounds.exemption import Exemption
from assessments.rounds.versioned_forms import SeenForm
from assessments.rounds.voting.actions import LONGEST_TEXT
from assessments.rounds.voting.wording import ANSWERS
from orgs.models import Member
from orgs.refusals import REFUSED
from orgs.web import idempotency

from .actions import Settlement, answers_of
from .ballots import CapabilityVotes, Settled
from .conflict import AnswerConflict, answer_conflict

LONGEST_SEARCH = 100


class SettleForm(SeenForm):
    """What the team agreed on one capability, and the version that they looked at."""

    seen_version = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput)
    change = forms.RegexField(
        idempotency.KEY, required=False, initial=idempotency.new_key, widget=forms.HiddenInput
    )
    not_applicable = forms.BooleanField(
        required=False, label=gettext_lazy("This does not apply to the unit")
    )
    not_applicable_reason = forms.CharField(
        required=False, max_length=LONGEST_TEXT, label=gettext_lazy("Why it does not apply")
    )
    not_applicable_approver = forms.CharField(
        required=False, max_length=120, label=gettext_lazy("Who approved that")
    )
    not_applicable_review_on = forms.DateField(
        required=False,
        label=gettext_lazy("When it is looked at again"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    rationale = forms.CharField(
        required=False,
        max_length=LONGEST_TEXT,
        label=gettext_lazy("Rationale"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    meanwhile: AnswerConflict | None = None

    def __init__(self, *args: Any, capability: Capability, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.capability = capability
        for condition in capability.conditions:
            self.fields[condition.key] = forms.ChoiceField(choices=ANSWERS, required=False)

    @property
    def conditions(self) -> dict[str, Answer]:
        """The conditions that were answered; what is left out is not known."""
        given = {row.key: self.cleaned_data.get(row.key) for row in self.capability.conditions}
        return {key: Answer(value or Answer.DONT_KNOW) for key, value in given.items()}

    @property
    def filled(self) -> dict[str, str]:
        """What each condition's field holds now, by its key."""
        return {row.key: self[row.key].value() for row in self.capability.conditions}

    @property
    def settlement(self) -> Settlement:
        """The agreed answer, once the form is valid."""
        cleaned = self.cleaned_data
        return Settlement(
            capability=self.capability,
            conditions={} if cleaned["not_applicable"] else self.conditions,
            not_applicable=cleaned["not_applicable"],
            exemption=Exemption(
                reason=cleaned["not_applicable_reason"],
                approver=cleaned["not_applicable_approver"],
                review_on=cleaned["not_applicable_review_on"],
            ),
            rationale=cleaned["rationale"],
            seen_version=cleaned["seen_version"],
            change=cleaned["change"],
        )

    def meet(self, settled: Settled) -> None:
        """Compare with what was settled meanwhile, and take it as seen."""
        own = answers_of(self.settlement)
        self.meanwhile = answer_conflict(self.capability, settled.answers, own)
        self.see(seen_version=settled.version, change=idempotency.new_key())


def majority_form(row: CapabilityVotes) -> SettleForm:
    """Return the form of somebody who meant the majority, where the row changed meanwhile."""
    capability = row.capability
    values = condition_values(capability, row.latest.merged)
    data = QueryDict(mutable=True)
    data.update({key: answer.value for key, answer in values.items()} | {"seen_version": "0"})
    form = SettleForm(data, capability=capability, auto_id=f"{capability.key}-%s")
    form.is_valid()
    sentence = _("This changed since you opened the page. Look at it, then settle it.")
    form.add_error(None, ValidationError(sentence, code=REFUSED))
    if row.settled:
        form.meet(row.settled)
    return form


class ParticipantForm(forms.Form):
    """Somebody to take part."""

    member: "forms.ModelChoiceField[Member]" = forms.ModelChoiceField(
        Member.objects.none(), label=gettext_lazy("Add a participant"), empty_label="…"
    )

    find = forms.CharField(required=False, max_length=LONGEST_SEARCH, widget=forms.HiddenInput)

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members  # type: ignore[attr-defined]


def searched(sent: Mapping[str, str]) -> str:
    """Return the words by which people are searched; what the database cannot hold finds nobody."""
    words = sent.get("find", "").strip()[:LONGEST_SEARCH]
    return "" if "\0" in words else words
