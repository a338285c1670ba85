import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from orgs.database.grouped_operations import Together


class Migration(migrations.Migration):
    replaces = [("reports", "0001_initial")]

    initial = True

    dependencies = [
        ("orgs", "0003_row_security"),
        ("results", "0002_row_security"),
        ("rounds", "0002_row_security"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Report",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[("unit", "Unit report"), ("comparison", "Comparison")],
                                max_length=12,
                            ),
                        ),
                        ("choices", models.JSONField(blank=True, default=dict)),
                        (
                            "units",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("title", models.CharField(max_length=250)),
                        ("requested_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "queued"),
                                    ("running", "running"),
                                    ("done", "done"),
                                    ("failed", "failed"),
                                    ("cancelled", "cancelled"),
                                ],
                                default="queued",
                                max_length=10,
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("fence", models.PositiveIntegerField(default=0)),
                        ("lease_until", models.DateTimeField(blank=True, null=True)),
                        ("progress", models.PositiveSmallIntegerField(default=0)),
                        ("file", models.CharField(blank=True, max_length=200)),
                        ("pages", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("size", models.PositiveIntegerField(blank=True, null=True)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("failure", models.CharField(blank=True, max_length=500)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("downloaded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="orgs.organization",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="orgs.member",
                            ),
                        ),
                        (
                            "result",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="results.result",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="rounds.round",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ("queued", "running"))),
                                fields=["requested_at"],
                                name="reports_unfinished",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "unit"), ("result__isnull", False), ("round", None)
                                    ),
                                    models.Q(
                                        ("kind", "comparison"),
                                        ("result", None),
                                        ("round__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_report_shows_one_result_or_one_round",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("progress__lte", 100)),
                                name="progress_is_a_percentage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lease_until__isnull", False),
                                    models.Q(("state", "running"), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_running_report_has_a_lease",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("queued", "running"))),
                                fields=("requested_by", "kind", "result", "round", "choices"),
                                name="one_unfinished_report_of_the_same_order",
                                nulls_distinct=False,
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportEvent",
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
                            "kind",
                            models.CharField(
                                choices=[("unit", "Unit report"), ("comparison", "Comparison")],
                                max_length=12,
                            ),
                        ),
                        ("choices", models.JSONField(blank=True, default=dict)),
                        (
                            "units",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("title", models.CharField(max_length=250)),
                        ("requested_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "queued"),
                                    ("running", "running"),
                                    ("done", "done"),
                                    ("failed", "failed"),
                                    ("cancelled", "cancelled"),
                                ],
                                default="queued",
                                max_length=10,
                            ),
                        ),
                        ("pages", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("size", models.PositiveIntegerField(blank=True, null=True)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("failure", models.CharField(blank=True, max_length=500)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("downloaded_at", models.DateTimeField(blank=True, null=True)),
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
                            "requested_by",
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
                            "result",
                            models.ForeignKey(
                                blank=True,
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
                            "round",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="rounds.round",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="reports_rep_organiz_48e0a8_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="reports_rep_id_ce3559_idx"),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="report",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "reports_reportevent" ("choices", "digest", "downloaded_at", "failure", "finished_at", "id", "kind", "organization_id", "pages", "pgh_created_at", "pgh_label", "requested_at", "requested_by_id", "result_id", "round_id", "size", "state", "title", "units") VALUES (NEW."choices", NEW."digest", NEW."downloaded_at", NEW."failure", NEW."finished_at", NEW."id", NEW."kind", NEW."organization_id", NEW."pages", clock_timestamp(), \'insert\', NEW."requested_at", NEW."requested_by_id", NEW."result_id", NEW."round_id", NEW."size", NEW."state", NEW."title", NEW."units"); RETURN NULL;',
                            hash="d63c54d9b9d70c9ede2d4c4afce008ea5b12d7b9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_84ceb",
                            table="reports_report",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="report",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."kind" IS DISTINCT FROM NEW."kind" OR OLD."result_id" IS DISTINCT FROM NEW."result_id" OR OLD."round_id" IS DISTINCT FROM NEW."round_id" OR OLD."choices" IS DISTINCT FROM NEW."choices" OR OLD."units" IS DISTINCT FROM NEW."units" OR OLD."title" IS DISTINCT FROM NEW."title" OR OLD."requested_by_id" IS DISTINCT FROM NEW."requested_by_id" OR OLD."requested_at" IS DISTINCT FROM NEW."requested_at" OR OLD."state" IS DISTINCT FROM NEW."state" OR OLD."pages" IS DISTINCT FROM NEW."pages" OR OLD."size" IS DISTINCT FROM NEW."size" OR OLD."digest" IS DISTINCT FROM NEW."digest" OR OLD."failure" IS DISTINCT FROM NEW."failure" OR OLD."finished_at" IS DISTINCT FROM NEW."finished_at" OR OLD."downloaded_at" IS DISTINCT FROM NEW."downloaded_at"))',
                            func='INSERT INTO "reports_reportevent" ("choices", "digest", "downloaded_at", "failure", "finished_at", "id", "kind", "organization_id", "pages", "pgh_created_at", "pgh_label", "requested_at", "requested_by_id", "result_id", "round_id", "size", "state", "title", "units") VALUES (NEW."choices", NEW."digest", NEW."downloaded_at", NEW."failure", NEW."finished_at", NEW."id", NEW."kind", NEW."organization_id", NEW."pages", clock_timestamp(), \'update\', NEW."requested_at", NEW."requested_by_id", NEW."result_id", NEW."round_id", NEW."size", NEW."state", NEW."title", NEW."units"); RETURN NULL;',
                            hash="dddbaa20802f6b39d8ade2c86426817432af5c87",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_234a9",
                            table="reports_report",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="report",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "reports_reportevent" ("choices", "digest", "downloaded_at", "failure", "finished_at", "id", "kind", "organization_id", "pages", "pgh_created_at", "pgh_label", "requested_at", "requested_by_id", "result_id", "round_id", "size", "state", "title", "units") VALUES (OLD."choices", OLD."digest", OLD."downloaded_at", OLD."failure", OLD."finished_at", OLD."id", OLD."kind", OLD."organization_id", OLD."pages", clock_timestamp(), \'delete\', OLD."requested_at", OLD."requested_by_id", OLD."result_id", OLD."round_id", OLD."size", OLD."state", OLD."title", OLD."units"); RETURN NULL;',
                            hash="e7ce546a7b24a4fec7e564a4623386825ebf3d84",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6acd6",
                            table="reports_report",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
