"""Forms of private votes: they check shape; the actions save."""

from typing import Any

from django import forms

from assessments.frameworks.ladder import Answer
from assessments.frameworks.schema import TOP_LEVEL, Capability
from assessments.rounds.exemption import Exemption
from assessments.rounds.models import Confidence

from .actions import LONGEST_TEXT
from .wording import ANSWERS

LEVELS = [(str(level), str(level)) for level in range(TOP_LEVEL + 1)]


class AnchorForm(forms.Form):
    """A picked level."""

    anchor = forms.TypedChoiceField(choices=LEVELS, coerce=int)


class ConditionForm(forms.Form):
    """One condition's answer; the field is named like the condition."""

    def __init__(self, *args: Any, condition: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[condition] = forms.TypedChoiceField(choices=ANSWERS, coerce=Answer)
        self.condition = condition

    @property
    def answer(self) -> Answer:
        """The given answer, once the form is valid."""
        return Answer(self.cleaned_data[self.condition])


class TextField(forms.CharField):
    """A text of some length; its lines end the same way, whoever sends them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=LONGEST_TEXT, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the text with single line feeds."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class CommentForm(forms.Form):
    """A comment on one's vote, and the one that it replaces."""

    text = TextField()
    seen = TextField()

    @property
    def seen_text(self) -> str | None:
        """What was stored when the comment was opened; None where the page did not say."""
        return str(self.cleaned_data["seen"]) if "seen" in self.data else None


class ConfidenceForm(forms.Form):
    """How sure one is; empty for unsaid."""

    confidence = forms.TypedChoiceField(
        choices=[("", "-"), *Confidence.choices], coerce=int, empty_value=None, required=False
    )


class ReasonForm(forms.Form):
    """Why a capability does not apply, who approved that, when it is looked at again."""

    reason = forms.CharField(required=False, max_length=LONGEST_TEXT)
    approver = forms.CharField(required=False, max_length=120)
    review_on = forms.DateField(required=False)

    @property
    def exemption(self) -> Exemption:
        """What was said, once the form is valid."""
        return Exemption(**self.cleaned_data)


class BallotForm(forms.Form):
    """All answers on a capability at once, for browsers without script."""

    def __init__(self, *args: Any, capability: Capability, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.capability = capability
        self.fields["anchor"] = forms.TypedChoiceField(
            choices=LEVELS, coerce=int, empty_value=None, required=False
        )
        self.fields["text"] = TextField()
        self.fields["seen"] = TextField()
        for condition in capability.conditions:
            self.fields[condition.key] = forms.ChoiceField(choices=ANSWERS, required=False)

    @property
    def conditions(self) -> dict[str, Answer]:
        """The conditions that were answered."""
        given = {row.key: self.cleaned_data[row.key] for row in self.capability.conditions}
        return {key: Answer(value) for key, value in given.items() if value}
