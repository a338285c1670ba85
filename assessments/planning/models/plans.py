"""What to do: a unit's plan, the use cases that it wishes, and scenarios of the economics."""

from decimal import Decimal
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orgs.database.event_tables import track_history
from orgs.models import Member, Organization, Unit
from orgs.names.keys import KeyedQuerySet, KeyField
from orgs.permissions import Permission

from .register import AN_AMOUNT, Project

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
    framework's use case that it was copied from, and `constraint` where its data has to stay. It
    was `approved_on` a day, `project` carries it, and it may be the one that `replaces` another.
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
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("project")
    )
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("replaces")
    )

    objects = UseCaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name_key"], name="one_use_case_of_a_name_in_a_unit"
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0), name="a_use_cases_value_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(replaces=F("pk")),
                name="a_use_case_does_not_replace_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@track_history()
class Plan(models.Model):
    """What a unit decided about its order of investment.

    `efforts` are the edited person-weeks of steps, `marks` what was decided about steps, both by
    step ("RUN@2"); `own_order` is a list of steps. `capacity` is in person-weeks a month, null
    until somebody enters it. `strategy` are elements of a strategy that were ticked before checks
    were saved with their day. Once fixed, `fixed` holds the start, the steps and their efforts at
    that day, so that later results stand beside what was planned, whose levels and use cases they
    are, and the person-weeks of quarters that differ, by number.
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


@track_history()
class StepOwner(models.Model):
    """Who sees to a step of a unit's plan for which there is no improvement action."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    capability = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField()
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "capability", "level"], name="one_owner_of_a_step_in_a_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.capability} {self.level}: {self.owner}"


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


class StrategyCheckQuerySet(models.QuerySet["StrategyCheck"]):
    """Strategy checks, reached by grant."""

    def planned_by(self, member: Member) -> Self:
        """Checks of the units that the member may plan."""
        return self.filter(unit__in=Unit.objects.permitted(member, Permission.PLAN))


@track_history()
class StrategyCheck(models.Model):
    """What a unit's strategy says, as somebody ticked it, and what that presumed on that day.

    `burn` is what a month costs in the organization's currency, None where nobody gave it. `effort`
    are the person-weeks that no budget named then, None where no result was there. `basis` says
    what they rested on: framework, source, coverage, levels, capacity.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    elements = models.JSONField(default=list, blank=True)
    burn = models.DecimalField(max_digits=15, decimal_places=2, null=True, blank=True)
    effort = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    basis = models.JSONField(default=dict, blank=True)

    objects = StrategyCheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(burn__gte=0), name="a_strategy_checks_burn_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit)


class Sourcing(models.TextChoices):
    """How a unit could come by a foundation."""

    BUILD = "build", _("build")
    BUY = "buy", _("buy")
    WAIT = "wait", _("wait")


@track_history()
class FoundationOption(models.Model):
    """What a unit assumes about one way to a foundation; null where nobody has said.

    It stands after `months`, for `cost` until then and `upkeep` a month from then on, and `removes`
    so many percent of today's plumbing; amounts are in the organization's currency.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sourcing = models.CharField(_("way"), max_length=8, choices=Sourcing.choices)
    months = models.DecimalField(
        _("months until it stands"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    cost = models.DecimalField(_("cost until it stands"), null=True, blank=True, **AN_AMOUNT)
    upkeep = models.DecimalField(_("cost a month from then on"), null=True, blank=True, **AN_AMOUNT)
    removes = models.DecimalField(
        _("percent of today's plumbing that it removes"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
    )
    note = models.CharField(_("what it removes"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "sourcing"], name="one_foundation_option_of_a_kind_in_a_unit"
            ),
            models.CheckConstraint(
                condition=Q(removes=None) | Q(removes__lte=100),
                name="a_foundation_removes_at_most_all_plumbing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_sourcing_display()}"
