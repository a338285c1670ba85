"""People's own scripts on paper: in letters, else with a warning; emoji in words."""

import os
import tempfile
import time
from pathlib import Path

import pytest
from django.conf import settings

from config.fonts import build_fonts
from reports.pdf import render
from reports.pdf.texts import breakable, in_words, plain
from tests.reports.pdfs import font_names, opened
from tests.reports.pdfs import text as text_of

SCRIPTS = {
    "Greek": ("Ετοιμότητα υποδομής", "Noto-Sans"),
    "Cyrillic": ("Готовность инфраструктуры", "Noto-Sans"),
    "Arabic": ("جاهزية البنية التحتية", "Arabic"),
    "Hebrew": ("מוכנות התשתית", "Hebrew"),
    "Thai": ("ความพร้อมของโครงสร้าง", "Thai"),
    "Devanagari": ("बुनियादी ढांचा", "Devanagari"),
    "Chinese": ("基础设施就绪", "CJK"),
    "Japanese": ("インフラの準備", "CJK"),
    "Korean": ("인프라 준비", "CJK"),
}
STYLE = (settings.BASE_DIR / "static/reports/paper.css").read_text()


@pytest.fixture(autouse=True, scope="module")
def _fonts() -> None:
    build_fonts(settings.VAR / "fonts")


def a_page(words: str) -> str:
    head = f"<title>Test</title><style>{STYLE}</style>"
    return f'<!doctype html><html lang="en">{head}<body><p dir="auto">{words}</p></body></html>'


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_printed_in_letters_of_its_own(script: str) -> None:
    words, family = SCRIPTS[script]

    paper = render.render(a_page(words))

    assert paper.missing == ""
    pdf = opened(paper.pdf)
    assert any(family in name for name in font_names(pdf)), font_names(pdf)
    shown = sorted(text_of(pdf, 0).replace(" ", ""))
    assert len(shown) >= len(words.replace(" ", "")) * 0.6  # ligatures stand for several letters


def test_what_no_font_has_is_told_each_character_once() -> None:
    paper = render.render(a_page("A \U00014400\U00014401\U00014400 B"))  # Anatolian hieroglyphs

    assert set(paper.missing) <= {"\U00014400", "\U00014401"}
    assert len(paper.missing) == len(set(paper.missing))


def test_private_signs_that_no_font_can_have_are_told() -> None:
    assert render.render(a_page("A \U00100000 B")).missing == "\U00100000"


@pytest.mark.parametrize(
    ("emoji", "words"),
    [
        ("\U0001f600", "[grinning face]"),
        ("\U0001f44d\U0001f3fd", "[thumbs up sign]"),
        ("\U0001f1e9\U0001f1ea", "DE"),
        ("\U0001f468\u200d\U0001f4bb", "[man] [personal computer]"),
        ("\U0001f680\ufe0f", "[rocket]"),
    ],
)
def test_an_emoji_stands_in_words(emoji: str, words: str) -> None:
    assert in_words(emoji) == words
    assert breakable(f"<p title='{emoji}'>go {emoji}!</p>") == (
        f"<p title='{emoji}'>go {words}!</p>"
    )


def test_plain_text_keeps_every_word_and_no_picture() -> None:
    page = (
        '<html lang="de"><head><title>Bericht</title><style>p { color: red }</style></head><body>'
        "<h1>Eins</h1><p>zwei <b>drei</b></p><svg><text>vier</text></svg>"
        "<table><tr><th>fünf</th><td>sechs &amp; sieben</td></tr></table></body></html>"
    )

    said = plain(page, "Nur Text.")

    for words in (
        "<p><b>Nur Text.</b></p>",
        "<p>Eins</p>",
        "<p>zwei drei</p>",
        "sechs &amp; sieben",
    ):
        assert words in said
    assert "vier" not in said
    assert "red" not in said
    assert '<html lang="de">' in said
    assert "<title>Bericht</title>" in said
    assert len(opened(render.render(said).pdf).pages) == 1


def test_folders_of_dead_workers_are_removed_and_those_at_work_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    old, new, other = (
        tmp_path / name for name in ("groundwork-paper-a", "groundwork-paper-b", "x")
    )
    for folder in (old, new, other):
        folder.mkdir()
        (folder / "page.html").write_text("<p>")
    long_ago = time.time() - render.LEFT_OVER_SECONDS - 60
    for folder in (old, other):
        os.utime(folder, (long_ago, long_ago))

    assert render.remove_left_over_folders() == 1
    assert sorted(tmp_path.iterdir()) == [new, other]
