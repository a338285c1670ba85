"""The form of a strategy's elements: what an address shows, and what is saved."""

from collections.abc import Iterable
from decimal import Decimal
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.planning.economics.json_command import MOST_MONEY
from assessments.planning.number_text import number_without_zeros

from .assumptions import elements


class StrategyForm(forms.Form):
    """The ticked elements of a strategy, and what a month of the plan's capacity costs.

    `look` comes from the button that shows them without saving.
    """

    elements = forms.MultipleChoiceField(
        choices=[("", "-"), *((row.key, row.element) for row in elements())], required=False
    )
    burn = forms.DecimalField(
        label=_("What a month costs"),
        min_value=Decimal(0),
        max_value=MOST_MONEY,
        max_digits=15,
        decimal_places=2,
        required=False,
    )
    look = forms.BooleanField(required=False)

    @property
    def ticked(self) -> frozenset[str]:
        """The ticked elements that there are, also where something else was wrong."""
        asked = self.data.getlist("elements") if hasattr(self.data, "getlist") else ()
        return frozenset(asked) & {row.key for row in elements()}

    @property
    def monthly_cost(self) -> Decimal | None:
        """What a month costs; None where nobody said so."""
        return self.cleaned_data.get("burn")


def strategy_fields(ticked: Iterable[str], burn: Decimal | None) -> list[tuple[str, str]]:
    """Return the ticks as an address carries them, in the elements' order."""
    chosen = set(ticked)
    keys = [row.key for row in elements() if row.key in chosen] or [""]
    cost = [] if burn is None else [("burn", number_without_zeros(burn))]
    return [*(("elements", key) for key in keys), *cost]


def strategy_query(ticked: Iterable[str], burn: Decimal | None, choice: str) -> str:
    """Return the address's query that opens exactly these ticks on the chosen basis."""
    return "&".join(filter(None, [urlencode(strategy_fields(ticked, burn)), choice]))
