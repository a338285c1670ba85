"""What one way to live systems brings and costs, and when it has paid back (method.md 4.2)."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil


@dataclass(frozen=True)
class CashFlow:
    """What a path brings and costs over a horizon in months.

    value: of one live system a month. burn: a month, None until somebody enters it. service: the
    system-months of live service after so many months, None without limit. Live systems never
    become fewer, so that what has paid back once stays so.
    """

    value: Fraction
    burn: Fraction | None
    horizon: Fraction
    service: Callable[[Fraction], Fraction | None]

    @property
    def earned(self) -> Fraction | None:
        """The value of live service by the horizon; None without limit."""
        return self._earned_after(self.horizon)

    @property
    def spent(self) -> Fraction | None:
        """What is spent by the horizon; None while the burn is not known."""
        return None if self.burn is None else self.burn * self.horizon

    @property
    def net(self) -> Fraction | None:
        """The value less what is spent; None where either cannot be told."""
        earned, spent = self.earned, self.spent
        return None if earned is None or spent is None else earned - spent

    @property
    def payback_month(self) -> int | None:
        """The first month in which the value reaches what was spent; None: not by the horizon."""
        if self.burn is None:
            return None
        months = range(1, ceil(self.horizon) + 1)
        place = bisect_left(months, 1, key=self._has_paid_back)
        return months[place] if place < len(months) else None

    def _has_paid_back(self, month: int) -> int:
        """Return 1 where the value has reached what was spent by the end of the month, else 0."""
        months = min(Fraction(month), self.horizon)
        earned = self._earned_after(months)
        return int(earned is None or earned >= (self.burn or 0) * months)

    def _earned_after(self, months: Fraction) -> Fraction | None:
        service = self.service(months)
        return None if service is None else self.value * service
