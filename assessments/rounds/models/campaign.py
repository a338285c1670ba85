"""Rounds: what is asked of which units, and when."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.frameworks.models import FrameworkVersion
from orgs.database.event_tables import track_history
from orgs.models import Member, Organization, Unit
from orgs.names.keys import KeyedQuerySet, KeyField
from orgs.permissions import Permission

from .sessions import Session


class RoundState(models.TextChoices):
    """Where a round stands."""

    DRAFT = "draft", _("draft")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    ARCHIVED = "archived", _("archived")


class RoundQuerySet(KeyedQuerySet["Round"]):
    """Rounds, reached by grant."""

    def visible_to(self, member: Member) -> Self:
        """Those that ask a unit the member may see; drafts only for who manages rounds."""
        mine = self.filter(organization_id=member.organization_id)
        if member.can(Permission.MANAGE_ROUNDS):
            return mine
        seen = Session.objects.visible_to(member).filter(round=models.OuterRef("pk"))
        return mine.exclude(state=RoundState.DRAFT).filter(models.Exists(seen))


@track_history(leaving_out=["reminders_asked_at", "reminders_asked_by"])
class Round(models.Model):
    """One campaign: a framework version, what to aim for, which units, when.

    Its days are days of the organization: it opens as `opens_on` begins, closes as
    `closes_on` ends, and reminds once as `reminds_on` begins. `reminders_asked_at` stands while
    reminders wait to be written; without `reminders_asked_by` the date asked. `follows` is the
    round that this one repeats.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    version = models.ForeignKey(FrameworkVersion, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    name_key = KeyField(source="name")
    target = models.JSONField(default=dict)
    weights = models.JSONField(default=dict)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    reminds_on = models.DateField(_("reminds on"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminders_asked_at = models.DateTimeField(null=True, blank=True)
    reminders_asked_by = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+"
    )
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.DRAFT)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name_key"], name="one_round_of_a_name_per_organization"
            ),
            models.CheckConstraint(
                condition=models.Q(opens_on=None)
                | models.Q(closes_on=None)
                | models.Q(closes_on__gte=models.F("opens_on")),
                name="a_round_closes_on_or_after_the_day_it_opens",
            ),
            models.CheckConstraint(
                condition=~models.Q(follows=models.F("id")), name="a_round_does_not_follow_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@track_history()
class RoundUnit(models.Model):
    """A unit chosen for a round; `target` holds by capability where its target is another."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="chosen")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    target = models.JSONField(default=dict, blank=True)
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="a_round_asks_a_unit_once"),
            models.CheckConstraint(
                condition=models.Q(target={}) | ~models.Q(reason=""),
                name="a_units_own_target_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.unit}"
