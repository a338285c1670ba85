import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from orgs.database.grouped_operations import Together
from orgs.database.row_security import event_table, tenant_table

REFERENCES = {"unit_id": "orgs_unit", "by_id": "orgs_member"}


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0004_currency"),
        ("planning", "0003_plan_capacity"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="StrategyCheckEvent",
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
                        ("saved_at", models.DateTimeField()),
                        ("elements", models.JSONField(blank=True, default=list)),
                        (
                            "burn",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=15, null=True
                            ),
                        ),
                        (
                            "effort",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=12, null=True
                            ),
                        ),
                        ("basis", models.JSONField(blank=True, default=dict)),
                        (
                            "by",
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
                    name="StrategyCheck",
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
                        ("saved_at", models.DateTimeField()),
                        ("elements", models.JSONField(blank=True, default=list)),
                        (
                            "burn",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=15, null=True
                            ),
                        ),
                        (
                            "effort",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=12, null=True
                            ),
                        ),
                        ("basis", models.JSONField(blank=True, default=dict)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="orgs.member",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="orgs.organization",
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
                            models.CheckConstraint(
                                condition=models.Q(("burn__gte", 0)),
                                name="a_strategy_checks_burn_is_not_negative",
                            )
                        ],
                    },
                ),
            ]
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="strategycheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_strategycheckevent" ("basis", "burn", "by_id", "effort", "elements", "id", "organization_id", "pgh_created_at", "pgh_label", "saved_at", "unit_id") VALUES (NEW."basis", NEW."burn", NEW."by_id", NEW."effort", NEW."elements", NEW."id", NEW."organization_id", clock_timestamp(), \'insert\', NEW."saved_at", NEW."unit_id"); RETURN NULL;',
                            hash="078232560e4293f46319fb9e31ad477abe109cdb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_552ad",
                            table="planning_strategycheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="strategycheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id" OR OLD."by_id" IS DISTINCT FROM NEW."by_id" OR OLD."saved_at" IS DISTINCT FROM NEW."saved_at" OR OLD."elements" IS DISTINCT FROM NEW."elements" OR OLD."burn" IS DISTINCT FROM NEW."burn" OR OLD."effort" IS DISTINCT FROM NEW."effort" OR OLD."basis" IS DISTINCT FROM NEW."basis"))',
                            func='INSERT INTO "planning_strategycheckevent" ("basis", "burn", "by_id", "effort", "elements", "id", "organization_id", "pgh_created_at", "pgh_label", "saved_at", "unit_id") VALUES (NEW."basis", NEW."burn", NEW."by_id", NEW."effort", NEW."elements", NEW."id", NEW."organization_id", clock_timestamp(), \'update\', NEW."saved_at", NEW."unit_id"); RETURN NULL;',
                            hash="b75f93a0468c573de70e80ef73df6dea829dd5cd",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_610e3",
                            table="planning_strategycheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="strategycheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_strategycheckevent" ("basis", "burn", "by_id", "effort", "elements", "id", "organization_id", "pgh_created_at", "pgh_label", "saved_at", "unit_id") VALUES (OLD."basis", OLD."burn", OLD."by_id", OLD."effort", OLD."elements", OLD."id", OLD."organization_id", clock_timestamp(), \'delete\', OLD."saved_at", OLD."unit_id"); RETURN NULL;',
                            hash="0f62564ee1b8c818ec1365ad97dc906b2131f3b1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d39c9",
                            table="planning_strategycheck",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="strategycheckevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="planning_st_organiz_9a1884_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="strategycheckevent",
                    index=models.Index(fields=["id", "pgh_id"], name="planning_st_id_8c7277_idx"),
                ),
            ]
        ),
        Together(
            [
                *tenant_table("planning_strategycheck", references=REFERENCES),
                *event_table("planning_strategycheckevent"),
            ]
        ),
    ]
