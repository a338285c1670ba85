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

PROJECT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module", params=releases.RELEASES)
def opened(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """Restore the database of each release, open it, and return what was seen there."""
    name = f"upgrade_{request.param}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as maintenance:
        maintenance.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield seen_in(restored(request.param, name))
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            maintenance.execute(drop)


def restored(release: str, name: str) -> str:
    """Return the address of the database, filled with the release's rows."""
    address = make_conninfo("", **conninfo_to_dict(os.environ["DATABASE_URL"]) | {"dbname": name})
    with psycopg.connect(address) as connection:
        connection.execute(releases.database(release).encode())
    return address


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
    assert any("founded Osier & Vale Logistics" in line for line in lines)
