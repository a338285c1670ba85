"""What a strategy presumes, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.frameworks.schema import Capability
from assessments.planning.economics.own_economics import Origin
from assessments.planning.economics.wording import ORIGINS
from assessments.planning.number_text import money_text, number_text

from .assumptions import Assumption
from .presumption import Presumption
from .prices import UnfundedWork
from .wording import capacity_words, cost_words, ends_words, step_words, total_words


@dataclass(frozen=True)
class MarkedNumber:
    """A written number with how one came to it."""

    text: str
    origin: Origin

    @property
    def label(self) -> str:
        """How one came to it, in words."""
        return str(ORIGINS[self.origin])


@dataclass(frozen=True)
class WorkShown:
    """Steps in words, and what no budget names of them; `money` is None where b is not known."""

    steps: tuple[str, ...]
    effort: MarkedNumber
    weeks: MarkedNumber
    money: MarkedNumber | None
    funded: str

    @classmethod
    def of(cls, work: UnfundedWork) -> "WorkShown":
        """Return the work as it is shown."""
        money = work.money
        amount = money_text(money, work.rates.currency)
        return cls(
            steps=tuple(step_words(row) for row in work.steps),
            effort=MarkedNumber(number_text(work.effort), work.effort_origin),
            weeks=MarkedNumber(number_text(work.weeks, 1), work.weeks_origin),
            money=None if money is None else MarkedNumber(amount, work.money_origin),
            funded=number_text(work.funded) if work.funded else "",
        )


@dataclass(frozen=True)
class PresumedLevel:
    """A capability that a strategy presumes; without a result `have` is unknown.

    `work` is what its missing levels take, None where none is missing.
    """

    capability: Capability
    presumed: int
    have: int | str | None
    missing: int
    presumed_by: tuple[str, ...]
    ask: tuple[str, ...]
    work: WorkShown | None


@dataclass(frozen=True)
class StrategyPage:
    """What the ticked elements presume, for the page and its print."""

    found: Presumption

    @property
    def rows(self) -> list[PresumedLevel]:
        """What is presumed of each capability, the largest differences first."""
        return [self._row(row) for row in self.found.rows]

    @property
    def sentence(self) -> str:
        """What no budget line names, in one sentence."""
        return total_words(self.found)

    @property
    def ends(self) -> str:
        """The total at both ends of what is unknown; empty where enough is known."""
        return ends_words(self.found)

    @property
    def total(self) -> WorkShown | None:
        """The work of all missing steps; None where there is none."""
        work = self.found.total
        return WorkShown.of(work) if work.steps else None

    @property
    def capacity(self) -> MarkedNumber:
        """What the calendar rests on."""
        rates = self.found.rates
        return MarkedNumber(capacity_words(rates), rates.capacity_origin)

    @property
    def cost(self) -> MarkedNumber:
        """What the money rests on, or that it has to be entered."""
        rates = self.found.rates
        return MarkedNumber(cost_words(rates), rates.cost_origin)

    @property
    def has_cost(self) -> bool:
        """Whether one knows what a month costs."""
        return self.found.rates.monthly_cost is not None

    @property
    def has_use_cases(self) -> bool:
        """Whether the unit has written down any."""
        return bool(self.found.basis.use_cases)

    @property
    def runs_now(self) -> Sequence[str]:
        """The use cases that can start today."""
        return [wish.name for wish in self.found.runs_now]

    @property
    def runs_then(self) -> Sequence[str]:
        """Those that run once the presumed steps stand."""
        return [wish.name for wish in self.found.runs_then]

    @property
    def needs_more(self) -> Sequence[str]:
        """Those that need more than the strategy presumes."""
        return [wish.name for wish in self.found.needs_more]

    def _row(self, row: Assumption) -> PresumedLevel:
        is_known = self.found.is_known
        missing = row.missing if is_known else 0
        return PresumedLevel(
            capability=self.found.basis.framework.capability(row.capability),
            presumed=row.presumed,
            have=row.have if is_known else "unknown",
            missing=missing,
            presumed_by=tuple(element.element for element in row.elements),
            ask=tuple(dict.fromkeys(element.ask for element in row.elements if element.ask)),
            work=WorkShown.of(self.found.work_of(row.capability)) if missing else None,
        )
