from django.db import migrations

from orgs.database.grouped_operations import Together
from orgs.database.row_security import (
    OWN,
    event_table,
    policy,
    row_security,
    same_organization,
    tenant_table,
)
from orgs.database.tenancy import CURRENT_ORGANIZATION, CURRENT_PERSON

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

# Commands of the installation's operator name an organization by its address, and the operator
# alone says which domain is whose; an organization sees its own.
OPERATOR = "(SELECT current_setting('app.operator', true)) = 'on'"
# An account's mails have no organization, so the tenant's policy shows them to nobody.
MAILER = "(SELECT current_setting('app.mailer', true)) = 'on'"
# The sweeper asks every organization which jobs wait.
SWEEPER = "(SELECT current_setting('app.sweeper', true)) = 'on'"

ORGANIZATIONS = [
    row_security("orgs_organization"),
    policy(
        "orgs_organization",
        "tenant",
        using=f"id = {CURRENT_ORGANIZATION}",
        check=f"id = {CURRENT_ORGANIZATION}",
    ),
    policy("orgs_organization", "own", using=OWN_ORGANIZATION, kind="SELECT"),
    policy("orgs_organization", "operator", using=OPERATOR, kind="SELECT"),
]
PEOPLE = [
    *tenant_table("orgs_unit", references={"parent_id": "orgs_unit"}),
    same_organization("orgs_unit", "merged_into_id", "orgs_unit"),
    *tenant_table("orgs_member"),
    policy("orgs_member", "own", using=OWN_MEMBERSHIP, kind="SELECT"),
    *tenant_table("orgs_grant", references={"member_id": "orgs_member", "unit_id": "orgs_unit"}),
    policy("orgs_grant", "own", using=OWN_GRANT, kind="SELECT"),
    *tenant_table("orgs_invitation", references={"invited_by_id": "orgs_member"}),
    # Opening a link is not yet being in; the row is locked, which wants the right to change it.
    policy("orgs_invitation", "opened", using=OPENED_INVITATION),
    *tenant_table(
        "orgs_invitedgrant",
        references={"invitation_id": "orgs_invitation", "unit_id": "orgs_unit"},
    ),
]
MAILS_AND_EXPORTS = [
    row_security("orgs_mail"),
    policy("orgs_mail", "tenant", using=OWN, check=OWN),
    policy("orgs_mail", "mailer", using=MAILER, check=MAILER),
    *tenant_table("orgs_export", references={"requested_by_id": "orgs_member"}),
    policy("orgs_export", "sweeper", using=SWEEPER, kind="SELECT"),
]
SIGN_ON = [
    *tenant_table("orgs_signon"),
    *tenant_table("orgs_signonrole", references={"unit_id": "orgs_unit"}),
    *tenant_table("orgs_signonidentity", references={"member_id": "orgs_member"}),
    *tenant_table("orgs_signondomain"),
    policy("orgs_signondomain", "operator", using=OPERATOR, kind="SELECT"),
]
HISTORY = [
    migrations.RunSQL(
        "ALTER TABLE orgs_organizationevent ALTER organization_id SET NOT NULL",
        "ALTER TABLE orgs_organizationevent ALTER organization_id DROP NOT NULL",
    ),
    *event_table("orgs_grantevent"),
    *event_table("orgs_invitationevent"),
    *event_table("orgs_invitedgrantevent"),
    *event_table("orgs_memberevent"),
    *event_table("orgs_organizationevent"),
    *event_table("orgs_unitevent"),
    *event_table("orgs_exportevent"),
    *event_table("orgs_signonevent"),
    *event_table("orgs_signonroleevent"),
    *event_table("orgs_signonidentityevent"),
    *event_table("orgs_signondomainevent"),
]


class Migration(migrations.Migration):
    replaces = [("orgs", "0018_sign_on")]

    dependencies = [("orgs", "0002_tables")]

    operations = [Together([*ORGANIZATIONS, *PEOPLE, *MAILS_AND_EXPORTS, *SIGN_ON, *HISTORY])]
