"""The form of a leader's review."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.frameworks.schema import Capability, Framework
from assessments.rounds.review.actions import Remarks
from assessments.rounds.versioned_forms import SeenForm
from assessments.rounds.voting.actions import LONGEST_TEXT


class AcceptForm(SeenForm):
    """Which revision was read."""

    seen_revision = forms.IntegerField(
        required=False, min_value=1, max_value=1_000_000, widget=forms.HiddenInput
    )


class ReviewForm(AcceptForm):
    """What is to be looked at again: a comment for each capability, and a note on the whole."""

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.framework = framework
        for row in framework.capabilities:
            self.fields[f"comment-{row.key}"] = self._text(row.name)
        self.fields["note"] = self._text(_("On the whole"))

    @staticmethod
    def _text(label: Any) -> forms.CharField:
        area = forms.Textarea(attrs={"rows": 2, "class": "form-control"})
        return forms.CharField(label=label, required=False, max_length=LONGEST_TEXT, widget=area)

    @property
    def comments(self) -> list[tuple[Capability, forms.BoundField]]:
        """Each capability with its field."""
        return [(row, self[f"comment-{row.key}"]) for row in self.framework.capabilities]

    @property
    def remarks(self) -> Remarks:
        """What was said, once the form is valid."""
        keys = self.framework.capabilities_by_key
        said = {key: self.cleaned_data[f"comment-{key}"] for key in keys}
        return Remarks(
            comments=said,
            note=self.cleaned_data["note"],
            seen_revision=self.cleaned_data["seen_revision"],
        )
