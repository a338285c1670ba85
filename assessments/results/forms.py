"""The shape of the comparison's address, of a review and of a quick check."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.frameworks.schema import TOP_LEVEL, Capability, Framework
from assessments.results.choice import TREE, By, Choice, Extent, Filters, Kind, State, numbers
from assessments.rounds.review.actions import Remarks
from assessments.rounds.voting.actions import LONGEST_TEXT
from orgs.units.tags import LONGEST_TAG

LARGEST_ID = 2**63 - 1
MOST_CHOSEN = 1000
CHOSEN = rf"\A\d{{1,18}}(,\d{{1,18}}){{0,{MOST_CHOSEN - 1}}}\Z"


class CompareForm(forms.Form):
    """Which round and units, which levels, since when, in which order; all may be left out.

    `unit` may be there many times, as ticked boxes send it, and then stands for `units`.
    """

    round = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    levels = forms.ChoiceField(required=False, choices=[(kind, kind) for kind in Kind])
    sort = forms.RegexField(r"\A-?[A-Za-z0-9_]{1,20}\Z", required=False)
    by = forms.ChoiceField(required=False, choices=[(by, by) for by in By])
    show = forms.ChoiceField(required=False, choices=[(extent, extent) for extent in Extent])
    since = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    below = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    tag = forms.CharField(required=False, max_length=LONGEST_TAG)
    state = forms.ChoiceField(required=False, choices=[(state, state) for state in State])
    units = forms.RegexField(CHOSEN, required=False)
    unit = forms.TypedMultipleChoiceField(required=False, coerce=int)
    fold = forms.RegexField(CHOSEN, required=False)
    open = forms.RegexField(CHOSEN, required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ticked = self.data.getlist("unit") if hasattr(self.data, "getlist") else []
        known = {word for word in ticked[:MOST_CHOSEN] if word.isdecimal() and len(word) < 19}
        self.fields["unit"].choices = [(word, word) for word in known]  # type: ignore[attr-defined]

    @property
    def round_id(self) -> int | None:
        """The chosen round, None where there is none to read."""
        round_id: int | None = self.cleaned_data.get("round")
        return round_id

    @property
    def choice(self) -> Choice:
        """What was chosen; what could not be read is left at its default."""
        cleaned = self.cleaned_data
        return Choice(
            levels=Kind(cleaned.get("levels") or Kind.SUPPORTED),
            sort=cleaned.get("sort") or TREE,
            folded=numbers(cleaned.get("fold") or ""),
            opened=numbers(cleaned.get("open") or ""),
            by=By(cleaned.get("by") or By.CAPABILITIES),
            extent=Extent(cleaned.get("show") or Extent.ROLLED),
            since=cleaned.get("since"),
            filters=self._filters(),
            page=cleaned.get("page") or 1,
        )

    def _filters(self) -> Filters:
        cleaned = self.cleaned_data
        ticked = frozenset(cleaned.get("unit") or ())
        return Filters(
            below=cleaned.get("below"),
            tag=" ".join((cleaned.get("tag") or "").lower().split()),
            state=State(cleaned.get("state") or State.ANY),
            units=ticked or numbers(cleaned.get("units") or ""),
        )


class ReviewForm(forms.Form):
    """What is to be looked at again: a comment for each capability, and a note on the whole."""

    seen_revision = forms.IntegerField(
        required=False, min_value=1, max_value=1_000_000, widget=forms.HiddenInput
    )

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

    def see(self, revision: int) -> None:
        """Take the revision that the page shows by now as seen; what was typed stays."""
        self.data = {**self.data.dict(), "seen_revision": str(revision)}  # type: ignore[attr-defined]

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


class QuickCheckForm(forms.Form):
    """One picked level for each capability; none where the leader does not know."""

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.framework = framework
        levels = [(str(number), str(number)) for number in range(TOP_LEVEL + 1)]
        for row in framework.capabilities:
            self.fields[f"level-{row.key}"] = forms.TypedChoiceField(
                choices=[("", "-"), *levels], coerce=int, empty_value=None, required=False
            )

    @property
    def questions(self) -> list[tuple[Capability, str, str]]:
        """Each capability with its field's name and the picked level in words; empty for none."""
        return [
            (row, f"level-{row.key}", self._picked(row.key)) for row in self.framework.capabilities
        ]

    def _picked(self, key: str) -> str:
        value = self[f"level-{key}"].value()
        return "" if value is None else str(value)

    @property
    def anchors(self) -> dict[str, int]:
        """The picked levels by capability, once the form is valid."""
        picked = {
            key: self.cleaned_data[f"level-{key}"] for key in self.framework.capabilities_by_key
        }
        return {key: level for key, level in picked.items() if level is not None}
