"""The cells of the comparison in words: the level or its change, and what to know about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.results.quick_checks.leader_gap import Gap
from assessments.results.result_page.wording import contested_text
from assessments.results.scoring.rollup import Tally

from .cell_value import Value
from .level_change import ChangeCause
from .options import LevelKind
from .values import Comparison, Row

CONTESTED = "↕"
OPEN = "?"
LEADERS_ABOVE = "▲"
LEADERS_BELOW = "▼"
BEHIND = {
    ChangeCause.BACKED: gettext_lazy("backed by new evidence"),
    ChangeCause.RERATED: gettext_lazy(
        "re-rated: conditions were answered otherwise, without new evidence"
    ),
    ChangeCause.FOLLOWED: gettext_lazy("no condition of its own changed: what it builds on did"),
}
MOVE_MARKS = {ChangeCause.BACKED: "✓", ChangeCause.RERATED: "~", ChangeCause.FOLLOWED: "↳"}


@dataclass(frozen=True)
class Cell:
    """One place of the matrix; `css` names its look, `mark` is a sign beside the text.

    `note` has the words for both.
    """

    css: str
    text: str
    mark: str = ""
    note: str = ""


@dataclass(frozen=True)
class CellWriter:
    """Words the cells of one comparison; hundreds of units share a few dozen."""

    shown: Comparison
    _made: dict[Value, Cell] = field(default_factory=dict, hash=False)

    @cached_property
    def groups(self) -> "GroupWords":
        """The words of groups."""
        return GroupWords.present()

    def cells(self, row: Row) -> list[Cell]:
        """Return the cells of the row's columns."""
        if not self.shown.choice.is_change:
            return [self.beside(row, place) for place in range(len(row.columns))]
        return [
            self.change(row, place, is_comparable=column.is_comparable)
            for place, column in enumerate(self.shown.columns)
        ]

    def beside(self, row: Row, place: int) -> Cell:
        """Return the cell of a level with what the unit's leaders picked, where they did."""
        cell = self.level(row.columns[place])
        gaps = {} if row.is_rolled else self.shown.gaps.get(row.unit.unit_id, {})
        keys = self.shown.columns[place].keys
        return with_gap(cell, gaps[keys[0]]) if len(keys) == 1 and keys[0] in gaps else cell

    def level(self, value: Value) -> Cell:
        """Return the cell of a level."""
        if value.group is not None:
            return self.groups.cell(value, value.group)
        if value not in self._made:
            self._made[value] = level_cell(value, self.shown.choice.levels, self.shown.names)
        return self._made[value]

    def change(self, row: Row, place: int, *, is_comparable: bool) -> Cell:
        """Return the cell of a change since the earlier round; the look is the present level's."""
        now = self.level(row.columns[place])
        if not is_comparable:
            return Cell(now.css, now.text, "≠", _("not comparable: it was asked otherwise then"))
        moved = row.change(place)
        if moved is None:
            return Cell(now.css, now.text, "", _("nothing to compare with"))
        before = row.before[place]
        was = _("%(before)s then, %(now)s now") % {
            "before": before.level if before else "–",
            "now": row.columns[place].level,
        }
        behind = row.moves[place] if moved and row.moves and not row.is_rolled else None
        note = f"{was}; {BEHIND[behind]}" if behind else was
        return Cell(now.css, signed_number(moved), MOVE_MARKS[behind] if behind else "", note)


def level_cell(value: Value, levels: LevelKind, names: Mapping[str, str]) -> Cell:
    """Return the cell of one team's level."""
    if not value.applies:
        return Cell("cell level-na", "–", note=_("not applicable"))
    if value.level is None:
        return Cell("cell level-unknown", "", note=_("unknown"))
    return Cell(
        _look(value), str(value.level), _mark(value, levels), "; ".join(_notes(value, names))
    )


def with_gap(cell: Cell, gap: Gap) -> Cell:
    """Return the cell with its leaders' picks in the note, and a mark where they see otherwise."""
    mark = LEADERS_ABOVE if gap.is_above else LEADERS_BELOW if gap.is_below else ""
    picked = ngettext(
        "%(number)s leader picked %(levels)s", "%(number)s leaders picked %(levels)s", gap.number
    ) % {"number": gap.number, "levels": gap.leaders_text}
    settled = (
        _("the team does not know") if gap.team is None else _("the team settled on %s") % gap.team
    )
    note = "; ".join(part for part in (cell.note, f"{picked}, {settled}") if part)
    return replace(cell, mark=cell.mark + mark, note=note)


@dataclass(frozen=True)
class GroupWords:
    """Words the cells of groups; each has numbers of its own, so the phrases are looked up once."""

    at: str
    met: str
    known: str
    bounds: str

    @classmethod
    def present(cls) -> "GroupWords":
        """Return the words in the reader's language."""
        return cls(
            at=_("%(count)s at %(level)s"),
            met=_("%(met)s of %(known)s at target"),
            known=_("%(known)s of %(all)s known"),
            bounds=_("between %(low)s and %(high)s once all are known"),
        )

    def cell(self, value: Value, group: Tally) -> Cell:
        """Return the cell of a group: the level of 80 %, and how the teams are spread."""
        if not value.applies:
            return Cell("cell level-na", "–", note=_("not applicable"))
        if value.level is None:
            return Cell("cell level-unknown", "", note=_("unknown"))
        mark = OPEN if value.is_open else ""
        return Cell(_look(value), str(value.level), mark, self.note(value, group))

    def note(self, value: Value, group: Tally) -> str:
        """Return how many teams stand where, as "2 at 1, 3 at 2; 5 of 6 known"."""
        spread = ", ".join(
            self.at % {"count": count, "level": level}
            for level, count in enumerate(group.counts)
            if count
        )
        numbers = {"met": group.met, "known": group.known, "all": group.applicable}
        notes = [spread, self.met % numbers]
        if group.known < group.applicable:
            notes.append(self.known % numbers)
        if value.is_open:
            notes.append(self.bounds % {"low": value.low, "high": value.high})
        return "; ".join(notes)


def signed_number(moved: int) -> str:
    """Return a change as "+1", "−2" or "0"."""
    return f"+{moved}" if moved > 0 else f"−{-moved}" if moved else "0"


def _look(value: Value) -> str:
    return f"cell level-{value.level}{' is-below' if value.is_below else ''}"


def _mark(value: Value, levels: LevelKind) -> str:
    """The upper bound is known of claims only; elsewhere a question mark stands for it."""
    bounds = f"({value.low}–{value.high})" if levels is LevelKind.CLAIMED else OPEN
    return (bounds if value.is_open else "") + (CONTESTED if value.is_contested else "")


def _notes(value: Value, names: Mapping[str, str]) -> list[str]:
    notes = []
    if value.below:
        short = ", ".join(names.get(key, key) for key in value.below)
        notes.append(_("below target: %s") % short)
    elif value.is_below:
        notes.append(_("below target %s") % value.target)
    if value.is_open:
        bounds = {"low": value.low, "high": value.high}
        notes.append(_("not all is known, claimed %(low)s to %(high)s") % bounds)
    if value.is_contested:
        notes.append(contested_text(value.votes) if value.votes else _("contested"))
    return notes
