"""The shape of the comparison's address, and of a review."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.frameworks.schema import Capability, Framework
from assessments.results.choice import TREE, Choice, Kind
from assessments.rounds.actions.reviewing import Remarks
from assessments.rounds.actions.voting import LONGEST_TEXT

LARGEST_ID = 2**63 - 1
FOLDED = r"\A\d{1,18}(,\d{1,18}){0,499}\Z"


class CompareForm(forms.Form):
    """Which round, which levels, in which order, what is folded; all may be left out."""

    round = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    levels = forms.ChoiceField(required=False, choices=[(kind, kind) for kind in Kind])
    sort = forms.RegexField(r"\A-?[A-Za-z0-9_]{1,20}\Z", required=False)
    fold = forms.RegexField(FOLDED, required=False)

    @property
    def round_id(self) -> int | None:
        """The chosen round, None where there is none to read."""
        round_id: int | None = self.cleaned_data.get("round")
        return round_id

    @property
    def choice(self) -> Choice:
        """What was chosen; what could not be read is left at its default."""
        cleaned = self.cleaned_data
        folded = filter(None, (cleaned.get("fold") or "").split(","))
        return Choice(
            levels=Kind(cleaned.get("levels") or Kind.SUPPORTED),
            sort=cleaned.get("sort") or TREE,
            folded=frozenset(map(int, folded)),
        )


class ReviewForm(forms.Form):
    """What is to be looked at again: a comment for each capability, and a note on the whole."""

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.framework = framework
        for row in framework.capabilities:
            self.fields[f"comment-{row.key}"] = self._text(row.name)
        self.fields["note"] = self._text(_("On the whole"))

    @staticmethod
    def _text(label: Any) -> forms.CharField:
        area = forms.Textarea(attrs={"rows": 2})
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
        return Remarks(comments=said, note=self.cleaned_data["note"])
