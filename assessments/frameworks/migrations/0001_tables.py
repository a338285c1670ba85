import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from orgs.database.grouped_operations import Together


class Migration(migrations.Migration):
    replaces = [("frameworks", "0001_initial")]

    initial = True

    dependencies = [
        ("orgs", "0003_row_security"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="FrameworkVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.SlugField(max_length=60)),
                        ("version", models.CharField(max_length=30, verbose_name="version")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("document", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="orgs.organization",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organization", "key", "version"),
                                name="one_framework_version_per_key",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FrameworkVersionEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_origin",
                            models.JSONField(
                                db_default=models.Func(
                                    function="event_origin", output_field=models.JSONField()
                                )
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        ("key", models.SlugField(db_index=False, max_length=60)),
                        ("version", models.CharField(max_length=30, verbose_name="version")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("digest", models.CharField(max_length=64)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="orgs.organization",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="frameworks__organiz_7564bb_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="frameworks__id_6a1d2f_idx"),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="frameworkversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.organization_id IS NOT NULL)",
                            func='INSERT INTO "frameworks_frameworkversionevent" ("digest", "id", "key", "name", "organization_id", "pgh_created_at", "pgh_label", "published_at", "version") VALUES (NEW."digest", NEW."id", NEW."key", NEW."name", NEW."organization_id", clock_timestamp(), \'insert\', NEW."published_at", NEW."version"); RETURN NULL;',
                            hash="05cb20826edfbd23449d580d42c46f9870f53e18",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_417bd",
                            table="frameworks_frameworkversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="frameworkversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW.organization_id IS NOT NULL AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."key" IS DISTINCT FROM NEW."key" OR OLD."version" IS DISTINCT FROM NEW."version" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."digest" IS DISTINCT FROM NEW."digest" OR OLD."published_at" IS DISTINCT FROM NEW."published_at"))',
                            func='INSERT INTO "frameworks_frameworkversionevent" ("digest", "id", "key", "name", "organization_id", "pgh_created_at", "pgh_label", "published_at", "version") VALUES (NEW."digest", NEW."id", NEW."key", NEW."name", NEW."organization_id", clock_timestamp(), \'update\', NEW."published_at", NEW."version"); RETURN NULL;',
                            hash="e9bd3576ca2c9a64378ccf6c0df815def207babf",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b7ca4",
                            table="frameworks_frameworkversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="frameworkversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.organization_id IS NOT NULL)",
                            func='INSERT INTO "frameworks_frameworkversionevent" ("digest", "id", "key", "name", "organization_id", "pgh_created_at", "pgh_label", "published_at", "version") VALUES (OLD."digest", OLD."id", OLD."key", OLD."name", OLD."organization_id", clock_timestamp(), \'delete\', OLD."published_at", OLD."version"); RETURN NULL;',
                            hash="b2cd6c0e4fbbe0aac7039c85ae1422e63112a92d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9a21d",
                            table="frameworks_frameworkversion",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
