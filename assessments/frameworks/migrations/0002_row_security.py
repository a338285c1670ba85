from django.db import migrations

from orgs.database.grouped_operations import Together
from orgs.database.row_security import OWN, event_table, frozen, policy, row_security

# Built-in versions belong to nobody: all may read them, only the loader writes them.
BUILT_IN = "organization_id IS NULL"
LOADER = "(SELECT current_setting('app.loader', true)) = 'on'"


class Migration(migrations.Migration):
    replaces = [("frameworks", "0002_tenancy"), ("frameworks", "0003_history")]

    dependencies = [("frameworks", "0001_tables")]

    operations = [
        Together(
            [
                row_security("frameworks_frameworkversion"),
                policy("frameworks_frameworkversion", "tenant", using=OWN, check=OWN),
                policy("frameworks_frameworkversion", "built_in", using=BUILT_IN, kind="SELECT"),
                policy(
                    "frameworks_frameworkversion",
                    "loader",
                    using=f"{BUILT_IN} AND {LOADER}",
                    check=f"{BUILT_IN} AND {LOADER}",
                ),
                frozen(
                    "frameworks_frameworkversion",
                    when="OLD.published_at IS NOT NULL",
                    says="A published framework version never changes.",
                ),
                *event_table("frameworks_frameworkversionevent"),
            ]
        )
    ]
