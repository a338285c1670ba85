"""What people do with reports: order, cancel, retry, fetch. A worker does the rest."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessments.results.comparison.options import ComparisonOptions
from assessments.results.models import Result
from assessments.rounds.models import Round
from orgs.jobs.doorbell import ring_after_commit
from orgs.models import Member
from orgs.refusals import NotNowError
from orgs.storage import refuse_full
from reports import tasks
from reports.models import UNFINISHED, Report, ReportKind, ReportState


class NotUnfinishedError(NotNowError):
    """The report is no longer being made, so there is nothing to cancel."""


class NotFailedError(NotNowError):
    """Only what failed or was cancelled can be tried again."""


class AlreadyOrderedError(NotNowError):
    """The same report is being made already."""


@transaction.atomic
def order_unit(*, result: Result, by: Member, at: datetime) -> Report:
    """Order the PDF of a unit's result; return the unfinished one where it is ordered already."""
    title = f"{result.unit.name} · {result.round.name}"
    return _order(by, at, title, kind=ReportKind.UNIT, result=result)


@transaction.atomic
def order_comparison(
    *, asked_round: Round, choice: ComparisonOptions, by: Member, at: datetime
) -> Report:
    """Order the PDF of a round's comparison as the member sees it; return an unfinished same one.

    What it shows is decided when it is made: by what the member may compare then.
    """
    title = _("Comparison · %s") % asked_round.name
    return _order(
        by, at, title, kind=ReportKind.COMPARISON, round=asked_round, choices=choice.document()
    )


@transaction.atomic
def cancel(*, report: Report, at: datetime) -> Report:
    """Stop making the report; its worker notices within a second. Raise NotUnfinishedError."""
    locked_report = _locked(report)
    if locked_report.state not in UNFINISHED:
        raise NotUnfinishedError(
            _("This report is %s, so there is nothing to cancel.")
            % locked_report.get_state_display()
        )
    locked_report.state, locked_report.finished_at, locked_report.lease_until = (
        ReportState.CANCELLED,
        at,
        None,
    )
    locked_report.progress = 0
    locked_report.save(update_fields=["state", "finished_at", "lease_until", "progress"])
    return locked_report


@transaction.atomic
def retry(*, report: Report) -> Report:
    """Queue a failed or cancelled report anew.

    Raise NotFailedError for another state, AlreadyOrderedError where the same is under way.
    """
    locked_report = _locked(report)
    if locked_report.state not in {ReportState.FAILED, ReportState.CANCELLED}:
        raise NotFailedError(
            _("This report is %s, so there is nothing to try again.")
            % locked_report.get_state_display()
        )
    locked_report.state, locked_report.attempts, locked_report.failure = ReportState.QUEUED, 0, ""
    locked_report.finished_at = None
    try:
        with transaction.atomic():
            locked_report.save(update_fields=["state", "attempts", "failure", "finished_at"])
    except IntegrityError as error:
        raise AlreadyOrderedError(
            _("The same report is being made already; you find it in the list.")
        ) from error
    ring_after_commit(tasks.render, locked_report.organization_id, locked_report.pk)
    return locked_report


def note_download(*, report: Report, by: Member, at: datetime) -> None:
    """Remember that who ordered the report has it; others' downloads change nothing."""
    Report.objects.filter(pk=report.pk, requested_by=by, downloaded_at=None).update(
        downloaded_at=at
    )


def _order(by: Member, at: datetime, title: str, **subject: Any) -> Report:
    """Find or queue the order; the database allows one unfinished of the same.

    The bell rings either way: what is queued may have missed its first ring.
    """
    refuse_full(by.organization_id)
    # What an order lacks is asked for too, since the constraint compares all of it.
    same = {"result": None, "round": None, "choices": {}} | subject
    ordered, _new = Report.objects.get_or_create(
        **same,
        requested_by=by,
        state__in=UNFINISHED,
        defaults={
            "organization_id": by.organization_id,
            "title": title,
            "requested_at": at,
            "state": ReportState.QUEUED,
        },
    )
    ring_after_commit(tasks.render, ordered.organization_id, ordered.pk)
    return ordered


def _locked(report: Report) -> Report:
    return Report.objects.select_for_update().get(pk=report.pk)
