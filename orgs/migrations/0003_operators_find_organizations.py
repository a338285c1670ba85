from django.db import migrations

from orgs.row_security import policy

# Commands of the installation's operator name an organization by its address.
OPERATOR = "(SELECT current_setting('app.operator', true)) = 'on'"


class Migration(migrations.Migration):
    dependencies = [("orgs", "0002_tenancy")]

    operations = [policy("orgs_organization", "operator", using=OPERATOR, kind="SELECT")]
