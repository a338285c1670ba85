"""The releases whose fixtures are kept, and what is in them."""

import json
import lzma
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).resolve().parent / "fixtures"
RELEASES = sorted(folder.name for folder in FIXTURES.iterdir() if folder.is_dir())


def document(release: str, name: str) -> dict[str, Any]:
    """Return a document of a release's fixtures."""
    found: dict[str, Any] = json.loads((FIXTURES / release / f"{name}.json").read_text("utf-8"))
    return found


def archive(release: str) -> Path:
    """Return the file with a release's archive."""
    return FIXTURES / release / "archive.zip"


def database(release: str) -> str:
    """Return a release's database as SQL."""
    return lzma.decompress((FIXTURES / release / "database.sql.xz").read_bytes()).decode()
