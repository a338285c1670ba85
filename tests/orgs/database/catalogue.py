"""What the database's catalogue says about tenancy, and what is wrong with it."""

from dataclasses import dataclass

from django.db import connection

from orgs.database.event_tables import event_models
from orgs.database.row_security import (
    EVENT_POLICIES,
    EXTRA_POLICIES,
    KEYS_WITHOUT_TWIN,
    OUTSIDE_ORGANIZATIONS,
    SECURED_OTHERWISE,
)

TABLES = """
SELECT class.relname, coalesce(owner.attnotnull, false), owner.attname IS NOT NULL,
       class.relrowsecurity AND class.relforcerowsecurity
FROM pg_class class
LEFT JOIN pg_attribute owner ON owner.attrelid = class.oid
    AND owner.attname = 'organization_id' AND NOT owner.attisdropped
WHERE class.relkind IN ('r', 'p', 'm') AND class.relnamespace = current_schema()::regnamespace
"""
POLICIES = """
SELECT tablename, policyname, permissive, cmd, coalesce(qual, ''), coalesce(with_check, '')
FROM pg_policies WHERE schemaname = current_schema()
"""
KEYS = """
SELECT key.conrelid::regclass::text, key.confrelid::regclass::text,
       (SELECT array_agg(attname::text ORDER BY place) FROM unnest(key.conkey)
        WITH ORDINALITY AS own(number, place)
        JOIN pg_attribute ON attrelid = key.conrelid AND attnum = number),
       (SELECT array_agg(attname::text ORDER BY place) FROM unnest(key.confkey)
        WITH ORDINALITY AS other(number, place)
        JOIN pg_attribute ON attrelid = key.confrelid AND attnum = number)
FROM pg_constraint key
WHERE key.contype = 'f' AND key.connamespace = current_schema()::regnamespace
"""


@dataclass(frozen=True)
class Table:
    """A table as the catalogue describes it."""

    name: str
    requires_organization: bool
    has_organization: bool
    is_secured: bool


@dataclass(frozen=True)
class Policy:
    """A row-level security policy."""

    table: str
    name: str
    mode: str
    command: str
    using: str
    check: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.table, self.name, self.mode, self.command


@dataclass(frozen=True)
class Key:
    """A foreign key."""

    table: str
    to: str
    columns: tuple[str, ...]
    to_columns: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """The facts."""

    tables: frozenset[Table]
    policies: frozenset[Policy]
    keys: frozenset[Key]


def found() -> Catalogue:
    """Return what the database says."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = frozenset(Table(*row) for row in cursor.fetchall())
        cursor.execute(POLICIES)
        policies = frozenset(Policy(*row) for row in cursor.fetchall())
        cursor.execute(KEYS)
        keys = frozenset(
            Key(table, to, tuple(columns), tuple(to_columns))
            for table, to, columns, to_columns in cursor.fetchall()
        )
    return Catalogue(tables, policies, keys)


def complaints(catalogue: Catalogue) -> list[str]:
    """Return what breaks the rule and is not listed, and what is listed and not there."""
    return sorted(_about_tables(catalogue) + _about_policies(catalogue) + _about_keys(catalogue))


def _about_tables(catalogue: Catalogue) -> list[str]:
    wrong = []
    for table in catalogue.tables:
        if table.name in OUTSIDE_ORGANIZATIONS:
            if table.has_organization:
                wrong.append(f"{table.name} has an organization and is listed as outside")
            continue
        if not table.is_secured:
            wrong.append(f"{table.name} has no forced row-level security")
        if not table.requires_organization and table.name not in SECURED_OTHERWISE:
            wrong.append(f"{table.name} does not require an organization")
    names = {table.name for table in catalogue.tables}
    listed = OUTSIDE_ORGANIZATIONS.keys() | SECURED_OTHERWISE.keys()
    return wrong + [f"{name} is listed and does not exist" for name in listed - names]


def _about_policies(catalogue: Catalogue) -> list[str]:
    ours = {table.name for table in catalogue.tables} - OUTSIDE_ORGANIZATIONS.keys()
    wanted = {(name, "tenant", "PERMISSIVE", "ALL") for name in ours} | EXTRA_POLICIES.keys()
    wanted |= {
        (model._meta.db_table, *policy) for model in event_models() for policy in EVENT_POLICIES
    }
    there = {policy.key for policy in catalogue.policies}
    wrong = [f"missing policy {' '.join(key)}" for key in wanted - there]
    wrong += [f"unlisted policy {' '.join(key)}" for key in there - wanted]
    return wrong + [
        f"{policy.table}'s tenant policy is another: {policy.using}; {policy.check}"
        for policy in catalogue.policies
        if policy.name == "tenant" and {policy.using, policy.check} != {_rule(catalogue, policy)}
    ]


def _rule(catalogue: Catalogue, policy: Policy) -> str:
    """Return the condition that orgs_unit's tenant policy has, for the policy's table."""
    rule = next(other.using for other in catalogue.policies if other.table == "orgs_unit")
    if policy.table == "orgs_organization":
        return rule.replace("(organization_id = ", "(id = ")
    return rule


def _about_keys(catalogue: Catalogue) -> list[str]:
    secured = {table.name for table in catalogue.tables if table.is_secured}
    wrong = []
    for key in catalogue.keys:
        if not {key.table, key.to} <= secured or key.to == "orgs_organization":
            continue
        twin = Key(key.table, key.to, ("organization_id", *key.columns), ("organization_id", "id"))
        is_listed = (key.table, key.columns[0]) in KEYS_WITHOUT_TWIN
        if len(key.columns) == 1 and twin not in catalogue.keys and not is_listed:
            wrong.append(f"{key.table}.{key.columns[0]} has no composite twin")
    return wrong
