"""Calls one function of this package in a process set up as the web server's."""

import json
import signal
import sys
from importlib import import_module

from django.utils.module_loading import import_string


def main(function: str) -> None:
    """Print what the function, named by its path below this package, returns as JSON."""
    import_module("config.wsgi")
    sys.stdout.write(json.dumps(import_string(f"bench.{function}")()))


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    main(*sys.argv[1:])
