"""A comparison as its page and its report show it: rows, heads and switches in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.frameworks.schema import TOP_LEVEL, Framework
from assessments.results.result_page.headline import Headline, headline
from assessments.results.result_page.wording import coverage_text
from assessments.results.scoring.rollup import Tally

from .cell_value import group_value
from .cells import OPEN, Cell, CellWriter, signed_number
from .notes import (
    Switch,
    dates,
    doubts_text,
    empty_text,
    notes,
    remark_text,
    submitted_text,
    switches,
)
from .options import MET, STAGE, ComparisonOptions, LevelKind, State
from .values import MOST_ROWS, Comparison, Row

STATES = (
    (State.ANY, gettext_lazy("any")),
    (State.SUBMITTED, gettext_lazy("submitted")),
    (State.ACCEPTED, gettext_lazy("accepted")),
    (State.REOPENED, gettext_lazy("reopened")),
    (State.WAITING, gettext_lazy("not submitted")),
)


@dataclass(frozen=True)
class Head:
    """A column's head: how to sort by it, and how it is sorted now."""

    name: str
    query: str
    direction: str
    target: str = ""


@dataclass(frozen=True)
class ShownRow:
    """A row in words; `empty` says why it has no cells.

    `questions` is how many doubts there are about its own team's levels; empty without any. The
    labels say what folding and choosing are for; a group cannot be chosen.
    """

    row: Row
    cells: Sequence[Cell]
    stage: str
    percent: str
    met: str
    coverage: str
    remark: str
    questions: str
    empty: str
    fold_query: str
    fold_label: str
    choose_label: str

    @property
    def expanded(self) -> str:
        """Whether the units below are shown, as an attribute says it."""
        return "true" if self.row.is_open else "false"


@dataclass(frozen=True)
class SpreadLine:
    """How many teams stand at one level, column by column; empty texts for none."""

    level: int
    counts: Sequence[tuple[str, str]]
    stages: str


@dataclass(frozen=True)
class Page:
    """The comparison's page: the rows of one page, and everything around them."""

    comparison: Comparison
    framework: Framework

    @property
    def choice(self) -> ComparisonOptions:
        """What is shown."""
        return self.comparison.choice

    @cached_property
    def rows(self) -> list[ShownRow]:
        """The rows of this page."""
        start = (self.choice.page - 1) * MOST_ROWS
        return [self._row(row) for row in self.comparison.in_sight[start : start + MOST_ROWS]]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-len(self.comparison.in_sight) // MOST_ROWS))

    @property
    def has_other_pages(self) -> bool:
        """Whether this page is not all of it."""
        return self.pages > 1

    @property
    def before_query(self) -> str:
        """The way to the page before; empty on the first."""
        return self._query(page=self.choice.page - 1) if self.choice.page > 1 else ""

    @property
    def after_query(self) -> str:
        """The way to the page after; empty on the last."""
        return self._query(page=self.choice.page + 1) if self.choice.page < self.pages else ""

    @property
    def query(self) -> str:
        """What the address says of this view."""
        return self.choice.query(self.comparison.round_id)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The same as the fields of a form."""
        return self.choice.fields(self.comparison.round_id)

    @property
    def kept_fields(self) -> list[tuple[str, str]]:
        """What the form of filters keeps as it is: all that it has no control for."""
        kept = {"levels", "sort", "by", "show"}
        return [(name, value) for name, value in self.fields if name in kept]

    @property
    def unfiltered_query(self) -> str:
        """The way to all units."""
        return self._query(filters=type(self.choice.filters)(), page=1)

    @property
    def heads(self) -> list[Head]:
        """The heads of the columns."""
        return [self._head(row.key, row.name, row.target_text) for row in self.comparison.columns]

    @property
    def stage_head(self) -> Head:
        """The head of the stage."""
        return self._head(STAGE, _("Stage"))

    @property
    def met_head(self) -> Head:
        """The head of how much is at target."""
        return self._head(MET, _("At target"))

    @property
    def width(self) -> int:
        """How many columns stand beside a unit's name: stage, percentage, at target, cells."""
        return len(self.comparison.columns) + 3

    @property
    def paper_width(self) -> int:
        """The same on paper, where how much is at target is left out."""
        return len(self.comparison.columns) + 2

    @property
    def states(self) -> list[tuple[str, str]]:
        """The states that units can be filtered by."""
        return [(str(state), str(label)) for state, label in STATES]

    @property
    def whole(self) -> list[Cell]:
        """The cells of all teams together."""
        return [self._words.level(group_value(row.tally, 0)) for row in self.comparison.columns]

    @property
    def whole_stage(self) -> str:
        """The stage that 80 % of all teams reach."""
        return _level_text(self.comparison.stages)

    @property
    def lines(self) -> list[SpreadLine]:
        """The teams by level, the highest first."""
        stages = self.comparison.stages.counts
        return [
            SpreadLine(
                level=level,
                counts=[
                    _counted(row.tally.counts[level], level) for row in self.comparison.columns
                ],
                stages=str(stages[level] or ""),
            )
            for level in range(TOP_LEVEL, -1, -1)
        ]

    @property
    def guard_notes(self) -> list[str]:
        """What limits the comparison, in sentences."""
        return notes(self.comparison)

    @property
    def dates(self) -> str:
        """When both rounds of a change were answered."""
        return dates(self.comparison)

    @property
    def switches(self) -> list[tuple[str, list[Switch]]]:
        """The switches, each with its name."""
        return switches(self.comparison)

    @cached_property
    def _words(self) -> CellWriter:
        return CellWriter(self.comparison)

    def _query(self, **changed: Any) -> str:
        return replace(self.choice, **changed).query(self.comparison.round_id)

    def _head(self, key: str, name: str, target: str = "") -> Head:
        direction = "descending" if self.choice.is_descending else "ascending"
        return Head(
            name=name,
            query=self.choice.sorted_by(key).query(self.comparison.round_id),
            direction=direction if self.choice.column == key else "none",
            target=target,
        )

    def _row(self, row: Row) -> ShownRow:
        headline = self._said(row)
        return ShownRow(
            row=row,
            cells=self._words.cells(row) if row.values else (),
            stage=self._stage(row, headline),
            percent=self._percent(headline),
            met=_("%(met)s of %(all)s") % {"met": row.met, "all": row.applicable},
            coverage=coverage_text(headline) if headline else submitted_text(row),
            remark=remark_text(row),
            questions=doubts_text(row),
            empty="" if row.values else empty_text(row),
            fold_query=self._fold_query(row),
            fold_label=_("Units below %s") % row.unit.name if row.has_below else "",
            choose_label="" if row.is_group else _("Choose %s") % row.unit.name,
        )

    def _said(self, row: Row) -> Headline | None:
        """Return the sentence of a row that speaks of one team."""
        outcome = row.unit.outcome
        if outcome is None or row.is_rolled:
            return None
        return headline(outcome.facts, self.framework)

    def _stage(self, row: Row, headline: Headline | None) -> str:
        if not row.values:
            return ""
        if self.choice.is_change:
            moved = row.change(len(self.comparison.columns))
            return "–" if moved is None else signed_number(moved)
        if headline:
            return headline.stage_text
        group = row.values[-1].group
        return _level_text(group) if group else ""

    def _percent(self, headline: Headline | None) -> str:
        if headline is None:
            return "–"
        is_claimed = self.choice.levels is LevelKind.CLAIMED
        return (headline.claimed_text if is_claimed else headline.percent_text) or "–"

    def _fold_query(self, row: Row) -> str:
        if not row.has_below:
            return ""
        return self.choice.toggled(
            row.unit.unit_id, is_open=row.is_open, by_default=row.opens_by_default
        ).query(self.comparison.round_id)


def clamp_page(shown: Comparison) -> Comparison:
    """Return the comparison on its last page where the chosen one lies beyond it."""
    last = max(1, -(-len(shown.in_sight) // MOST_ROWS))
    page = min(shown.choice.page, last)
    if page == shown.choice.page:
        return shown
    return replace(shown, choice=replace(shown.choice, page=page))


def _level_text(tally: Tally) -> str:
    if tally.level is None:
        return "–"
    return f"{tally.level}{OPEN if tally.low != tally.high else ''}"


def _counted(count: int, level: int) -> tuple[str, str]:
    return (f"cell level-{level}", str(count)) if count else ("", "")
