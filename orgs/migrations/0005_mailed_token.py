from django.db import migrations, models

from orgs.database.grouped_operations import Together

OPENED = "(SELECT nullif(current_setting('app.invitation', true), ''))"


class Migration(migrations.Migration):
    dependencies = [("orgs", "0004_currency")]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="invitation",
                    name="mailed_hash",
                    field=models.CharField(blank=True, db_default="", default="", max_length=64),
                ),
                migrations.AddConstraint(
                    model_name="invitation",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("mailed_hash", ""), _negated=True),
                        fields=("mailed_hash",),
                        name="one_invitation_per_mailed_token",
                    ),
                ),
                migrations.RunSQL(
                    "ALTER POLICY opened ON orgs_invitation "
                    f"USING (token_hash = {OPENED} OR mailed_hash = {OPENED})",
                    f"ALTER POLICY opened ON orgs_invitation USING (token_hash = {OPENED})",
                ),
            ]
        )
    ]
