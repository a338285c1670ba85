"""Makes the application's role and database in a running cluster; a program, because it needs to
become the cluster's owner for its one connection (peer authentication looks at who asks).
"""

import os
import sys

import psycopg
from psycopg import sql

ROLE = "groundwork"
SUPERUSER = "postgres"


def main(sockets: str, uid: str, gid: str, *attributes: str) -> None:
    """Make what is missing; doing it twice changes nothing."""
    if os.geteuid() != int(uid):
        # The user comes last: without root's number the groups cannot be changed any more.
        os.setgroups([])
        os.setegid(int(gid))
        os.seteuid(int(uid))
    # Autocommit, since CREATE DATABASE runs in no transaction.
    with psycopg.connect(
        host=sockets, port=5432, user=SUPERUSER, dbname="postgres", autocommit=True
    ) as connection:
        make_role(connection, may_create_databases="CREATEDB" in attributes)
        make_database(connection)


def make_role(connection: psycopg.Connection, *, may_create_databases: bool) -> None:
    """Make the role that row-level security holds: no superuser, no BYPASSRLS."""
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
        connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(ROLE)))
    connection.execute(
        sql.SQL("ALTER ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION {}").format(
            sql.Identifier(ROLE), sql.SQL("CREATEDB" if may_create_databases else "NOCREATEDB")
        )
    )


def make_database(connection: psycopg.Connection) -> None:
    """Make the role's database."""
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [ROLE]).fetchone():
        connection.execute(sql.SQL("CREATE DATABASE {0} OWNER {0}").format(sql.Identifier(ROLE)))


if __name__ == "__main__":
    main(*sys.argv[1:])
