"""Forms of the planning room: they check shape; the actions save."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy

from assessments.frameworks.schema import Capability, Framework
from assessments.planning.actions.ordering import Means
from assessments.planning.actions.use_cases import Facts
from assessments.planning.closure import Step
from assessments.planning.models import MOST_CAPACITY, MOST_VALUE, Mark, Plan, UseCase
from assessments.planning.queries.portfolio import write_step
from assessments.planning.register_forms import plain
from assessments.planning.strategy import elements
from assessments.planning.unlock import default_efforts

NOT_REQUIRED = gettext_lazy("not required")


class UseCaseForm(forms.Form):
    """A use case: what it is called, what it is worth, which levels it requires."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    value = forms.DecimalField(
        label=gettext_lazy("Value"),
        min_value=Decimal(0),
        max_value=MOST_VALUE,
        max_digits=12,
        decimal_places=2,
        help_text=gettext_lazy(
            "In any one unit, the same for all use cases: 1 to 10, or money a month."
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
        return own | {"value": plain(use_case.value)} | dict(use_case.requires)

    @property
    def own_fields(self) -> list[BoundField]:
        """The fields beside the levels."""
        return [self[name] for name in ("name", "value", "constraint", "note")]

    @property
    def level_fields(self) -> list[BoundField]:
        """One field for each capability."""
        return [self[row.key] for row in self.framework.capabilities]

    @property
    def facts(self) -> Facts:
        """What is said, once the form is valid."""
        cleaned = self.cleaned_data
        levels = {row.key: cleaned[row.key] for row in self.framework.capabilities}
        return Facts(
            name=cleaned["name"],
            value=cleaned["value"],
            requires={key: level for key, level in levels.items() if level},
            constraint=cleaned["constraint"],
            note=cleaned["note"],
        )


class MeansForm(forms.Form):
    """Capacity, start, unit of value, and the person-weeks of every step."""

    capacity = forms.DecimalField(
        label=gettext_lazy("Person-weeks a quarter"),
        min_value=Decimal(0),
        max_value=MOST_CAPACITY,
        max_digits=9,
        decimal_places=2,
    )
    starts_on = forms.DateField(
        label=gettext_lazy("First quarter starts on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    value_unit = forms.CharField(
        label=gettext_lazy("What values are counted in"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Such as: points, € thousand a month."),
    )

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.framework = framework
        for step, usual in default_efforts(framework).items():
            self.fields[write_step(step)] = forms.DecimalField(
                label=f"{step.capability} {step.level}",
                min_value=Decimal(0),
                max_value=MOST_CAPACITY,
                max_digits=9,
                decimal_places=2,
                required=False,
                widget=forms.NumberInput(attrs={"placeholder": str(usual), "step": "any"}),
            )

    @staticmethod
    def facts_of(plan: Plan) -> dict[str, Any]:
        """Return what the form shows of a plan at first."""
        own = {name: getattr(plan, name) for name in ("starts_on", "value_unit")}
        return own | {"capacity": plain(plan.capacity)} | dict(plan.efforts)

    @property
    def effort_rows(self) -> list[tuple[Capability, list[BoundField]]]:
        """The fields of each capability's steps."""
        return [
            (row, [self[write_step(Step(row.key, step.level_to))] for step in row.steps])
            for row in self.framework.capabilities
        ]

    @property
    def means(self) -> Means:
        """What there is to plan with, once the form is valid."""
        cleaned = self.cleaned_data
        steps = default_efforts(self.framework)
        given: Mapping[Step, Decimal | None] = {step: cleaned[write_step(step)] for step in steps}
        return Means(
            capacity=cleaned["capacity"],
            starts_on=cleaned["starts_on"],
            value_unit=cleaned["value_unit"],
            efforts={step: effort for step, effort in given.items() if effort is not None},
        )


class StepForm(forms.Form):
    """A step of the framework, and what is decided about it."""

    step = forms.TypedChoiceField()
    mark = forms.TypedChoiceField(
        choices=[("", "-"), *Mark.choices], coerce=Mark, empty_value=None, required=False
    )

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = {write_step(step): step for step in default_efforts(framework)}
        field = self.fields["step"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - narrows the type
        field.choices = [(key, key) for key in steps]
        field.coerce = steps.__getitem__


class StrategyForm(forms.Form):
    """The ticked elements of a strategy."""

    elements = forms.MultipleChoiceField(
        choices=[(row.key, row.element) for row in elements()], required=False
    )


class BudgetForm(forms.Form):
    """A budget in person-weeks."""

    budget = forms.DecimalField(
        min_value=Decimal(0), max_value=MOST_CAPACITY * 10, max_digits=12, decimal_places=2
    )


class OwnOrderForm(forms.Form):
    """An order of steps as it stands in the page, and one step to move up or down, if any."""

    steps = forms.CharField(max_length=4000, required=False)
    up = forms.CharField(max_length=70, required=False)
    down = forms.CharField(max_length=70, required=False)

    @property
    def wanted(self) -> list[str]:
        """The steps in the wanted order."""
        steps = str(self.cleaned_data["steps"]).split()
        for name, by in (("up", -1), ("down", 1)):
            moved = self.cleaned_data[name]
            if moved in steps:
                place = steps.index(moved)
                steps.insert(max(0, min(len(steps), place + by)), steps.pop(place))
        return steps


def _levels(row: Capability) -> list[tuple[Any, Any]]:
    named = [(level.number, f"{level.number} · {level.name}") for level in row.levels[1:]]
    return [("", NOT_REQUIRED), *named]
