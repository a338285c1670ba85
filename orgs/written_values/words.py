"""Words of months and lengths of time in the languages that files come in, after CLDR; pure."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import TypeVar

from babel import Locale
from babel.units import format_unit

# The languages, and their regions that call a month otherwise.
LOCALES = ("en", "en_GB", "de", "de_AT", "fr", "fr_CA", "es", "it", "nl", "pt", "pt_PT", "pl")
SHORTEST_MONTH = 3  # letters that tell a month from all others
Meaning = TypeVar("Meaning")


class TimeUnit(StrEnum):
    """What a number counts; `WRITTEN` where that stands beside the number or above its column."""

    WRITTEN = "written"
    WEEKS = "weeks"
    DAYS = "days"
    HOURS = "hours"
    MINUTES = "minutes"
    SECONDS = "seconds"


# What programs and people write, and CLDR does not.
UNIT_WORDS = {
    TimeUnit.WEEKS: "w wk wks",
    TimeUnit.DAYS: """
        d day days md pd pt manday mandays person-day person-days personday persondays
        workday workdays personentag personentage arbeitstag arbeitstage
        """,
    TimeUnit.HOURS: "h hr hrs hour hours stdn",
    TimeUnit.MINUTES: "m min mins minute minutes",
    TimeUnit.SECONDS: "s sec secs second seconds",
}
MONTH_WORDS = {3: "mrz", 9: "setiembre"}


def folded(word: str) -> str:
    """Return the word without case, accents and the full stop of an abbreviation."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in letters if not unicodedata.combining(sign)).strip(" .")


@cache
def months() -> Mapping[str, int]:
    """Return the numbers of months by their folded names."""
    return _unambiguous(_written_months())


def month_number(word: str) -> int | None:
    """Return which month the word names, whole or begun with three letters; None for no month."""
    name = folded(word)
    if number := months().get(name):
        return number
    begun = {number for whole, number in months().items() if whole.startswith(name)}
    return begun.pop() if len(name) >= SHORTEST_MONTH and len(begun) == 1 else None


@cache
def units() -> Mapping[str, TimeUnit]:
    """Return the units of time by their folded words."""
    return _unambiguous(_written_units())


def _written_months() -> Iterator[tuple[str, int]]:
    for locale in LOCALES:
        for context in Locale.parse(locale).months.values():
            for width in ("wide", "abbreviated"):
                yield from ((name, number) for number, name in context[width].items())
    yield from ((word, number) for number, words in MONTH_WORDS.items() for word in words.split())


def _written_units() -> Iterator[tuple[str, TimeUnit]]:
    for unit in set(TimeUnit) - {TimeUnit.WRITTEN}:
        yield from ((word, unit) for word in UNIT_WORDS[unit].split())
        for locale in LOCALES:
            yield from ((word, unit) for word in _unit_words(unit, locale))


def _unit_words(unit: TimeUnit, locale: str) -> Iterator[str]:
    """Yield how the locale calls the unit: for one, few and many, in each of its lengths."""
    for number in (1, 2, 5):
        for length in ("long", "short", "narrow"):
            name = f"duration-{unit.value.removesuffix('s')}"
            written = format_unit(number, name, length=length, locale=locale)
            yield re.sub(r"[\d\s]", "", written)


def _unambiguous(rows: Iterable[tuple[str, Meaning]]) -> dict[str, Meaning]:
    """Return what the words mean, without those that two languages use for different things."""
    meanings: dict[str, set[Meaning]] = defaultdict(set)
    for word, meaning in rows:
        meanings[folded(word)].add(meaning)
    return {word: found.pop() for word, found in meanings.items() if len(found) == 1}
