import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from orgs.migrating import Together


class Migration(migrations.Migration):
    dependencies = [
        ("results", "0005_history_follows_the_columns"),
    ]

    operations = [
        Together(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="result",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="result",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="result",
                    name="delete_delete",
                ),
                migrations.AddField(
                    model_name="result",
                    name="diagnostics",
                    field=models.JSONField(default=dict),
                ),
                migrations.AddField(
                    model_name="result",
                    name="evidence",
                    field=models.JSONField(default=list),
                ),
                migrations.AddField(
                    model_name="result",
                    name="scope",
                    field=models.JSONField(default=dict),
                ),
                migrations.AddField(
                    model_name="resultevent",
                    name="diagnostics",
                    field=models.JSONField(default=dict),
                ),
                migrations.AddField(
                    model_name="resultevent",
                    name="evidence",
                    field=models.JSONField(default=list),
                ),
                migrations.AddField(
                    model_name="resultevent",
                    name="scope",
                    field=models.JSONField(default=dict),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="result",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "results_resultevent" ("answered", "answers", "asked", "diagnostics", "digest", "evidence", "framework_version_id", "held_by", "id", "known_weight", "organization_id", "percent_claimed", "percent_high", "percent_supported", "pgh_created_at", "pgh_label", "place", "raters", "revision", "round_id", "scope", "scoring_version", "session_id", "stage", "stage_high", "submitted_at", "submitted_by_id", "unit_id") VALUES (NEW."answered", NEW."answers", NEW."asked", NEW."diagnostics", NEW."digest", NEW."evidence", NEW."framework_version_id", NEW."held_by", NEW."id", NEW."known_weight", NEW."organization_id", NEW."percent_claimed", NEW."percent_high", NEW."percent_supported", clock_timestamp(), \'insert\', NEW."place", NEW."raters", NEW."revision", NEW."round_id", NEW."scope", NEW."scoring_version", NEW."session_id", NEW."stage", NEW."stage_high", NEW."submitted_at", NEW."submitted_by_id", NEW."unit_id"); RETURN NULL;',
                            hash="7da8d67249f700ec5ae2f7cd1126fab72d4dcb92",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_45295",
                            table="results_result",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="result",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."session_id" IS DISTINCT FROM NEW."session_id" OR OLD."revision" IS DISTINCT FROM NEW."revision" OR OLD."round_id" IS DISTINCT FROM NEW."round_id" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id" OR OLD."place" IS DISTINCT FROM NEW."place" OR OLD."framework_version_id" IS DISTINCT FROM NEW."framework_version_id" OR OLD."scoring_version" IS DISTINCT FROM NEW."scoring_version" OR OLD."digest" IS DISTINCT FROM NEW."digest" OR OLD."answers" IS DISTINCT FROM NEW."answers" OR OLD."stage" IS DISTINCT FROM NEW."stage" OR OLD."stage_high" IS DISTINCT FROM NEW."stage_high" OR OLD."held_by" IS DISTINCT FROM NEW."held_by" OR OLD."percent_claimed" IS DISTINCT FROM NEW."percent_claimed" OR OLD."percent_supported" IS DISTINCT FROM NEW."percent_supported" OR OLD."percent_high" IS DISTINCT FROM NEW."percent_high" OR OLD."known_weight" IS DISTINCT FROM NEW."known_weight" OR OLD."answered" IS DISTINCT FROM NEW."answered" OR OLD."asked" IS DISTINCT FROM NEW."asked" OR OLD."raters" IS DISTINCT FROM NEW."raters" OR OLD."evidence" IS DISTINCT FROM NEW."evidence" OR OLD."scope" IS DISTINCT FROM NEW."scope" OR OLD."diagnostics" IS DISTINCT FROM NEW."diagnostics" OR OLD."submitted_by_id" IS DISTINCT FROM NEW."submitted_by_id" OR OLD."submitted_at" IS DISTINCT FROM NEW."submitted_at"))',
                            func='INSERT INTO "results_resultevent" ("answered", "answers", "asked", "diagnostics", "digest", "evidence", "framework_version_id", "held_by", "id", "known_weight", "organization_id", "percent_claimed", "percent_high", "percent_supported", "pgh_created_at", "pgh_label", "place", "raters", "revision", "round_id", "scope", "scoring_version", "session_id", "stage", "stage_high", "submitted_at", "submitted_by_id", "unit_id") VALUES (NEW."answered", NEW."answers", NEW."asked", NEW."diagnostics", NEW."digest", NEW."evidence", NEW."framework_version_id", NEW."held_by", NEW."id", NEW."known_weight", NEW."organization_id", NEW."percent_claimed", NEW."percent_high", NEW."percent_supported", clock_timestamp(), \'update\', NEW."place", NEW."raters", NEW."revision", NEW."round_id", NEW."scope", NEW."scoring_version", NEW."session_id", NEW."stage", NEW."stage_high", NEW."submitted_at", NEW."submitted_by_id", NEW."unit_id"); RETURN NULL;',
                            hash="a89b44705a616ccc4539a8d13f9ff3d800abd32b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_75355",
                            table="results_result",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="result",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "results_resultevent" ("answered", "answers", "asked", "diagnostics", "digest", "evidence", "framework_version_id", "held_by", "id", "known_weight", "organization_id", "percent_claimed", "percent_high", "percent_supported", "pgh_created_at", "pgh_label", "place", "raters", "revision", "round_id", "scope", "scoring_version", "session_id", "stage", "stage_high", "submitted_at", "submitted_by_id", "unit_id") VALUES (OLD."answered", OLD."answers", OLD."asked", OLD."diagnostics", OLD."digest", OLD."evidence", OLD."framework_version_id", OLD."held_by", OLD."id", OLD."known_weight", OLD."organization_id", OLD."percent_claimed", OLD."percent_high", OLD."percent_supported", clock_timestamp(), \'delete\', OLD."place", OLD."raters", OLD."revision", OLD."round_id", OLD."scope", OLD."scoring_version", OLD."session_id", OLD."stage", OLD."stage_high", OLD."submitted_at", OLD."submitted_by_id", OLD."unit_id"); RETURN NULL;',
                            hash="598227cbae692249c1e8c1334196fa23917e3b7b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e3838",
                            table="results_result",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
    ]
