"""The form of a use case."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils.translation import gettext_lazy

from assessments.frameworks.schema import Capability, Framework
from assessments.planning.models import MOST_VALUE, Project, UseCase
from assessments.planning.number_text import number_without_zeros
from orgs.names.appearance import NameField
from orgs.web.shown_forms import ShownForm

from .actions import UseCaseValues

NOT_REQUIRED = gettext_lazy("not required")


class CarrierField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A project, named with its unit."""

    def label_from_instance(self, obj: Project) -> str:
        """Return the project's name and its unit's."""
        return f"{obj.name} ({obj.unit.name})"


class UseCaseForm(ShownForm):
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

    approved_on = forms.DateField(
        label=gettext_lazy("Approved on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The day on which leadership said yes. Empty: not yet."),
    )
    project = CarrierField(
        Project.objects.none(),
        label=gettext_lazy("The AI project that carries it"),
        required=False,
        empty_label=gettext_lazy("none yet"),
        help_text=gettext_lazy("It ships on the day on which the project is in production."),
        error_messages={
            "invalid_choice": gettext_lazy("Choose a project of this unit, or of one below it.")
        },
    )
    replaces = forms.ModelChoiceField(
        UseCase.objects.none(),
        label=gettext_lazy("Replaces"),
        required=False,
        empty_label=gettext_lazy("none"),
        help_text=gettext_lazy("The use case that was given up for it; it is planned no more."),
        error_messages={"invalid_choice": gettext_lazy("Choose another use case of this unit.")},
    )

    def __init__(
        self,
        *args: Any,
        framework: Framework,
        projects: QuerySet[Project],
        others: QuerySet[UseCase],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]
        self.fields["replaces"].queryset = others  # type: ignore[attr-defined]
        self.framework = framework
        for row in framework.capabilities:
            self.fields[row.key] = forms.TypedChoiceField(
                label=row.name, choices=_levels(row), coerce=int, empty_value=None, required=False
            )

    @staticmethod
    def facts_of(use_case: UseCase) -> dict[str, Any]:
        """Return what the form shows of a use case at first."""
        kept = ("name", "constraint", "note", "approved_on")
        own = {name: getattr(use_case, name) for name in kept}
        own |= {"project": use_case.project_id, "replaces": use_case.replaces_id}
        return own | {"value": number_without_zeros(use_case.value)} | dict(use_case.requires)

    @property
    def own_fields(self) -> list[BoundField]:
        """The fields beside the levels."""
        return [self[name] for name in ("name", "value", "constraint", "note")]

    @property
    def delivery_fields(self) -> list[BoundField]:
        """The fields about its way to production."""
        return [self[name] for name in ("approved_on", "project", "replaces")]

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
            approved_on=cleaned["approved_on"],
            project=cleaned["project"],
            replaces=cleaned["replaces"],
        )


def _levels(row: Capability) -> list[tuple[Any, Any]]:
    named = [(level.number, f"{level.number} · {level.name}") for level in row.levels[1:]]
    return [("", NOT_REQUIRED), *named]
