from django.db import migrations, models

from orgs.database.grouped_operations import Together

STATES = [
    ("reading", "being read"),
    ("mapping", "columns to be chosen"),
    ("checking", "being checked"),
    ("checked", "checked"),
    ("applying", "being applied"),
    ("applied", "applied"),
    ("failed", "failed"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0006_roadmap"),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="effortbatch",
                    name="outline",
                    field=models.JSONField(default=dict),
                ),
                migrations.AddField(
                    model_name="effortbatch",
                    name="reading_choice",
                    field=models.JSONField(default=dict),
                ),
                migrations.AlterField(
                    model_name="effortbatch",
                    name="state",
                    field=models.CharField(choices=STATES, default="mapping", max_length=10),
                ),
                migrations.AlterField(
                    model_name="effortbatchevent",
                    name="state",
                    field=models.CharField(choices=STATES, default="mapping", max_length=10),
                ),
            ]
        )
    ]
