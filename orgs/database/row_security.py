"""Migration operations that make a table a tenant's: row-level security and composite keys.

PostgreSQL itself adds a policy's condition to each statement on the table, so a query that forgets
its scope finds nothing instead of another organization's rows. "Forced" holds it for the tables'
owner too, which the application is. The policy compares `organization_id` with a setting that the
gate makes local to the transaction (orgs.database.tenancy). A key of two columns, the organization
and the row, keeps a row from pointing at another organization's: foreign keys see past policies.
"""

from collections.abc import Mapping

from django.db import migrations

from . import scope_settings
from .tenancy import CURRENT_ORGANIZATION

OWN = f"organization_id = {CURRENT_ORGANIZATION}"
ERASING = f"(SELECT current_setting('{scope_settings.ERASING}', true)) = 'on'"


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
            # What composite keys point at; PostgreSQL wants the pair to be unique.
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_organization_and_id "
            f"UNIQUE (organization_id, id)",
            f"ALTER TABLE {table} DROP CONSTRAINT {table}_organization_and_id",
        ),
        *[same_organization(table, column, to) for column, to in (references or {}).items()],
    ]


def event_table(table: str) -> list[migrations.RunSQL]:
    """Return operations that hold a history table's rows inside their organization, as written.

    Only what erases a person or an organization sets app.erasing, and may change or delete them.
    """
    return [
        row_security(table),
        policy(table, "tenant", using=OWN, check=OWN),
        policy(table, "changed_by_erasing", using=ERASING, kind="RESTRICTIVE UPDATE"),
        policy(table, "deleted_by_erasing", using=ERASING, kind="RESTRICTIVE DELETE"),
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
    # Deferred, as Django's own keys are, so that the order of the statements does not matter.
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


# What the database's catalogue may show beside the rule that `tenant_table` makes. A test compares
# these with pg_class, pg_policies and pg_constraint: a table, policy or key that is neither the
# rule nor listed here fails it.

# Tables without an organization, and why.
OUTSIDE_ORGANIZATIONS = {
    "orgs_user": "People stand outside organizations; a member is a person in one.",
    "pghistory_context": "Unused: each event holds its own context, under row-level security.",
    "account_emailaddress": "A person's addresses.",
    "account_emailconfirmation": "A person's addresses.",
    "mfa_authenticator": "A person's second factors.",
    "usersessions_usersession": "Login sessions belong to people.",
    "auth_group": "Django's, unused: roles are grants.",
    "auth_group_permissions": "Django's, unused: roles are grants.",
    "auth_permission": "Django's, unused: roles are grants.",
    "django_content_type": "The names of our models.",
    "django_migrations": "The state of the schema.",
    "django_session": "Login sessions belong to people.",
    "orgs_sharedvalue": "Attempts to sign in, before anybody knows whose; digests of their keys.",
}

# Tables under row-level security whose organization is told otherwise than by a required column.
SECURED_OTHERWISE = {
    "orgs_organization": "It is the organization.",
    "orgs_mail": "An account's mails have no organization; only the mailer sees them.",
    "frameworks_frameworkversion": "Built-in versions belong to nobody and are read by all.",
}

# Policies of every history table beside `tenant`: (name, mode, command), and why.
EVENT_POLICIES = {
    ("changed_by_erasing", "RESTRICTIVE", "UPDATE"): "History stays as it was written.",
    ("deleted_by_erasing", "RESTRICTIVE", "DELETE"): "History stays.",
}

# Policies beside each table's `tenant`: (table, name, mode, command), and why.
EXTRA_POLICIES = {
    ("orgs_organization", "own", "PERMISSIVE", "SELECT"): "The switcher lists one's own.",
    ("orgs_organization", "operator", "PERMISSIVE", "SELECT"): "Commands name one by its address.",
    ("orgs_member", "own", "PERMISSIVE", "SELECT"): "The gate and the switcher find one's own.",
    ("orgs_grant", "own", "PERMISSIVE", "SELECT"): "The gate reads one's own as one comes in.",
    ("orgs_mail", "mailer", "PERMISSIVE", "ALL"): "Sending and sweeping know no organization.",
    ("orgs_signondomain", "operator", "PERMISSIVE", "SELECT"): "An address finds its sign-on.",
    ("orgs_invitation", "opened", "PERMISSIVE", "ALL"): "Whoever has the link opens it.",
    ("frameworks_frameworkversion", "built_in", "PERMISSIVE", "SELECT"): "All read the built-in.",
    ("frameworks_frameworkversion", "loader", "PERMISSIVE", "ALL"): "The loader publishes them.",
    ("rounds_vote", "private_until_the_reveal", "RESTRICTIVE", "SELECT"): "Votes are private.",
    ("rounds_vote", "written_by_its_author", "RESTRICTIVE", "UPDATE"): "Votes are their author's.",
    ("rounds_voteevent", "private_until_the_reveal", "RESTRICTIVE", "SELECT"): "So is their past.",
    ("orgs_export", "sweeper", "PERMISSIVE", "SELECT"): "The sweeper sees every waiting job.",
    ("planning_effortbatch", "sweeper", "PERMISSIVE", "SELECT"): "As with reports.",
    ("rounds_evidence", "private_until_the_reveal", "RESTRICTIVE", "SELECT"): "It tells a vote.",
    ("rounds_evidenceevent", "private_until_the_reveal", "RESTRICTIVE", "SELECT"): "So its past.",
    ("rounds_namedframework", "private_until_the_reveal", "RESTRICTIVE", "SELECT"): "Said alone.",
    ("rounds_namedframeworkevent", "private_until_the_reveal", "RESTRICTIVE", "SELECT"): "So too.",
    ("rounds_quickcheck", "private_until_the_reveal", "RESTRICTIVE", "SELECT"): "As with votes.",
    ("rounds_quickcheck", "written_by_its_author", "RESTRICTIVE", "UPDATE"): "As with votes.",
    ("rounds_quickcheckevent", "private_until_the_reveal", "RESTRICTIVE", "SELECT"): "So its past.",
    ("rounds_round", "sweeper", "PERMISSIVE", "SELECT"): "Dates act in every organization.",
    ("planning_scenario", "private_until_it_is_shared", "RESTRICTIVE", "SELECT"): "Drafts.",
    ("planning_scenarioevent", "private_until_it_is_shared", "RESTRICTIVE", "SELECT"): "So past.",
    ("reports_report", "sweeper", "PERMISSIVE", "SELECT"): "The sweeper sees every waiting job.",
}

# Keys between tables under row-level security that have no composite twin, and why.
KEYS_WITHOUT_TWIN = {
    ("rounds_round", "version_id"): "Built-in versions have no organization; a trigger checks it.",
    ("results_result", "framework_version_id"): "It is the round's, which the trigger checked.",
}
