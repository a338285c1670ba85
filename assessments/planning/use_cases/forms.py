"""The form of a use case."""

from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy

from assessments.frameworks.schema import Capability, Framework
from assessments.planning.models import MOST_VALUE, UseCase
from assessments.planning.number_text import number_without_zeros
from orgs.names.appearance import NameField

from .actions import UseCaseValues

NOT_REQUIRED = gettext_lazy("not required")


class UseCaseForm(forms.Form):
    """A use case: what it is called, what it is worth, which levels it requires."""

    name = NameField(label=gettext_lazy("Name"), max_length=120)
    value = forms.DecimalField(
        label=gettext_lazy("Value"),
        min_value=Decimal(0),
        max_value=MOST_VALUE,
        max_digits=12,
        decimal_places=2,
        help_text=gettext_lazy(
            "In any one unit, the same for all use cases: 1 to 10, or an amount a month."
        ),
    )
    constraint = forms.CharField(
        label=gettext_lazy("Where its data has to stay"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Such as: inside the EU, on premises. Leave empty if anywhere."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.framework = framework
        for row in framework.capabilities:
            self.fields[row.key] = forms.TypedChoiceField(
                label=row.name, choices=_levels(row), coerce=int, empty_value=None, required=False
            )

    @staticmethod
    def facts_of(use_case: UseCase) -> dict[str, Any]:
        """Return what the form shows of a use case at first."""
        own = {name: getattr(use_case, name) for name in ("name", "constraint", "note")}
        return own | {"value": number_without_zeros(use_case.value)} | dict(use_case.requires)

    @property
    def own_fields(self) -> list[BoundField]:
        """The fields beside the levels."""
        return [self[name] for name in ("name", "value", "constraint", "note")]

    @property
    def level_fields(self) -> list[BoundField]:
        """One field for each capability."""
        return [self[row.key] for row in self.framework.capabilities]

    @property
    def facts(self) -> UseCaseValues:
        """What is said, once the form is valid."""
        cleaned = self.cleaned_data
        levels = {row.key: cleaned[row.key] for row in self.framework.capabilities}
        return UseCaseValues(
            name=cleaned["name"],
            value=cleaned["value"],
            requires={key: level for key, level in levels.items() if level},
            constraint=cleaned["constraint"],
            note=cleaned["note"],
        )


def _levels(row: Capability) -> list[tuple[Any, Any]]:
    named = [(level.number, f"{level.number} · {level.name}") for level in row.levels[1:]]
    return [("", NOT_REQUIRED), *named]
