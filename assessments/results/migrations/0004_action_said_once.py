from django.db import migrations, models

from orgs.database.grouped_operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0010_branding"),
        ("results", "0003_action_version"),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="improvementaction",
                    name="said_digest",
                    field=models.CharField(
                        db_default="", default="", editable=False, max_length=64
                    ),
                ),
                migrations.AddConstraint(
                    model_name="improvementaction",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("state", "open"), models.Q(("said_digest", ""), _negated=True)
                        ),
                        fields=("unit", "said_digest"),
                        name="the_same_open_action_is_there_once",
                    ),
                ),
            ]
        ),
    ]
