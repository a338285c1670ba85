"""HTML to PDF: the one seam to WeasyPrint, which runs in a limited child of a fork server."""

import errno
import multiprocessing
import os
import pkgutil
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

POLL_SECONDS = 0.2
SERVER_GONE = 255  # multiprocessing's exit code for a child whose fork server died

_context = multiprocessing.get_context("forkserver")
# Loading WeasyPrint takes longer than most reports: the server does it once for all children.
_context.set_forkserver_preload(["reports.pdf.child"])
_books = Lock()  # multiprocessing keeps its books on children for one thread only


class RenderingError(Exception):
    """No PDF came out; the message is a sentence for the person who ordered it."""


class LayoutError(RenderingError):
    """What the page says could not be laid out; as plain text it may."""


class RenderingCancelled(Exception):  # noqa: N818  # asked for, so no error
    """The rendering was stopped because nobody wants it any more."""


@dataclass(frozen=True)
class Limits:
    """What one rendering may use before it is stopped."""

    memory_bytes: int = 256 * 2**20
    cpu_seconds: int = 60
    wall_seconds: int = 120


@dataclass(frozen=True)
class Paper:
    """A PDF, and the characters of its text for which no font had a glyph."""

    pdf: bytes
    missing: str = ""


DEFAULT_LIMITS = Limits()
FOLDER = "groundwork-paper-"
# How old a folder is when whoever made it is long gone: a rendering takes two minutes at most.
LEFT_OVER_SECONDS = 15 * 60
OF_THE_CONTENT = frozenset({1, os.EX_OSERR, -signal.SIGXCPU, -signal.SIGALRM})


def never_cancelled() -> bool:
    """Return that nobody cancels."""
    return False


def render(
    html: str,
    *,
    limits: Limits = DEFAULT_LIMITS,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> Paper:
    """Return the PDF of one self-contained page; safe in several threads at once.

    Raise RenderingError where none can be made, LayoutError where that lies in the page, OSError
    where there is no room to make it, and RenderingCancelled once `is_cancelled` says so.
    """
    with tempfile.TemporaryDirectory(prefix=FOLDER) as name:
        folder = Path(name)
        # A text may hold half of a surrogate pair, which UTF-8 has no bytes for.
        (folder / "page.html").write_text(html, "utf-8", errors="replace")
        with _child(folder, limits) as child:
            _wait(child, limits, is_cancelled)
            exit_code = _exit_code(child)
        if exit_code == os.EX_IOERR:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
        if exit_code != 0:
            raise _failure(exit_code, limits)
        missing = (folder / "missing.txt").read_text("utf-8")
        return Paper((folder / "page.pdf").read_bytes(), missing)


def remove_left_over_folders() -> int:
    """Remove the folders of renderings whose worker was killed; return how many there were."""
    oldest = time.time() - LEFT_OVER_SECONDS
    removed = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        with suppress(OSError):
            if folder.stat().st_mtime < oldest and folder.stat().st_uid == os.getuid():
                shutil.rmtree(folder)
                removed += 1
    return removed


class _InChild:
    """Stands for a function that only the child imports: unpickled, it is that function."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, *_: Any) -> None:
        raise NotImplementedError(self._name)

    def __reduce__(self) -> tuple[Callable[[str], Any], tuple[str]]:
        return pkgutil.resolve_name, (self._name,)


@contextmanager
def _child(folder: Path, limits: Limits) -> Iterator[BaseProcess]:
    """Start a child on the folder and leave none behind, whatever happens."""
    fonts = settings.VAR / "fonts" / "paper"
    child = _context.Process(
        target=_InChild("reports.pdf.child:render"),
        args=(folder, fonts, limits.memory_bytes, limits.cpu_seconds, limits.wall_seconds),
    )
    _start(child)
    try:
        yield child
    finally:
        with _books:
            # Where the server died, nobody knows whether the child lives, so it is killed too.
            if child.is_alive() or child.exitcode == SERVER_GONE:
                _kill(child.pid)
            child.join()
            child.close()


def _start(child: BaseProcess) -> None:
    """Start the child; a fork server that has just died is first started anew."""
    for pause in (0, 0.1, 1):
        time.sleep(pause)
        with _books, suppress(ConnectionError, EOFError):
            child.start()
            return
    raise RenderingError(_("Making the PDF could not be started; order it again."))


def _kill(pid: int | None) -> None:
    if pid:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _wait(child: BaseProcess, limits: Limits, is_cancelled: Callable[[], bool]) -> None:
    deadline = time.monotonic() + limits.wall_seconds
    while not is_cancelled():
        if wait([child.sentinel], POLL_SECONDS):
            return
        if time.monotonic() > deadline:
            raise _failure(-signal.SIGALRM, limits)
    raise RenderingCancelled


def _exit_code(child: BaseProcess) -> int:
    with _books:
        child.join()
        return child.exitcode or 0


def _failure(exit_code: int, limits: Limits) -> RenderingError:
    reason = _reason(exit_code, limits)
    return LayoutError(reason) if exit_code in OF_THE_CONTENT else RenderingError(reason)


def _reason(exit_code: int, limits: Limits) -> str:
    if exit_code == os.EX_OSERR:
        return _("The PDF needs more than the %(megabytes)d MB of memory that one may use.") % {
            "megabytes": limits.memory_bytes // 2**20
        }
    if exit_code in {-signal.SIGXCPU, -signal.SIGALRM}:
        return _("Making the PDF took too long and was stopped.")
    if exit_code == os.EX_CONFIG:
        return _("The PDF cannot be made: this installation's fonts for paper are missing.")
    if exit_code == 1:
        return _("The PDF cannot be made from this report's content; the worker's log says why.")
    return _("Making the PDF stopped unexpectedly (exit code %(code)d).") % {"code": exit_code}
