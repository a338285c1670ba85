"""Make what the pages are dressed with: the fonts, and the collected static files."""

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from config import static_storage
from config.fonts import build_fonts
from config.sheets import build_sheets

# Of Bootstrap the pages use one stylesheet (which names its map), of django-htmx one script; the
# worker reads the fonts of paper itself.
UNUSED = [
    *("*.rtl.*", "bootstrap-*", "bootstrap.css*", "*.esm.*", "bootstrap.bundle*", "bootstrap.js*"),
    *("bootstrap.min.js*", "LICENSE", "version.txt", "htmx-4*", "htmax-4*", "paper"),
]
PACKAGES = ("bootstrap-wrapper", "django-htmx", "fontpkg-inter", "whitenoise", "django")


class Command(BaseCommand):
    """Builds fonts and static files; quick when nothing has changed."""

    help = "Subset fonts, join sheets, collect static files; does nothing when they are up to date."

    def handle(self, **_: Any) -> None:
        """Build what is out of date."""
        build_fonts(settings.VAR / "fonts")
        build_sheets(settings.BASE_DIR / "static", settings.VAR / "sheets")
        stamp = settings.STATIC_ROOT / "built-from"
        state = sources()
        if stamp.is_file() and stamp.read_text() == state:
            self.stdout.write("Static files are up to date.")
            return
        call_command("collectstatic", interactive=False, verbosity=0, clear=True, ignore=UNUSED)
        # Written last: a build that was stopped half-way has no stamp, and is done again.
        stamp.write_text(state)
        self.stdout.write("Static files are built.")


def sources() -> str:
    """Return a digest of all that the static files are made from."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        digest.update(f"{package}={version(package)};".encode())
    for folder in (settings.BASE_DIR / "static", settings.VAR / "sheets", settings.VAR / "fonts"):
        for file in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
            digest.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    # What makes the files counts too, or an update of it would change nothing.
    for code in (__file__, static_storage.__file__):
        digest.update(Path(code).read_bytes())
    return digest.hexdigest()
