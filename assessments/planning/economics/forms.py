"""Forms of the two trajectories: they check shape; the actions save."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar
from urllib.parse import parse_qsl

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.planning.foundation.missing_steps import FOUNDATION_LEVEL
from orgs.names.appearance import NameField

from .actions import ScenarioValues
from .own_economics import ENDS
from .parameters import BY_SYMBOL, GAIN_PARAMETERS, PARAMETERS, MeasuredParameter, Parameter, exact
from .trajectories import Mechanism

MOST_VALUE = Decimal(1_000_000_000)
LEVELS = [(str(level), str(level)) for level in (1, 2, 3, 4)]
MECHANISMS = [(mechanism.value, mechanism.value) for mechanism in Mechanism]


class ModelForm(forms.Form):
    """A model's numbers as somebody wrote them; what is left out or wrong keeps its usual one."""

    parameters: ClassVar[Sequence[Parameter]]

    begin = forms.ChoiceField(choices=[("defaults", "")], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in self.parameters:
            self.fields[row.symbol] = forms.DecimalField(
                max_digits=20, decimal_places=6, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Refuse numbers outside the model's limits."""
        for row in self.parameters:
            number = self.cleaned_data.get(row.symbol)
            if number is not None and not row.limits.allow(row.read(number)):
                self.add_error(row.symbol, ValidationError(_("This number is out of range.")))
        return self.cleaned_data

    @property
    def is_from_defaults(self) -> bool:
        """Whether the source documents' numbers come before what is measured."""
        return bool(self.cleaned_data.get("begin"))

    def numbers(
        self, measured: Mapping[str, MeasuredParameter], without_default: Collection[str] = ()
    ) -> dict[str, Fraction]:
        """Return the numbers by symbol: as written, else measured, else the default.

        What is without default has none unless one begins from the source documents' numbers.
        """
        usual = {} if self.is_from_defaults else measured
        numbers = {}
        for row in self.parameters:
            written = self.cleaned_data.get(row.symbol)
            if written is not None:
                numbers[row.symbol] = exact(row, row.read(written), measured)
            elif known := usual.get(row.symbol):
                numbers[row.symbol] = known.number
            elif self.is_from_defaults or row.symbol not in without_default:
                numbers[row.symbol] = row.default
        return numbers


class NumbersForm(ModelForm):
    """The assumptions of the two trajectories."""

    parameters = PARAMETERS

    v = forms.DecimalField(min_value=Decimal(0), max_value=MOST_VALUE, required=False)
    level = forms.TypedChoiceField(choices=LEVELS, coerce=int, empty_value=None, required=False)
    mechanism = forms.ChoiceField(choices=MECHANISMS, required=False)
    best_yield = forms.DecimalField(min_value=0, max_value=100, required=False)
    least_upkeep = forms.DecimalField(min_value=0, max_value=100, required=False)

    @property
    def foundation_level(self) -> int:
        """The level that a measured foundation goes up to."""
        return int(self.cleaned_data.get("level") or FOUNDATION_LEVEL)

    @property
    def value(self) -> Fraction:
        """What one live system is worth a month."""
        return Fraction(self.cleaned_data.get("v") or 0)

    @property
    def chosen(self) -> Mechanism:
        """The mechanism by which effort does not all become systems."""
        return Mechanism(self.cleaned_data.get("mechanism") or Mechanism.YIELD)

    @property
    def written_ends(self) -> frozenset[str]:
        """The symbols of what comes as a range for which somebody wrote a number."""
        return frozenset(symbol for symbol in ENDS if self.cleaned_data.get(symbol) is not None)

    @property
    def best(self) -> dict[str, Fraction]:
        """The upper ends of what comes as a range, by symbol; empty where nothing does."""
        ends = {symbol: self.cleaned_data.get(name) for symbol, name in ENDS.items()}
        return {
            symbol: BY_SYMBOL[symbol].read(written)
            for symbol, written in ends.items()
            if written is not None
        }


class GainsForm(ModelForm):
    """The numbers behind the worth of faster coding."""

    parameters = GAIN_PARAMETERS


KEPT = frozenset(
    {row.symbol for row in (*PARAMETERS, *GAIN_PARAMETERS)} | {"v", "mechanism", *ENDS.values()}
)


SHOWN_FORMAT = "%Y-%m-%dT%H:%M:%S.%f%z"


class ScenarioForm(forms.Form):
    """The name under which assumptions are saved, with those about faster coding beside them.

    `shown` is the moment of the page on which they stood.
    """

    name = NameField(label=gettext_lazy("Name of the scenario"), max_length=80)
    is_shared = forms.BooleanField(required=False)
    assumptions = forms.CharField(max_length=2000)
    gains = forms.CharField(max_length=2000, required=False)
    shown = forms.DateTimeField(required=False, input_formats=[SHOWN_FORMAT])

    def clean_assumptions(self) -> dict[str, str]:
        """Return the numbers by symbol, once all can be read."""
        return _read(self.cleaned_data["assumptions"], NumbersForm)

    def clean_gains(self) -> dict[str, str]:
        """Return those about faster coding, once all can be read."""
        return _read(self.cleaned_data["gains"], GainsForm)

    @property
    def facts(self) -> ScenarioValues:
        """What to save, once the form is valid."""
        return ScenarioValues(
            name=self.cleaned_data["name"],
            assumptions=self.cleaned_data["assumptions"] | self.cleaned_data["gains"],
            is_shared=self.cleaned_data["is_shared"],
        )


def _read(query: str, form: type[ModelForm]) -> dict[str, str]:
    written = dict(parse_qsl(query))
    if not form(written).is_valid():
        raise ValidationError(_("These numbers could not be read."))
    return {key: number for key, number in written.items() if key in KEPT}
