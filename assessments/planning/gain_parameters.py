"""The numbers behind the worth of faster coding: what each may be, and its name in the model."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from .parameters import Parameter
from .productivity import Practice
from .trajectories_document import MOST_MONEY, Limits

MOST_PEOPLE = 1_000_000
MOST_DEPLOYMENTS = 100_000_000
MOST_HOURS = 10_000
A_YEAR = 12


class GainParameter(Parameter):
    """One number behind the worth of faster coding; its symbol names it in the model too."""

    @property
    def default(self) -> Fraction:
        """The published number; 0 where nobody has published any."""
        return Fraction(getattr(Practice(), self.symbol))

    @property
    def limits(self) -> Limits:
        """The numbers that it may take."""
        return LIMITS[self.symbol]


LIMITS: Mapping[str, Limits] = MappingProxyType(
    {
        "quality": Limits(1),
        "velocity": Limits(1),
        "staff": Limits(MOST_PEOPLE),
        "salary": Limits(MOST_MONEY),
        "deployments": Limits(MOST_DEPLOYMENTS),
        "failing_before": Limits(1),
        "failing_after": Limits(1),
        "recovery": Limits(MOST_HOURS),
        "hourly": Limits(MOST_MONEY),
        "drop": Limits(1),
        "dip": Limits(A_YEAR),
    }
)
GAIN_PARAMETERS: tuple[GainParameter, ...] = (
    GainParameter("quality", "0", "100", "1", is_share=True),
    GainParameter("velocity", "0", "60", "1", is_share=True),
    GainParameter("staff", "0", "500", "1"),
    GainParameter("salary", "0", "400000", "1000"),
    GainParameter("drop", "0", "50", "1", is_share=True),
    GainParameter("dip", "0", "12", "0.5"),
    GainParameter("deployments", "0", "20000", "50"),
    GainParameter("failing_before", "0", "40", "0.5", is_share=True),
    GainParameter("failing_after", "0", "40", "0.5", is_share=True),
    GainParameter("recovery", "0", "48", "0.5"),
    GainParameter("hourly", "0", "50000", "100"),
)


def practice(numbers: Mapping[str, Fraction]) -> Practice:
    """Return the practice with these numbers by symbol, the defaults elsewhere."""
    return Practice(**numbers)
