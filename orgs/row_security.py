"""Migration operations that make a table a tenant's: row-level security and composite keys."""

from collections.abc import Mapping

from django.db import migrations

from orgs.tenancy import CURRENT_ORGANIZATION

OWN = f"organization_id = {CURRENT_ORGANIZATION}"


def tenant_table(
    table: str, *, references: Mapping[str, str] | None = None, own: str = OWN
) -> list[migrations.RunSQL]:
    """Return operations that hold a table's rows inside their organization.

    `references` maps a column to the tenant table it points at: a composite key beside Django's
    own then refuses a row of another organization. `own` is the policy's condition.
    """
    return [
        row_security(table),
        policy(table, "tenant", using=own, check=own),
        migrations.RunSQL(
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_organization_and_id "
            f"UNIQUE (organization_id, id)",
            f"ALTER TABLE {table} DROP CONSTRAINT {table}_organization_and_id",
        ),
        *[same_organization(table, column, to) for column, to in (references or {}).items()],
    ]


def row_security(table: str) -> migrations.RunSQL:
    """Return the operation that enables and forces row-level security on the table."""
    return migrations.RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY",
    )


def policy(
    table: str, name: str, *, using: str, check: str = "", kind: str = "ALL"
) -> migrations.RunSQL:
    """Return the operation that adds a policy; `kind` is a command (ALL, SELECT, UPDATE).

    With RESTRICTIVE before it, the policy narrows what the others allow instead of adding to it.
    """
    mode, command = ("RESTRICTIVE", kind.split()[1]) if " " in kind else ("PERMISSIVE", kind)
    with_check = f"WITH CHECK ({check})" if check else ""
    return migrations.RunSQL(
        f"CREATE POLICY {name} ON {table} AS {mode} FOR {command} USING ({using}) {with_check}",
        f"DROP POLICY {name} ON {table}",
    )


def same_organization(table: str, column: str, to: str) -> migrations.RunSQL:
    """Return the operation that keeps the column from pointing at another organization's row."""
    name = f"{table}_{column}_same_organization"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (organization_id, {column}) "
        f"REFERENCES {to} (organization_id, id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def frozen(table: str, *, when: str, says: str) -> migrations.RunSQL:
    """Return the operation that refuses to change rows for which the condition on OLD holds."""
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION {table}_is_frozen() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
        CREATE TRIGGER {table}_is_frozen BEFORE UPDATE ON {table}
        FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {table}_is_frozen();
        """,
        f"DROP TRIGGER {table}_is_frozen ON {table}; DROP FUNCTION {table}_is_frozen();",
    )
