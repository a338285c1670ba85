from django.db import migrations, models

from orgs.database.grouped_operations import Together
from orgs.names.upgrade import AddressColumn, KeyColumn, fill_keys, respell_addresses

PLACE = ("organization_id", "parent_id")


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("orgs", "0007_name_keys"),
    ]

    operations = [
        fill_keys(
            [
                KeyColumn("orgs_unit", "name_key", "name", PLACE),
                KeyColumn("orgs_unit", "code_key", "code", ("organization_id",)),
                # People may have the same name, so it stands beside the person alone.
                KeyColumn("orgs_user", "name_key", "name", ("id",)),
            ]
        ),
        respell_addresses(
            [
                AddressColumn("orgs_user", "email"),
                AddressColumn("account_emailaddress", "email"),
                AddressColumn(
                    "orgs_invitation", "email", ("organization_id",), "accepted_at IS NULL"
                ),
                AddressColumn("orgs_invitation", "email", None, "accepted_at IS NOT NULL"),
                AddressColumn("orgs_mail", "recipient", None),
                AddressColumn("orgs_signondomain", "domain"),
            ]
        ),
        Together(
            [
                migrations.RemoveConstraint(
                    model_name="unit", name="one_unit_of_a_name_under_a_parent"
                ),
                migrations.RemoveConstraint(model_name="unit", name="one_unit_of_a_code"),
                migrations.AddConstraint(
                    model_name="unit",
                    constraint=models.UniqueConstraint(
                        fields=("organization", "parent", "name_key"),
                        name="one_unit_of_a_name_under_a_parent",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="unit",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("organization", "code_key"),
                        name="one_unit_of_a_code",
                    ),
                ),
            ]
        ),
    ]
