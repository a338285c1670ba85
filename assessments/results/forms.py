"""The shape of the comparison's address."""

from django import forms

from assessments.results.choice import TREE, Choice, Kind

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
