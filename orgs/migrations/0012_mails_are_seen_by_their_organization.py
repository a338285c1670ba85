from django.db import migrations

from orgs.row_security import OWN, policy, row_security

# An account's mails have no organization, so the tenant's policy shows them to nobody.
MAILER = "(SELECT current_setting('app.mailer', true)) = 'on'"


class Migration(migrations.Migration):
    dependencies = [("orgs", "0011_mails_in_text_and_html_and_time_zones")]

    operations = [
        row_security("orgs_mail"),
        policy("orgs_mail", "tenant", using=OWN, check=OWN),
        policy("orgs_mail", "mailer", using=MAILER, check=MAILER),
    ]
