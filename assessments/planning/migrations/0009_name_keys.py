from django.db import migrations

from orgs.database.grouped_operations import Together
from orgs.names.keys import KeyField

NAMED = (
    *("project", "deploymentplace", "parallelstack", "runningagent", "applicationgroup"),
    *("usecase", "scenario", "effortmapping"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0008_one_name_of_a_folding"),
        ("planning", "0008_private_scenarios"),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name=model,
                    name=f"{source}_key",
                    field=KeyField(db_default="", default="", editable=False, source=source),
                )
                for model, source in [
                    *((name, "name") for name in NAMED),
                    ("project", "code"),
                ]
            ]
        )
    ]
