"""One attempt at an export: read everything as of one moment, store the archive, record, tell."""

import contextlib
import hashlib
import tempfile
import threading
from collections.abc import Iterator
from typing import IO

import structlog
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.database import tenancy
from orgs.jobs.lease import Lease, remove_file
from orgs.mail import owner_notices
from orgs.models import Organization

from . import export

RENEWAL_SECONDS = 30.0
log = structlog.get_logger(__name__)


def make(lease: Lease) -> None:
    """Write the claimed archive and record how that ended; leave nothing of what nobody wants."""
    words = {"export": lease.pk, "attempt": lease.attempt, "fence": lease.fence}
    try:
        with tempfile.TemporaryFile() as file, keep_lease(lease):
            is_kept = store(lease, file, write(lease, file))
    except Exception as error:  # whatever it was, the row has to say so
        log.exception("archive not written", **words)
        with contextlib.suppress(OSError):
            remove_file(lease.file)
        lease.put_back(_("Something went wrong while the archive was written."), cause=error)
    else:
        log.info("archive written" if is_kept else "archive no longer wanted", **words)


def write(lease: Lease, to: IO[bytes]) -> int:
    """Write the archive as of one moment and as nobody's reader; return its number of rows."""
    with tenancy.snapshot(organization=lease.organization_id, person=""):
        organization = Organization.objects.get(pk=lease.organization_id)
        counted = export.write(organization=organization, to=to, at=timezone.now())
    return sum(counted.values())


def store(lease: Lease, file: IO[bytes], rows: int) -> bool:
    """Store the archive and record it; where the claim is lost, remove it and return False."""
    size = file.tell()
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    file.seek(0)
    default_storage.save(lease.file, File(file))
    with tenancy.scope(organization=lease.organization_id, person=""):
        if lease.finish(size=size, rows=rows, digest=digest):
            organization = Organization.objects.get(pk=lease.organization_id)
            owner_notices.mail_archive_ready(organization=organization)
            return True
    remove_file(lease.file)
    return False


@contextlib.contextmanager
def keep_lease(lease: Lease) -> Iterator[None]:
    """Lengthen the lease while the block runs; its transaction is open, so a thread does it."""
    ended = threading.Event()
    thread = threading.Thread(target=_renew_until, args=(ended, lease), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _renew_until(ended: threading.Event, lease: Lease) -> None:
    try:
        while not ended.wait(RENEWAL_SECONDS):
            if not lease.renew():
                return
    finally:
        connection.close()
