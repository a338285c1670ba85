import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from orgs.database.grouped_operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0003_row_security"),
    ]

    operations = [
        Together(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="organization",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="organization",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="organization",
                    name="delete_delete",
                ),
                migrations.AddField(
                    model_name="organization",
                    name="currency",
                    field=models.CharField(
                        db_default="USD", default="USD", max_length=3, verbose_name="currency"
                    ),
                ),
                migrations.AddField(
                    model_name="organizationevent",
                    name="currency",
                    field=models.CharField(
                        db_default="USD", default="USD", max_length=3, verbose_name="currency"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_organizationevent" ("created_at", "currency", "deletes_at", "id", "name", "pgh_created_at", "pgh_label", "requires_second_factor", "requires_sign_on", "slug") VALUES (NEW."created_at", NEW."currency", NEW."deletes_at", NEW."id", NEW."name", clock_timestamp(), \'insert\', NEW."requires_second_factor", NEW."requires_sign_on", NEW."slug"); RETURN NULL;',
                            hash="41a629eec4ea27e252fd3ff505a5259130d92574",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_13bc9",
                            table="orgs_organization",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."slug" IS DISTINCT FROM NEW."slug" OR OLD."created_at" IS DISTINCT FROM NEW."created_at" OR OLD."deletes_at" IS DISTINCT FROM NEW."deletes_at" OR OLD."requires_second_factor" IS DISTINCT FROM NEW."requires_second_factor" OR OLD."requires_sign_on" IS DISTINCT FROM NEW."requires_sign_on" OR OLD."currency" IS DISTINCT FROM NEW."currency"))',
                            func='INSERT INTO "orgs_organizationevent" ("created_at", "currency", "deletes_at", "id", "name", "pgh_created_at", "pgh_label", "requires_second_factor", "requires_sign_on", "slug") VALUES (NEW."created_at", NEW."currency", NEW."deletes_at", NEW."id", NEW."name", clock_timestamp(), \'update\', NEW."requires_second_factor", NEW."requires_sign_on", NEW."slug"); RETURN NULL;',
                            hash="31ce4a34288553ba219e086483fd3e1058a961fc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_63cbd",
                            table="orgs_organization",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_organizationevent" ("created_at", "currency", "deletes_at", "id", "name", "pgh_created_at", "pgh_label", "requires_second_factor", "requires_sign_on", "slug") VALUES (OLD."created_at", OLD."currency", OLD."deletes_at", OLD."id", OLD."name", clock_timestamp(), \'delete\', OLD."requires_second_factor", OLD."requires_sign_on", OLD."slug"); RETURN NULL;',
                            hash="f0607c064433e07ecb12bd037ef26dabf659740e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b7c72",
                            table="orgs_organization",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        )
    ]
