"""Gives each static file a name that changes with its content, also where a module imports it.

Django would do so for every script that is served, and stumbles over those of libraries. Here only
our own folders are read: a module that some pages ask for by its lasting name, and others by its
changing one, would be loaded twice, and there would be two outboxes.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage

# `import … from "./x.js"`, `export … from "./x.js"` and `import "./x.js"`, at the start of a line;
# with or without a semicolon, which Django's own patterns insist on.
IMPORT = (
    r"""(?m)^(?P<matched>(?P<names>import\s*|(?:import|export)\b[^"';()=]*\bfrom\s*)"""
    r"""(?P<quote>["'])(?P<url>\.\.?/[^"']+)(?P=quote))"""
)
RENAMED = "%(names)s%(quote)s%(url)s%(quote)s"


class ModuleStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Stores static files compressed, with names that change with the content."""

    # A pass carries a new name one import further; Django stops after five.
    max_post_process_passes = 20

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.patterns = (*super().patterns, *patterns_of_modules())
        super().__init__(*args, **kwargs)


def patterns_of_modules() -> Iterator[tuple[str, tuple[tuple[str, str]]]]:
    """Yield, for each of our own folders, which of its files import and how an import looks."""
    for folder in sorted((settings.BASE_DIR / "static").iterdir()):
        yield f"{folder.name}/*.js", ((IMPORT, RENAMED),)
