"""The form of a quick check."""

from typing import Any

from django import forms

from assessments.frameworks.schema import TOP_LEVEL, Capability, Framework


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
