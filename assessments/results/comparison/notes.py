"""What the comparison says beside its cells: remarks on rows, notes of care, the switches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .options import NAME, TREE, By, Extent, LevelKind
from .values import Comparison, Guard, Row
from .version_diff import Span

LEVELS = (
    (LevelKind.SUPPORTED, gettext_lazy("Supported")),
    (LevelKind.CLAIMED, gettext_lazy("Claimed")),
    (LevelKind.VERIFIED, gettext_lazy("Verified")),
)
COLUMNS = (
    (By.CAPABILITIES, gettext_lazy("Capabilities")),
    (By.THEMES, gettext_lazy("The gaps")),
)
EXTENTS = (
    (Extent.ROLLED, gettext_lazy("With all below")),
    (Extent.OWN, gettext_lazy("Own team alone")),
)
ORDERS = ((TREE, gettext_lazy("As a tree")), (NAME, gettext_lazy("By name")))


def submitted_text(row: Row) -> str:
    """Return how many of the units in the row have submitted."""
    number = row.below + (not row.is_group)
    done = row.below_submitted + (row.unit.outcome is not None)
    return ngettext(
        "%(submitted)s of %(asked)s unit submitted",
        "%(submitted)s of %(asked)s units submitted",
        number,
    ) % {"submitted": done, "asked": number}


def empty_text(row: Row) -> str:
    """Return why a row has no cells."""
    if row.is_group or row.is_rolled:
        return submitted_text(row)
    return _("%(state)s, not submitted") % {"state": row.unit.state_text}


def doubts_text(row: Row) -> str:
    """Return how many doubts there are about the levels of the unit's own team; empty without."""
    count = len(row.flags)
    text = ngettext("%s question about its levels", "%s questions about its levels", count)
    return text % count if count else ""


def remark_text(row: Row) -> str:
    """Return what is special about the row, beside its levels."""
    remarks = [_("reopened since")] if row.unit.is_reopened else []
    if row.short:
        remarks.append(ngettext("%s level short", "%s levels short", row.short) % row.short)
    if row.contested:
        remarks.append(_("%s contested") % row.contested)
    if row.unknown:
        remarks.append(_("%s unknown") % row.unknown)
    return ", ".join(remarks)


def notes(shown: Comparison) -> list[str]:
    """Return a sentence for each thing that cannot be compared, or only with care."""
    within = [*_targets_differ(shown), *_long_span(shown.guard)]
    if not shown.choice.is_change:
        return within
    return [
        *_versions(shown),
        *_moved_targets(shown),
        *_out_of_order(shown),
        *_pairs(shown.guard),
        *within,
    ]


def dates(shown: Comparison) -> str:
    """Return when both rounds were answered; empty without a change or without results."""
    guard = shown.guard
    if not (guard.span.first and guard.earlier_span.first):
        return ""
    return _("Answered %(before)s, and now %(now)s.") % {
        "before": _span(guard.earlier_span),
        "now": _span(guard.span),
    }


def _versions(shown: Comparison) -> Iterable[str]:
    difference = shown.guard.difference
    sentences = (
        (difference.changed, _("Asked otherwise then, so not compared: %s.")),
        (
            difference.rewired,
            _("Other prerequisites then, so supported levels are not compared: %s."),
        ),
        (difference.added, _("New in this version, so not compared: %s.")),
        (difference.removed, _("No longer asked: %s.")),
    )
    for keys, sentence in sentences:
        if keys:
            yield sentence % ", ".join(shown.names.get(key, key) for key in sorted(keys))
    if len(shown.guard.scorings) > 1:
        yield _("The results rest on different versions of the scoring rules.")


def _moved_targets(shown: Comparison) -> Iterable[str]:
    moved = [
        _("%(name)s from %(before)s to %(now)s")
        % {"name": shown.names.get(key, key), "before": before, "now": now}
        for key, before, now in shown.guard.moved_targets
    ]
    if moved:
        yield _("The targets changed, so stages are not compared: %s.") % "; ".join(moved)


def _out_of_order(shown: Comparison) -> Iterable[str]:
    if shown.guard.is_out_of_order:
        yield _("%s was answered later than this round, so the change runs backwards.") % (
            shown.earlier_round
        )


def _pairs(guard: Guard) -> Iterable[str]:
    if guard.single:
        yield ngettext(
            "%(single)s unit has a result in one of the two rounds only; groups count the "
            "%(paired)s with both.",
            "%(single)s units have a result in one of the two rounds only; groups count the "
            "%(paired)s with both.",
            guard.single,
        ) % {"single": guard.single, "paired": guard.paired}


def _targets_differ(shown: Comparison) -> Iterable[str]:
    names = [column.name for column in shown.columns if len(column.targets) > 1]
    if names:
        yield _(
            "Units have different targets in %s, so equal levels may be met here and not there."
        ) % (", ".join(names))


def _long_span(guard: Guard) -> Iterable[str]:
    if guard.span.is_long:
        yield _("The first and the last result are %(days)s days apart (%(span)s).") % {
            "days": guard.span.days,
            "span": _span(guard.span),
        }


def _span(span: Span) -> str:
    first, last = (date_format(day, "j F Y") if day else "" for day in (span.first, span.last))
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


@dataclass(frozen=True)
class Switch:
    """One position of a switch."""

    label: str
    query: str
    is_current: bool


def switches(shown: Comparison) -> list[tuple[str, list[Switch]]]:
    """Return the switches, each with its name; verified levels only where there are any."""
    kinds = [row for row in LEVELS if row[0] is not LevelKind.VERIFIED or shown.has_verified]
    return [
        (_("Levels"), _switch(shown, "levels", kinds)),
        (_("Columns"), _switch(shown, "by", COLUMNS)),
        (_("Each unit"), _switch(shown, "extent", EXTENTS)),
        (_("Order"), _switch(shown, "sort", ORDERS)),
    ]


def _switch(shown: Comparison, name: str, positions: Sequence[tuple[str, Any]]) -> list[Switch]:
    present = getattr(shown.choice, name)
    return [
        Switch(
            label=str(label),
            query=replace(shown.choice, **_turned(shown, name, value)).query(shown.round_id),
            is_current=value == present,
        )
        for value, label in positions
    ]


def _turned(shown: Comparison, name: str, value: str) -> dict[str, Any]:
    """Other columns cannot keep an order by the present ones."""
    keys = {column.key for column in shown.columns}
    is_lost = name == "by" and value != shown.choice.by and shown.choice.column in keys
    return {name: value, "page": 1} | ({"sort": TREE} if is_lost else {})
