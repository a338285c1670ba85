import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from orgs.migrating import Together
from orgs.row_security import event_table, tenant_table


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0018_sign_on"),
        ("results", "0006_what_stands_beside_the_answers"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="ImprovementActionEvent",
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
                        ("capability_name", models.CharField(max_length=200)),
                        ("level", models.PositiveSmallIntegerField()),
                        ("what", models.TextField(max_length=2000)),
                        ("note", models.TextField(blank=True, max_length=2000)),
                        ("due_on", models.DateField(null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "open"),
                                    ("done", "done"),
                                    ("dropped", "dropped"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="results.result",
                            ),
                        ),
                        (
                            "from_result",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="results.result",
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
                            "owner",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
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
                    name="ImprovementAction",
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
                        ("capability_name", models.CharField(max_length=200)),
                        ("level", models.PositiveSmallIntegerField()),
                        ("what", models.TextField(max_length=2000)),
                        ("note", models.TextField(blank=True, max_length=2000)),
                        ("due_on", models.DateField(null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "open"),
                                    ("done", "done"),
                                    ("dropped", "dropped"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="results.result",
                            ),
                        ),
                        (
                            "from_result",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="results.result",
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
                            "owner",
                            models.ForeignKey(
                                null=True,
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_by", None), ("state", "done"), _connector="OR"
                                ),
                                name="an_action_that_a_result_shows_is_done",
                            )
                        ],
                    },
                ),
            ]
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="improvementaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "results_improvementactionevent" ("capability", "capability_name", "done_by_id", "due_on", "from_result_id", "id", "level", "note", "organization_id", "owner_id", "pgh_created_at", "pgh_label", "state", "unit_id", "what") VALUES (NEW."capability", NEW."capability_name", NEW."done_by_id", NEW."due_on", NEW."from_result_id", NEW."id", NEW."level", NEW."note", NEW."organization_id", NEW."owner_id", clock_timestamp(), \'insert\', NEW."state", NEW."unit_id", NEW."what"); RETURN NULL;',
                            hash="4fb914a9084d96280c8d5072537329589d7c0bfe",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ccbee",
                            table="results_improvementaction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="improvementaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id" OR OLD."from_result_id" IS DISTINCT FROM NEW."from_result_id" OR OLD."capability" IS DISTINCT FROM NEW."capability" OR OLD."capability_name" IS DISTINCT FROM NEW."capability_name" OR OLD."level" IS DISTINCT FROM NEW."level" OR OLD."what" IS DISTINCT FROM NEW."what" OR OLD."note" IS DISTINCT FROM NEW."note" OR OLD."owner_id" IS DISTINCT FROM NEW."owner_id" OR OLD."due_on" IS DISTINCT FROM NEW."due_on" OR OLD."state" IS DISTINCT FROM NEW."state" OR OLD."done_by_id" IS DISTINCT FROM NEW."done_by_id"))',
                            func='INSERT INTO "results_improvementactionevent" ("capability", "capability_name", "done_by_id", "due_on", "from_result_id", "id", "level", "note", "organization_id", "owner_id", "pgh_created_at", "pgh_label", "state", "unit_id", "what") VALUES (NEW."capability", NEW."capability_name", NEW."done_by_id", NEW."due_on", NEW."from_result_id", NEW."id", NEW."level", NEW."note", NEW."organization_id", NEW."owner_id", clock_timestamp(), \'update\', NEW."state", NEW."unit_id", NEW."what"); RETURN NULL;',
                            hash="585307fb86003bb7733b9ecbb18487b1530c6bb5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6466b",
                            table="results_improvementaction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="improvementaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "results_improvementactionevent" ("capability", "capability_name", "done_by_id", "due_on", "from_result_id", "id", "level", "note", "organization_id", "owner_id", "pgh_created_at", "pgh_label", "state", "unit_id", "what") VALUES (OLD."capability", OLD."capability_name", OLD."done_by_id", OLD."due_on", OLD."from_result_id", OLD."id", OLD."level", OLD."note", OLD."organization_id", OLD."owner_id", clock_timestamp(), \'delete\', OLD."state", OLD."unit_id", OLD."what"); RETURN NULL;',
                            hash="44fc4e945f59fc9ed2e5cda162a2ff7d172fad33",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4462c",
                            table="results_improvementaction",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="improvementactionevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="results_imp_organiz_381b31_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="improvementactionevent",
                    index=models.Index(fields=["id", "pgh_id"], name="results_imp_id_8240d2_idx"),
                ),
            ]
        ),
        *tenant_table(
            "results_improvementaction",
            references={
                "unit_id": "orgs_unit",
                "from_result_id": "results_result",
                "owner_id": "orgs_member",
                "done_by_id": "results_result",
            },
        ),
        *event_table("results_improvementactionevent"),
    ]
