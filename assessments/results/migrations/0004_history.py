import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from orgs.migrating import Together
from orgs.row_security import event_table


class Migration(migrations.Migration):
    dependencies = [
        ("frameworks", "0003_history"),
        ("orgs", "0014_history"),
        ("results", "0003_places"),
        ("rounds", "0004_history"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="CapabilityResultEvent",
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
                        ("position", models.PositiveSmallIntegerField()),
                        ("claimed", models.PositiveSmallIntegerField(null=True)),
                        ("low", models.PositiveSmallIntegerField(null=True)),
                        ("high", models.PositiveSmallIntegerField(null=True)),
                        ("supported", models.PositiveSmallIntegerField(null=True)),
                        ("verified", models.PositiveSmallIntegerField(null=True)),
                        ("target", models.PositiveSmallIntegerField()),
                        ("weight", models.DecimalField(decimal_places=4, max_digits=9)),
                        ("not_applicable", models.BooleanField()),
                        ("knows_nothing", models.BooleanField()),
                        ("votes", models.JSONField()),
                        ("abstained", models.PositiveSmallIntegerField()),
                        ("contested", models.BooleanField()),
                        ("why", models.JSONField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ResultEvent",
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
                        ("scoring_version", models.CharField(max_length=20)),
                        ("digest", models.CharField(max_length=64)),
                        ("answers", models.JSONField()),
                        ("stage", models.PositiveSmallIntegerField()),
                        ("stage_high", models.PositiveSmallIntegerField()),
                        ("held_by", models.JSONField()),
                        (
                            "percent_claimed",
                            models.DecimalField(decimal_places=4, max_digits=7, null=True),
                        ),
                        (
                            "percent_supported",
                            models.DecimalField(decimal_places=4, max_digits=7, null=True),
                        ),
                        (
                            "percent_high",
                            models.DecimalField(decimal_places=4, max_digits=7, null=True),
                        ),
                        (
                            "known_weight",
                            models.DecimalField(decimal_places=5, max_digits=6, null=True),
                        ),
                        ("answered", models.PositiveSmallIntegerField()),
                        ("asked", models.PositiveSmallIntegerField()),
                        ("raters", models.PositiveSmallIntegerField()),
                        ("submitted_at", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="capabilityresult",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "results_capabilityresultevent" ("abstained", "capability", "claimed", "contested", "high", "id", "knows_nothing", "low", "not_applicable", "organization_id", "pgh_created_at", "pgh_label", "position", "result_id", "supported", "target", "verified", "votes", "weight", "why") VALUES (NEW."abstained", NEW."capability", NEW."claimed", NEW."contested", NEW."high", NEW."id", NEW."knows_nothing", NEW."low", NEW."not_applicable", NEW."organization_id", clock_timestamp(), \'insert\', NEW."position", NEW."result_id", NEW."supported", NEW."target", NEW."verified", NEW."votes", NEW."weight", NEW."why"); RETURN NULL;',
                            hash="845907b18e251f6cf94c8ef5c3e5bd094720c2c8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_99d42",
                            table="results_capabilityresult",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="capabilityresult",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."result_id" IS DISTINCT FROM NEW."result_id" OR OLD."capability" IS DISTINCT FROM NEW."capability" OR OLD."position" IS DISTINCT FROM NEW."position" OR OLD."claimed" IS DISTINCT FROM NEW."claimed" OR OLD."low" IS DISTINCT FROM NEW."low" OR OLD."high" IS DISTINCT FROM NEW."high" OR OLD."supported" IS DISTINCT FROM NEW."supported" OR OLD."verified" IS DISTINCT FROM NEW."verified" OR OLD."target" IS DISTINCT FROM NEW."target" OR OLD."weight" IS DISTINCT FROM NEW."weight" OR OLD."not_applicable" IS DISTINCT FROM NEW."not_applicable" OR OLD."knows_nothing" IS DISTINCT FROM NEW."knows_nothing" OR OLD."votes" IS DISTINCT FROM NEW."votes" OR OLD."abstained" IS DISTINCT FROM NEW."abstained" OR OLD."contested" IS DISTINCT FROM NEW."contested" OR OLD."why" IS DISTINCT FROM NEW."why"))',
                            func='INSERT INTO "results_capabilityresultevent" ("abstained", "capability", "claimed", "contested", "high", "id", "knows_nothing", "low", "not_applicable", "organization_id", "pgh_created_at", "pgh_label", "position", "result_id", "supported", "target", "verified", "votes", "weight", "why") VALUES (NEW."abstained", NEW."capability", NEW."claimed", NEW."contested", NEW."high", NEW."id", NEW."knows_nothing", NEW."low", NEW."not_applicable", NEW."organization_id", clock_timestamp(), \'update\', NEW."position", NEW."result_id", NEW."supported", NEW."target", NEW."verified", NEW."votes", NEW."weight", NEW."why"); RETURN NULL;',
                            hash="18c02af00264346d69af03c3e61708a394ea378f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9aea3",
                            table="results_capabilityresult",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="capabilityresult",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "results_capabilityresultevent" ("abstained", "capability", "claimed", "contested", "high", "id", "knows_nothing", "low", "not_applicable", "organization_id", "pgh_created_at", "pgh_label", "position", "result_id", "supported", "target", "verified", "votes", "weight", "why") VALUES (OLD."abstained", OLD."capability", OLD."claimed", OLD."contested", OLD."high", OLD."id", OLD."knows_nothing", OLD."low", OLD."not_applicable", OLD."organization_id", clock_timestamp(), \'delete\', OLD."position", OLD."result_id", OLD."supported", OLD."target", OLD."verified", OLD."votes", OLD."weight", OLD."why"); RETURN NULL;',
                            hash="6c48bbd182e7f8ff0c4e4caf7fe7e831a1492087",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d71c3",
                            table="results_capabilityresult",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="result",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "results_resultevent" ("answered", "answers", "asked", "digest", "framework_version_id", "held_by", "id", "known_weight", "organization_id", "percent_claimed", "percent_high", "percent_supported", "pgh_created_at", "pgh_label", "raters", "revision", "round_id", "scoring_version", "session_id", "stage", "stage_high", "submitted_at", "submitted_by_id", "unit_id") VALUES (NEW."answered", NEW."answers", NEW."asked", NEW."digest", NEW."framework_version_id", NEW."held_by", NEW."id", NEW."known_weight", NEW."organization_id", NEW."percent_claimed", NEW."percent_high", NEW."percent_supported", clock_timestamp(), \'insert\', NEW."raters", NEW."revision", NEW."round_id", NEW."scoring_version", NEW."session_id", NEW."stage", NEW."stage_high", NEW."submitted_at", NEW."submitted_by_id", NEW."unit_id"); RETURN NULL;',
                            hash="3177cb953c3c14ae57efde6d76b44525d04dc096",
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
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."session_id" IS DISTINCT FROM NEW."session_id" OR OLD."revision" IS DISTINCT FROM NEW."revision" OR OLD."round_id" IS DISTINCT FROM NEW."round_id" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id" OR OLD."framework_version_id" IS DISTINCT FROM NEW."framework_version_id" OR OLD."scoring_version" IS DISTINCT FROM NEW."scoring_version" OR OLD."digest" IS DISTINCT FROM NEW."digest" OR OLD."answers" IS DISTINCT FROM NEW."answers" OR OLD."stage" IS DISTINCT FROM NEW."stage" OR OLD."stage_high" IS DISTINCT FROM NEW."stage_high" OR OLD."held_by" IS DISTINCT FROM NEW."held_by" OR OLD."percent_claimed" IS DISTINCT FROM NEW."percent_claimed" OR OLD."percent_supported" IS DISTINCT FROM NEW."percent_supported" OR OLD."percent_high" IS DISTINCT FROM NEW."percent_high" OR OLD."known_weight" IS DISTINCT FROM NEW."known_weight" OR OLD."answered" IS DISTINCT FROM NEW."answered" OR OLD."asked" IS DISTINCT FROM NEW."asked" OR OLD."raters" IS DISTINCT FROM NEW."raters" OR OLD."submitted_by_id" IS DISTINCT FROM NEW."submitted_by_id" OR OLD."submitted_at" IS DISTINCT FROM NEW."submitted_at"))',
                            func='INSERT INTO "results_resultevent" ("answered", "answers", "asked", "digest", "framework_version_id", "held_by", "id", "known_weight", "organization_id", "percent_claimed", "percent_high", "percent_supported", "pgh_created_at", "pgh_label", "raters", "revision", "round_id", "scoring_version", "session_id", "stage", "stage_high", "submitted_at", "submitted_by_id", "unit_id") VALUES (NEW."answered", NEW."answers", NEW."asked", NEW."digest", NEW."framework_version_id", NEW."held_by", NEW."id", NEW."known_weight", NEW."organization_id", NEW."percent_claimed", NEW."percent_high", NEW."percent_supported", clock_timestamp(), \'update\', NEW."raters", NEW."revision", NEW."round_id", NEW."scoring_version", NEW."session_id", NEW."stage", NEW."stage_high", NEW."submitted_at", NEW."submitted_by_id", NEW."unit_id"); RETURN NULL;',
                            hash="c7e3a593adc59e0194d77e14ae652bec6aff1d2c",
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
                            func='INSERT INTO "results_resultevent" ("answered", "answers", "asked", "digest", "framework_version_id", "held_by", "id", "known_weight", "organization_id", "percent_claimed", "percent_high", "percent_supported", "pgh_created_at", "pgh_label", "raters", "revision", "round_id", "scoring_version", "session_id", "stage", "stage_high", "submitted_at", "submitted_by_id", "unit_id") VALUES (OLD."answered", OLD."answers", OLD."asked", OLD."digest", OLD."framework_version_id", OLD."held_by", OLD."id", OLD."known_weight", OLD."organization_id", OLD."percent_claimed", OLD."percent_high", OLD."percent_supported", clock_timestamp(), \'delete\', OLD."raters", OLD."revision", OLD."round_id", OLD."scoring_version", OLD."session_id", OLD."stage", OLD."stage_high", OLD."submitted_at", OLD."submitted_by_id", OLD."unit_id"); RETURN NULL;',
                            hash="86f036bd8901149fb23a32a4c8540b753f508f5f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e3838",
                            table="results_result",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddField(
                    model_name="capabilityresultevent",
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
                migrations.AddField(
                    model_name="capabilityresultevent",
                    name="result",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="results.result",
                    ),
                ),
                migrations.AddField(
                    model_name="resultevent",
                    name="framework_version",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="frameworks.frameworkversion",
                    ),
                ),
                migrations.AddField(
                    model_name="resultevent",
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
                migrations.AddField(
                    model_name="resultevent",
                    name="round",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="rounds.round",
                    ),
                ),
                migrations.AddField(
                    model_name="resultevent",
                    name="session",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="rounds.session",
                    ),
                ),
                migrations.AddField(
                    model_name="resultevent",
                    name="submitted_by",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="orgs.member",
                    ),
                ),
                migrations.AddField(
                    model_name="resultevent",
                    name="unit",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="orgs.unit",
                    ),
                ),
                migrations.AddIndex(
                    model_name="capabilityresultevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="results_cap_organiz_39f949_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="capabilityresultevent",
                    index=models.Index(fields=["id", "pgh_id"], name="results_cap_id_cd21c9_idx"),
                ),
                migrations.AddIndex(
                    model_name="resultevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="results_res_organiz_a019cf_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="resultevent",
                    index=models.Index(fields=["id", "pgh_id"], name="results_res_id_7279fa_idx"),
                ),
            ]
        ),
        *event_table("results_capabilityresultevent"),
        *event_table("results_resultevent"),
    ]
