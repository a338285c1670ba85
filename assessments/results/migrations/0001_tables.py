import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from orgs.database.grouped_operations import Together


class Migration(migrations.Migration):
    replaces = [("results", "0001_initial")]

    initial = True

    dependencies = [
        ("frameworks", "0002_row_security"),
        ("orgs", "0003_row_security"),
        ("rounds", "0002_row_security"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Result",
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
                        (
                            "framework_version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="frameworks.frameworkversion",
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
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="rounds.round",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="rounds.session",
                            ),
                        ),
                        (
                            "submitted_by",
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
                        ("place", models.JSONField(default=list)),
                        ("diagnostics", models.JSONField(default=dict)),
                        ("evidence", models.JSONField(default=list)),
                        ("scope", models.JSONField(default=dict)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "revision"),
                                name="one_result_per_session_and_revision",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CapabilityResult",
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
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="orgs.organization",
                            ),
                        ),
                        (
                            "result",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="capabilities",
                                to="results.result",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("result", "capability"),
                                name="one_row_per_result_and_capability",
                            )
                        ],
                    },
                ),
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
                            "result",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="results.result",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="results_cap_organiz_39f949_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="results_cap_id_cd21c9_idx"),
                        ],
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
                        (
                            "framework_version",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="frameworks.frameworkversion",
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
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="rounds.round",
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
                        (
                            "submitted_by",
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
                        ("place", models.JSONField(default=list)),
                        ("diagnostics", models.JSONField(default=dict)),
                        ("evidence", models.JSONField(default=list)),
                        ("scope", models.JSONField(default=dict)),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="results_res_organiz_a019cf_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="results_res_id_7279fa_idx"),
                        ],
                    },
                ),
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
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="results_imp_organiz_381b31_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="results_imp_id_8240d2_idx"),
                        ],
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
            ],
        ),
    ]
