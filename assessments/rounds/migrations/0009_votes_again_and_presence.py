import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from orgs.migrating import Together
from orgs.row_security import event_table, tenant_table


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0015_history_follows_the_columns"),
        ("rounds", "0008_rounds_keep_their_dates"),
    ]

    operations = [
        migrations.AddField(
            model_name="participant",
            name="seen_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        Together(
            [
                migrations.CreateModel(
                    name="RevoteEvent",
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
                        ("condition", models.CharField(max_length=20)),
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
                    },
                ),
                migrations.CreateModel(
                    name="Revote",
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
                        ("condition", models.CharField(max_length=20)),
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
                                related_name="revotes",
                                to="rounds.session",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "condition"),
                                name="a_condition_is_voted_on_again_once",
                            )
                        ],
                    },
                ),
            ]
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="revote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_revoteevent" ("at", "by_id", "capability", "condition", "id", "organization_id", "pgh_created_at", "pgh_label", "session_id") VALUES (NEW."at", NEW."by_id", NEW."capability", NEW."condition", NEW."id", NEW."organization_id", clock_timestamp(), \'insert\', NEW."session_id"); RETURN NULL;',
                            hash="41b2964e8daf2942d7b2df489ed680fc88e19d7f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bb1a5",
                            table="rounds_revote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="revote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."session_id" IS DISTINCT FROM NEW."session_id" OR OLD."capability" IS DISTINCT FROM NEW."capability" OR OLD."condition" IS DISTINCT FROM NEW."condition" OR OLD."by_id" IS DISTINCT FROM NEW."by_id" OR OLD."at" IS DISTINCT FROM NEW."at"))',
                            func='INSERT INTO "rounds_revoteevent" ("at", "by_id", "capability", "condition", "id", "organization_id", "pgh_created_at", "pgh_label", "session_id") VALUES (NEW."at", NEW."by_id", NEW."capability", NEW."condition", NEW."id", NEW."organization_id", clock_timestamp(), \'update\', NEW."session_id"); RETURN NULL;',
                            hash="0fbbd225a6bdd88b4f48a001c7ec8d9b78b38f56",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5e9dc",
                            table="rounds_revote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="revote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_revoteevent" ("at", "by_id", "capability", "condition", "id", "organization_id", "pgh_created_at", "pgh_label", "session_id") VALUES (OLD."at", OLD."by_id", OLD."capability", OLD."condition", OLD."id", OLD."organization_id", clock_timestamp(), \'delete\', OLD."session_id"); RETURN NULL;',
                            hash="f2cb3b67aff9245c3df7e91fbeb3e5224377debc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d66e0",
                            table="rounds_revote",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="revoteevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="rounds_revo_organiz_80fe3a_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="revoteevent",
                    index=models.Index(fields=["id", "pgh_id"], name="rounds_revo_id_dc7dde_idx"),
                ),
            ]
        ),
        *tenant_table(
            "rounds_revote", references={"session_id": "rounds_session", "by_id": "orgs_member"}
        ),
        *event_table("rounds_revoteevent"),
    ]
