from django.db import migrations

from orgs.names.keys import KeyField


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0008_one_name_of_a_folding"),
        ("rounds", "0003_late_judgement"),
    ]

    operations = [
        migrations.AddField(
            model_name="round",
            name="name_key",
            field=KeyField(db_default="", default="", editable=False, source="name"),
        )
    ]
