#!/usr/bin/env python3
"""Groundwork's management commands."""

import importlib.util
import os
import sys
from pathlib import Path

ENVIRONMENT = Path(__file__).resolve().parent / ".venv" / "bin" / "python"


def main() -> None:
    """Run the command, inside the project's own environment when Django is not at hand."""
    if importlib.util.find_spec("django") is None:
        if not ENVIRONMENT.exists():
            sys.exit(
                "Django is not installed. Run bin/serve once; it sets up what Groundwork needs."
            )
        os.execv(ENVIRONMENT, [str(ENVIRONMENT), *sys.argv])  # noqa: S606
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Groundwork cannot start: {error}")


if __name__ == "__main__":
    main()
