"""The form of the three ways to a foundation."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy

from assessments.planning.models import FoundationOption, Sourcing
from assessments.planning.number_text import number_without_zeros
from orgs.web.shown_forms import ShownForm

from .actions import OptionValues

MOST_MONTHS = Decimal(120)
FIELDS = ("months", "cost", "upkeep", "removes", "note")


def _number(label: Any, places: int, most: Decimal | None = None) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=Decimal(0),
        max_value=most,
        max_digits=14,
        decimal_places=places,
        required=False,
        widget=forms.NumberInput(attrs={"step": "any"}),
    )


class SourcingForm(ShownForm):
    """Months, cost, upkeep, share removed and a note for each way; a field is named way-field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, is_kept=True, **kwargs)
        for way in Sourcing:
            self.fields |= {
                f"{way.value}-months": _number(
                    gettext_lazy("Months until it stands"), 1, MOST_MONTHS
                ),
                f"{way.value}-cost": _number(gettext_lazy("Cost until then"), 2),
                f"{way.value}-upkeep": _number(gettext_lazy("Cost a month from then on"), 2),
                f"{way.value}-removes": _number(
                    gettext_lazy("Percent of today's plumbing that it removes"), 1, Decimal(100)
                ),
                f"{way.value}-note": forms.CharField(
                    label=gettext_lazy("What it removes"), max_length=500, required=False
                ),
            }

    @staticmethod
    def facts_of(options: Mapping[Sourcing, FoundationOption]) -> dict[str, Any]:
        """Return what the form shows at first."""
        return {
            f"{way.value}-{name}": _written(getattr(row, name))
            for way, row in options.items()
            for name in FIELDS
        }

    def label_of(self, name: str) -> str:
        """Return the field's label with its way."""
        way, _dash, _field = name.partition("-")
        return f"{Sourcing(way).label}: {self.fields[name].label}"

    @property
    def columns(self) -> list[tuple[Any, list[BoundField]]]:
        """The fields of each way, under its name."""
        return [(way.label, [self[f"{way.value}-{name}"] for name in FIELDS]) for way in Sourcing]

    @property
    def options(self) -> dict[Sourcing, OptionValues]:
        """What is said of each way, once the form is valid."""
        return {
            way: OptionValues(**{name: self.cleaned_data[f"{way.value}-{name}"] for name in FIELDS})
            for way in Sourcing
        }


def _written(value: Decimal | str | None) -> str | None:
    return number_without_zeros(value) if isinstance(value, Decimal) else value
