from django.db import migrations

from orgs.row_security import event_table, policy, tenant_table

SWEEPING = "(SELECT current_setting('app.sweeper', true)) = 'on'"
TABLES = {
    "deploymentplace": {},
    "effortbatch": {"requested_by_id": "orgs_member"},
    "effortmapping": {},
    "parallelstack": {"unit_id": "orgs_unit"},
    "project": {"unit_id": "orgs_unit"},
    "effortrecord": {"project_id": "planning_project", "batch_id": "planning_effortbatch"},
    "runningagent": {"unit_id": "orgs_unit"},
}


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_register"), ("orgs", "0002_tenancy")]

    operations = [
        *[
            operation
            for table, references in TABLES.items()
            for operation in tenant_table(f"planning_{table}", references=references)
        ],
        *[operation for table in TABLES for operation in event_table(f"planning_{table}event")],
        policy("planning_effortbatch", "sweeper", using=SWEEPING, kind="SELECT"),
    ]
