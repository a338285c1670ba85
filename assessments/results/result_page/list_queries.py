"""Which results there are for a member, and what they mean for the member's work."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.frameworks.queries import framework_of
from assessments.results.access import with_names
from assessments.results.models import Result
from assessments.rounds.models import SUBMITTED, Participant, RoundState, Session, SessionState
from assessments.rounds.session_state import SETTLING
from orgs.models import Member, Unit
from orgs.permissions import Permission, Role
from orgs.work_list import WorkItem

from .headline import Headline, headline
from .wording import coverage_text


@dataclass(frozen=True)
class ResultRow:
    """A result in a list: its row and its sentence."""

    result: Result
    headline: Headline

    @property
    def is_accepted(self) -> bool:
        """Whether a leader has accepted it."""
        session = self.result.session
        return (session.state, session.revision) == (SessionState.ACCEPTED, self.result.revision)


def newest_results(member: Member) -> QuerySet[Result]:
    """Return the newest result of each session that the member may see, newest rounds first."""
    return with_names(Result.objects.visible_to(member).newest_revisions()).order_by(
        F("round__opens_on").desc(nulls_last=True), "-round_id", "unit__name", "pk"
    )


def result_row(result: Result) -> ResultRow:
    """Return the result as a list shows it."""
    return ResultRow(result, headline(result, framework_of(result.framework_version)))


def waiting_for(member: Member) -> list[WorkItem]:
    """Return the results to read while their round is open: one's own, and a leader's round."""
    return [*_reviews(member), *_own_results(member), *_comparisons(member)]


def _reviews(member: Member) -> list[WorkItem]:
    """Leaders are asked to review what was submitted; who holds the right for everything is not."""
    if not member.roots(Permission.REVIEW):
        return []
    submitted = (
        Session.objects.reviewed_by(member)
        .filter(state=SessionState.SUBMITTED, round__state__in=SETTLING, unit__archived_at=None)
        .select_related("unit", "round")
        .order_by("round__closes_on", "unit__name", "pk")
    )
    return [
        WorkItem(
            action=_("Review"),
            title=f"{row.unit} · {row.round}",
            detail=_("submitted, waiting for acceptance"),
            url=reverse("results:review", args=[member.organization.slug, row.pk]),
        )
        for row in submitted
    ]


def _own_results(member: Member) -> list[WorkItem]:
    part = Participant.objects.filter(member=member, session=OuterRef("session"))
    results = newest_results(member).filter(
        Exists(part), round__state=RoundState.OPEN, session__state__in=SUBMITTED
    )
    return [
        WorkItem(
            action=_("Read the result"),
            title=f"{result.unit} · {result.round}",
            detail=_standing(result_row(result).headline),
            url=reverse("results:result", args=[member.organization.slug, result.pk]),
        )
        for result in results
    ]


def _standing(said: Headline) -> str:
    """Return the stage with what stands behind it."""
    return _("stage %(stage)s; %(coverage)s") % {
        "stage": said.stage_text,
        "coverage": coverage_text(said),
    }


def _comparisons(member: Member) -> list[WorkItem]:
    """Leaders are asked to compare; who holds the right for everything is not."""
    if not any(row.role == Role.LEADER for row in member.holdings):
        return []
    compared = Unit.objects.permitted(member, Permission.COMPARE)
    rounds = (
        Session.objects.filter(unit__in=compared, round__state=RoundState.OPEN)
        .values("round", "round__name")
        .annotate(asked=Count("pk"), done=Count("pk", filter=Q(state__in=SUBMITTED)))
        .filter(done__gt=0)
        .order_by("-round")
    )
    compare = reverse("results:compare", args=[member.organization.slug])
    return [
        WorkItem(
            action=_("Compare units"),
            title=row["round__name"],
            detail=ngettext(
                "%(done)s of %(asked)s unit submitted",
                "%(done)s of %(asked)s units submitted",
                row["asked"],
            )
            % row,
            url=f"{compare}?round={row['round']}",
        )
        for row in rounds
    ]
