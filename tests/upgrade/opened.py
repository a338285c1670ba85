"""Opens a database of an earlier release: migrates it and asks for pages; says how that went.

A program, because it needs a process whose settings name that database.
"""

import json
import logging
import os
from typing import Any

import django
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import reverse

SLUG, OWNER = "osier-vale", "margit.osier@osier-vale.example.com"
PAGES = ("orgs:my_work", "results:results", "planning:register", "orgs:history")


def main() -> None:
    """Migrate the database, open pages as the organization's owner, and print what was seen."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    logging.disable(logging.WARNING)
    unknown = unknown_migrations()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("migrate", check_unapplied=True, verbosity=0)
    print(json.dumps({"unknown": unknown, **pages()}))  # noqa: T201 - what the test reads


def unknown_migrations() -> list[str]:
    """Return the migrations that the database has and this release does not."""
    applied = MigrationRecorder(connection).applied_migrations()
    known = MigrationExecutor(connection).loader.disk_migrations
    replaced = {name for one in known.values() for name in one.replaces}
    return sorted(".".join(name) for name in applied.keys() - known.keys() - replaced)


def pages() -> dict[str, Any]:
    """Return the answer to each page, and the lines of the history as a file."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(get_user_model().objects.get(email=OWNER))
    answers = {page: client.get(reverse(page, args=[SLUG])) for page in PAGES}
    history = b"".join(client.get(reverse("orgs:history_export", args=[SLUG])))
    return {
        "statuses": {page: answer.status_code for page, answer in answers.items()},
        "history": history.decode().splitlines(),
    }


if __name__ == "__main__":
    main()
