import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from orgs.database.grouped_operations import Together
from orgs.database.row_security import event_table, frozen, tenant_table

FROZEN = "A judgement never changes; judging again makes the next one."
REFERENCES = {"session_id": "rounds_session", "by_id": "orgs_member"}


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0004_currency"),
        ("rounds", "0002_row_security"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="LateJudgement",
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
                        ("revision", models.PositiveSmallIntegerField()),
                        ("frameworks", models.JSONField()),
                        ("at", models.DateTimeField()),
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
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="late_judgements",
                                to="rounds.session",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="LateJudgementEvent",
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
                        ("revision", models.PositiveSmallIntegerField()),
                        ("frameworks", models.JSONField()),
                        ("at", models.DateTimeField()),
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
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="rounds.session",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="rounds_late_organiz_b1c705_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="rounds_late_id_eb6e70_idx"),
                        ],
                    },
                ),
            ]
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="latejudgement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_latejudgementevent" ("at", "by_id", "frameworks", "id", "organization_id", "pgh_created_at", "pgh_label", "revision", "session_id") VALUES (NEW."at", NEW."by_id", NEW."frameworks", NEW."id", NEW."organization_id", clock_timestamp(), \'insert\', NEW."revision", NEW."session_id"); RETURN NULL;',
                            hash="d8fffb1a655743702d5e5a095ec27f0f76bc49a5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_62c4b",
                            table="rounds_latejudgement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="latejudgement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."session_id" IS DISTINCT FROM NEW."session_id" OR OLD."revision" IS DISTINCT FROM NEW."revision" OR OLD."frameworks" IS DISTINCT FROM NEW."frameworks" OR OLD."by_id" IS DISTINCT FROM NEW."by_id" OR OLD."at" IS DISTINCT FROM NEW."at"))',
                            func='INSERT INTO "rounds_latejudgementevent" ("at", "by_id", "frameworks", "id", "organization_id", "pgh_created_at", "pgh_label", "revision", "session_id") VALUES (NEW."at", NEW."by_id", NEW."frameworks", NEW."id", NEW."organization_id", clock_timestamp(), \'update\', NEW."revision", NEW."session_id"); RETURN NULL;',
                            hash="5af305d65b75dd2728021f3f5af2ddf4cad2db24",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_70d51",
                            table="rounds_latejudgement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="latejudgement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_latejudgementevent" ("at", "by_id", "frameworks", "id", "organization_id", "pgh_created_at", "pgh_label", "revision", "session_id") VALUES (OLD."at", OLD."by_id", OLD."frameworks", OLD."id", OLD."organization_id", clock_timestamp(), \'delete\', OLD."revision", OLD."session_id"); RETURN NULL;',
                            hash="c25f3dcbc582af6408fa6214388ba658d0cb05cb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b0581",
                            table="rounds_latejudgement",
                            when="AFTER",
                        ),
                    ),
                ),
                *tenant_table("rounds_latejudgement", references=REFERENCES),
                *event_table("rounds_latejudgementevent"),
                frozen("rounds_latejudgement", when="true", says=FROZEN),
            ]
        ),
    ]
