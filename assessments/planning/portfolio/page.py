"""What a plan or a finding rests on, as every page of theirs prints it (method.md 5.0)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.planning.number_text import number_text
from assessments.results.comparison.notes import EXTENTS, Switch
from assessments.results.comparison.options import Extent

from .area import ENOUGH_KNOWN, Area
from .basis import BasisChoice, BasisOptions, StartingLevels

MOST_NAMED = 8
Switches = list[tuple[str, list[Switch]]]


@dataclass(frozen=True)
class BasisShown:
    """The sentence of a basis, what to say of its gaps, and the switches to another one.

    `sentence` is empty without any result. `query` chooses the same basis on another page.
    """

    sentence: str
    warning: str
    notes: tuple[str, ...]
    switches: Switches
    query: str
    levels: str
    result_id: int | None = None


NOTHING_SHOWN = BasisShown("", "", (), [], "", "")


def standing_shown(standing: StartingLevels, fields: Iterable[tuple[str, str]] = ()) -> BasisShown:
    """Return what a page rests on; `fields` are what else its address says."""
    area = standing.area
    is_known = area is not None and standing.is_known
    return BasisShown(
        sentence=basis_sentence(area, standing.extent) if area and is_known else "",
        warning=_warning(standing) if is_known else "",
        notes=_notes(standing),
        switches=basis_switches(standing.options, fields),
        query=choice_query(standing.options.chosen),
        levels=levels_text(standing.levels),
        result_id=standing.result_id,
    )


def basis_sentence(area: Area, extent: Extent) -> str:
    """Return whose results an area rests on, and from when they are."""
    found, days = area.submitted, area.days
    if days is None:
        return ""
    if extent is Extent.OWN:
        return _("From the own team's result of %(day)s (%(round)s).") % {
            "day": date_format(days[0], "j F Y"),
            "round": found[0].round_name,
        }
    counts = {"submitted": len(found), "asked": len(area.teams), "months": _months(*days)}
    return (
        ngettext(
            "From %(submitted)s of %(asked)s unit, results from %(months)s.",
            "From %(submitted)s of %(asked)s units, results from %(months)s.",
            len(area.teams),
        )
        % counts
    )


def levels_text(levels: Mapping[str, int | None]) -> str:
    """Return levels by capability, as "RUN 2 · OBS –"."""
    return " · ".join(
        f"{key} {_('N/A') if level is None else level}" for key, level in levels.items()
    )


def choice_query(choice: BasisChoice) -> str:
    """Return the choice as an address says it, with its question mark; empty for the usual."""
    fields = choice_fields(choice)
    return f"?{urlencode(fields)}" if fields else ""


def choice_fields(choice: BasisChoice) -> list[tuple[str, str]]:
    """Return the fields with which an address or a form makes the choice, with their values."""
    fields = {"show": str(choice.extent or ""), "framework": choice.framework}
    return [(name, value) for name, value in fields.items() if value]


def basis_switches(options: BasisOptions, fields: Iterable[tuple[str, str]] = ()) -> Switches:
    """Return the switches between own team and all below, and between frameworks.

    `fields` are what else the page's address says.
    """
    kept = list(fields)

    def switch(label: object, choice: BasisChoice, *, is_current: bool) -> Switch:
        return Switch(str(label), urlencode([*kept, *choice_fields(choice)]), is_current)

    found: Switches = []
    if len(options.extents) > 1:
        positions = [
            switch(label, replace(options.chosen, extent=row), is_current=row is options.extent)
            for row, label in EXTENTS
        ]
        found.append((_("Whose levels"), positions))
    if len(options.frameworks) > 1:
        positions = [
            switch(
                name, replace(options.chosen, framework=key), is_current=key == options.framework
            )
            for key, name in sorted(options.frameworks.items(), key=lambda row: row[1])
        ]
        found.append((_("Framework"), positions))
    return found


def _months(first: date, last: date) -> str:
    begin, end = date_format(first, "F Y"), date_format(last, "F Y")
    return begin if begin == end else _("%(low)s to %(high)s") % {"low": begin, "high": end}


def _warning(standing: StartingLevels) -> str:
    """Return the sentence that goes before numbers from less than 75 % of the weight."""
    if standing.is_mostly_known or standing.known_weight is None:
        return ""
    return _(
        "Only %(known)s%% of the weight is known, less than %(enough)s%%. What is unknown could "
        "turn what follows; where it could, both ends are shown."
    ) % {
        "known": number_text(100 * standing.known_weight, 0),
        "enough": number_text(100 * ENOUGH_KNOWN, 0),
    }


def _notes(standing: StartingLevels) -> tuple[str, ...]:
    notes = []
    if standing.is_known and standing.known_weight is not None:
        share = number_text(100 * standing.known_weight, 0)
        notes.append(_("%s%% of the weight is known.") % share)
    if standing.is_known and standing.unknown and standing.extent is Extent.OWN:
        names = ", ".join(standing.unknown)
        notes.append(_("Not all is known about %s: planned from the lowest level.") % names)
    if standing.area and standing.area.left_out:
        named = standing.area.left_out[:MOST_NAMED]
        more = " …" if len(standing.area.left_out) > MOST_NAMED else ""
        notes.append(
            _("Last asked more than 18 months ago, so left out: %s.") % (", ".join(named) + more)
        )
    return tuple(notes)
