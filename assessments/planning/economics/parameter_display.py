"""One number of a model as its page shows it: how one came to it, and where it is from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Self

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from assessments.planning.number_text import ends_text, with_unit

from .own_economics import Origin
from .parameters import MeasuredParameter, Parameter, origin
from .wording import LETTERS, ORIGINS

RANGE_PLACES = 1


@dataclass(frozen=True)
class ParameterWords:
    """What a model calls its numbers, counts them in, and has their defaults from; by symbol.

    `own_units` are those of an organization where its sources count in others.
    """

    names: Mapping[str, Promise]
    units: Mapping[str, Promise | str]
    sources: Mapping[str, Promise]
    own_units: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ParameterShown:
    """One assumption: its slider, how one came to it, where it is from.

    `value` stands in its field, and is empty where the number comes as a `range` or is not known;
    `usual` stands there until somebody assumes another. `at` is where the slider stands. `default`
    is empty where there is none.
    """

    parameter: Parameter
    name: str
    unit: str
    value: str
    usual: str
    at: str
    origin: str
    origin_label: str
    source: str
    default: str
    default_unit: str
    range: str = ""

    @property
    def letter(self) -> str:
        """The letter of its symbol, as the method writes it."""
        letter = self.parameter.symbol.partition("_")[0]
        return LETTERS.get(letter, letter)

    @property
    def index(self) -> str:
        """What stands below the letter: S where each project builds its own, I on a foundation."""
        return self.parameter.symbol.partition("_")[2]

    @property
    def default_text(self) -> str:
        """The default with its unit."""
        return with_unit(self.default, self.default_unit)

    @property
    def is_required(self) -> bool:
        """Whether its field may not be left empty."""
        return bool(self.usual)

    def between(self, low: Fraction, high: Fraction) -> Self:
        """Return it as a range between two numbers, in an empty field."""
        written = [self.parameter.write(end, RANGE_PLACES) for end in sorted((low, high))]
        return replace(self, value="", usual="", range=ends_text(*written))

    def without_default(self) -> Self:
        """Return it where its default is nobody's: an organization counts in another currency."""
        return replace(self, default="", usual="")


def parameter_shown(
    row: Parameter,
    number: Fraction,
    measured: Mapping[str, MeasuredParameter],
    words: ParameterWords,
) -> ParameterShown:
    """Return a number of a model with what there is to say about it."""
    how, known = origin(row, number, measured), measured.get(row.symbol)
    source = str(words.sources[row.symbol])
    if known and known.number == number:
        source = known.source
    elif how is Origin.ASSUMED:
        source = _("your own number")
    return ParameterShown(
        parameter=row,
        name=str(words.names[row.symbol]),
        unit=str({**words.units, **words.own_units}[row.symbol]),
        value=row.write(number),
        usual=row.write(known.number if known else row.default),
        at=row.write(number),
        origin=how.value,
        origin_label=str(ORIGINS[how]),
        source=source,
        default=row.write(row.default),
        default_unit=str(words.units[row.symbol]),
    )


def parameter_missing(row: Parameter, source: str, words: ParameterWords) -> ParameterShown:
    """Return a number that has to be entered, since it has no default here."""
    return ParameterShown(
        parameter=row,
        name=str(words.names[row.symbol]),
        unit=str({**words.units, **words.own_units}[row.symbol]),
        value="",
        usual="",
        at=row.least,
        origin="missing",
        origin_label=_("to be entered"),
        source=source,
        default="",
        default_unit="",
    )
