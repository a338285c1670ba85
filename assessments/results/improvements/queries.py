"""Which improvement actions there are for a member, and what of them waits for somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.frameworks.schema import Capability
from assessments.results.models import ActionState, ImprovementAction, may_improve
from orgs.models import Grant, Member, Unit
from orgs.permissions import ORGANIZATION_ROLES
from orgs.units.tree import place_of, unit_options
from orgs.work_list import WorkItem

from .page import ActionShown

ANY_STATE = "any"
MOST_AT_A_RESULT = 50
ORDER = ("unit__name", "capability", "level", "pk")


@dataclass(frozen=True)
class ActionFilter:
    """Which actions a list shows: in a subtree, in a state, one's own."""

    below: int | None = None
    state: str = ActionState.OPEN
    mine: bool = False

    @property
    def query(self) -> str:
        """The choice as an address writes it."""
        mine = "on" if self.mine else ""
        return urlencode({"below": self.below or "", "state": self.state, "mine": mine})


def with_names(actions: QuerySet[ImprovementAction]) -> QuerySet[ImprovementAction]:
    """Return the actions with all that names them."""
    return actions.select_related("unit", "owner__user", "done_by__round")


def actions_of(
    unit: Unit, *, today: date, by: Member | None = None, may_change: bool = False
) -> list[ActionShown]:
    """Return the actions of a unit that was reached already, the open ones first, by their day.

    `by` may change their own, and all where they `may_change` what the unit decided.
    """
    actions = actions_of_units([unit.pk])[:MOST_AT_A_RESULT]
    return [
        _shown(row, today, may_edit=may_change or (by is not None and row.owner_id == by.pk))
        for row in actions
    ]


def actions_of_units(units: Iterable[int]) -> QuerySet[ImprovementAction]:
    """Return the actions of units that were reached already, the open ones first, by their day."""
    decided = with_names(ImprovementAction.objects.filter(unit__in=list(units)))
    return _ordered(decided)


def action_text(action: ImprovementAction) -> str:
    """Return an action in one line: the step, how far it is, who sees to it, until when, what."""
    facts = [_("to level %s") % action.level, action.get_state_display()]
    facts.append(str(action.owner) if action.owner else _("not assigned yet"))
    if action.due_on:
        facts.append(_("until %s") % action.due_on.isoformat())
    return f"{', '.join(facts)}: {' '.join(action.what.split())}"


def filtered_actions(member: Member, action_filter: ActionFilter) -> QuerySet[ImprovementAction]:
    """Return the actions that were asked for, among those that the member may see."""
    actions = _seen(member)
    if action_filter.below is not None:
        actions = actions.filter(unit__in=Unit.objects.within(Unit(pk=action_filter.below)))
    if action_filter.state != ANY_STATE:
        actions = actions.filter(state=action_filter.state)
    return _ordered(actions.filter(owner=member) if action_filter.mine else actions)


def action_row(action: ImprovementAction, today: date) -> ActionShown:
    """Return a row of these queries as a list shows it."""
    return _shown(action, today, may_edit=bool(getattr(action, "may_edit", False)))


def _shown(action: ImprovementAction, today: date, *, may_edit: bool) -> ActionShown:
    return ActionShown(
        action=action,
        may_edit=may_edit,
        today=today,
        is_open=action.state == ActionState.OPEN,
        state_text=action.get_state_display(),
    )


def subtrees(member: Member) -> list[tuple[int, str]]:
    """Return the units by which the list can be narrowed, as a tree."""
    options = unit_options(member.organization, Unit.objects.visible_to(member))
    return [(option.pk, option.label) for option in options]


def possible_owners(unit: Unit) -> QuerySet[Member]:
    """Return the active members who see the unit, so that they can see to it."""
    # A grant on any unit above reaches down to this one.
    places = [step["id"] for step in place_of(unit.pk)]
    reaching = Grant.objects.filter(Q(unit__in=places) | Q(role__in=ORGANIZATION_ROLES))
    owners = Member.objects.active().filter(pk__in=reaching.values("member"))
    return owners.select_related("user").order_by("user__name", "pk")


def usual_text(capability: Capability, level: int) -> str:
    """Return what the framework says is to be done, a line each."""
    return "\n".join(capability.step_to(level).actions)


def waiting_for(member: Member) -> list[WorkItem]:
    """Return the member's own open actions, by their day."""
    mine = ImprovementAction.objects.visible_to(member).filter(owner=member, state=ActionState.OPEN)
    return [
        WorkItem(
            action=_("Open"),
            title=f"{row.capability_name} → {row.level} · {row.unit}",
            detail=_("until %s") % date_format(row.due_on, "j F Y") if row.due_on else _("no day"),
            url=reverse("results:improvement", args=[member.organization.slug, row.pk]),
        )
        for row in _ordered(mine.select_related("unit"))
    ]


def _seen(member: Member) -> QuerySet[ImprovementAction]:
    mine = Q(owner=member)
    may_edit = Case(
        When(may_improve(member) | mine, then=Value(value=True)),
        default=Value(value=False),
        output_field=BooleanField(),
    )
    return with_names(ImprovementAction.objects.visible_to(member)).annotate(may_edit=may_edit)


def _ordered(actions: QuerySet[ImprovementAction]) -> QuerySet[ImprovementAction]:
    """Open ones come first, then by their day; what has no day comes last."""
    is_closed = Case(When(state=ActionState.OPEN, then=Value(0)), default=Value(1))
    return actions.order_by(is_closed, "due_on", *ORDER)
