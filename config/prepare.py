"""Brings database and files up to date before the processes start.

A program of its own that ends, so that neither Django's memory nor an open connection stays with
the supervisor and its children.
"""

import os
import sys
import traceback
from io import StringIO

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils.module_loading import import_string

from config.installation import StateFolder
from config.processes import begin_log
from config.terminal import Step, last_lines, say

EVERY_START = (
    ("Bringing the database up to date", ("migrate", "--no-input")),
    ("Loading the built-in framework", ("load_frameworks",)),
    ("Preparing styles and fonts", ("build_static",)),
)


def main(words: list[str]) -> int:
    """Prepare everything; return 1 after a sentence where something stands in the way."""
    log = begin_log(StateFolder().logs / "setup.log")
    with log.open("a") as file:
        os.dup2(file.fileno(), sys.stderr.fileno())
    try:
        prepare(with_demo="demo" in words)
    except ImproperlyConfigured as error:
        say(f"Groundwork cannot start: {error}")
    except OperationalError as error:
        traceback.print_exc()
        say(f"The database cannot be used: {last_lines(str(error))}")
    except CommandError as error:
        say(str(error))
    except Exception as error:  # noqa: BLE001 - told in the log in full, at the terminal in a line
        traceback.print_exc()
        say(f"The set-up failed ({error!r}). {log} has the details.")
    else:
        return 0
    return 1


def prepare(*, with_demo: bool) -> None:
    """Check the database's role, then run the commands, each as one line of progress."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    import_string("orgs.tenancy.refuse_unsafe_role")()
    for title, command in EVERY_START:
        with Step(title):
            call_command(*command, stdout=sys.stderr)
    if with_demo:
        said = StringIO()
        with Step("Making the demo organization"):
            call_command("create_demo", stdout=said)
        for line in said.getvalue().splitlines():
            say(f"  {line}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
