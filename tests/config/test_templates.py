"""Templates stay readable: no line is too wide, no number stands where a word belongs."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

WIDEST = 160
NUMBER_ASKED = re.compile(r"{% (?:el)?if [^%]*(?:==|!=|<|>|<=|>=) *[0-9]")


def lines() -> Iterator[tuple[str, str]]:
    """Yield each line of each template after the place where it stands."""
    folder = Path(settings.BASE_DIR) / "templates"
    for path in sorted(folder.rglob("*.*")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            yield f"{path.relative_to(folder)}:{number}", line


def test_no_line_is_wider_than_a_screen() -> None:
    assert [place for place, line in lines() if len(line) > WIDEST] == []


def test_no_condition_compares_with_a_number() -> None:
    assert [place for place, line in lines() if NUMBER_ASKED.search(line)] == []
