"""One number of a model as its page shows it: how one came to it, and where it is from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .own_economics import Origin
from .parameters import MeasuredParameter, Parameter, origin
from .wording import LETTERS, ORIGINS


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
    """One assumption: its slider, how one came to it, where it is from."""

    parameter: Parameter
    name: str
    unit: str
    value: str
    origin: str
    origin_label: str
    source: str
    default: str
    default_unit: str

    @property
    def letter(self) -> str:
        """The letter of its symbol, as the method writes it."""
        letter = self.parameter.symbol.partition("_")[0]
        return LETTERS.get(letter, letter)

    @property
    def index(self) -> str:
        """What stands below the letter: S where each project builds its own, I on a foundation."""
        return self.parameter.symbol.partition("_")[2]


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
        origin=how.value,
        origin_label=str(ORIGINS[how]),
        source=source,
        default=row.write(row.default),
        default_unit=str(words.units[row.symbol]),
    )
