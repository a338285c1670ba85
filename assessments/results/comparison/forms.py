"""The shape of the comparison's address."""

from typing import Any

from django import forms

from orgs.database.limits import LARGEST_ID
from orgs.names.folding import fold
from orgs.units.tags import LONGEST_TAG

from .options import TREE, By, ComparisonOptions, Extent, Filters, LevelKind, State, parse_numbers

MOST_CHOSEN = 1000
CHOSEN = rf"\A\d{{1,18}}(,\d{{1,18}}){{0,{MOST_CHOSEN - 1}}}\Z"


class CompareForm(forms.Form):
    """Which round and units, which levels, since when, in which order; all may be left out.

    `unit` may be there many times, as ticked boxes send it, and then stands for `units`.
    """

    round = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    levels = forms.ChoiceField(required=False, choices=[(kind, kind) for kind in LevelKind])
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
    def choice(self) -> ComparisonOptions:
        """What was chosen; what could not be read is left at its default."""
        cleaned = self.cleaned_data
        return ComparisonOptions(
            levels=LevelKind(cleaned.get("levels") or LevelKind.SUPPORTED),
            sort=cleaned.get("sort") or TREE,
            folded=parse_numbers(cleaned.get("fold") or ""),
            opened=parse_numbers(cleaned.get("open") or ""),
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
            tag=fold(cleaned.get("tag") or ""),
            state=State(cleaned.get("state") or State.ANY),
            units=ticked or parse_numbers(cleaned.get("units") or ""),
        )
