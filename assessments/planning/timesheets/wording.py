"""What is said of a time sheet's lines: faults, doubts, questions, and lines that add nothing."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.planning.number_text import number_text
from assessments.planning.worklogs.doubts import Doubt
from assessments.planning.worklogs.lines import Absence, Fault

FAULTS: dict[Fault, Promise] = {
    Fault.NO_PROJECT: gettext_lazy("names no project"),
    Fault.UNKNOWN_PROJECT: gettext_lazy(
        "names a project that is not in the register, or one of several of that name: %s"
    ),
    Fault.UNKNOWN_KIND: gettext_lazy("names a kind of work that is not understood yet: %s"),
    Fault.BAD_TIME: gettext_lazy("has a time that cannot be read, or is not above 0: %s"),
    Fault.NO_UNIT: gettext_lazy("has a number, and nothing says what it counts: %s"),
    Fault.AMBIGUOUS_TIME: gettext_lazy("has a number that can be read in two ways: %s"),
    Fault.BAD_DATE: gettext_lazy("has a day that cannot be read, or not as chosen: %s"),
    Fault.AMBIGUOUS_DATE: gettext_lazy("has a day that can be read in two ways: %s"),
    Fault.ENDS_BEFORE_IT_BEGINS: gettext_lazy("ends before it begins, on %s"),
}
QUESTIONS: dict[Fault, Promise] = {
    Fault.NO_UNIT: gettext_lazy("What does %s count? Choose it under “Time is in”."),
    Fault.AMBIGUOUS_TIME: gettext_lazy(
        "Is %s above 1,000, or does it have decimals? Choose it under “Numbers look like”."
    ),
    Fault.AMBIGUOUS_DATE: gettext_lazy(
        "Which day is %s? Choose the order of day and month under “Days look like”."
    ),
}
DOUBTS: dict[Doubt, Promise] = {
    Doubt.LONG_AGO: gettext_lazy("is of long ago: %s"),
    Doubt.FAR_AHEAD: gettext_lazy("is more than a year ahead: %s"),
    Doubt.MORE_THAN_A_PERSON: gettext_lazy("makes %s hours, more than one person can work then"),
    Doubt.MORE_THAN_THE_TEAM: gettext_lazy(
        "makes %s hours with the others, more than so many people can work then"
    ),
}


def fault_text(fault: Fault, word: str) -> str:
    """Return why a line cannot be taken, to stand behind its number."""
    text = str(FAULTS[fault])
    return text % f"“{word}”" if "%s" in text else text


def question_text(fault: Fault, word: str) -> str:
    """Return what a person has to decide for the whole column."""
    return str(QUESTIONS[fault]) % f"“{word}”"


def doubt_text(doubt: Doubt, word: str) -> str:
    """Return why a line is hardly true, to stand behind its number."""
    is_day = doubt in (Doubt.LONG_AGO, Doubt.FAR_AHEAD)
    shown = day_text(date.fromisoformat(word)) if is_day else number_text(Decimal(word))
    return str(DOUBTS[doubt]) % shown


def absence_text(absence: Absence, lines: int) -> str:
    """Return how many lines add nothing for this reason; empty where that says nothing."""
    texts = {
        Absence.CHOSEN: ngettext(
            "%s line left out by choice", "%s lines left out by choice", lines
        ),
        Absence.NO_TIME: ngettext("%s line without time", "%s lines without time", lines),
        Absence.TOTAL: ngettext("%s line of totals", "%s lines of totals", lines),
    }
    return texts[absence] % lines if absence in texts else ""


def correction_text(before: Decimal, now: Decimal) -> str:
    """Return what a line's days are so far, and what they would be."""
    days = {"before": number_text(before), "now": number_text(now)}
    if not now:
        return _("has %(before)s days so far and would be taken out") % days
    return _("has %(before)s days so far, and would have %(now)s") % days


def period_text(first: date, last: date) -> str:
    """Return a day, or a time from its first to its last day."""
    return day_text(first) if first == last else f"{day_text(first)} – {day_text(last)}"


def day_text(day: date) -> str:
    """Return a day as the reader's language writes it, the month as a word."""
    return date_format(day, "j F Y")
