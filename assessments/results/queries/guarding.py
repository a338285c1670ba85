"""What limits a comparison, in sentences."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.results.comparability import Span
from assessments.results.comparison import Comparison, Guard


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
    found = shown.guard.difference
    told = (
        (found.changed, _("Asked otherwise then, so not compared: %s.")),
        (found.rewired, _("Other prerequisites then, so supported levels are not compared: %s.")),
        (found.added, _("New in this version, so not compared: %s.")),
        (found.removed, _("No longer asked: %s.")),
    )
    for keys, sentence in told:
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
