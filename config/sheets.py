"""Joins style sheets with what they import, so that a page asks for one file and not for ten."""

import re
import shutil
from pathlib import Path

IMPORT = re.compile(r"^@import \"(?P<name>[^\"]+)\";\n", re.MULTILINE)


def build_sheets(source: Path, target: Path) -> None:
    """Write each sheet that imports others, joined, below the target folder; remove former ones.

    It stands there under its own name, and static files are collected from there first.
    """
    shutil.rmtree(target, ignore_errors=True)
    for sheet in sorted(source.rglob("*.css")):
        if IMPORT.search(sheet.read_text("utf-8")):
            joined_at = target / sheet.relative_to(source)
            joined_at.parent.mkdir(parents=True, exist_ok=True)
            joined_at.write_text(joined(sheet), "utf-8")


def joined(sheet: Path) -> str:
    """Return the sheet's text with the sheets that it imports in place of their imports.

    No address in a part is rewritten: a part that names files by url() is beside what imports it.
    """
    return IMPORT.sub(
        lambda found: joined((sheet.parent / found["name"]).resolve()), sheet.read_text("utf-8")
    )
