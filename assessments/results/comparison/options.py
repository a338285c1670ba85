"""What a reader of the comparison chose to see, and how an address says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

TREE = "tree"
NAME = "name"
STAGE = "stage"
MET = "met"
ORDERS = frozenset({TREE, NAME, STAGE, MET})


class LevelKind(StrEnum):
    """Which levels are compared."""

    SUPPORTED = "supported"
    CLAIMED = "claimed"
    VERIFIED = "verified"


class By(StrEnum):
    """What the columns are."""

    CAPABILITIES = "capabilities"
    THEMES = "themes"


class Extent(StrEnum):
    """Whom a unit's row speaks of: the unit with all below it, or its own team alone."""

    ROLLED = "rolled"
    OWN = "own"


class State(StrEnum):
    """Which units are shown by where their session stands."""

    ANY = ""
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REOPENED = "reopened"
    WAITING = "waiting"


@dataclass(frozen=True)
class Filters:
    """Which units are compared: those below one, with a constraint, in a state, or chosen ones."""

    below: int | None = None
    tag: str = ""
    state: State = State.ANY
    units: frozenset[int] = frozenset()

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The filters as an address says them, without those that let everything through."""
        said = {
            "below": str(self.below or ""),
            "tag": self.tag,
            "state": str(self.state),
            "units": numbers_text(self.units),
        }
        return [(name, value) for name, value in said.items() if value]


@dataclass(frozen=True)
class ComparisonOptions:
    """What the reader chose to see.

    `sort` is the tree, the name, the stage, how much is at target, or a column's key (with a minus:
    highest first). `since` is an earlier round, and the cells then show the change since it.
    """

    levels: LevelKind = LevelKind.SUPPORTED
    sort: str = TREE
    folded: frozenset[int] = frozenset()
    opened: frozenset[int] = frozenset()
    by: By = By.CAPABILITIES
    extent: Extent = Extent.ROLLED
    since: int | None = None
    filters: Filters = field(default_factory=Filters)
    page: int = 1

    @property
    def column(self) -> str:
        """The column that is sorted by, or an order's name."""
        return self.sort.removeprefix("-")

    @property
    def is_descending(self) -> bool:
        """Whether the highest comes first."""
        return self.sort.startswith("-")

    @property
    def is_filtered(self) -> bool:
        """Whether only some of the units are compared."""
        return self.filters != Filters()

    @property
    def is_change(self) -> bool:
        """Whether the cells show a change."""
        return self.since is not None

    def fields(self, round_id: int) -> list[tuple[str, str]]:
        """Return the choice as an address says it, the usual left out."""
        said = {
            "round": str(round_id),
            "levels": str(self.levels),
            "sort": self.sort,
            "by": "" if self.by is By.CAPABILITIES else str(self.by),
            "show": "" if self.extent is Extent.ROLLED else str(self.extent),
            "since": str(self.since or ""),
            **dict(self.filters.fields),
            "fold": numbers_text(self.folded),
            "open": numbers_text(self.opened),
            "page": str(self.page) if self.page > 1 else "",
        }
        return [(name, value) for name, value in said.items() if value]

    def query(self, round_id: int) -> str:
        """Return the address's query string for this choice."""
        return urlencode(self.fields(round_id), safe=",")

    def sorted_by(self, column: str) -> "ComparisonOptions":
        """Return the choice after the column's head is followed: lowest first, then highest."""
        is_turned = self.sort == column and column not in {TREE, NAME}
        return replace(self, sort=f"-{column}" if is_turned else column, page=1)

    def toggled(self, unit_id: int, *, is_open: bool, by_default: bool) -> "ComparisonOptions":
        """Return the choice with the unit folded if it is open, and open if it is folded."""
        folded, opened = self.folded - {unit_id}, self.opened - {unit_id}
        if is_open and by_default:
            folded |= {unit_id}
        if not is_open and not by_default:
            opened |= {unit_id}
        return replace(self, folded=folded, opened=opened)

    def document(self) -> dict[str, Any]:
        """Return the choice as JSON values, without the page; `read` reads it back."""
        return {name: value for name, value in self.fields(0) if name not in {"round", "page"}}


def options_from_json(document: Mapping[str, Any]) -> ComparisonOptions:
    """Return the choice that `Choice.document` wrote; former ones listed what is `folded`."""
    below, since = document.get("below"), document.get("since")
    return ComparisonOptions(
        levels=LevelKind(document["levels"]),
        sort=document["sort"],
        folded=parse_numbers(document.get("fold", "")) | frozenset(document.get("folded", ())),
        opened=parse_numbers(document.get("open", "")),
        by=By(document.get("by", By.CAPABILITIES)),
        extent=Extent(document.get("show", Extent.ROLLED)),
        since=int(since) if since else None,
        filters=Filters(
            below=int(below) if below else None,
            tag=document.get("tag", ""),
            state=State(document.get("state", State.ANY)),
            units=parse_numbers(document.get("units", "")),
        ),
    )


def parse_numbers(text: str) -> frozenset[int]:
    """Return the numbers of a text like "1,2"."""
    return frozenset(int(word) for word in text.split(",") if word)


def numbers_text(chosen: frozenset[int]) -> str:
    """Return the numbers as a text that `numbers` reads back."""
    return ",".join(map(str, sorted(chosen)))
