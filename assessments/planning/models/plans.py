"""What to do: a unit's plan, the use cases that it wishes, and scenarios of the economics."""

from decimal import Decimal
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.database.event_tables import track_history
from orgs.models import Member, Organization, Unit
from orgs.names.keys import KeyedQuerySet, KeyField
from orgs.permissions import Permission

MOST_CAPACITY = Decimal(100_000)
MOST_VALUE = Decimal(1_000_000_000)


class UseCaseQuerySet(KeyedQuerySet["UseCase"]):
    """Use cases, reached by grant."""

    def planned_by(self, member: Member) -> Self:
        """Use cases of the units that the member may plan."""
        return self.filter(unit__in=Unit.objects.permitted(member, Permission.PLAN))


@track_history()
class UseCase(models.Model):
    """An AI use case that a unit wishes to start.

    `requires` are levels by capability, `value` is in the plan's unit; `starter` is the key of the
    framework's use case that it was copied from, and `constraint` where its data has to stay.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    name_key = KeyField(source="name")
    note = models.TextField(_("note"), blank=True, max_length=2000)
    requires = models.JSONField(default=dict, blank=True)
    value = models.DecimalField(
        _("value"), max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    constraint = models.CharField(_("where its data has to stay"), max_length=120, blank=True)
    starter = models.CharField(max_length=64, blank=True)

    objects = UseCaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name_key"], name="one_use_case_of_a_name_in_a_unit"
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0), name="a_use_cases_value_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@track_history()
class Plan(models.Model):
    """What a unit decided about its order of investment.

    `efforts` are the edited person-weeks of steps, `marks` what was decided about steps, both by
    step ("RUN@2"); `own_order` is a list of steps. `capacity` is in person-weeks a month, null
    until somebody enters it. `strategy` are the ticked elements of the strategy check. Once fixed,
    `fixed` holds the start, the steps and their efforts at that day, so that later results stand
    beside what was planned.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+")
    capacity = models.DecimalField(
        _("person-weeks a month"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    value_unit = models.CharField(_("what values are counted in"), max_length=40, blank=True)
    efforts = models.JSONField(default=dict, blank=True)
    marks = models.JSONField(default=dict, blank=True)
    own_order = models.JSONField(default=list, blank=True)
    strategy = models.JSONField(default=list, blank=True)
    fixed = models.JSONField(default=dict, blank=True)
    fixed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__gte=0), name="a_plans_capacity_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit)


class ScenarioQuerySet(KeyedQuerySet["Scenario"]):
    """Scenarios, reached by grant."""

    def visible_to(self, member: Member) -> Self:
        """The member's own and the shared ones of the units that they may plan."""
        planned = self.filter(unit__in=Unit.objects.permitted(member, Permission.PLAN))
        return planned.filter(Q(by=member) | Q(is_shared=True))


@track_history()
class Scenario(models.Model):
    """Saved assumptions of the economic model: numbers by symbol, as they were written."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    name_key = KeyField(source="name")
    assumptions = models.JSONField(default=dict)
    is_shared = models.BooleanField(_("shared with all who plan this unit"), default=False)
    saved_at = models.DateTimeField()

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "by", "name_key"],
                name="one_scenario_of_a_name_by_a_member_in_a_unit",
            )
        ]

    def __str__(self) -> str:
        return self.name
