"""What two paths return, as a page shows it: beside each other, the second one as a range."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from assessments.planning.number_text import ends_text, money_text

from .cash_flow import CashFlow


@dataclass(frozen=True)
class ReturnShown:
    """One quantity of the return on both paths."""

    name: str
    bespoke: str
    shared: str


@dataclass(frozen=True)
class ReturnAmounts:
    """One quantity of the return as numbers: on both paths, the second one at both ends."""

    name: str
    bespoke: Fraction | int | None
    low: Fraction | int | None
    high: Fraction | int | None
    is_month: bool


@dataclass(frozen=True)
class ReturnRange:
    """The return of every project for itself, and of a foundation at both ends of its range."""

    bespoke: CashFlow
    low: CashFlow
    high: CashFlow
    currency: str

    @property
    def rows(self) -> Sequence[ReturnShown]:
        """Value, cost, net and payback."""
        return (
            self._row(_("value of live service"), *(flow.earned for flow in self._flows)),
            self._row(_("cost"), *(flow.spent for flow in self._flows), needs_burn=True),
            self._row(_("net"), *(flow.net for flow in self._flows), needs_burn=True),
            ReturnShown(
                _("paid back"),
                self._month(self.bespoke),
                self._month(self.low, self.high),
            ),
        )

    @property
    def amounts(self) -> Sequence[ReturnAmounts]:
        """The same as numbers; the last row holds months, None where none is in the horizon."""
        flows = self._flows
        return (
            _amounts(_("value of live service"), [flow.earned for flow in flows]),
            _amounts(_("cost"), [flow.spent for flow in flows]),
            _amounts(_("net"), [flow.net for flow in flows]),
            _amounts(_("paid back"), [flow.payback_month for flow in flows], is_month=True),
        )

    @property
    def _flows(self) -> tuple[CashFlow, CashFlow, CashFlow]:
        return self.bespoke, self.low, self.high

    @property
    def _is_known(self) -> bool:
        return self.bespoke.burn is not None

    def _row(
        self,
        name: str,
        bespoke: Fraction | None,
        low: Fraction | None,
        high: Fraction | None,
        *,
        needs_burn: bool = False,
    ) -> ReturnShown:
        if needs_burn and not self._is_known:
            return ReturnShown(name, needs_your_burn(), needs_your_burn())
        first, *ends = (money_text(amount, self.currency) for amount in (bespoke, low, high))
        return ReturnShown(name, first, ends_text(*ends))

    def _month(self, *ends: CashFlow) -> str:
        """Return in which month all is paid back, from the first of the ends to the last."""
        if not self._is_known:
            return needs_your_burn()
        months = sorted(end.payback_month for end in ends if end.payback_month)
        if not months:
            return _("not within the horizon")
        if len(months) < len(ends):
            return _("month %s at best") % months[0]
        return _("month %s") % ends_text(str(months[0]), str(months[-1]))


def _amounts(
    name: str, ends: Sequence[Fraction | int | None], *, is_month: bool = False
) -> ReturnAmounts:
    bespoke, low, high = ends
    return ReturnAmounts(name, bespoke, low, high, is_month)


def needs_your_burn() -> str:
    """Return what stands for an amount that rests on a burn that nobody entered yet."""
    return _("needs your burn")
