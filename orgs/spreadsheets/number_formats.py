"""Numbers of workbooks as the text that a spreadsheet shows or means; pure."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum

from .rows import CellNote

# Numbers of the formats that every spreadsheet knows without a definition.
DATE_FORMATS = frozenset({14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 55), 57, 58})
TIME_FORMATS = frozenset({18, 19, 20, 21, *range(32, 36), 45, 46, 47, 55, 56})
NOT_SHOWN = re.compile(r'"[^"]*"|\\.|[_*].|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
# A code: at least two noughts, which ask for leading ones, with fixed text in front or between.
CODE = re.compile(r"""(?:"[^"]*"|\\.|[-/ .()]|0)*0""", re.DOTALL)
CODE_PART = re.compile(r'"([^"]*)"|\\(.)|(.)', re.DOTALL)
DIGITS = 15  # what a spreadsheet's number is exact to
LAST_DAY = 2_958_465  # 31 December 9999
SECONDS = 86_400


class Shown(Enum):
    """What a number is shown as."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    CODE = "code"


@dataclass(frozen=True)
class NumberFormat:
    """How a number is shown; `code` is the pattern of one shown with leading noughts."""

    shown: Shown = Shown.NUMBER
    code: str = ""


PLAIN = NumberFormat()


def format_from_number(number: int) -> NumberFormat:
    """Return the format that is known by its number alone."""
    if number in DATE_FORMATS:
        return NumberFormat(Shown.DATE)
    return NumberFormat(Shown.TIME) if number in TIME_FORMATS else PLAIN


def parse_format(pattern: str) -> NumberFormat:
    """Return the format that a pattern such as `yyyy-mm-dd` or `000` means."""
    if pattern.strip().lower() in {"general", "standard", "@", ""}:
        return PLAIN
    code = _first_section(pattern)
    # 0.00 is a number with decimals, and no code.
    is_decimal = re.fullmatch(r"0+\.0+", code)
    if code.count("0") >= 2 and CODE.fullmatch(code) and not is_decimal:
        return NumberFormat(Shown.CODE, code)
    letters = NOT_SHOWN.sub("", pattern).split(";")[0].lower()
    if re.search(r"[0#?]e[+-]", letters):
        return PLAIN
    is_time = bool(re.search(r"[hs]|am/pm|\[m", letters))
    if re.search(r"[yd]|[eg]{1,4}", letters) or ("m" in letters and not is_time):
        return NumberFormat(Shown.DATE)
    return NumberFormat(Shown.TIME) if is_time else PLAIN


def _first_section(pattern: str) -> str:
    """Return the part for positive numbers without colours and conditions."""
    quoted = re.match(r'(?:"[^"]*"|\\.|[^;"\\])*', pattern, re.DOTALL)
    section = quoted[0] if quoted else pattern
    return re.sub(r"\[[^\]]*\]", "", section)


def number_text(
    raw: str, shown_as: NumberFormat, *, is_from_1904: bool = False
) -> tuple[str, CellNote | None]:
    """Return a number's text, and a note where it is a day or a time; raise ValueError."""
    if shown_as.shown is Shown.NUMBER:
        return plain_number(raw), None
    value = float(raw)
    if shown_as.shown is Shown.CODE:
        return _code_text(value, shown_as.code) or plain_number(raw), None
    if shown_as.shown is Shown.TIME and value >= 0:
        return duration_text(value), CellNote.TIME
    text = _day_text(value + (1_462 if is_from_1904 else 0))
    return (text, CellNote.DATE) if text else (plain_number(raw), None)


def plain_number(raw: str) -> str:
    """Return a number without the noise of binary fractions and without an exponent."""
    if raw.isascii() and raw.isdigit() and len(raw) <= DIGITS:
        return raw.lstrip("0") or "0"
    value = float(raw)
    if not math.isfinite(value):
        raise ValueError(raw)
    text = f"{Decimal(f'{value:.{DIGITS}g}'):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def without_noise(text: str) -> str:
    """Return a decimal number's text rounded to what a spreadsheet is exact to.

    Only a text with more digits than that is changed: 0.30000000000000004 is 0.3.
    """
    if len(text) <= DIGITS or not re.fullmatch(r"[+-]?\d*\.?\d+(?:[eE][+-]?\d{1,3})?", text):
        return text
    return plain_number(text)


def duration_text(days: float) -> str:
    """Return a part of a day, or several days, as hours, minutes and seconds: 31:30:00."""
    seconds = round(days * SECONDS)
    hours, rest = divmod(seconds, 3600)
    return f"{hours:02}:{rest // 60:02}:{rest % 60:02}"


def _code_text(value: float, code: str) -> str:
    """Return the digits put into the code's noughts from the right; empty where they do not fit."""
    if value < 0 or not value.is_integer() or value >= 10**DIGITS:
        return ""
    parts = [
        (quoted or escaped or sign, sign == "0")
        for quoted, escaped, sign in CODE_PART.findall(code)
    ]
    noughts = sum(is_nought for _text, is_nought in parts)
    digits = str(int(value)).zfill(noughts)
    ahead, rest = digits[: len(digits) - noughts], iter(digits[len(digits) - noughts :])
    text = ""
    for part, is_nought in parts:
        text += ahead + next(rest) if is_nought else part
        ahead = "" if is_nought else ahead
    return text


def _day_text(serial: float) -> str:
    """Return the day of a serial number, with its time where it has one; empty beyond the range."""
    if not 0 <= serial < LAST_DAY + 1:
        return ""
    seconds = round(serial * SECONDS)
    days, seconds = divmod(seconds, SECONDS)
    # The calendar of spreadsheets has a 29 February 1900.
    start = date(1899, 12, 31) if days < 60 else date(1899, 12, 30)
    day = start + timedelta(days=days)
    if not seconds:
        return day.isoformat()
    return (datetime.combine(day, time()) + timedelta(seconds=seconds)).isoformat()
