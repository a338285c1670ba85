"""Reads of the reports room."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.models import Member
from orgs.work_list import WorkItem
from reports.models import Report, ReportState

NEWLY_DONE = Q(state=ReportState.DONE, downloaded_at=None)


def reports(member: Member) -> QuerySet[Report]:
    """Return the reports that the member may see, the newest first, with who ordered them."""
    return (
        Report.objects.visible_to(member)
        .select_related("requested_by__user")
        .order_by("-requested_at", "-pk")
    )


def waiting_for(member: Member) -> list[WorkItem]:
    """Return the member's own reports that are ready to be fetched, or could not be made."""
    rows = (
        Report.objects.visible_to(member)
        .filter(NEWLY_DONE | Q(state=ReportState.FAILED), requested_by=member)
        .order_by("-finished_at", "-pk")
    )
    return [
        WorkItem(
            action=_("See why") if report.is_failed else _("Fetch"),
            title=report.title,
            detail=_("the report could not be made")
            if report.is_failed
            else _("the report is ready"),
            url=reverse("reports:report", args=[member.organization.slug, report.pk]),
        )
        for report in rows
    ]
