"""Runs `measure` of one module of this package with Django set up, and prints what it returns."""

import json
import signal
import sys

import django
from django.utils.module_loading import import_string


def main(module: str) -> None:
    """Print what the module's `measure` returns, as JSON."""
    django.setup()
    sys.stdout.write(json.dumps(import_string(f"bench.{module}.measure")()))


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    main(*sys.argv[1:])
