from django.db import migrations, models

from orgs.database.grouped_operations import Together

# A plan's capacity was in person-weeks a quarter, 60 until somebody entered another.
MONTHLY = "CASE WHEN capacity <> 60 THEN round(capacity / 3, 2) END"
QUARTERLY = "coalesce(capacity * 3, 60)"


def recounted(table: str, *, sql: str, reverse_sql: str) -> migrations.RunSQL:
    """Return the operation that counts a table's capacity anew, for all organizations.

    Row-level security does not hold for the tables' owner meanwhile. Nobody changed a plan, so the
    triggers write no history; the history's own rows are recounted instead.
    """
    alter, column = f"ALTER TABLE {table}", "ALTER COLUMN capacity"
    opened = f"{alter} NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER"
    closed = f"{alter} FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER"
    change = f"UPDATE {table} SET capacity ="
    return migrations.RunSQL(
        [f"{opened}, {column} DROP NOT NULL", f"{change} {sql}", closed],
        [opened, f"{change} {reverse_sql}", f"{closed}, {column} SET NOT NULL"],
    )


class Migration(migrations.Migration):
    dependencies = [("planning", "0002_row_security")]

    operations = [
        Together(
            [
                recounted(table, sql=MONTHLY, reverse_sql=QUARTERLY)
                for table in ("planning_plan", "planning_planevent")
            ]
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name=model,
                    name="capacity",
                    field=models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="person-weeks a month",
                    ),
                )
                for model in ("plan", "planevent")
            ]
        ),
    ]
