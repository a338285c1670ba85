from django.db import migrations

from orgs.database.grouped_operations import Together
from orgs.database.row_security import event_table, frozen, tenant_table

FROZEN = "A result never changes; submitting again makes the next revision."


class Migration(migrations.Migration):
    replaces = [
        ("results", "0002_tenancy"),
        ("results", "0003_places"),
        ("results", "0004_history"),
        ("results", "0005_history_follows_the_columns"),
        ("results", "0006_what_stands_beside_the_answers"),
        ("results", "0007_improvement_actions"),
    ]

    dependencies = [("results", "0001_tables")]

    operations = [
        Together(
            [
                *tenant_table(
                    "results_result",
                    references={
                        "session_id": "rounds_session",
                        "round_id": "rounds_round",
                        "unit_id": "orgs_unit",
                        "submitted_by_id": "orgs_member",
                    },
                ),
                *tenant_table(
                    "results_capabilityresult", references={"result_id": "results_result"}
                ),
                *tenant_table(
                    "results_improvementaction",
                    references={
                        "unit_id": "orgs_unit",
                        "from_result_id": "results_result",
                        "owner_id": "orgs_member",
                        "done_by_id": "results_result",
                    },
                ),
                *event_table("results_resultevent"),
                *event_table("results_capabilityresultevent"),
                *event_table("results_improvementactionevent"),
                frozen("results_result", when="true", says=FROZEN),
                frozen("results_capabilityresult", when="true", says=FROZEN),
            ]
        )
    ]
