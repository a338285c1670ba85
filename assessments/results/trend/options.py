"""What a trend is asked for. Pure."""

from dataclasses import dataclass

from assessments.results.comparison.options import By, Extent, LevelKind


@dataclass(frozen=True)
class TrendOptions:
    """What a trend is asked for; without a unit it is of all units in reach."""

    unit: int | None = None
    levels: LevelKind = LevelKind.SUPPORTED
    by: By = By.CAPABILITIES
    extent: Extent = Extent.ROLLED
