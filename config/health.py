"""The address by which supervisors ask whether anything can be saved here."""

import shutil
import tempfile
import threading
import time
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

LEAST_FREE_BYTES = 16 * 2**20
TRIAL_BYTES = 64 * 2**10  # a full disk may still take an empty file
LASTS_SECONDS = 1.0  # so that nobody keeps the disk busy by asking
WRITE = """
INSERT INTO orgs_sharedvalue (digest, value, expires_at)
VALUES ('health', 'true', clock_timestamp())
ON CONFLICT (digest) DO UPDATE SET expires_at = excluded.expires_at
"""


class Trial:
    """What stood in the way of saving when it was tried last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._obstacle = ""
        self._tried_at = 0.0

    def obstacle(self) -> str:
        """Return what stands in the way, nothing where nothing does."""
        with self._lock:
            if time.monotonic() - self._tried_at > LASTS_SECONDS:
                self._obstacle = disk_obstacle(Path(settings.MEDIA_ROOT)) or database_obstacle()
                self._tried_at = time.monotonic()
            return self._obstacle


def disk_obstacle(folder: Path) -> str:
    """Return what keeps files from being stored in the folder, nothing where nothing does."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(TRIAL_BYTES))
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return f"files cannot be stored ({error.strerror})"
    return "the disk is nearly full" if free < LEAST_FREE_BYTES else ""


def database_obstacle() -> str:
    """Return what keeps rows from being stored, nothing where nothing does."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(WRITE)
    except (DatabaseError, InterfaceError):
        return "the database cannot be written"
    return ""


_trial = Trial()


@require_safe
@transaction.non_atomic_requests
def health(request: HttpRequest) -> HttpResponse:
    """Answer "ok" where rows and files can be stored, else 503 and what is in the way."""
    obstacle = _trial.obstacle()
    status = 503 if obstacle else 200
    return HttpResponse(f"{obstacle or 'ok'}\n", content_type="text/plain", status=status)
