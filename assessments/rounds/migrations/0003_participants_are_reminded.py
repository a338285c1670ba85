from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rounds", "0002_tenancy"),
    ]

    operations = [
        migrations.AddField(
            model_name="participant",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
