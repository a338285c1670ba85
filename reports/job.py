"""A report as a job: its states, how often it is tried, and where an attempt puts the PDF."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from orgs.jobs.lease import ANSWER_TIME, JobKind
from reports.pdf import files

from .models import UNFINISHED, Report, ReportState

CLAIMED, BUILT, STORED = 5, 25, 100  # how far a report is then, in percent

REPORTS = JobKind(
    model=Report,
    unfinished=Q(state__in=UNFINISHED),
    broken_off=_("Making the PDF was broken off %s times; order it again later."),
    lease=timedelta(seconds=settings.REPORTS_LEASE_SECONDS),
    running={"state": ReportState.RUNNING, "progress": CLAIMED},
    queued={"state": ReportState.QUEUED, "progress": 0},
    done={"state": ReportState.DONE, "progress": STORED, "finished_at": Now()},
    failed={"state": ReportState.FAILED, "progress": 0, "finished_at": Now()},
    unanswered=Q(requested_at__lt=Now() - ANSWER_TIME),
    order=("requested_at", "pk"),
    person_column="requested_by_id",
    file_name=files.new_name,
)
