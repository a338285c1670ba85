from django.db import migrations

from orgs.database.grouped_operations import Together
from orgs.database.row_security import event_table, policy, tenant_table

SWEEPING = "(SELECT current_setting('app.sweeper', true)) = 'on'"
TABLES = {
    "deploymentplace": {},
    "effortbatch": {"requested_by_id": "orgs_member"},
    "effortmapping": {},
    "parallelstack": {"unit_id": "orgs_unit"},
    "project": {"unit_id": "orgs_unit"},
    "effortrecord": {"project_id": "planning_project", "batch_id": "planning_effortbatch"},
    "runningagent": {"unit_id": "orgs_unit"},
    "usecase": {"unit_id": "orgs_unit"},
    "plan": {"unit_id": "orgs_unit"},
    "scenario": {"unit_id": "orgs_unit", "by_id": "orgs_member"},
}


class Migration(migrations.Migration):
    replaces = [
        ("planning", "0002_tenancy"),
        ("planning", "0003_one_time_sheet_at_a_time"),
        ("planning", "0004_plans"),
    ]

    dependencies = [("planning", "0001_tables")]

    operations = [
        Together(
            [
                *[
                    operation
                    for table, references in TABLES.items()
                    for operation in tenant_table(f"planning_{table}", references=references)
                ],
                *[
                    operation
                    for table in TABLES
                    for operation in event_table(f"planning_{table}event")
                ],
                policy("planning_effortbatch", "sweeper", using=SWEEPING, kind="SELECT"),
            ]
        )
    ]
