from django.db import migrations, models

from orgs.database.grouped_operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0010_branding"),
        ("rounds", "0005_one_name_of_a_folding"),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="evidence",
                    name="said_digest",
                    field=models.CharField(
                        db_default="", default="", editable=False, max_length=64
                    ),
                ),
                migrations.AddConstraint(
                    model_name="evidence",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None), models.Q(("said_digest", ""), _negated=True)
                        ),
                        fields=("session", "said_digest"),
                        name="the_same_evidence_of_one_author_is_there_once",
                    ),
                ),
            ]
        ),
    ]
