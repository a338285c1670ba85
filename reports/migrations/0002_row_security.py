from django.db import migrations

from orgs.database.grouped_operations import Together
from orgs.database.row_security import event_table, policy, tenant_table

# The sweeper asks every organization which jobs wait; it reads this one table and nothing else.
SWEEPER = "(SELECT current_setting('app.sweeper', true)) = 'on'"


class Migration(migrations.Migration):
    replaces = [("reports", "0002_tenancy"), ("reports", "0003_history")]

    dependencies = [("reports", "0001_tables")]

    operations = [
        Together(
            [
                *tenant_table(
                    "reports_report",
                    references={
                        "result_id": "results_result",
                        "round_id": "rounds_round",
                        "requested_by_id": "orgs_member",
                    },
                ),
                policy("reports_report", "sweeper", using=SWEEPER, kind="SELECT"),
                *event_table("reports_reportevent"),
            ]
        )
    ]
