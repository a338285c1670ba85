"""The values that an import of units works with: a row of the table, a unit as it is. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Problem(StrEnum):
    """Why a row is refused."""

    NO_NAME = "no_name"
    UNUSABLE_NAME = "unusable_name"
    NO_TEXT = "no_text"
    LONG_NAME = "long_name"
    LONG_CODE = "long_code"
    BAD_WEIGHT = "bad_weight"
    BAD_TAGS = "bad_tags"
    BAD_ARCHIVED = "bad_archived"
    SAME_CODE = "same_code"
    SAME_UNIT = "same_unit"
    SAME_NAME = "same_name"
    SAME_NAME_IN_ROW = "same_name_in_row"
    SAME_CODE_IN_ROW = "same_code_in_row"
    UNKNOWN_PARENT = "unknown_parent"
    AMBIGUOUS_PARENT = "ambiguous_parent"
    CYCLE = "cycle"
    BELOW_ARCHIVED = "below_archived"


@dataclass(frozen=True)
class PresentUnit:
    """A unit of the tree as it is."""

    pk: int
    name: str
    code: str
    parent: int | None
    weight: Decimal
    tags: tuple[str, ...]
    archived: bool


@dataclass(frozen=True)
class UnitImportLine:
    """One row of the table, its cells in types; None where the table has no such column.

    `number` is the row's in the file, `parent` a code or a path, empty at the top.
    """

    number: int
    name: str
    parent: str
    code: str | None = None
    weight: Decimal | None = None
    tags: tuple[str, ...] | None = None
    archived: bool | None = None
    problem: Problem | None = None
    about: str = ""
