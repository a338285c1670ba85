"""The two trajectories as tables: both paths, assumptions, claims, returns, months, gains."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _

from assessments.planning.plan_files import AboutLine
from assessments.results.files.table import Line, Table

from .break_even_claims import claims
from .gains_page import QUALITIES, Gains
from .page import ScenarioShown, TrajectoryOutcome, change_text, claim_break_even
from .parameter_display import ParameterShown
from .trajectories import live_systems
from .wording import CLAIMS, MECHANISMS

Numbers = Mapping[str, Fraction]


def about_trajectories(
    outcome: TrajectoryOutcome, gains: Gains, level: int, *, is_from_defaults: bool
) -> list[AboutLine]:
    """Return what the numbers rest on, and the outcome in a line."""
    own, sources = _("own numbers, where there are any"), _("the source documents' numbers")
    ratios = [found.times_as_many for found in (outcome.found, outcome.found_at_best)]
    return [
        AboutLine("begins_from", _("Numbers begin from"), sources if is_from_defaults else own),
        AboutLine("foundation_level", _("Level that the foundation goes to"), level),
        AboutLine("mechanism", _("Why not all effort becomes systems"), _mechanism(outcome)),
        AboutLine("horizon", _("Horizon in months"), outcome.found.given.horizon),
        AboutLine("outcome", _("In a sentence"), outcome.summary),
        AboutLine("times_as_many_low", _("Times as many, low end"), ratios[0]),
        AboutLine("times_as_many_high", _("Times as many, high end"), ratios[1]),
        AboutLine("value", _("Value of a live system a month"), outcome.value or None),
        AboutLine("currency", _("Currency"), outcome.currency),
        AboutLine("amounts_need_a_burn", _("Amounts wait for your burn"), outcome.needs_burn),
        AboutLine("notes", _("Notes"), " ".join(outcome.notes)),
        AboutLine("velocity_percent", _("Velocity gained, percent"), _percent(_gained(gains))),
        AboutLine("people", _("People whose work is released"), gains.found.people),
    ]


def trajectory_tables(
    outcome: TrajectoryOutcome, gains: Gains, scenarios: Iterable[ScenarioShown]
) -> list[Table]:
    """Return the tables of the page, both paths first; a value or a range may be wanting."""
    return [
        _figures(outcome),
        _assumptions(
            "assumptions", _("Assumptions"), outcome.parameters, outcome.numbers, outcome.best
        ),
        _returns(outcome),
        _claims(outcome),
        _changes(outcome),
        _months(outcome),
        _scenarios(scenarios),
        _worth(gains),
        _velocity(gains),
        _assumptions(
            "gain_assumptions", _("Behind faster coding"), gains.parameters, gains.numbers
        ),
    ]


def _figures(outcome: TrajectoryOutcome) -> Table:
    columns = (
        ("figure", _("Figure")), ("bespoke", _("Every project its own")),
        ("foundation_low", _("Foundation first, low end")),
        ("foundation_high", _("Foundation first, high end")), ("currency", _("Currency")),
    )  # fmt: skip
    return _table("figures", _("Both paths"), columns, _figure_lines(outcome))


def _figure_lines(outcome: TrajectoryOutcome) -> Iterator[Line]:
    ends = outcome.rows(outcome.found), outcome.rows(outcome.found_at_best)
    for (name, bespoke, low, places), (_name, _bespoke, high, _places) in zip(*ends, strict=True):
        is_amount = not places
        numbers: Line = (bespoke, low, high)
        if is_amount and outcome.needs_burn:
            numbers = (None, None, None)
        yield name, *numbers, outcome.currency if is_amount else None


def _assumptions(
    key: str,
    name: str,
    rows: Iterable[ParameterShown],
    numbers: Numbers,
    best: Numbers | None = None,
) -> Table:
    columns = (
        ("symbol", _("Symbol")), ("name", _("Name")), ("at_low_end", _("At the low end")),
        ("at_high_end", _("At the high end")), ("unit", _("Unit")), ("mark", _("Mark")),
        ("source", _("Where it is from")), ("default", _("Default")),
        ("default_unit", _("Unit of the default")),
    )  # fmt: skip
    return _table(key, name, columns, _assumption_lines(rows, numbers, best or {}))


def _assumption_lines(
    rows: Iterable[ParameterShown], numbers: Numbers, best: Numbers
) -> Iterator[Line]:
    for row in rows:
        parameter = row.parameter
        low = numbers.get(parameter.symbol)
        ends = (low, best.get(parameter.symbol, low))
        yield (
            *(parameter.symbol, row.name),
            *(_percent(end) if parameter.is_share else end for end in ends),
            *(row.unit, row.origin_label, row.source),
            *((Fraction(row.default), row.default_unit) if row.default else (None, None)),
        )


def _returns(outcome: TrajectoryOutcome) -> Table:
    columns = (
        ("quantity", _("Quantity")), ("bespoke", _("Every project its own")),
        ("foundation_low", _("Foundation first, low end")),
        ("foundation_high", _("Foundation first, high end")), ("unit", _("Unit")),
    )  # fmt: skip
    return _table("returns", _("What it returns"), columns, _return_lines(outcome))


def _return_lines(outcome: TrajectoryOutcome) -> Iterator[Line]:
    returns = outcome.returns
    for row in returns.amounts if returns else ():
        unit = _("month") if row.is_month else outcome.currency
        yield row.name, row.bespoke, row.low, row.high, unit


def _claims(outcome: TrajectoryOutcome) -> Table:
    columns = (
        ("claim", _("Claim")), ("holds", _("Does it hold")),
        ("break_even_low", _("Break-even, low end")),
        ("break_even_high", _("Break-even, high end")), ("unit", _("Unit")),
    )  # fmt: skip
    return _table("claims", _("Claims and break-evens"), columns, _claim_lines(outcome))


def _claim_lines(outcome: TrajectoryOutcome) -> Iterator[Line]:
    if outcome.is_one_path:
        return
    words = {"yes": _("holds"), "no": _("fails"), "depends": _("holds at the high end alone")}
    ends = claims(outcome.found.given), claims(outcome.found_at_best.given)
    for shown, low, high in zip(outcome.claims, *ends, strict=True):
        evens = (claim_break_even(low), claim_break_even(high))
        yield shown.text, words[shown.holds], *evens, str(CLAIMS[low.key][1]) or None


def _changes(outcome: TrajectoryOutcome) -> Table:
    columns = (
        ("change", _("Change")), ("systems", _("Systems on the foundation")),
        ("times_as_many", _("Times as many")), ("cost", _("Cost of the fixed scope")),
        ("currency", _("Currency")),
    )  # fmt: skip
    return _table("changes", _("One assumption at a time"), columns, _change_lines(outcome))


def _change_lines(outcome: TrajectoryOutcome) -> Iterator[Line]:
    for row in () if outcome.is_one_path else outcome.varied:
        cost = None if outcome.needs_burn else row.cost
        yield change_text(row), row.systems, row.ratio, cost, outcome.currency


def _months(outcome: TrajectoryOutcome) -> Table:
    """The chart as numbers."""
    columns = (
        ("month", _("Month")), ("bespoke", _("Every project its own")),
        ("foundation_low", _("Foundation first, low end")),
        ("foundation_high", _("Foundation first, high end")),
    )  # fmt: skip
    return _table("months", _("Systems by month"), columns, _month_lines(outcome))


def _month_lines(outcome: TrajectoryOutcome) -> Iterator[Line]:
    for row in live_systems(outcome.found, outcome.found_at_best):
        yield row.month, row.bespoke, row.low, row.high


def _scenarios(scenarios: Iterable[ScenarioShown]) -> Table:
    columns = (
        ("scenario", _("Scenario")), ("by", _("By")), ("is_shared", _("Shared")),
        ("mechanism", _("Why not all effort becomes systems")), ("bespoke", _("Without")),
        ("foundation_low", _("Foundation, low end")),
        ("foundation_high", _("Foundation, high end")),
        ("times_as_many_low", _("Times as many, low end")),
        ("times_as_many_high", _("Times as many, high end")),
        ("ahead_from_month", _("Ahead from month")),
    )  # fmt: skip
    return _table("scenarios", _("Scenarios"), columns, _scenario_lines(scenarios))


def _scenario_lines(scenarios: Iterable[ScenarioShown]) -> Iterator[Line]:
    for row in scenarios:
        low, high = row.outcome.found, row.outcome.found_at_best
        yield (
            *(row.name, row.by, row.is_shared, _mechanism(row.outcome), low.systems_bespoke),
            *(low.systems_shared, high.systems_shared, low.times_as_many, high.times_as_many),
            row.outcome.break_even_months or None,
        )


def _worth(gains: Gains) -> Table:
    columns = (
        ("worth", _("Worth")), ("amount", _("A year")), ("currency", _("Currency")),
        ("is_sum", _("Sum of the lines above")),
    )  # fmt: skip
    return _table("gains", _("What faster coding is worth"), columns, _worth_lines(gains))


def _worth_lines(gains: Gains) -> Iterator[Line]:
    for row in gains.amounts:
        yield row.name, row.amount, gains.currency, row.is_sum


def _velocity(gains: Gains) -> Table:
    columns = (
        ("quality_percent", _("Quality of the platform, percent")),
        ("velocity_percent", _("Velocity gained, percent")),
    )
    lines = ((_percent(row), _percent(gains.velocity_at(row))) for row in QUALITIES)
    return _table("velocity", _("Velocity by quality"), columns, lines)


def _gained(gains: Gains) -> Fraction:
    return gains.velocity_at(gains.found.given.quality)


def _mechanism(outcome: TrajectoryOutcome) -> str:
    return str(MECHANISMS[outcome.mechanism])


def _percent(share: Fraction | None) -> Fraction | None:
    return None if share is None else 100 * share


def _table(key: str, name: str, columns: Sequence[tuple[str, str]], lines: Iterable[Line]) -> Table:
    keys, heads = zip(*columns, strict=True)
    return Table(key, name, keys, heads, lines)
