"""The rendering child: WeasyPrint, no Django; the fork server imports it before it forks."""

import errno
import gc
import logging
import os
import re
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import spawn
from pathlib import Path
from typing import Any

from weasyprint import HTML, LOGGER
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

FONT = re.compile(r"font:([a-z]+\.ttf)")
NO_GLYPH = ".notdef glyph rendered"
ORPHAN_SECONDS = 5
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}

# Uses what a report uses, so that children find it imported and cached.
WARM_UP = """<!doctype html><html lang="en"><title>-</title>
<style>@page { @top-left { content: counter(page) } } * { --a: #000; color: var(--a) }</style>
<h1>A</h1><h2>B</h2><p>C <i>d</i> <b>e</b><ul><li>f</ul><table><tr><th>g<td>h</table>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>i</title>
<rect width="2" height="2"/><circle r="2"/><line x2="2"/><path d="M0 0 L2 2"/></svg></html>"""


class ClosedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Opens our own fonts (`font:NAME.ttf`) and inline `data:`; raises on every other address."""

    def __init__(self, fonts: Path) -> None:
        super().__init__(allowed_protocols=("data",))
        self._fonts = fonts

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the font or the inline data; raise ValueError on anything else."""
        if not (font := FONT.fullmatch(url)):
            return super().fetch(url, headers)
        try:
            content = (self._fonts / font[1]).read_bytes()
        except OSError as error:
            raise FatalURLFetchingError(str(error)) from error
        return URLFetcherResponse(url, content, {"Content-Type": "font/ttf"})


class MissingGlyphs(logging.Handler):
    """Keeps the characters for which WeasyPrint says that no font has a glyph, in their order."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.characters: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Take the character of a report of a missing glyph."""
        if NO_GLYPH in str(record.msg) and isinstance(record.args, tuple):
            self.characters[str(record.args[0])] = None


def pdf(html: str, fonts: Path) -> bytes:
    """Return the tagged PDF of a self-contained HTML page."""
    document = HTML(string=html, url_fetcher=ClosedFetcher(fonts))
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1"))


def render(
    folder: Path, fonts: Path, memory_bytes: int, cpu_seconds: int, wall_seconds: int
) -> None:
    """Turn the folder's `page.html` into its `page.pdf`; exit with a code that says why not."""
    # The child ends with its page, so a search for garbage would be time lost.
    gc.disable()
    # Whatever WeasyPrint puts aside goes with the folder, also when the child is killed.
    tempfile.tempdir = str(folder)
    # No core file, which would hold what the report says.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The first limit sends SIGXCPU, by which the worker knows the reason; the second kills.
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    signal.alarm(wall_seconds + ORPHAN_SECONDS)  # the worker ends us sooner, unless it is gone
    html = (folder / "page.html").read_text("utf-8")
    missing = MissingGlyphs()
    LOGGER.addHandler(missing)
    try:
        with _memory(memory_bytes):
            content = pdf(html, fonts)
        (folder / "missing.txt").write_text("".join(missing.characters), "utf-8")
        (folder / "page.pdf").write_bytes(content)
    except (MemoryError, SystemError):  # cffi makes the second of some of the first
        sys.exit(os.EX_OSERR)
    except FatalURLFetchingError as error:
        print(error, file=sys.stderr)  # noqa: T201
        sys.exit(os.EX_CONFIG)
    except OSError as error:
        if error.errno not in FULL:
            raise
        sys.exit(os.EX_IOERR)


@contextmanager
def _memory(limit: int) -> Iterator[None]:
    """Limit this process's data for a while; what handles the failure has no limit."""
    before = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def _prepare_without_main(data: Mapping[str, Any]) -> None:
    """Prepare a child without running the worker's main module, with all it imports, in it."""
    _prepare({key: value for key, value in data.items() if not key.startswith("init_main")})


def _warm_up() -> None:
    """Load what WeasyPrint loads on first use.

    Pango keeps a thread with each font map, which would not come along at a fork: wait for its end.
    """
    pdf(WARM_UP, Path())
    gc.collect()
    deadline = time.monotonic() + 2
    while len(list(Path("/proc/self/task").iterdir())) > 1 and time.monotonic() < deadline:
        time.sleep(0.005)
    # What is loaded is shared with each child until it is written to, as a search for garbage does.
    gc.freeze()


# Each child looks the name up in this module of the standard library.
_prepare = spawn.prepare
spawn.prepare = _prepare_without_main
_warm_up()
