from django.db import migrations

from orgs.row_security import policy, row_security, tenant_table
from orgs.tenancy import CURRENT_ORGANIZATION, CURRENT_PERSON

# Before an organization is entered, a person sees their own memberships and what they lead to.
BEFORE_ENTERING = f"{CURRENT_ORGANIZATION} IS NULL"
OWN_MEMBERSHIP = f"{BEFORE_ENTERING} AND user_id = {CURRENT_PERSON}"
OWN_ORGANIZATION = (
    f"{BEFORE_ENTERING} AND id IN "
    f"(SELECT organization_id FROM orgs_member WHERE user_id = {CURRENT_PERSON})"
)
OWN_GRANT = (
    f"{BEFORE_ENTERING} AND member_id IN "
    f"(SELECT id FROM orgs_member WHERE user_id = {CURRENT_PERSON})"
)
OPENED_INVITATION = "token_hash = (SELECT nullif(current_setting('app.invitation', true), ''))"


class Migration(migrations.Migration):
    dependencies = [("orgs", "0001_initial")]

    operations = [
        row_security("orgs_organization"),
        policy(
            "orgs_organization",
            "tenant",
            using=f"id = {CURRENT_ORGANIZATION}",
            check=f"id = {CURRENT_ORGANIZATION}",
        ),
        policy("orgs_organization", "own", using=OWN_ORGANIZATION, kind="SELECT"),
        *tenant_table("orgs_unit", references={"parent_id": "orgs_unit"}),
        *tenant_table("orgs_member"),
        *tenant_table(
            "orgs_grant", references={"member_id": "orgs_member", "unit_id": "orgs_unit"}
        ),
        *tenant_table(
            "orgs_invitation", references={"invited_by_id": "orgs_member", "unit_id": "orgs_unit"}
        ),
        policy("orgs_member", "own", using=OWN_MEMBERSHIP, kind="SELECT"),
        policy("orgs_grant", "own", using=OWN_GRANT, kind="SELECT"),
        # Opening a link is not yet being in; the row is locked, which wants the right to change it.
        policy("orgs_invitation", "opened", using=OPENED_INVITATION),
    ]
