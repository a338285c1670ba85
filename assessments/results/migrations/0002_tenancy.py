from django.db import migrations

from orgs.row_security import frozen, tenant_table

FROZEN = "A result never changes; submitting again makes the next revision."


class Migration(migrations.Migration):
    dependencies = [("results", "0001_initial"), ("rounds", "0002_tenancy")]

    operations = [
        *tenant_table(
            "results_result",
            references={
                "session_id": "rounds_session",
                "round_id": "rounds_round",
                "unit_id": "orgs_unit",
                "submitted_by_id": "orgs_member",
            },
        ),
        *tenant_table("results_capabilityresult", references={"result_id": "results_result"}),
        frozen("results_result", when="true", says=FROZEN),
        frozen("results_capabilityresult", when="true", says=FROZEN),
    ]
