import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from orgs.database.grouped_operations import Together
from orgs.database.row_security import event_table, tenant_table

REFERENCES = {"unit_id": "orgs_unit", "owner_id": "orgs_member"}


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0004_currency"),
        ("planning", "0005_approvals"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="StepOwnerEvent",
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
                        ("capability", models.CharField(max_length=20)),
                        ("level", models.PositiveSmallIntegerField()),
                        (
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="orgs.organization",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="orgs.member",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="orgs.unit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StepOwner",
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
                        ("capability", models.CharField(max_length=20)),
                        ("level", models.PositiveSmallIntegerField()),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="orgs.organization",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="orgs.member",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="orgs.unit",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "capability", "level"),
                                name="one_owner_of_a_step_in_a_unit",
                            )
                        ],
                    },
                ),
            ]
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="stepowner",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_stepownerevent" ("capability", "id", "level", "organization_id", "owner_id", "pgh_created_at", "pgh_label", "unit_id") VALUES (NEW."capability", NEW."id", NEW."level", NEW."organization_id", NEW."owner_id", clock_timestamp(), \'insert\', NEW."unit_id"); RETURN NULL;',
                            hash="bf8c08001b76510d0dca1ee75a7a4f3896da0ca1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b9c80",
                            table="planning_stepowner",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stepowner",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id" OR OLD."capability" IS DISTINCT FROM NEW."capability" OR OLD."level" IS DISTINCT FROM NEW."level" OR OLD."owner_id" IS DISTINCT FROM NEW."owner_id"))',
                            func='INSERT INTO "planning_stepownerevent" ("capability", "id", "level", "organization_id", "owner_id", "pgh_created_at", "pgh_label", "unit_id") VALUES (NEW."capability", NEW."id", NEW."level", NEW."organization_id", NEW."owner_id", clock_timestamp(), \'update\', NEW."unit_id"); RETURN NULL;',
                            hash="92ff96efbf2594a57a47b9169a6620fd1aaa825f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a6f74",
                            table="planning_stepowner",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stepowner",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_stepownerevent" ("capability", "id", "level", "organization_id", "owner_id", "pgh_created_at", "pgh_label", "unit_id") VALUES (OLD."capability", OLD."id", OLD."level", OLD."organization_id", OLD."owner_id", clock_timestamp(), \'delete\', OLD."unit_id"); RETURN NULL;',
                            hash="9764bcb9432fb35b90f1a2aae10372c3a0a1214e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0b0a0",
                            table="planning_stepowner",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="stepownerevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="planning_st_organiz_cd1e01_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="stepownerevent",
                    index=models.Index(fields=["id", "pgh_id"], name="planning_st_id_ba1032_idx"),
                ),
            ]
        ),
        Together(
            [
                *tenant_table("planning_stepowner", references=REFERENCES),
                *event_table("planning_stepownerevent"),
            ]
        ),
    ]
