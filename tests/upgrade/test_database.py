"""A database of an earlier release is taken over by this one."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.upgrade import releases

ALIKE = ("Zürich", "Zu\u0308rich")
PROJECT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module", params=releases.RELEASES)
def opened(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """Restore the database of each release, open it, and return what was seen there."""
    name = f"upgrade_{request.param}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as maintenance:
        maintenance.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            address = restored(request.param, name)
            name_two_units_alike(address)
            yield seen_in(address) | {"keys": keys_of_the_two(address)}
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            maintenance.execute(drop)


def restored(release: str, name: str) -> str:
    """Return the address of the database, filled with the release's rows."""
    address = make_conninfo("", **conninfo_to_dict(os.environ["DATABASE_URL"]) | {"dbname": name})
    with psycopg.connect(address) as connection:
        connection.execute(releases.database(release).encode())
    return address


def name_two_units_alike(address: str) -> None:
    """Give two neighbours names that earlier releases took for two."""
    with psycopg.connect(address) as connection:
        enter(connection)
        beside = connection.execute(
            "SELECT array_agg(id ORDER BY id) FROM orgs_unit "
            "WHERE parent_id IS NOT NULL GROUP BY parent_id HAVING count(*) > 1 LIMIT 1"
        ).fetchone()
        assert beside
        for number, name in zip(beside[0], ALIKE, strict=False):
            connection.execute("UPDATE orgs_unit SET name = %s WHERE id = %s", [name, number])


def keys_of_the_two(address: str) -> list[str]:
    with psycopg.connect(address) as connection:
        enter(connection)
        rows = connection.execute(
            "SELECT name_key FROM orgs_unit WHERE name = ANY(%s) ORDER BY id", [list(ALIKE)]
        )
        return [key for (key,) in rows]


def enter(connection: psycopg.Connection[Any]) -> None:
    """Open the scope of the release's organization."""
    connection.execute("SELECT set_config('app.operator', 'on', true)")
    connection.execute(
        "SELECT set_config('app.organization', id::text, true) FROM orgs_organization"
    )


def seen_in(address: str) -> dict[str, Any]:
    """Return what a process of this release sees in the database."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.upgrade.opened"],
        cwd=PROJECT,
        env=os.environ | {"DATABASE_URL": address},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return seen


def test_it_holds_no_migration_that_was_lost_since(opened: dict[str, Any]) -> None:
    assert opened["unknown"] == []


def test_its_pages_open(opened: dict[str, Any]) -> None:
    assert set(opened["statuses"].values()) == {200}


def test_its_history_can_be_read(opened: dict[str, Any]) -> None:
    lines = opened["history"]

    assert len(lines) > 100
    assert any("created Osier & Vale Logistics" in line for line in lines)


def test_names_that_are_one_by_now_get_numbered_keys(opened: dict[str, Any]) -> None:
    assert opened["keys"] == ["zürich", "zürich\n2"]
