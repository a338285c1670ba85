from django.db import migrations

from orgs.row_security import same_organization


class Migration(migrations.Migration):
    dependencies = [("orgs", "0005_unit_codes_weights_and_tags")]

    operations = [same_organization("orgs_unit", "merged_into_id", "orgs_unit")]
