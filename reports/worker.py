"""One attempt at a report: build, render, store, record. No transaction is open while rendering."""

import hashlib
import time
from contextlib import suppress
from datetime import datetime

import structlog
from django.utils.translation import gettext as _

from orgs.jobs.lease import Lease, remove_file
from reports.pdf import files, render
from reports.pdf.render import Paper
from reports.pdf.texts import plain

from . import documents, job
from .documents import Document
from .models import MOST_MISSING, Report

RENEWAL_SECONDS = 1.0
GROWTH = 8  # how far a rendering comes in a second cannot be known; this looks alive
NEARLY_RENDERED = 85

log = structlog.get_logger(__name__)


def make(lease: Lease, *, at: datetime) -> None:
    """Make the claimed report and record how that ended; leave nothing of what nobody wants."""
    words = {"report": lease.pk, "attempt": lease.attempt, "fence": lease.fence}
    try:
        document = build(lease, at=at)
        is_kept = store(lease, document, *printed(document, Watch(lease)))
    except render.RenderingCancelled:
        log.info("report no longer wanted", **words)
    except documents.ReportImpossibleError as error:
        log.warning("report refused", **words)
        lease.fail(str(error))
    except render.RenderingError as error:
        log.warning("report not rendered", reason=str(error), **words)
        lease.put_back(str(error))
    except Exception as error:  # whatever it was, the row has to say so
        log.exception("report not made", **words)
        with suppress(OSError):
            remove_file(lease.file)
        lease.put_back(_("Something went wrong while the report was made."), cause=error)
    else:
        log.info("report made" if is_kept else "report no longer wanted", **words)


def build(lease: Lease, *, at: datetime) -> Document:
    """Return what the report says; raise RenderingCancelled where nobody wants it any more."""
    with lease.scope():
        document = documents.build(Report.objects.get(pk=lease.pk), at=at)
    if not lease.renew(progress=job.BUILT):
        raise render.RenderingCancelled
    return document


def printed(document: Document, watch: "Watch") -> tuple[Paper, bool]:
    """Return the paper, and whether it is plain text: what cannot be laid out is printed so."""
    try:
        return render.render(document.html, is_cancelled=watch), False
    except render.LayoutError as error:
        log.warning("report printed as plain text", reason=str(error))
        note = _(
            "This report could not be laid out as usual, so it stands here as plain text. Nothing "
            "that it says is left out but its pictures."
        )
        return render.render(plain(document.html, note), is_cancelled=watch), True


def store(lease: Lease, document: Document, paper: Paper, is_plain: bool) -> bool:  # noqa: FBT001
    """Store the file and record it; where the claim is lost, remove it and return False."""
    files.store(lease.file, paper.pdf)
    is_kept = lease.finish(
        missing=paper.missing[:MOST_MISSING],
        is_plain=is_plain,
        pages=files.page_count(paper.pdf),
        size=len(paper.pdf),
        digest=hashlib.sha256(document.html.encode()).hexdigest(),
        units=list(document.units),
    )
    if not is_kept:
        remove_file(lease.file)
    return is_kept


class Watch:
    """Asked while a PDF is rendered: lengthens the lease once a second, says when to stop."""

    def __init__(self, lease: Lease) -> None:
        self._held = lease
        self._started_at = self._asked_at = time.monotonic()
        self._is_lost = False

    def __call__(self) -> bool:
        """Return whether nobody wants the report any more."""
        now = time.monotonic()
        if now - self._asked_at >= RENEWAL_SECONDS:
            self._asked_at = now
            grown = job.BUILT + int(GROWTH * (now - self._started_at))
            self._is_lost = not self._held.renew(progress=min(grown, NEARLY_RENDERED))
        return self._is_lost
