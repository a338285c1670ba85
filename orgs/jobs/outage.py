"""What is no fault of a job: the machine lacks something, and will have it again."""

import errno
from datetime import timedelta

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext_lazy as _

REASON = _("The server could not write, or its database was away. It goes on by itself.")
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=15), timedelta(minutes=5)
LACKING = frozenset(
    {
        *(errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES),
        *(errno.ENOMEM, errno.EAGAIN, errno.EMFILE, errno.ENFILE),
    }
)


def is_outage(error: BaseException) -> bool:
    """Return whether the error says that the disk, the memory or the database is not there."""
    if isinstance(error, OSError):
        return error.errno in LACKING
    return isinstance(error, OperationalError | InterfaceError)


def pause(lost: int) -> timedelta:
    """Return how long a job waits after so many attempts that an outage took."""
    doubled: int = 2 ** min(lost, 10)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)
