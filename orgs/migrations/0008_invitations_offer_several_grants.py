"""Moves each invitation's grant into a row of its own; open ones to one address become one."""

from django.db import migrations

TABLES = ("orgs_invitation", "orgs_invitedgrant")

# The owner of a table sees past row-level security that is not forced, for this transaction only.
OPEN = "; ".join(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY" for table in TABLES)
SHUT = "SET CONSTRAINTS ALL IMMEDIATE; " + "; ".join(
    f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY" for table in TABLES
)

FORWARD = f"""
{OPEN};
CREATE TEMPORARY TABLE kept ON COMMIT DROP AS
SELECT id, organization_id, role, unit_id, CASE WHEN accepted_at IS NULL
    THEN first_value(id) OVER (
        PARTITION BY organization_id, lower(email), accepted_at ORDER BY created_at DESC, id DESC
    ) ELSE id END AS keeper
FROM orgs_invitation;
INSERT INTO orgs_invitedgrant (organization_id, invitation_id, role, unit_id)
SELECT DISTINCT organization_id, keeper, role, unit_id FROM kept;
DELETE FROM orgs_invitation USING kept
WHERE kept.id = orgs_invitation.id AND kept.keeper <> kept.id;
DROP TABLE kept;
{SHUT};
"""

# A second grant becomes an invitation of its own, which has expired: its link was never sent.
BACKWARD = f"""
{OPEN};
UPDATE orgs_invitation SET role = first.role, unit_id = first.unit_id
FROM (
    SELECT DISTINCT ON (invitation_id) invitation_id, role, unit_id
    FROM orgs_invitedgrant ORDER BY invitation_id, id
) first WHERE first.invitation_id = orgs_invitation.id;
INSERT INTO orgs_invitation (organization_id, email, role, unit_id, invited_by_id, nonce,
    token_hash, created_at, expires_at, accepted_at)
SELECT invitation.organization_id, invitation.email, further.role, further.unit_id,
    invitation.invited_by_id, 'renew',
    md5(gen_random_uuid()::text) || md5(gen_random_uuid()::text),
    invitation.created_at, invitation.created_at, invitation.accepted_at
FROM orgs_invitedgrant further
JOIN orgs_invitation invitation ON invitation.id = further.invitation_id
WHERE (further.role, further.unit_id) IS DISTINCT FROM (invitation.role, invitation.unit_id);
DELETE FROM orgs_invitedgrant;
{SHUT};
"""


class Migration(migrations.Migration):
    dependencies = [("orgs", "0007_invited_grants")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
