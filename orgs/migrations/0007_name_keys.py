from django.db import migrations

from orgs.database.grouped_operations import Together
from orgs.names.keys import KeyField


class Migration(migrations.Migration):
    dependencies = [("orgs", "0006_time_zone")]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name=model,
                    name=f"{source}_key",
                    field=KeyField(db_default="", default="", editable=False, source=source),
                )
                for model, source in [("unit", "name"), ("unit", "code"), ("user", "name")]
            ]
        )
    ]
