"""Numbers as people read them."""

from decimal import Decimal
from fractions import Fraction
from typing import cast

from django.utils.formats import number_format
from django.utils.translation import gettext as _


def percent(share: object) -> str:
    """Return a share from 0 to 1 in percent, with one decimal."""
    return number_format(round(100 * float(cast("Fraction", share)), 1), 1)


def days_text(days: Fraction) -> str:
    """Return days with one decimal."""
    return number_format(round(float(days), 1), 1)


def number_text(number: Fraction | Decimal | None, places: int = 2) -> str:
    """Return a number as people read it: whole, or with at most so many decimals."""
    if number is None:
        return "–"
    text = f"{float(number):,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def range_text(low: Fraction | None, high: Fraction | None, places: int) -> str:
    """Return the ends of a range as people read them; one where both read the same."""
    ends = {"low": number_text(low, places), "high": number_text(high, places)}
    return ends["low"] if ends["low"] == ends["high"] else _("%(low)s to %(high)s") % ends


def number_without_zeros(number: Decimal) -> str:
    """Return the number as people write it: no zeros at its end, no exponent."""
    return f"{number.normalize():f}"
