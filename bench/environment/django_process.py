"""Runs `measure` of one module of this package in a process set up as the web server's."""

import json
import signal
import sys
from importlib import import_module

from django.utils.module_loading import import_string


def main(module: str) -> None:
    """Print what the module's `measure` returns, as JSON."""
    import_module("config.wsgi")
    sys.stdout.write(json.dumps(import_string(f"bench.{module}.measure")()))


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    main(*sys.argv[1:])
