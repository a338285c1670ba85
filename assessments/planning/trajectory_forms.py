"""Forms of the two trajectories: they check shape; the actions save."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any
from urllib.parse import parse_qsl

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.planning.actions.scenarios import Facts
from assessments.planning.parameters import PARAMETERS, Measured, exact

MOST_VALUE = Decimal(1_000_000_000)
LEVELS = [(str(level), str(level)) for level in (1, 2, 3, 4)]
USUAL_LEVEL = 2


class NumbersForm(forms.Form):
    """The assumptions as somebody wrote them; what is left out or wrong keeps its usual number."""

    v = forms.DecimalField(min_value=Decimal(0), max_value=MOST_VALUE, required=False)
    level = forms.TypedChoiceField(choices=LEVELS, coerce=int, empty_value=None, required=False)
    begin = forms.ChoiceField(choices=[("defaults", "")], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in PARAMETERS:
            self.fields[row.symbol] = forms.DecimalField(
                max_digits=20, decimal_places=6, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Refuse numbers outside the model's limits."""
        for row in PARAMETERS:
            number = self.cleaned_data.get(row.symbol)
            if number is not None and not row.allows(row.read(number)):
                self.add_error(row.symbol, ValidationError(_("This number cannot be.")))
        return self.cleaned_data

    @property
    def foundation_level(self) -> int:
        """The level that a measured foundation goes up to."""
        return int(self.cleaned_data.get("level") or USUAL_LEVEL)

    @property
    def is_from_defaults(self) -> bool:
        """Whether the source documents' numbers come before what is measured."""
        return bool(self.cleaned_data.get("begin"))

    @property
    def value(self) -> Fraction:
        """What one live system is worth a month."""
        return Fraction(self.cleaned_data.get("v") or 0)

    def numbers(self, measured: Mapping[str, Measured]) -> dict[str, Fraction]:
        """Return a number for every symbol: as written, else measured, else the default."""
        usual = {} if self.is_from_defaults else measured
        numbers = {}
        for row in PARAMETERS:
            written = self.cleaned_data.get(row.symbol)
            if written is not None:
                numbers[row.symbol] = exact(row.symbol, row.read(written), measured)
            else:
                known = usual.get(row.symbol)
                numbers[row.symbol] = known.number if known else row.default
        return numbers


class ScenarioForm(forms.Form):
    """The name under which assumptions are saved."""

    name = forms.CharField(label=gettext_lazy("Name of the scenario"), max_length=80)
    is_shared = forms.BooleanField(required=False)
    assumptions = forms.CharField(max_length=2000)

    def clean_assumptions(self) -> dict[str, str]:
        """Return the numbers by symbol, once all can be read."""
        written = dict(parse_qsl(self.cleaned_data["assumptions"]))
        form = NumbersForm(written)
        if not form.is_valid():
            raise ValidationError(_("These numbers cannot be read."))
        symbols = {row.symbol for row in PARAMETERS} | {"v"}
        return {key: number for key, number in written.items() if key in symbols}

    @property
    def facts(self) -> Facts:
        """What to save, once the form is valid."""
        return Facts(
            name=self.cleaned_data["name"],
            assumptions=self.cleaned_data["assumptions"],
            is_shared=self.cleaned_data["is_shared"],
        )
