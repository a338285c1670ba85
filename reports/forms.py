"""The shape of an order for a comparison."""

from django import forms

from assessments.results.forms import LARGEST_ID, CompareForm


class OrderComparisonForm(CompareForm):
    """What the comparison's page showed; the round must be named."""

    round = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
