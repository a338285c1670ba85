"""The three diagnostic questions of a session (method.md 1.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.database.event_tables import track_history
from orgs.models import Member, Organization

from .sessions import Participant, Session


class DiagnosticsSource(models.TextChoices):
    """Who said so."""

    FACILITATOR = "facilitator", _("the facilitator")
    PLAN = "plan", _("the plan's records of effort")


@track_history()
class Diagnostics(models.Model):
    """What the facilitator knows of projects, pilots and parallel stacks; null where unsaid.

    `projects` holds a name and the days of four kinds of work each, `pilots` how many succeeded and
    how many of these another team repeated with and without help. `judged_at` is when it was said
    which of the named governance frameworks are the same.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    session = models.OneToOneField(Session, models.CASCADE, related_name="diagnostics")
    projects = models.JSONField(null=True, blank=True)
    projects_source = models.CharField(
        max_length=20, choices=DiagnosticsSource.choices, default=DiagnosticsSource.FACILITATOR
    )
    pilots = models.JSONField(null=True, blank=True)
    pilots_source = models.CharField(
        max_length=20, choices=DiagnosticsSource.choices, default=DiagnosticsSource.FACILITATOR
    )
    parallel_stacks = models.JSONField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    judged_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.session)


@track_history(leaving_out=["participant"])
class NamedFramework(models.Model):
    """Which governance framework one person names, alone; an empty text says that they know none.

    After the reveal the facilitator marks the answers that name the same one, and the links that
    opened.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="named_frameworks")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    person = models.ForeignKey(Member, models.PROTECT, related_name="+")
    text = models.CharField(max_length=300, blank=True)
    link = models.CharField(max_length=2000, blank=True)
    at = models.DateTimeField()
    is_same = models.BooleanField(default=False)
    link_opened = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"], name="one_named_framework_per_person_and_session"
            ),
            models.CheckConstraint(
                condition=models.Q(link="") | models.Q(link__iregex=r"^https?://[^\s]+$"),
                name="a_named_framework_links_to_a_web_page",
            ),
            models.CheckConstraint(
                condition=~models.Q(text="") | models.Q(link="", is_same=False),
                name="no_framework_named_is_the_same_as_none",
            ),
            models.CheckConstraint(
                condition=~models.Q(link="") | models.Q(link_opened=False),
                name="a_link_that_opened_is_there",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.text}"


@track_history()
class LateJudgement(models.Model):
    """How the named frameworks were judged after a revision of the session was submitted.

    `frameworks` has the form that a result freezes. The result stays as it was; of several
    judgements of one revision the newest counts.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="late_judgements")
    revision = models.PositiveSmallIntegerField()
    frameworks = models.JSONField()
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.session}, {self.at:%Y-%m-%d}"
