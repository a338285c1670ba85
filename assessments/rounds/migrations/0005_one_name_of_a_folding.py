from django.db import migrations, models

from orgs.database.grouped_operations import Together
from orgs.names.upgrade import KeyColumn, fill_keys

NAME = "one_round_of_a_name_per_organization"


class Migration(migrations.Migration):
    dependencies = [("rounds", "0004_name_keys")]

    operations = [
        fill_keys([KeyColumn("rounds_round", "name_key", "name", ("organization_id",))]),
        Together(
            [
                migrations.RemoveConstraint(model_name="round", name=NAME),
                migrations.AddConstraint(
                    model_name="round",
                    constraint=models.UniqueConstraint(
                        fields=("organization", "name_key"), name=NAME
                    ),
                ),
            ]
        ),
    ]
