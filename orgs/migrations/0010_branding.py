import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from orgs.database.grouped_operations import Together
from orgs.database.row_security import event_table, tenant_table


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0009_shared_values"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Branding",
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
                        ("logo", models.BinaryField(blank=True, null=True, verbose_name="logo")),
                        (
                            "logo_digest",
                            models.CharField(
                                blank=True, default="", max_length=64, verbose_name="logo"
                            ),
                        ),
                        (
                            "accent",
                            models.CharField(
                                blank=True, default="", max_length=7, verbose_name="accent colour"
                            ),
                        ),
                        (
                            "paper_size",
                            models.CharField(
                                choices=[
                                    ("A4", "A4 (210 × 297 mm)"),
                                    ("Letter", "Letter (8.5 × 11 in)"),
                                ],
                                default="A4",
                                max_length=6,
                                verbose_name="paper size",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="BrandingEvent",
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
                        (
                            "logo_digest",
                            models.CharField(
                                blank=True, default="", max_length=64, verbose_name="logo"
                            ),
                        ),
                        (
                            "accent",
                            models.CharField(
                                blank=True, default="", max_length=7, verbose_name="accent colour"
                            ),
                        ),
                        (
                            "paper_size",
                            models.CharField(
                                choices=[
                                    ("A4", "A4 (210 × 297 mm)"),
                                    ("Letter", "Letter (8.5 × 11 in)"),
                                ],
                                default="A4",
                                max_length=6,
                                verbose_name="paper size",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        Together(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="unit",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="unit",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="unit",
                    name="delete_delete",
                ),
                migrations.AddField(
                    model_name="unit",
                    name="position",
                    field=models.PositiveIntegerField(db_default=0, default=0),
                ),
                migrations.AddField(
                    model_name="unitevent",
                    name="position",
                    field=models.PositiveIntegerField(db_default=0, default=0),
                ),
                migrations.AlterField(
                    model_name="organization",
                    name="requires_sign_on",
                    field=models.BooleanField(
                        db_default=False,
                        default=False,
                        verbose_name="members sign in through sign-on only",
                    ),
                ),
                migrations.AlterField(
                    model_name="organizationevent",
                    name="requires_sign_on",
                    field=models.BooleanField(
                        db_default=False,
                        default=False,
                        verbose_name="members sign in through sign-on only",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_unitevent" ("archived_at", "code", "id", "merged_into_id", "name", "organization_id", "parent_id", "pgh_created_at", "pgh_label", "position", "tags", "weight") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."merged_into_id", NEW."name", NEW."organization_id", NEW."parent_id", clock_timestamp(), \'insert\', NEW."position", NEW."tags", NEW."weight"); RETURN NULL;',
                            hash="7dacc87bf6c2ee7ce165c9b1efe213ddc8da7486",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e06d1",
                            table="orgs_unit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."parent_id" IS DISTINCT FROM NEW."parent_id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."code" IS DISTINCT FROM NEW."code" OR OLD."position" IS DISTINCT FROM NEW."position" OR OLD."weight" IS DISTINCT FROM NEW."weight" OR OLD."tags" IS DISTINCT FROM NEW."tags" OR OLD."archived_at" IS DISTINCT FROM NEW."archived_at" OR OLD."merged_into_id" IS DISTINCT FROM NEW."merged_into_id"))',
                            func='INSERT INTO "orgs_unitevent" ("archived_at", "code", "id", "merged_into_id", "name", "organization_id", "parent_id", "pgh_created_at", "pgh_label", "position", "tags", "weight") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."merged_into_id", NEW."name", NEW."organization_id", NEW."parent_id", clock_timestamp(), \'update\', NEW."position", NEW."tags", NEW."weight"); RETURN NULL;',
                            hash="6efd6c0af1f617fe5060e8ffd0df2df988e4128f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7a15a",
                            table="orgs_unit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_unitevent" ("archived_at", "code", "id", "merged_into_id", "name", "organization_id", "parent_id", "pgh_created_at", "pgh_label", "position", "tags", "weight") VALUES (OLD."archived_at", OLD."code", OLD."id", OLD."merged_into_id", OLD."name", OLD."organization_id", OLD."parent_id", clock_timestamp(), \'delete\', OLD."position", OLD."tags", OLD."weight"); RETURN NULL;',
                            hash="0835b1728f314c72adb96979f5be67e83eecbb98",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_efa42",
                            table="orgs_unit",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddField(
                    model_name="branding",
                    name="organization",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="branding",
                        to="orgs.organization",
                    ),
                ),
                migrations.AddField(
                    model_name="brandingevent",
                    name="organization",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="orgs.organization",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="branding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("accent", ""), ("accent__regex", "^#[0-9a-f]{6}$"), _connector="OR"
                        ),
                        name="an_accent_is_a_colour",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="branding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_brandingevent" ("accent", "id", "logo_digest", "organization_id", "paper_size", "pgh_created_at", "pgh_label") VALUES (NEW."accent", NEW."id", NEW."logo_digest", NEW."organization_id", NEW."paper_size", clock_timestamp(), \'insert\'); RETURN NULL;',
                            hash="ff2af4ea61be592375167dbe87da1f76c44babf2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c20ea",
                            table="orgs_branding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="branding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."logo_digest" IS DISTINCT FROM NEW."logo_digest" OR OLD."accent" IS DISTINCT FROM NEW."accent" OR OLD."paper_size" IS DISTINCT FROM NEW."paper_size"))',
                            func='INSERT INTO "orgs_brandingevent" ("accent", "id", "logo_digest", "organization_id", "paper_size", "pgh_created_at", "pgh_label") VALUES (NEW."accent", NEW."id", NEW."logo_digest", NEW."organization_id", NEW."paper_size", clock_timestamp(), \'update\'); RETURN NULL;',
                            hash="fb5466200712ceb0be2a00231d8caf2cda13fc1f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6a255",
                            table="orgs_branding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="branding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_brandingevent" ("accent", "id", "logo_digest", "organization_id", "paper_size", "pgh_created_at", "pgh_label") VALUES (OLD."accent", OLD."id", OLD."logo_digest", OLD."organization_id", OLD."paper_size", clock_timestamp(), \'delete\'); RETURN NULL;',
                            hash="4820316258cb8a13f5ff54ec64923434969a4a3c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7b01b",
                            table="orgs_branding",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="brandingevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="orgs_brandi_organiz_583cb2_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="brandingevent",
                    index=models.Index(fields=["id", "pgh_id"], name="orgs_brandi_id_2f9f3c_idx"),
                ),
            ]
        ),
        *tenant_table("orgs_branding"),
        *event_table("orgs_brandingevent"),
    ]
