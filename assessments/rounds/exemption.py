"""That a capability does not apply: why, who approved it, when it is looked at again."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Exemption:
    """The three things that "not applicable" needs (method.md 3.4, 4)."""

    reason: str = ""
    approver: str = ""
    review_on: date | None = None

    @property
    def missing(self) -> str:
        """What is still to be said, as a sentence; empty where nothing is."""
        if not self.reason.strip():
            return _("Say why it does not apply.")
        if not self.approver.strip():
            return _("Say who approved that it does not apply.")
        if self.review_on is None:
            return _("Say when it is looked at again.")
        return ""

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of a vote or a settled answer that hold it."""
        return {
            "not_applicable_reason": self.reason,
            "not_applicable_approver": self.approver,
            "not_applicable_review_on": self.review_on,
        }
