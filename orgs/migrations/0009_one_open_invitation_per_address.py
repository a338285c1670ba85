import django.db.models.functions
from django.db import migrations, models

from orgs.row_security import same_organization

KEY = same_organization("orgs_invitation", "unit_id", "orgs_unit")


class Migration(migrations.Migration):
    dependencies = [("orgs", "0008_invitations_offer_several_grants")]

    operations = [
        migrations.RunSQL(KEY.reverse_sql or "", KEY.sql),
        migrations.RemoveField(model_name="invitation", name="role"),
        migrations.RemoveField(model_name="invitation", name="unit"),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                models.F("organization"),
                django.db.models.functions.Lower("email"),
                condition=models.Q(("accepted_at", None)),
                name="one_open_invitation_per_address",
            ),
        ),
    ]
