from django.db import migrations, models

from orgs.database.grouped_operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0002_row_security"),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="report",
                    name="is_plain",
                    field=models.BooleanField(db_default=False, default=False),
                ),
                migrations.AddField(
                    model_name="report",
                    name="missing",
                    field=models.CharField(blank=True, db_default="", default="", max_length=100),
                ),
            ]
        ),
    ]
