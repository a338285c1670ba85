"""Reads of the results room, one module a journey."""

from .comparing import comparable_rounds, comparison
from .listing import newest_results, waiting_for
from .result import headline, result_page

__all__ = [
    "comparable_rounds",
    "comparison",
    "headline",
    "newest_results",
    "result_page",
    "waiting_for",
]
