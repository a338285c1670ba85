"""Style sheets: no dead rules, and one file for what is written in many."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from config.sheets import IMPORT, build_sheets, joined

ROOMS = ("orgs", "assessments", "reports", "config")
# What libraries write into our pages: crispy-forms' fields and errors, Django's list of errors.
OF_LIBRARIES = {"alert", "alert-danger", "asteriskField", "form-text", "errorlist", "nonfield"}
# A number follows these while a page is made: class="level level-{{ level }}".
COMPOSED = {"level-": range(5), "tree-indent-": range(1, 5), "depth-": range(4)}
PAPER = "reports/paper"  # reports are dressed by sheets of their own
MARKUP = (".html", ".svg")

COMMENT = re.compile(r"/\*.*?\*/|\{#.*?#\}|url\([^)]*\)", re.DOTALL)
SELECTOR = re.compile(r"([^{};]+)\{")
CLASS = re.compile(r"\.([A-Za-z][\w-]*)")
TAG = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
ATTRIBUTE = re.compile(r"\bclass=\"([^\"]*)\"")
INCLUDED = re.compile(r"\{% include \"([\w/.-]+\.html)\"")
PAGE_CLASS = re.compile(r"\{% block page_class %\}(.*?)\{% endblock")
LINKED = re.compile(r"\{% static '([\w/-]+\.css)' %\}")
QUOTED = re.compile(r"[\"'`]([^\"'`\n]+)[\"'`]")
IN_PYTHON = re.compile(r" ?[a-z]+(?=.*-)[a-z0-9 -]*")  # "grid-cell", "cell level-", " is-below"
WORD = re.compile(r"[A-Za-z][\w-]*")


def texts(suffix: str, *folders: str, on_paper: bool | None = None) -> Iterator[str]:
    """Give the text of each such file, where asked only of those for paper or for pages."""
    for folder in folders:
        for file in sorted((settings.BASE_DIR / folder).rglob(f"*{suffix}")):
            if on_paper in {None, PAPER in file.as_posix()}:
                yield file.read_text()


def named_by_sheets(*, on_paper: bool) -> set[str]:
    return {
        name
        for sheet in texts(".css", "static", "templates", on_paper=on_paper)
        for selector in SELECTOR.findall(COMMENT.sub("", sheet))
        if not selector.lstrip().startswith("@")
        for name in CLASS.findall(selector)
    }


def in_templates(*, on_paper: bool) -> Iterator[str]:
    own = [text for end in MARKUP for text in texts(end, "templates", on_paper=on_paper)]
    named = {name for text in own for name in INCLUDED.findall(text)}
    included = [settings.BASE_DIR / "templates" / name for name in named]
    for text in [*own, *(file.read_text() for file in included if file.is_file())]:
        yield from ATTRIBUTE.findall(TAG.sub(" ", text))
        yield from (TAG.sub(" ", names) for names in PAGE_CLASS.findall(text))


def in_scripts() -> Iterator[str]:
    for text in texts(".js", "static"):
        yield from QUOTED.findall(text)


def in_python() -> Iterator[str]:
    for text in texts(".py", *ROOMS):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from IN_PYTHON.findall(node.value)[:1]


def in_markup(*, on_paper: bool) -> set[str]:
    places = [*in_templates(on_paper=on_paper), *in_python(), *([] if on_paper else in_scripts())]
    return {word for place in places for word in WORD.findall(place)}


@pytest.mark.parametrize("on_paper", [False, True], ids=["pages", "paper"])
def test_each_class_in_a_style_sheet_stands_in_some_markup(on_paper: bool) -> None:
    numbered = {f"{stem}{number}" for stem, numbers in COMPOSED.items() for number in numbers}
    used = in_markup(on_paper=on_paper) | OF_LIBRARIES | numbered

    assert sorted(named_by_sheets(on_paper=on_paper) - used) == []


def test_each_class_that_takes_a_number_is_made_in_a_template() -> None:
    templates = "".join(texts(".html", "templates"))

    assert [stem for stem in COMPOSED if f"{stem}{{{{" not in templates] == []


def test_a_sheet_is_served_with_what_it_imports_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "room.css").write_text('/* Room */\n@import "room/subject.css";\np { top: 3; }\n')
    (tmp_path / "room/subject.css").write_text('@import "../part.css";\np { top: 2; }\n')
    (tmp_path / "part.css").write_text("p { top: 1; }\n")

    build_sheets(tmp_path, tmp_path / "made")

    rules = "p { top: 1; }\np { top: 2; }\np { top: 3; }\n"
    assert (tmp_path / "made/room.css").read_text() == f"/* Room */\n{rules}"
    assert not (tmp_path / "made/part.css").exists()


def test_no_import_is_left_to_the_browser() -> None:
    sheets = sorted((settings.BASE_DIR / "static").rglob("*.css"))

    assert [sheet for sheet in sheets if "@import" in joined(sheet)] == []


def test_each_sheet_is_linked_or_part_of_one_that_is() -> None:
    static = settings.BASE_DIR / "static"
    linked = set(LINKED.findall("".join(texts(".html", "templates"))))
    parts = {
        (sheet.parent / name).resolve().relative_to(static).as_posix()
        for sheet in static.rglob("*.css")
        for name in IMPORT.findall(sheet.read_text())
    }
    there = {sheet.relative_to(static).as_posix() for sheet in static.rglob("*.css")}

    assert there - linked - parts == {"reports/paper.css"}
