"""Forms of what there is to plan with, and of an order of investment."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.frameworks.schema import Capability, Framework
from assessments.planning.models import MOST_CAPACITY, Plan
from assessments.planning.number_text import number_without_zeros
from assessments.planning.portfolio.basis import Mark
from assessments.planning.portfolio.level_closure import CapabilityStep, step_text
from assessments.planning.portfolio.unlock import default_efforts
from orgs.web.shown_forms import ShownForm

from .actions import Means

LEAST_CAPACITY = Decimal("0.01")


class MeansForm(ShownForm):
    """Capacity, start, unit of value, and the person-weeks of every step."""

    capacity = forms.DecimalField(
        label=gettext_lazy("Person-weeks a month"),
        min_value=LEAST_CAPACITY,
        max_value=MOST_CAPACITY,
        max_digits=9,
        decimal_places=2,
        required=False,
        help_text=gettext_lazy(
            "Of all who build. Until you enter it, plans and trajectories count with 66.5: the "
            "15.3 people of the programme that vendors describe."
        ),
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

    def __init__(
        self,
        *args: Any,
        framework: Framework,
        true_already: Collection[CapabilityStep] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.framework = framework
        for step, usual in default_efforts(framework).items():
            self.fields[step_text(step)] = forms.DecimalField(
                label=f"{step.capability} {step.level}",
                min_value=Decimal(0),
                max_value=MOST_CAPACITY,
                max_digits=9,
                decimal_places=2,
                required=False,
                widget=forms.NumberInput(attrs={"placeholder": str(usual), "step": "any"}),
                help_text=_("true already: costs nothing") if step in true_already else "",
            )

    @staticmethod
    def facts_of(plan: Plan) -> dict[str, Any]:
        """Return what the form shows of a plan at first."""
        own = {name: getattr(plan, name) for name in ("starts_on", "value_unit")}
        capacity = "" if plan.capacity is None else number_without_zeros(plan.capacity)
        return own | {"capacity": capacity} | dict(plan.efforts)

    @property
    def effort_rows(self) -> list[tuple[Capability, list[BoundField]]]:
        """The fields of each capability's steps."""
        return [
            (row, [self[step_text(CapabilityStep(row.key, step.level_to))] for step in row.steps])
            for row in self.framework.capabilities
        ]

    @property
    def means(self) -> Means:
        """What there is to plan with, once the form is valid."""
        cleaned = self.cleaned_data
        steps = default_efforts(self.framework)
        given: Mapping[CapabilityStep, Decimal | None] = {
            step: cleaned[step_text(step)] for step in steps
        }
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
        choices=[("", "-"), *((mark.value, mark.value) for mark in Mark)],
        coerce=Mark,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = {step_text(step): step for step in default_efforts(framework)}
        field = self.fields["step"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - narrows the type
        field.choices = [(key, key) for key in steps]
        field.coerce = steps.__getitem__


class BudgetForm(forms.Form):
    """A budget in person-weeks."""

    budget = forms.DecimalField(
        min_value=Decimal(0), max_value=MOST_CAPACITY * 10, max_digits=12, decimal_places=2
    )


class OwnOrderForm(forms.Form):
    """An order of steps as it stands in the page, and one step to move up or down, if any."""

    steps = forms.CharField(max_length=4000, required=False)
    shown = forms.CharField(max_length=4000, required=False)
    up = forms.CharField(max_length=70, required=False)
    down = forms.CharField(max_length=70, required=False)

    def is_stale(self, stored: list[str]) -> bool:
        """Return whether the page showed another order of one's own than is stored."""
        seen = self.cleaned_data["shown"]
        return bool(seen) and seen != own_order_mark(stored)

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


def own_order_mark(stored: list[str]) -> str:
    """Return what a page carries of the order of one's own that it shows."""
    return " ".join(stored) or "-"
