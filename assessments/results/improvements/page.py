"""An improvement action as a list shows it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _


class ActionOwner(Protocol):
    """Who sees to an action; written as text, the name."""

    deactivated_at: datetime | None


class DecidedAction(Protocol):
    """What is shown of an action as it was decided."""

    capability: str
    capability_name: str
    level: int
    what: str
    note: str
    due_on: date | None
    state: str
    done_by_id: int | None

    @property
    def owner(self) -> ActionOwner | None:
        """Assigned to; None for nobody yet."""


@dataclass(frozen=True)
class ActionShown:
    """An action as a list shows it, on a day; `state_text` says how far it is."""

    action: DecidedAction
    may_edit: bool
    today: date
    is_open: bool
    state_text: str

    @property
    def is_overdue(self) -> bool:
        """Whether it is open after its day."""
        due = self.action.due_on
        return self.is_open and due is not None and due < self.today

    @property
    def owner_has_left(self) -> bool:
        """Whether the one who saw to it is no longer there."""
        owner = self.action.owner
        return owner is not None and owner.deactivated_at is not None

    @property
    def owner_text(self) -> str:
        """Assigned to."""
        if self.action.owner is None:
            return _("Not assigned yet")
        name = str(self.action.owner)
        left = _("%s has left; assign somebody else")
        return left % name if self.owner_has_left else name

    @cached_property
    def due_text(self) -> str:
        """Until when it is to be done; empty without a day."""
        if self.action.due_on is None:
            return ""
        day = date_format(self.action.due_on, "j F Y")
        return (_("overdue since %s") if self.is_overdue else _("until %s")) % day
