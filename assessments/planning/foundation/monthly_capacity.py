"""What a programme has to build with, in person-weeks (method.md 4.6)."""

from fractions import Fraction

VENDORS_CAPACITY = Fraction(133, 2)  # a month of the programme that vendors describe
MONTHS_A_QUARTER = 3


def monthly_capacity(entered: Fraction | None) -> Fraction:
    """Return K: the capacity of a month, the vendors' programme's where nobody entered one."""
    return entered or VENDORS_CAPACITY


def quarterly_capacity(entered: Fraction | None) -> Fraction:
    """Return the capacity of a quarter from that of a month."""
    return MONTHS_A_QUARTER * monthly_capacity(entered)
