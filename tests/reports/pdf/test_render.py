import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from weasyprint.urls import FatalURLFetchingError

from config.fonts import build_fonts
from reports.pdf.child import ClosedFetcher
from reports.pdf.render import Limits, RenderingCancelled, RenderingError, render
from tests.reports.pdfs import font_names, opened, structure, text

SHEETS = ("static/theme/tokens.css", "static/reports/paper.css")
STYLESHEET = SafeString("\n".join((settings.BASE_DIR / name).read_text() for name in SHEETS))
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="5mm" viewBox="0 0 60 5">'
    '<title>Level 2 of 4</title><rect width="30" height="3" fill="#8fbfa7"/></svg>'
)
DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


@pytest.fixture(autouse=True, scope="module")
def _fonts() -> None:
    build_fonts(settings.VAR / "fonts")


def page(content: str = "<p>Hello</p>", head: str = "") -> str:
    return f'<!doctype html><html lang="en"><title>Test</title>{head}<body>{content}</body></html>'


def report(pages: int) -> str:
    sections = "".join(
        f'<h2 class="next-page">Part {number}</h2><h3>Detail</h3>'
        f"<p>The <i>words</i> of part {number}.</p>"
        f'<ul class="rows"><li class="row"><div class="row-picture">{PICTURE}</div></li></ul>'
        for number in range(2, pages + 1)
    )
    given = {
        "stylesheet": STYLESHEET,
        "document_title": "Payments: readiness",
        "author": "Harbour Logistics",
        "running_title": "Payments, autumn",
        "origin": "Harbour Logistics",
    }
    skeleton = render_to_string("reports/paper/base.html", given)
    return skeleton.replace("<main>", f"<main><h1>Payments</h1>{sections}")


def endless() -> str:
    rows = "<tr><td>one<td>two<td>three<td>four<td>five</tr>" * 8_000
    return page(f"<table>{rows}</table>")


def children(parent: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def server() -> int:
    return next(
        pid
        for pid in children(os.getpid())
        if b"multiprocessing.forkserver" in Path(f"/proc/{pid}/cmdline").read_bytes()
    )


@contextmanager
def killed_soon(find: str) -> Iterator[None]:
    """Kill the rendering child, or the server, as soon as a child works."""

    def kill() -> None:
        deadline = time.monotonic() + 10
        while not (working := children(server())) and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(working[0] if find == "child" else server(), signal.SIGKILL)

    killer = Thread(target=kill)
    killer.start()
    yield
    killer.join()


def test_a_report_has_its_pages_words_and_page_numbers() -> None:
    pdf = opened(render(report(3)).pdf)

    assert len(pdf.pages) == 3
    assert "Harbour Logistics 1 of 3" in text(pdf, 0)
    assert "Payments, autumn" not in text(pdf, 0)
    assert "Payments, autumn Part 2" in text(pdf, 1)
    assert "The words of part 3." in text(pdf, 2)
    assert "3 of 3" in text(pdf, 2)


def test_a_report_is_tagged_for_screen_readers() -> None:
    pdf = opened(render(report(2)).pdf)

    tags = list(structure(pdf.Root.StructTreeRoot.K[0]))
    figures = [tag for tag in tags if tag.get("/S") == "/Figure"]
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert {"/Document", "/H1", "/H2", "/P", "/L", "/LI", "/Figure"} <= {
        str(tag.get("/S")) for tag in tags
    }
    assert [str(figure.Alt) for figure in figures] == ["Level 2 of 4"]
    assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()


def test_a_report_names_its_title_and_author_and_has_bookmarks() -> None:
    pdf = opened(render(report(3)).pdf)

    with pdf.open_outline() as outline:
        chapters = outline.root[0].children
        assert outline.root[0].title == "Payments"
        assert [chapter.title for chapter in chapters] == ["Part 2", "Part 3"]
        assert [detail.title for detail in chapters[0].children] == ["Detail"]
    assert str(pdf.docinfo["/Title"]) == "Payments: readiness"
    assert str(pdf.docinfo["/Author"]) == "Harbour Logistics"


def test_inter_is_embedded_and_no_other_font() -> None:
    pdf = opened(render(report(2)).pdf)

    assert font_names(pdf) == {"Inter-Paper", "Inter-Paper-Italic", "Inter-Paper-Semi-Bold"}
    for font in pdf.pages[0].Resources.Font.values():
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "http://127.0.0.1:9/",
        "https://example.org/",
        "ftp://127.0.0.1/",
        "font:../stamp",
        "font:regular.ttf/../../stamp",
        "../secret.png",
        "/etc/passwd",
    ],
)
def test_the_fetcher_refuses_everything_but_our_fonts_and_inline_pictures(url: str) -> None:
    with pytest.raises(ValueError, match="URI"):
        ClosedFetcher(settings.VAR / "fonts" / "paper").fetch(url)


def test_the_fetcher_opens_our_fonts_and_inline_pictures() -> None:
    fetcher = ClosedFetcher(settings.VAR / "fonts" / "paper")

    assert fetcher.fetch("font:regular.ttf").read(4) == b"\0\1\0\0"
    assert fetcher.fetch(DOT).read(3) == b"GIF"
    with pytest.raises(FatalURLFetchingError):
        fetcher.fetch("font:missing.ttf")


def test_a_page_that_points_outside_is_rendered_without_what_it_points_to(tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("p::after { content: 'leaked' }")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        web = f"http://127.0.0.1:{listener.getsockname()[1]}/a.png"
        links = [
            f'<link rel="stylesheet" href="{secret.as_uri()}"><style>@import url("{web}");</style>',
            '<link rel="attachment" href="file:///etc/passwd"><base href="file:///etc/">',
        ]
        pictures = "".join(f'<img alt="" src="{url}">' for url in (web, "../b.png", "passwd"))
        pdf = opened(render(page(f"<p>Hello</p>{pictures}", head="".join(links))).pdf)

        with pytest.raises(BlockingIOError):
            listener.accept()
    assert "leaked" not in text(pdf, 0)
    assert not pdf.attachments


def test_inline_pictures_are_drawn() -> None:
    pdf = opened(render(page(f'<p>Hello</p><img alt="dot" src="{DOT}">')).pdf)

    assert len(pdf.pages[0].get_images()) == 1


def test_too_little_memory_is_a_sentence() -> None:
    with pytest.raises(RenderingError, match=r"^The PDF needs more than the 100 MB of memory"):
        render(endless(), limits=Limits(memory_bytes=100 * 2**20))


@pytest.mark.parametrize("limits", [Limits(cpu_seconds=1), Limits(wall_seconds=1)])
def test_too_much_time_is_a_sentence(limits: Limits) -> None:
    with pytest.raises(RenderingError, match=r"^Making the PDF took too long and was stopped\.$"):
        render(endless(), limits=limits)

    assert children(server()) == []


def test_a_page_that_cannot_be_rendered_is_a_sentence() -> None:
    with pytest.raises(RenderingError, match=r"^The PDF cannot be made from this report's content"):
        render(page("<div>" * 3000))


def test_missing_fonts_are_a_sentence(settings: object, tmp_path: Path) -> None:
    settings.VAR = tmp_path  # type: ignore[attr-defined]

    with pytest.raises(RenderingError, match="fonts for paper are missing"):
        render(report(1))


def test_cancelling_stops_the_child_within_a_second() -> None:
    render(page())
    started = time.monotonic()

    with pytest.raises(RenderingCancelled):
        render(endless(), is_cancelled=lambda: time.monotonic() > started + 0.5)

    assert time.monotonic() - started < 1.5
    assert children(server()) == []


@pytest.mark.parametrize("victim", ["child", "server"])
def test_a_crash_is_a_sentence_and_the_next_page_is_rendered(victim: str) -> None:
    render(page())

    with (
        killed_soon(victim),
        pytest.raises(RenderingError, match=r"^Making the PDF stopped unexpectedly"),
    ):
        render(endless(), limits=Limits(cpu_seconds=5))

    assert len(opened(render(page()).pdf).pages) == 1


def test_four_threads_render_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(render, [report(pages) for pages in (1, 2, 3, 4) * 2]))

    assert [len(opened(paper.pdf).pages) for paper in made] == [1, 2, 3, 4] * 2


def test_a_large_document_comes_through_whole() -> None:
    words = " ".join(f"word{number}" for number in range(20_000))

    assert len(opened(render(page(f"<p>{words}</p>")).pdf).pages) > 20


def test_the_server_holds_no_socket_of_the_worker_and_goes_with_it() -> None:
    worker = """
import os, signal, socket, sys
from pathlib import Path
from django.conf import settings
settings.configure(VAR=Path(sys.argv[1]), USE_I18N=False)
held = socket.socket()
held.set_inheritable(True)
from reports.pdf.render import render
render("<html lang=en><title>a</title><p>b")
server = next(pid for pid in os.listdir("/proc") if pid.isdigit()
              and b"multiprocessing.forkserver" in Path(f"/proc/{pid}/cmdline").read_bytes()
              and f"PPid:\\t{os.getpid()}\\n" in Path(f"/proc/{pid}/status").read_text())
mine = os.readlink(f"/proc/self/fd/{held.fileno()}")
theirs = [os.readlink(link) for link in Path(f"/proc/{server}/fd").iterdir()]
print(server, mine in theirs, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    command = [sys.executable, "-c", worker, str(settings.VAR)]
    finished = subprocess.run(
        command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True, check=False
    )
    pid, holds_socket = finished.stdout.split()

    assert holds_socket == "False"
    deadline = time.monotonic() + 5
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists()
