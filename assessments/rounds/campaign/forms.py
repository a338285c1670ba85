"""Forms of a round: what it is to be, its days, what one unit aims for, which rows to show."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.frameworks.schema import Capability, Framework
from assessments.rounds.models import Round, RoundUnit
from assessments.rounds.voting.forms import LEVELS
from orgs.models import Unit
from orgs.names.appearance import NameField
from orgs.web.shown_forms import ShownForm

from .actions import RoundPlan
from .queries import STANDINGS

LONGEST_REASON = 2_000


def _day(label: Any, help_text: Any) -> forms.DateField:
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=picker, help_text=help_text)


class DatesForm(ShownForm):
    """When a round closes and reminds; days of the organization."""

    closes_on = _day(gettext_lazy("Closes on"), gettext_lazy("Automatically, as this day ends."))
    reminds_on = _day(
        gettext_lazy("Reminds on"),
        gettext_lazy(
            "Once, by email, those whose answers are missing. Empty: no automatic reminder."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse days that do not follow each other."""
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens_on"), cleaned.get("closes_on")
        reminds = cleaned.get("reminds_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("A round closes on or after the day it opens."))
        elif reminds and closes and reminds > closes:
            self.add_error("reminds_on", _("Reminders go out on the day it closes, or before."))
        elif reminds and opens and reminds < opens:
            self.add_error("reminds_on", _("Reminders go out on the day it opens, or later."))
        return cleaned


class RoundForm(DatesForm):
    """A round: what it aims for, by capability, and the units it asks."""

    name = NameField(label=gettext_lazy("Name"), max_length=120)
    opens_on = _day(
        gettext_lazy("Opens on"),
        gettext_lazy("Automatically, as this day begins. Empty: you open it yourself."),
    )
    units: "forms.ModelMultipleChoiceField[Unit]" = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label=gettext_lazy("Units"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, framework: Framework, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.framework = framework
        self.fields["units"].queryset = units  # type: ignore[attr-defined]
        for capability in framework.capabilities:
            key = capability.key
            self.fields[f"target-{key}"] = forms.TypedChoiceField(
                choices=LEVELS,
                coerce=int,
                label=_("Target"),
                initial=framework.default_target[key],
            )
            self.fields[f"weight-{key}"] = forms.DecimalField(
                min_value=Decimal(0),
                max_value=Decimal(100),
                max_digits=6,
                decimal_places=2,
                label=_("Weight"),
                initial=1,
            )

    def label_of(self, name: str) -> str:
        """Return the field's label, of a target or a weight with its capability."""
        _kind, _dash, key = name.partition("-")
        row = self.framework.capabilities_by_key.get(key)
        return f"{row.name}: {self.fields[name].label}" if row else super().label_of(name)

    @property
    def aims(self) -> list[tuple[Capability, forms.BoundField, forms.BoundField]]:
        """Each capability with its fields for target and weight."""
        return [
            (row, self[f"target-{row.key}"], self[f"weight-{row.key}"])
            for row in self.framework.capabilities
        ]

    @property
    def plan(self) -> RoundPlan:
        """What the round is to be, once the form is valid."""
        cleaned = self.cleaned_data
        keys = self.framework.capabilities_by_key
        return RoundPlan(
            name=cleaned["name"],
            target={key: cleaned[f"target-{key}"] for key in keys},
            weights={key: float(cleaned[f"weight-{key}"]) for key in keys},
            opens_on=cleaned["opens_on"],
            closes_on=cleaned["closes_on"],
            reminds_on=cleaned["reminds_on"],
        )


def aims_of(former: Round) -> dict[str, Any]:
    """Return a round's targets and weights as the form's initial values."""
    targets = {f"target-{key}": level for key, level in former.target.items()}
    return targets | {f"weight-{key}": weight for key, weight in former.weights.items()}


def plan_of(drafted: Round) -> dict[str, Any]:
    """Return a draft as the form's initial values."""
    days = ("opens_on", "closes_on", "reminds_on")
    return {
        **aims_of(drafted),
        **{day: getattr(drafted, day) for day in days},
        "name": drafted.name,
        "units": list(drafted.chosen.values_list("unit", flat=True)),
    }


class TargetForm(ShownForm):
    """What one unit aims for, and why elsewhere than the round."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The unit's result and the history keep it."),
    )

    def __init__(self, *args: Any, framework: Framework, chosen: RoundUnit, **kwargs: Any) -> None:
        super().__init__(*args, row=chosen, **kwargs)
        self.framework = framework
        self.fields["reason"].initial = chosen.reason
        target = framework.full_target(chosen.round.target)
        for row in framework.capabilities:
            general = target[row.key]
            self.fields[f"target-{row.key}"] = forms.TypedChoiceField(
                choices=LEVELS,
                coerce=int,
                label=row.name,
                initial=chosen.target.get(row.key, general),
                help_text=_("The round aims for %s.") % general,
            )

    @property
    def levels(self) -> list[forms.BoundField]:
        """The field of each capability."""
        return [self[f"target-{row.key}"] for row in self.framework.capabilities]

    @property
    def target(self) -> dict[str, int]:
        """The chosen levels by capability, once the form is valid."""
        keys = self.framework.capabilities_by_key
        return {key: self.cleaned_data[f"target-{key}"] for key in keys}


class GlanceForm(forms.Form):
    """Which rows of a round to show."""

    words = forms.CharField(
        label=gettext_lazy("Unit"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"class": "form-control", "type": "search"}),
    )
    standing = forms.ChoiceField(
        label=gettext_lazy("Standing"),
        required=False,
        choices=[("", gettext_lazy("All")), *STANDINGS.items()],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
