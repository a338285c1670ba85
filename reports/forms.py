"""The shape of an order for a comparison."""

from django import forms

from assessments.results.comparison.forms import CompareForm
from orgs.database.limits import LARGEST_ID


class OrderComparisonForm(CompareForm):
    """What the comparison's page showed; the round must be named."""

    round = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
