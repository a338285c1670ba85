"""Brings database and files up to date before the processes start.

A program of its own that ends, so that neither Django's memory nor an open connection stays with
the supervisor and its children.
"""

import contextlib
import os
import pkgutil
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.module_loading import import_string

from config import fonts
from local.installation import StateFolder
from local.log_file import rotate_log
from local.terminal import ProgressLine, last_lines, say

# The last revision that has the migrations which the present ones replace.
OLDEST_TAKEN = "7b55f99"
TOO_OLD = (
    f"This database is older than this version takes. Start revision {OLDEST_TAKEN} with it once "
    f"(git checkout {OLDEST_TAKEN}; bin/serve), then this version. Nothing was changed."
)


def main(words: list[str]) -> int:
    """Prepare everything; return 1 after a sentence where something stands in the way."""
    log = rotate_log(StateFolder().logs / "setup.log")
    with log.open("a") as file:
        # The descriptor itself, so that child processes write into the log as well.
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
    connect_directly()
    # By name: models can be imported only after django.setup().
    import_string("orgs.database.tenancy.refuse_unsafe_role")()
    with static_files_in_background() as wait_for_static_files:
        if not has_every_migration():
            with ProgressLine("Bringing the database up to date"):
                migrate()
        with ProgressLine("Loading the built-in framework"):
            call_command("load_frameworks", stdout=sys.stderr)
        if with_demo:
            make_demo()
        with ProgressLine("Preparing styles and fonts"):
            wait_for_static_files()
            call_command("build_static", stdout=sys.stderr)


def connect_directly() -> None:
    """Connect directly, so that a database that is not there is told at once, and why.

    A pool tries again for ten seconds, and then says only that it had no connection.
    """
    connection.settings_dict["OPTIONS"].pop("pool", None)


@contextlib.contextmanager
def static_files_in_background() -> Iterator[Callable[[], object]]:
    """Make fonts and static files in a process of their own while the database is prepared.

    Yields what waits for its end. `build_static` takes up what is made, or makes it, so nothing is
    lost where that process fails.
    """
    if fonts.are_built(settings.VAR / "fonts"):
        yield lambda: None
        return
    command = [sys.executable, "-m", "django", "build_static", "--skip-checks"]
    with subprocess.Popen(command, stdout=sys.stderr) as child:
        yield child.wait


def migrate() -> None:
    """Apply what is missing; raise CommandError where the database is too old for it."""
    if is_too_old():
        raise CommandError(TOO_OLD)
    call_command("migrate", "--no-input", stdout=sys.stderr)


def is_too_old() -> bool:
    """Return whether some of those that a migration replaces were applied, and others were not.

    Such is a database of a version before the last that had them, or one that stopped on its way.
    Django would pass over such a migration, or name a gap in its graph.
    """
    applied = MigrationRecorder(connection).applied_migrations().keys()
    replaced = [set(one.replaces) for one in MigrationLoader(None).disk_migrations.values()]
    return any(names & applied and names - applied for names in replaced)


def has_every_migration() -> bool:
    """Return whether the database needs no migration, by their names.

    Django's own command loads and compares them all, which takes half of a later start.
    """
    recorder = MigrationRecorder(connection)
    return recorder.has_table() and migrations().issubset(recorder.applied_migrations())


def migrations() -> set[tuple[str, str]]:
    """Return the app and the name of each migration that is there."""
    return {
        (app.label, module.name)
        for app in apps.get_app_configs()
        for module in pkgutil.iter_modules([str(Path(app.path) / "migrations")])
        if not module.ispkg and not module.name.startswith(("_", "~"))
    }


def make_demo() -> None:
    """Make the demo organization, and tell what the command says."""
    output = StringIO()
    with ProgressLine("Making the demo organization"):
        call_command("create_demo", stdout=output)
    for line in output.getvalue().splitlines():
        say(f"  {line}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
