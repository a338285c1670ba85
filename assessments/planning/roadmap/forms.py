"""The form of a roadmap: what each quarter has, and who sees to which step."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from assessments.planning.investment.schedule import MOST_QUARTERS, quarter_start
from assessments.planning.models import MOST_CAPACITY
from assessments.planning.number_text import number_text
from assessments.planning.portfolio.level_closure import CapabilityStep, step_text
from orgs.models import Member
from orgs.web.shown_forms import ShownForm

from .dated_plan import Roadmap
from .owners import NOBODY, Owners, StepOwnerShown

LEAST_QUARTERS = 4
SPARE_QUARTERS = 2
FIELD = {"class": "form-control"}


class RoadmapForm(ShownForm):
    """Person-weeks of each quarter, and an owner of each step that has no action."""

    def __init__(
        self,
        *args: Any,
        roadmap: Roadmap,
        owners: Owners,
        members: Collection[Member],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, is_kept=True, **kwargs)
        self.roadmap, self.owners = roadmap, owners
        self.members = {str(member.pk): member for member in members}
        usual = number_text(roadmap.capacities.usual)
        for quarter in self.quarters:
            self.fields[_capacity_name(quarter)] = forms.DecimalField(
                label=_("Person-weeks of quarter %s") % quarter,
                min_value=Decimal(0),
                max_value=MOST_CAPACITY,
                max_digits=9,
                decimal_places=2,
                required=False,
                widget=forms.NumberInput(attrs=FIELD | {"placeholder": usual, "step": "any"}),
            )
        for step in self.steps_to_own:
            self.fields[_owner_name(step)] = forms.ChoiceField(
                label=_("%(capability)s %(level)s is assigned to") % step._asdict(),
                choices=self._choices(owners.get(step, NOBODY)),
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    @property
    def quarters(self) -> Iterable[int]:
        """The quarters that can be filled in: those of the plan, and a few more."""
        entered = max(self.roadmap.capacities.entered, default=0)
        planned = len(self.roadmap.quarters) + SPARE_QUARTERS
        return range(1, min(MOST_QUARTERS, max(LEAST_QUARTERS, planned, entered)) + 1)

    @property
    def steps_to_own(self) -> list[CapabilityStep]:
        """The steps whose owner is not said by an action."""
        steps = (row.move.step for row in self.roadmap.steps)
        return [step for step in steps if self.owners.get(step, NOBODY).action_id is None]

    @staticmethod
    def facts_of(roadmap: Roadmap, owners: Owners) -> dict[str, Any]:
        """Return what the form shows at first."""
        capacities = {
            _capacity_name(quarter): number_text(capacity)
            for quarter, capacity in roadmap.capacities.entered.items()
        }
        return capacities | {
            _owner_name(step): str(row.member_id or "") for step, row in owners.items()
        }

    @property
    def quarter_rows(self) -> list[tuple[int, date, BoundField]]:
        """Each quarter with its first day and its field."""
        starts_on = self.roadmap.starts_on
        return [
            (quarter, quarter_start(starts_on, quarter), self[_capacity_name(quarter)])
            for quarter in self.quarters
        ]

    def field_of(self, step: CapabilityStep) -> BoundField | None:
        """Return the field of a step; None where an action says who sees to it."""
        name = _owner_name(step)
        return self[name] if name in self.fields else None

    @property
    def capacities(self) -> dict[int, Decimal]:
        """What was entered for quarters, once the form is valid."""
        given = {quarter: self.cleaned_data[_capacity_name(quarter)] for quarter in self.quarters}
        return {quarter: amount for quarter, amount in given.items() if amount is not None}

    @property
    def chosen_owners(self) -> dict[CapabilityStep, Member | None]:
        """Who sees to the steps that have no action, once the form is valid.

        A step that stays with somebody who has left is not among them: nothing is said of it.
        """
        return {
            step: self.members.get(chosen)
            for step in self.steps_to_own
            if not (chosen := self.cleaned_data[_owner_name(step)]) or chosen in self.members
        }

    def _choices(self, owner: StepOwnerShown) -> list[tuple[str, str]]:
        choices = [("", _("nobody yet")), *((pk, str(row)) for pk, row in self.members.items())]
        if owner.member_id and str(owner.member_id) not in self.members:
            choices.append((str(owner.member_id), owner.name))
        return choices


def _capacity_name(quarter: int) -> str:
    return f"capacity-{quarter}"


def _owner_name(step: CapabilityStep) -> str:
    return f"owner-{step_text(step)}"
