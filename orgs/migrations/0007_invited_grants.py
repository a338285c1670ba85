import django.db.models.deletion
from django.db import migrations, models

from orgs.row_security import tenant_table

ROLES = [
    ("owner", "Owner"),
    ("admin", "Administrator"),
    ("leader", "Leader"),
    ("facilitator", "Facilitator"),
    ("contributor", "Contributor"),
    ("viewer", "Viewer"),
]


class Migration(migrations.Migration):
    dependencies = [("orgs", "0006_merged_units_stay_in_their_organization")]

    operations = [
        migrations.RemoveConstraint(
            model_name="invitation", name="one_open_invitation_per_address_and_grant"
        ),
        migrations.AlterField(
            model_name="invitation",
            name="role",
            field=models.CharField(choices=ROLES, max_length=20, null=True, verbose_name="role"),
        ),
        migrations.CreateModel(
            name="InvitedGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(choices=ROLES, max_length=20, verbose_name="role")),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to="orgs.invitation",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organization",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("invitation", "role", "unit"),
                        name="one_invited_grant_per_role_and_unit",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["admin", "owner"]), ("unit", None))
                        | (
                            ~models.Q(("role__in", ["admin", "owner"]))
                            & models.Q(("unit__isnull", False))
                        ),
                        name="invited_owners_and_admins_get_no_unit_and_the_others_one",
                    ),
                ],
            },
        ),
        *tenant_table(
            "orgs_invitedgrant",
            references={"invitation_id": "orgs_invitation", "unit_id": "orgs_unit"},
        ),
    ]
