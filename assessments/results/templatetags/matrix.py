"""The cells of a large matrix, each distinct one rendered once."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from assessments.results.comparison.cells import Cell

register = template.Library()


@register.simple_tag
def matrix_cells(cells: Iterable[Cell]) -> SafeString:
    """Return the table cells of one unit.

    Hundreds of units share a few dozen distinct cells, so the loop of a template would spend most
    of a page's time on saying the same again.
    """
    return mark_safe("".join(map(_rendered, cells)))  # noqa: S308 - joins rendered templates


@lru_cache(maxsize=4096)
def _rendered(cell: Cell) -> SafeString:
    return render_to_string("results/_cell.html", {"cell": cell})
