"""Numbers as people and programs write them; pure.

A point and a comma part decimals or thousands, by country. Most numbers show which; “1,234” alone
does not, so that it stays a question until the other numbers of its column, or a person, decide.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

POINT, COMMA = ".", ","
# Other signs for the same: full-width ones, Arabic ones, minus signs, blanks that do not break.
SIGNS = {
    "\N{FULLWIDTH FULL STOP}": POINT,
    "\N{ARABIC DECIMAL SEPARATOR}": POINT,
    "\N{FULLWIDTH COMMA}": COMMA,
    "\N{MINUS SIGN}": "-",
    "\N{FULLWIDTH HYPHEN-MINUS}": "-",
    "\N{FULLWIDTH PLUS SIGN}": "+",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{MODIFIER LETTER APOSTROPHE}": "'",
    "\N{ARABIC THOUSANDS SEPARATOR}": "'",
}
NUMBER = re.compile(r"([-+]?)(\d[\d ',.]*|[.,]\d+)(?:[eE]([-+]?\d{1,3}))?")
THREES = r"\d{1,3}(?:{mark}\d{3})+"
# India parts hundreds of thousands in pairs.
PAIRS = r"\d{1,2}(?:{mark}\d{2})*{mark}\d{3}"
AMBIGUOUS = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")


class DecimalMark(StrEnum):
    """What parts a number's decimals: as the numbers of the column show, or as somebody says."""

    FOUND = "found"
    POINT = "point"
    COMMA = "comma"
    EITHER = "either"


class UnreadableNumberError(ValueError):
    """The text is no number."""


class AmbiguousNumberError(ValueError):
    """The number is one of two, a thousand times apart."""


@dataclass(frozen=True)
class WrittenNumber:
    """A number: `value`, or `grouped` where its one mark parts thousands and not decimals.

    `grouped` is None where the number can be read in one way only. `decimal` and `grouping` are the
    marks of which the number shows for sure what they part; `mark` is the one in question.
    """

    value: Decimal
    grouped: Decimal | None = None
    mark: str = ""
    decimal: str = ""
    grouping: str = ""


@dataclass(frozen=True)
class NumberMarks:
    """Which marks part decimals and which part thousands, as far as it is known."""

    decimal: frozenset[str] = frozenset()
    grouping: frozenset[str] = frozenset()


CHOSEN = {
    DecimalMark.FOUND: NumberMarks(),
    DecimalMark.POINT: NumberMarks(frozenset({POINT}), frozenset({COMMA})),
    DecimalMark.COMMA: NumberMarks(frozenset({COMMA}), frozenset({POINT})),
    DecimalMark.EITHER: NumberMarks(frozenset({POINT, COMMA})),
}


def parse_number(word: str, marks: NumberMarks) -> Decimal:
    """Return the number; raise UnreadableNumberError, or AmbiguousNumberError by these marks."""
    number = written_number(word)
    if number.grouped is None:
        return number.value
    is_decimal, is_grouping = number.mark in marks.decimal, number.mark in marks.grouping
    if is_decimal == is_grouping:
        raise AmbiguousNumberError(word)
    return number.value if is_decimal else number.grouped


def marks_in(numbers: Iterable[WrittenNumber]) -> NumberMarks:
    """Return what the numbers show of their marks."""
    known = list(numbers)
    return NumberMarks(
        frozenset(number.decimal for number in known if number.decimal),
        frozenset(number.grouping for number in known if number.grouping),
    )


def written_number(word: str) -> WrittenNumber:
    """Return how the number can be read; raise UnreadableNumberError."""
    found = NUMBER.fullmatch(plain_signs(word))
    if not found:
        raise UnreadableNumberError(word)
    sign, digits, exponent = found[1], found[2].strip(), found[3]
    if question := AMBIGUOUS.fullmatch(digits):
        mark = question[1]
        if not exponent:
            value = Decimal(sign + digits.replace(mark, POINT))
            return WrittenNumber(value, Decimal(sign + digits.replace(mark, "")), mark)
    decimal, grouping = _parted(digits)
    whole, mark, fraction = digits.rpartition(decimal) if decimal else (digits, "", "")
    if not _is_whole(whole, grouping) or (mark and not re.fullmatch(r"\d*", fraction)):
        raise UnreadableNumberError(word)
    value = Decimal(f"{sign}{re.sub(r'[^0-9]', '', whole) or '0'}.{fraction or '0'}")
    value = value.scaleb(int(exponent)) if exponent else value
    shown = grouping if grouping in (POINT, COMMA) else ""
    return WrittenNumber(value, decimal=decimal, grouping=shown)


def plain_signs(word: str) -> str:
    """Return the text with ASCII's digits, marks and single blanks, without signs nobody sees."""
    text = word if word.isascii() else "".join(map(_plain_sign, word))
    return " ".join(text.split())


def _plain_sign(sign: str) -> str:
    if sign.isascii() or unicodedata.category(sign) == "Cf":
        return sign if sign.isascii() else ""
    digit = unicodedata.decimal(sign, None)
    return SIGNS.get(sign, sign) if digit is None else str(digit)


def _parted(digits: str) -> tuple[str, str]:
    """Return the mark of the decimals and the mark of the thousands; empty where there is none."""
    blanks = {sign for sign in digits if sign in " '"}
    points, commas = digits.count(POINT), digits.count(COMMA)
    grouping = blanks.pop() if blanks else ""
    if points and commas:
        decimal = max((POINT, COMMA), key=digits.rfind)
        return decimal, COMMA if decimal == POINT else POINT
    mark = POINT if points else COMMA if commas else ""
    return ("", mark) if points + commas > 1 else (mark, grouping)


def _is_whole(whole: str, grouping: str) -> bool:
    """Return whether these are the digits before the decimals, parted as thousands are."""
    if not grouping:
        return re.fullmatch(r"\d*", whole) is not None
    mark = re.escape(grouping)
    patterns = (THREES, PAIRS) if grouping == COMMA else (THREES,)
    return any(re.fullmatch(one.replace("{mark}", mark), whole) for one in patterns)
