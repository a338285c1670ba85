"""The currencies that an organization can count in."""

from functools import cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies
from django.utils.translation import get_language, to_locale

# What the published sources count in, and an organization that has chosen no other.
DOLLARS = "USD"


def reader_locale() -> Locale:
    """Return how the present reader's language writes numbers, amounts and names of currencies."""
    return Locale.parse(to_locale(get_language() or "en"))


@cache
def codes() -> frozenset[str]:
    """Return the ISO codes of what is legal tender somewhere today."""
    places = get_global("territory_currencies")
    return frozenset(code for place in places for code in get_territory_currencies(place))


def choices() -> list[tuple[str, str]]:
    """Return codes with their names in the reader's language, by name."""
    locale = reader_locale()
    named = ((code, f"{get_currency_name(code, locale=locale)} ({code})") for code in codes())
    return sorted(named, key=lambda row: row[1])
