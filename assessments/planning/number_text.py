"""Numbers as people read them."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import cast

from babel.numbers import get_currency_symbol, parse_pattern
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from orgs.currencies import reader_locale

MONTHS_A_YEAR = 12
MOST_PLACES = 4
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


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


def with_unit(text: str, unit: str) -> str:
    """Return a number with what it counts; a percent sign stands at the number."""
    return f"{text}%" if unit == "%" else f"{text} {unit}".rstrip()


def times_text(times: Fraction | None) -> str:
    """Return how many times as many; what is not 1 has as many decimals as it takes to see it."""
    if times is None or times == 1:
        return number_text(times)
    written = [number_text(times, places) for places in range(1, MOST_PLACES + 1)]
    return next((text for text in written if text != "1"), written[0])


def range_text(low: Fraction | None, high: Fraction | None, places: int) -> str:
    """Return the ends of a range as people read them; one where both read the same."""
    return ends_text(number_text(low, places), number_text(high, places))


def ends_text(low: str, high: str) -> str:
    """Return the written ends of a range; one where both read the same."""
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def number_without_zeros(number: Decimal) -> str:
    """Return the number as people write it: no zeros at its end, no exponent."""
    return f"{number.normalize():f}"


def monthly_cost(amount: Fraction, currency: str) -> str:
    """Return what a month and a year cost, as people read them."""
    year = money_text(MONTHS_A_YEAR * amount, currency)
    return _("%(month)s a month, %(year)s a year") % {
        "month": money_text(amount, currency),
        "year": year,
    }


def money_text(amount: Fraction | None, currency: str) -> str:
    """Return a whole amount in a currency, as the present reader's language writes it."""
    if amount is None:
        return "–"
    locale = reader_locale()
    pattern = parse_pattern(locale.currency_formats["standard"].pattern)
    pattern.frac_prec = (0, 0)
    text = str(pattern.apply(Decimal(round(amount)), locale, currency, currency_digits=False))
    # A code keeps apart from the digits that follow it; a sign such as $ does not.
    symbol = get_currency_symbol(currency, locale)
    if symbol[-1].isalpha():
        text = re.sub(rf"{re.escape(symbol)}(?=\d)", f"{symbol}{NO_BREAK_SPACE}", text)
    return text.replace("-", "−")
