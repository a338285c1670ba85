"""The register: AI projects of the units, their stacks and agents, and where AI can be deployed."""

from decimal import Decimal
from typing import Any, Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.database.event_tables import track_history
from orgs.models import Member, Organization, Unit
from orgs.names.keys import KeyedQuerySet, KeyField
from orgs.permissions import Permission


class ProjectStage(models.TextChoices):
    """Where an AI project stands."""

    IDEA = "idea", _("idea")
    PILOT = "pilot", _("pilot")
    PRODUCTION = "production", _("production")
    STALLED = "stalled", _("stalled")
    RETIRED = "retired", _("retired")


class Funding(models.TextChoices):
    """Who pays: the project alone, or a budget for what projects share."""

    PROJECT = "project", _("its own budget")
    SHARED = "shared", _("a shared budget")
    BOTH = "both", _("both")


class TeamFate(models.TextChoices):
    """What became of the people who built it."""

    KEPT = "kept", _("kept together")
    DISSOLVED = "dissolved", _("dissolved")


AN_AMOUNT: dict[str, Any] = {
    "max_digits": 14,
    "decimal_places": 2,
    "validators": [MinValueValidator(Decimal(0))],
}


def _in_order(earlier: str, later: str) -> models.Q:
    """Return the condition that two days are in this order, where both are known."""
    unknown = models.Q((earlier, None)) | models.Q((later, None))
    return unknown | models.Q((f"{later}__gte", models.F(earlier)))


Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class OfUnits(KeyedQuerySet[Row_co]):
    """Things of units, reached by grant."""

    def visible_to(self, member: Member) -> Self:
        """Those of the units whose results the member may see."""
        return self.filter(unit__in=Unit.objects.visible_to(member))

    def planned_by(self, member: Member) -> Self:
        """Those of the units for which the member may plan."""
        return self.filter(unit__in=Unit.objects.permitted(member, Permission.PLAN))


class ProjectQuerySet(OfUnits["Project"]):
    """AI projects, reached by the grants on their units."""


@track_history()
class Project(models.Model):
    """An AI project of a unit; what nobody has said is null or empty, never 0.

    `pipelines_own` were built for it alone and cost `pipelines_cost` a month, `pipelines_shared`
    are used with others, and `pipelines_reused` were there before. A pilot that `succeeded_on` a
    day was repeated by `replicated_with_help` and `replicated_without_help` other teams
    (method.md 1.4, D2).
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    name = models.CharField(_("name"), max_length=120)
    name_key = KeyField(source="name")
    code = models.CharField(_("code"), max_length=40, blank=True)
    code_key = KeyField(source="code")
    stage = models.CharField(_("stage"), max_length=12, choices=ProjectStage.choices)
    started_on = models.DateField(_("started on"), null=True, blank=True)
    succeeded_on = models.DateField(_("pilot succeeded on"), null=True, blank=True)
    in_production_on = models.DateField(_("in production on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    funding = models.CharField(_("paid from"), max_length=10, choices=Funding.choices, blank=True)
    team = models.CharField(_("team"), max_length=10, choices=TeamFate.choices, blank=True)
    pipelines_own = models.PositiveSmallIntegerField(_("own pipelines"), null=True, blank=True)
    pipelines_shared = models.PositiveSmallIntegerField(
        _("shared pipelines"), null=True, blank=True
    )
    pipelines_reused = models.PositiveSmallIntegerField(
        _("reused pipelines"), null=True, blank=True
    )
    pipelines_cost = models.DecimalField(
        _("upkeep of own pipelines, a month"), null=True, blank=True, **AN_AMOUNT
    )
    replicated_with_help = models.PositiveSmallIntegerField(
        _("repeated by other teams with help"), null=True, blank=True
    )
    replicated_without_help = models.PositiveSmallIntegerField(
        _("repeated by other teams without help"), null=True, blank=True
    )
    replicated_by = models.CharField(_("repeated by"), max_length=250, blank=True)
    governance = models.CharField(
        _("governance framework that applies"), max_length=250, blank=True
    )

    objects = ProjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name_key", "unit"], name="one_project_of_a_name_per_unit"
            ),
            models.UniqueConstraint(
                fields=["code_key", "organization"],
                condition=~models.Q(code=""),
                name="one_project_of_a_code_per_organization",
            ),
            models.CheckConstraint(
                condition=models.Q(started_on=None)
                | models.Q(ended_on=None)
                | models.Q(ended_on__gte=models.F("started_on")),
                name="a_project_ends_on_or_after_the_day_it_starts",
            ),
            models.CheckConstraint(
                condition=_in_order("started_on", "in_production_on"),
                name="a_project_is_in_production_on_or_after_the_day_it_starts",
            ),
            models.CheckConstraint(
                condition=_in_order("in_production_on", "ended_on"),
                name="a_project_is_in_production_on_or_before_the_day_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DeploymentPlaceQuerySet(KeyedQuerySet["DeploymentPlace"]):
    """Places where AI systems can run."""


@track_history()
class DeploymentPlace(models.Model):
    """A place where AI systems can run, and the constraints of units that it meets."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    name_key = KeyField(source="name")
    meets = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    objects = DeploymentPlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name_key", "organization"], name="one_place_of_a_name_per_organization"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ParallelStackQuerySet(OfUnits["ParallelStack"]):
    """Parallel stacks, reached by the grants on their units."""


@track_history()
class ParallelStack(models.Model):
    """Infrastructure that a unit runs beside the shared one, why, and at what cost."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    name = models.CharField(_("name"), max_length=120)
    name_key = KeyField(source="name")
    reason = models.CharField(_("why it exists"), max_length=250, blank=True)
    cost = models.DecimalField(_("cost a month"), null=True, blank=True, **AN_AMOUNT)

    objects = ParallelStackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name_key", "unit"], name="one_stack_of_a_name_per_unit"
            )
        ]

    def __str__(self) -> str:
        return self.name


class RunningAgentQuerySet(OfUnits["RunningAgent"]):
    """Running agents, reached by the grants on their units."""


@track_history()
class RunningAgent(models.Model):
    """An agent at work: its actions a day, and how many of them people look at before they count.

    `reviewers` is in full-time people; null where nobody has said.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    name = models.CharField(_("name"), max_length=120)
    name_key = KeyField(source="name")
    actions_per_day = models.PositiveIntegerField(_("actions a day"))
    reviewed_by_hand = models.BooleanField(_("people review its actions"), default=True)
    reviewers = models.DecimalField(
        _("reviewers (full-time people)"), max_digits=6, decimal_places=2, null=True, blank=True
    )

    objects = RunningAgentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name_key", "unit"], name="one_agent_of_a_name_per_unit"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ApplicationGroupQuerySet(OfUnits["ApplicationGroup"]):
    """Applications that were counted, reached by the grants on their units."""


@track_history()
class ApplicationGroup(models.Model):
    """Applications of a unit, counted: how many there are, how many are connected.

    Connected are those that an AI system can reach through a shared connection; null where nobody
    has counted them.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    name = models.CharField(_("what was counted"), max_length=120)
    name_key = KeyField(source="name")
    applications = models.PositiveIntegerField(_("applications"))
    connected = models.PositiveIntegerField(_("of these connected"), null=True, blank=True)
    counted_on = models.DateField(_("counted on"), null=True, blank=True)

    objects = ApplicationGroupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name_key", "unit"], name="one_count_of_a_name_of_applications_per_unit"
            ),
            models.CheckConstraint(
                condition=models.Q(connected=None)
                | models.Q(connected__lte=models.F("applications")),
                name="no_more_applications_are_connected_than_there_are",
            ),
        ]

    def __str__(self) -> str:
        return self.name
