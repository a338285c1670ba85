"""The form of a strategy's elements."""

from django import forms

from .assumptions import elements


class StrategyForm(forms.Form):
    """The ticked elements of a strategy."""

    elements = forms.MultipleChoiceField(
        choices=[(row.key, row.element) for row in elements()], required=False
    )
