import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from orgs.database.grouped_operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0005_mailed_token"),
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
                    name="time_zone",
                    field=models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=64,
                        verbose_name="time zone",
                    ),
                ),
                migrations.AddField(
                    model_name="organizationevent",
                    name="time_zone",
                    field=models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=64,
                        verbose_name="time zone",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_organizationevent" ("created_at", "currency", "deletes_at", "id", "name", "pgh_created_at", "pgh_label", "requires_second_factor", "requires_sign_on", "slug", "time_zone") VALUES (NEW."created_at", NEW."currency", NEW."deletes_at", NEW."id", NEW."name", clock_timestamp(), \'insert\', NEW."requires_second_factor", NEW."requires_sign_on", NEW."slug", NEW."time_zone"); RETURN NULL;',
                            hash="1c3a85be85f203c477a549c539fbb5b29337aad3",
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
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."slug" IS DISTINCT FROM NEW."slug" OR OLD."created_at" IS DISTINCT FROM NEW."created_at" OR OLD."deletes_at" IS DISTINCT FROM NEW."deletes_at" OR OLD."requires_second_factor" IS DISTINCT FROM NEW."requires_second_factor" OR OLD."requires_sign_on" IS DISTINCT FROM NEW."requires_sign_on" OR OLD."time_zone" IS DISTINCT FROM NEW."time_zone" OR OLD."currency" IS DISTINCT FROM NEW."currency"))',
                            func='INSERT INTO "orgs_organizationevent" ("created_at", "currency", "deletes_at", "id", "name", "pgh_created_at", "pgh_label", "requires_second_factor", "requires_sign_on", "slug", "time_zone") VALUES (NEW."created_at", NEW."currency", NEW."deletes_at", NEW."id", NEW."name", clock_timestamp(), \'update\', NEW."requires_second_factor", NEW."requires_sign_on", NEW."slug", NEW."time_zone"); RETURN NULL;',
                            hash="9ce4cdbdb8b78750eee85856d32258de1668c93b",
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
                            func='INSERT INTO "orgs_organizationevent" ("created_at", "currency", "deletes_at", "id", "name", "pgh_created_at", "pgh_label", "requires_second_factor", "requires_sign_on", "slug", "time_zone") VALUES (OLD."created_at", OLD."currency", OLD."deletes_at", OLD."id", OLD."name", clock_timestamp(), \'delete\', OLD."requires_second_factor", OLD."requires_sign_on", OLD."slug", OLD."time_zone"); RETURN NULL;',
                            hash="74bd4d177d96e505412f49f311ba0203e2c9b8c5",
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
