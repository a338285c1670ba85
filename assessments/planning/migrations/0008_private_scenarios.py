from django.db import migrations

from orgs.database.grouped_operations import Together
from orgs.database.row_security import ERASING, policy
from orgs.database.tenancy import CURRENT_PERSON

# A scenario that is not shared is its author's, and so is its past. Erasing an organization finds
# it too.
MINE = f"by_id IN (SELECT id FROM orgs_member WHERE user_id = {CURRENT_PERSON})"
TABLES = ("planning_scenario", "planning_scenarioevent")


class Migration(migrations.Migration):
    dependencies = [("planning", "0007_outlines_of_time_sheets"), ("orgs", "0003_row_security")]

    operations = [
        Together(
            [
                policy(
                    table,
                    "private_until_it_is_shared",
                    using=f"is_shared OR {MINE} OR {ERASING}",
                    kind="RESTRICTIVE SELECT",
                )
                for table in TABLES
            ]
        )
    ]
