"""The order of investment as its page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.frameworks.schema import Capability
from assessments.planning.charts import Axes, ChartLine, staircase
from assessments.planning.number_text import number_text
from assessments.planning.portfolio.basis import OPTIONS, Mark, PlanningBasis
from assessments.planning.portfolio.level_closure import CapabilityStep, step_text
from assessments.planning.portfolio.wording import true_already_text
from orgs.refusals import NotNowError

from .alternatives import Sensitivity, WhyNow, repair_order, sensitivity, weakest_first, why_now
from .optimizer import TooManyStatesError
from .options_basis import options_basis
from .order import Order, OrderedStep, Solution, solve, walk

NO_EFFORT = "0"
OF_OPTIONS = ("of", OPTIONS)


class PortfolioTooLargeError(NotNowError):
    """There are too many combinations of levels to find the order."""


@dataclass(frozen=True)
class StepShown:
    """A step of the framework as a page names it; `waits` says what one that is true lacks."""

    key: str
    capability: Capability
    level: int
    mark: str
    waits: str = ""

    @property
    def name(self) -> str:
        """The capability and the level."""
        return f"{self.capability.name} → {self.level}"

    @property
    def level_name(self) -> str:
        """What the level is called."""
        return self.capability.levels[self.level].name

    @property
    def actions(self) -> tuple[str, ...]:
        """What the step consists of."""
        return self.capability.step_to(self.level).actions


@dataclass(frozen=True)
class OrderedStepShown:
    """One row of the order."""

    number: int
    step: StepShown
    effort: str
    cumulative: str
    opens: tuple[str, ...]
    gain: str
    why: str
    is_first_in_both: bool
    is_funded: bool


@dataclass(frozen=True)
class ComparedOrder:
    """An order beside the best: what waiting costs in it, and how much more that is."""

    name: str
    cost_of_delay: str
    excess: str


@dataclass(frozen=True)
class ParetoPointShown:
    """What a budget opens at best."""

    budget: str
    effort: str
    value: str
    total: str
    share: int
    opened: tuple[str, ...]
    raised: tuple[StepShown, ...]


class Ordering:
    """The order of investment of one plan, worked out as far as a page asks for it."""

    def __init__(
        self,
        basis: PlanningBasis,
        *,
        is_of_options: bool = False,
        fields: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Take the plan's basis; `is_of_options` counts the framework's use cases instead.

        `fields` are what the addresses of this order say.
        """
        self.is_of_options, self.fields = is_of_options, fields
        self.has_own_use_cases = bool(basis.use_cases)
        self.basis = options_basis(basis, _("use cases")) if is_of_options else basis
        self.portfolio = self.basis.portfolio

    @cached_property
    def solution(self) -> Solution:
        """The exact order. Raise TooLargeError where there are too many levels to look at."""
        try:
            return solve(self.portfolio, self.basis.pinned)
        except TooManyStatesError as error:
            raise PortfolioTooLargeError(
                _(
                    "These use cases reach more combinations of levels than can be looked at. "
                    "Delete some use cases, or leave out some steps."
                )
            ) from error

    @property
    def best(self) -> Order:
        """The order with the least cost of delay."""
        return self.solution.order

    @cached_property
    def weakest(self) -> Order:
        """The order that always raises the weakest capability."""
        return walk(self.portfolio, weakest_first(self.portfolio))

    @cached_property
    def own(self) -> Order | None:
        """The unit's own order, mended where a step lacked what it needs; None without one."""
        if not self.basis.decisions.own_order:
            return None
        return walk(self.portfolio, repair_order(self.portfolio, self.basis.decisions.own_order))

    @cached_property
    def sensitivity(self) -> Sensitivity:
        """The orders at low and high efforts."""
        return sensitivity(self.portfolio, self.basis.pinned)

    @property
    def query(self) -> str:
        """What the addresses of this order end with."""
        return f"?{urlencode(self.fields)}" if self.fields else ""

    @property
    def query_of_options(self) -> str:
        """What the address of the order that opens most options ends with."""
        return f"?{urlencode([*self._basis_fields, OF_OPTIONS])}"

    @property
    def query_of_own(self) -> str:
        """What the address of the order of the unit's own use cases ends with."""
        return f"?{urlencode(self._basis_fields)}" if self._basis_fields else ""

    @property
    def _basis_fields(self) -> list[tuple[str, str]]:
        return [field for field in self.fields if field != OF_OPTIONS]

    @property
    def whose_use_cases(self) -> str:
        """For whose use cases it is, as files say it."""
        if self.is_of_options:
            return _("the framework's own, each worth the same: the order that opens most options")
        return _("the unit's own, by their values")

    @property
    def has_steps(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.best.moves)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of the use cases by key."""
        return {wish.key: wish.name for wish in self.basis.every.wishes}

    @cached_property
    def rows(self) -> list[OrderedStepShown]:
        """The rows of the order."""
        whys = why_now(self.portfolio, self.best)
        return [
            self._row(number, move, why)
            for number, (move, why) in enumerate(zip(self.best.moves, whys, strict=True), start=1)
        ]

    @property
    def first_opening(self) -> OrderedStepShown | None:
        """The first row that opens something."""
        return next((row for row in self.rows if row.opens), None)

    @property
    def opens_at_no_cost(self) -> bool:
        """Whether what is already funded opens something by itself."""
        return self.first_opening is not None and self.first_opening.cumulative == NO_EFFORT

    @property
    def open_value(self) -> str:
        """The value that is open now."""
        return number_text(self.portfolio.open_value)

    @property
    def total_value(self) -> str:
        """The value of all use cases that are not left out."""
        return number_text(self.portfolio.total_value)

    @property
    def total_effort(self) -> str:
        """The person-weeks of all steps."""
        return number_text(self.portfolio.total_effort)

    @property
    def true_already(self) -> list[StepShown]:
        """The steps of the order that cost nothing, since their conditions hold already."""
        return [row.step for row in self.rows if row.step.waits]

    @property
    def decided(self) -> list[StepShown]:
        """The steps about which something was decided."""
        return [self.shown(step) for step in self.basis.marks]

    @property
    def left_out(self) -> list[str]:
        """The use cases that excluded steps keep from opening."""
        return [row.wish.name for row in self.basis.left_out]

    @property
    def orders(self) -> list[tuple[str, Order]]:
        """The orders by name, the best first."""
        rows = [(_("Best order"), self.best), (_("Weakest capability first"), self.weakest)]
        return rows + ([(_("Your own order"), self.own)] if self.own else [])

    def compared(self) -> list[ComparedOrder]:
        """Return the orders beside each other, the best first."""
        return [self._compared(name, order) for name, order in self.orders]

    def offer(self, budget: Fraction) -> ParetoPointShown:
        """Return the most value for a budget."""
        offer = self.solution.best_for(budget)
        whole, levels = self.portfolio.total_value, offer.levels
        rows = [row for row in self.portfolio.unlockings if _is_within(row.needed, levels)]
        steps = [row for row in self.portfolio.steps if row.level <= (levels[row.capability] or 0)]
        return ParetoPointShown(
            budget=number_text(budget),
            effort=number_text(offer.effort),
            value=number_text(offer.value),
            total=number_text(whole),
            share=int(100 * offer.value / whole) if whole else 0,
            opened=tuple(row.wish.name for row in rows),
            raised=tuple(self.shown(step) for step in steps),
        )

    def chart(self) -> dict[str, Any]:
        """Return the staircase of open value over person-weeks."""
        lines = [ChartLine(name, self._stairs(order)) for name, order in self.orders]
        unit = self.basis.decisions.value_unit
        up = _("open value (%s)") % unit if unit else _("open value")
        return staircase(lines, Axes(_("person-weeks"), up))

    @property
    def chart_title(self) -> str:
        """What the chart shows."""
        if self.is_of_options:
            return _("Open use cases of the framework over person-weeks")
        return _("Open value over person-weeks")

    def shown(self, step: CapabilityStep) -> StepShown:
        """Return the step as a page names it."""
        mark = self.basis.marks.get(step)
        return StepShown(
            key=step_text(step),
            capability=self.basis.framework.capability(step.capability),
            level=step.level,
            mark=mark.value if mark else "",
            waits=true_already_text(self.basis.every.true_already.get(step, ())),
        )

    def _row(self, number: int, move: OrderedStep, why: WhyNow) -> OrderedStepShown:
        return OrderedStepShown(
            number=number,
            step=self.shown(move.step),
            effort=number_text(move.effort),
            cumulative=number_text(move.cumulative),
            opens=tuple(self.names[key] for key in move.opens),
            gain=number_text(move.gain) if move.opens else "",
            why=self._why(why),
            is_first_in_both=move.step in self.sensitivity.first_in_both,
            is_funded=self.basis.marks.get(move.step) is Mark.FUNDED,
        )

    def _why(self, why: WhyNow) -> str:
        waiting = ngettext(
            "%(count)s use case needs it.", "%(count)s use cases need it.", len(why.waiting)
        ) % {"count": len(why.waiting)}
        if not why.next_use_case:
            return waiting
        name = self.names[why.next_use_case]
        if not why.after:
            return _("Opens %s.") % name + " " + waiting
        steps = ngettext(
            "On the way to %(name)s, %(count)s step further.",
            "On the way to %(name)s, %(count)s steps further.",
            why.after,
        ) % {"name": name, "count": why.after}
        return f"{steps} {waiting}"

    def _compared(self, name: str, order: Order) -> ComparedOrder:
        best = self.best.cost_of_delay
        more = order.cost_of_delay - best
        excess = f"+{float(100 * more / best):.0f}%" if best and more else ""
        return ComparedOrder(name, number_text(order.cost_of_delay), excess)

    def _stairs(self, order: Order) -> Sequence[tuple[float, float]]:
        points = [(0.0, float(self.portfolio.open_value))]
        return points + [(float(m.cumulative), float(m.open_value)) for m in order.moves]


def _is_within(needed: Mapping[str, int | None], levels: Mapping[str, int | None]) -> bool:
    return all((needed[key] or 0) <= (level or 0) for key, level in levels.items())
