from decimal import Decimal

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from orgs.database.grouped_operations import Together


class Migration(migrations.Migration):
    replaces = [("planning", "0001_register")]

    initial = True

    dependencies = [
        ("orgs", "0003_row_security"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="DeploymentPlaceEvent",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "meets",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="planning_de_organiz_e181e8_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="planning_de_id_867421_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EffortBatch",
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
                        ("file_name", models.CharField(max_length=255)),
                        ("content", models.BinaryField(null=True)),
                        ("header", models.JSONField(default=list)),
                        ("mapping", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("mapping", "columns to be chosen"),
                                    ("checking", "being checked"),
                                    ("checked", "checked"),
                                    ("applying", "being applied"),
                                    ("applied", "applied"),
                                    ("failed", "failed"),
                                ],
                                default="mapping",
                                max_length=10,
                            ),
                        ),
                        ("progress", models.PositiveSmallIntegerField(default=0)),
                        ("lines", models.PositiveIntegerField(default=0)),
                        ("good", models.PositiveIntegerField(default=0)),
                        ("known", models.PositiveIntegerField(default=0)),
                        ("faulty", models.PositiveIntegerField(default=0)),
                        ("found", models.JSONField(default=dict)),
                        ("faults", models.JSONField(default=list)),
                        ("requested_at", models.DateTimeField()),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("fence", models.PositiveIntegerField(default=0)),
                        ("lease_until", models.DateTimeField(blank=True, null=True)),
                        ("failure", models.CharField(blank=True, max_length=500)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("progress__lte", 100)),
                                name="an_import_is_done_to_100_percent",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "applying")),
                                fields=("organization",),
                                name="one_time_sheet_is_applied_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EffortBatchEvent",
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
                        ("file_name", models.CharField(max_length=255)),
                        ("header", models.JSONField(default=list)),
                        ("mapping", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("mapping", "columns to be chosen"),
                                    ("checking", "being checked"),
                                    ("checked", "checked"),
                                    ("applying", "being applied"),
                                    ("applied", "applied"),
                                    ("failed", "failed"),
                                ],
                                default="mapping",
                                max_length=10,
                            ),
                        ),
                        ("lines", models.PositiveIntegerField(default=0)),
                        ("good", models.PositiveIntegerField(default=0)),
                        ("known", models.PositiveIntegerField(default=0)),
                        ("faulty", models.PositiveIntegerField(default=0)),
                        ("requested_at", models.DateTimeField()),
                        ("failure", models.CharField(blank=True, max_length=500)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="planning_ef_organiz_75ec0b_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="planning_ef_id_3a835d_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EffortMapping",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("mapping", models.JSONField()),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="orgs.organization",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name"),
                                models.F("organization"),
                                name="one_mapping_of_a_name_per_organization",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EffortMappingEvent",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("mapping", models.JSONField()),
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="planning_ef_organiz_7077ba_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="planning_ef_id_90898f_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ParallelStack",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=250, verbose_name="why it exists"
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
                                verbose_name="unit",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name"),
                                models.F("unit"),
                                name="one_stack_of_a_name_per_unit",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ParallelStackEvent",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=250, verbose_name="why it exists"
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
                                verbose_name="unit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="planning_pa_organiz_2e7b0a_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="planning_pa_id_50b7fa_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Project",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("code", models.CharField(blank=True, max_length=40, verbose_name="code")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("idea", "idea"),
                                    ("pilot", "pilot"),
                                    ("production", "production"),
                                    ("stalled", "stalled"),
                                    ("retired", "retired"),
                                ],
                                max_length=12,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "started_on",
                            models.DateField(blank=True, null=True, verbose_name="started on"),
                        ),
                        (
                            "succeeded_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="pilot succeeded on"
                            ),
                        ),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="ended on"),
                        ),
                        (
                            "funding",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("project", "its own budget"),
                                    ("shared", "a shared budget"),
                                    ("both", "both"),
                                ],
                                max_length=10,
                                verbose_name="paid from",
                            ),
                        ),
                        (
                            "team",
                            models.CharField(
                                blank=True,
                                choices=[("kept", "kept together"), ("dissolved", "dissolved")],
                                max_length=10,
                                verbose_name="team",
                            ),
                        ),
                        (
                            "pipelines_own",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="own pipelines"
                            ),
                        ),
                        (
                            "pipelines_shared",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="shared pipelines"
                            ),
                        ),
                        (
                            "pipelines_reused",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="reused pipelines"
                            ),
                        ),
                        (
                            "replicated_with_help",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="repeated by other teams with help",
                            ),
                        ),
                        (
                            "replicated_without_help",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="repeated by other teams without help",
                            ),
                        ),
                        (
                            "replicated_by",
                            models.CharField(
                                blank=True, max_length=250, verbose_name="repeated by"
                            ),
                        ),
                        (
                            "governance",
                            models.CharField(
                                blank=True,
                                max_length=250,
                                verbose_name="governance framework that applies",
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
                                verbose_name="unit",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name"),
                                models.F("unit"),
                                name="one_project_of_a_name_per_unit",
                            ),
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("code"),
                                models.F("organization"),
                                condition=models.Q(("code", ""), _negated=True),
                                name="one_project_of_a_code_per_organization",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("started_on", None),
                                    ("ended_on", None),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="a_project_ends_on_or_after_the_day_it_starts",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EffortRecordEvent",
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
                                choices=[
                                    ("integration", "integration"),
                                    ("governance", "governance"),
                                    ("operations", "operations"),
                                    ("agent", "agent"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("days", models.DecimalField(decimal_places=4, max_digits=9)),
                        ("begins_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("source", models.CharField(max_length=255)),
                        ("reference", models.CharField(blank=True, max_length=120)),
                        ("fingerprint", models.CharField(max_length=40)),
                        (
                            "batch",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="planning.effortbatch",
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
                            "project",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="planning.project",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="planning_ef_organiz_136944_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="planning_ef_id_4eced0_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EffortRecord",
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
                                choices=[
                                    ("integration", "integration"),
                                    ("governance", "governance"),
                                    ("operations", "operations"),
                                    ("agent", "agent"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("days", models.DecimalField(decimal_places=4, max_digits=9)),
                        ("begins_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("source", models.CharField(max_length=255)),
                        ("reference", models.CharField(blank=True, max_length=120)),
                        ("fingerprint", models.CharField(max_length=40)),
                        (
                            "batch",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="records",
                                to="planning.effortbatch",
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
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="effort",
                                to="planning.project",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organization", "fingerprint"),
                                name="a_line_of_effort_counts_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("days__gt", 0)), name="effort_is_more_than_0"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("begins_on"))),
                                name="effort_ends_on_or_after_the_day_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProjectEvent",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("code", models.CharField(blank=True, max_length=40, verbose_name="code")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("idea", "idea"),
                                    ("pilot", "pilot"),
                                    ("production", "production"),
                                    ("stalled", "stalled"),
                                    ("retired", "retired"),
                                ],
                                max_length=12,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "started_on",
                            models.DateField(blank=True, null=True, verbose_name="started on"),
                        ),
                        (
                            "succeeded_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="pilot succeeded on"
                            ),
                        ),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="ended on"),
                        ),
                        (
                            "funding",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("project", "its own budget"),
                                    ("shared", "a shared budget"),
                                    ("both", "both"),
                                ],
                                max_length=10,
                                verbose_name="paid from",
                            ),
                        ),
                        (
                            "team",
                            models.CharField(
                                blank=True,
                                choices=[("kept", "kept together"), ("dissolved", "dissolved")],
                                max_length=10,
                                verbose_name="team",
                            ),
                        ),
                        (
                            "pipelines_own",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="own pipelines"
                            ),
                        ),
                        (
                            "pipelines_shared",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="shared pipelines"
                            ),
                        ),
                        (
                            "pipelines_reused",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="reused pipelines"
                            ),
                        ),
                        (
                            "replicated_with_help",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="repeated by other teams with help",
                            ),
                        ),
                        (
                            "replicated_without_help",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="repeated by other teams without help",
                            ),
                        ),
                        (
                            "replicated_by",
                            models.CharField(
                                blank=True, max_length=250, verbose_name="repeated by"
                            ),
                        ),
                        (
                            "governance",
                            models.CharField(
                                blank=True,
                                max_length=250,
                                verbose_name="governance framework that applies",
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
                                verbose_name="unit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="planning_pr_organiz_c45758_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="planning_pr_id_3deef0_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RunningAgent",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "actions_per_day",
                            models.PositiveIntegerField(verbose_name="actions a day"),
                        ),
                        (
                            "reviewed_by_hand",
                            models.BooleanField(
                                default=True, verbose_name="people review its actions"
                            ),
                        ),
                        (
                            "reviewers",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                verbose_name="reviewers (full-time people)",
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
                                verbose_name="unit",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name"),
                                models.F("unit"),
                                name="one_agent_of_a_name_per_unit",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RunningAgentEvent",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "actions_per_day",
                            models.PositiveIntegerField(verbose_name="actions a day"),
                        ),
                        (
                            "reviewed_by_hand",
                            models.BooleanField(
                                default=True, verbose_name="people review its actions"
                            ),
                        ),
                        (
                            "reviewers",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                verbose_name="reviewers (full-time people)",
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
                                verbose_name="unit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="planning_ru_organiz_525ede_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="planning_ru_id_045dbb_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeploymentPlace",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "meets",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name"),
                                models.F("organization"),
                                name="one_place_of_a_name_per_organization",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanEvent",
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
                            "capacity",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("60"),
                                max_digits=9,
                                verbose_name="person-weeks a quarter",
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(blank=True, null=True, verbose_name="starts on"),
                        ),
                        (
                            "value_unit",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="what values are counted in"
                            ),
                        ),
                        ("efforts", models.JSONField(blank=True, default=dict)),
                        ("marks", models.JSONField(blank=True, default=dict)),
                        ("own_order", models.JSONField(blank=True, default=list)),
                        ("strategy", models.JSONField(blank=True, default=list)),
                        ("fixed", models.JSONField(blank=True, default=dict)),
                        ("fixed_on", models.DateField(blank=True, null=True)),
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
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="planning_pl_organiz_ec6976_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="planning_pl_id_f1ee8b_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Scenario",
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
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("assumptions", models.JSONField(default=dict)),
                        (
                            "is_shared",
                            models.BooleanField(
                                default=False, verbose_name="shared with all who plan this unit"
                            ),
                        ),
                        ("saved_at", models.DateTimeField()),
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
                            models.UniqueConstraint(
                                models.F("unit"),
                                models.F("by"),
                                django.db.models.functions.text.Lower("name"),
                                name="one_scenario_of_a_name_by_a_member_in_a_unit",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScenarioEvent",
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
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("assumptions", models.JSONField(default=dict)),
                        (
                            "is_shared",
                            models.BooleanField(
                                default=False, verbose_name="shared with all who plan this unit"
                            ),
                        ),
                        ("saved_at", models.DateTimeField()),
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
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="planning_sc_organiz_595d59_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="planning_sc_id_dc0d09_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UseCase",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "note",
                            models.TextField(blank=True, max_length=2000, verbose_name="note"),
                        ),
                        ("requires", models.JSONField(blank=True, default=dict)),
                        (
                            "value",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=12,
                                validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                                verbose_name="value",
                            ),
                        ),
                        (
                            "constraint",
                            models.CharField(
                                blank=True,
                                max_length=120,
                                verbose_name="where its data has to stay",
                            ),
                        ),
                        ("starter", models.CharField(blank=True, max_length=64)),
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
                            models.UniqueConstraint(
                                models.F("unit"),
                                django.db.models.functions.text.Lower("name"),
                                name="one_use_case_of_a_name_in_a_unit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value__gte", 0)),
                                name="a_use_cases_value_is_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UseCaseEvent",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "note",
                            models.TextField(blank=True, max_length=2000, verbose_name="note"),
                        ),
                        ("requires", models.JSONField(blank=True, default=dict)),
                        (
                            "value",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=12,
                                validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                                verbose_name="value",
                            ),
                        ),
                        (
                            "constraint",
                            models.CharField(
                                blank=True,
                                max_length=120,
                                verbose_name="where its data has to stay",
                            ),
                        ),
                        ("starter", models.CharField(blank=True, max_length=64)),
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
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="planning_us_organiz_f15a60_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="planning_us_id_1dd809_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Plan",
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
                            "capacity",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("60"),
                                max_digits=9,
                                verbose_name="person-weeks a quarter",
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(blank=True, null=True, verbose_name="starts on"),
                        ),
                        (
                            "value_unit",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="what values are counted in"
                            ),
                        ),
                        ("efforts", models.JSONField(blank=True, default=dict)),
                        ("marks", models.JSONField(blank=True, default=dict)),
                        ("own_order", models.JSONField(blank=True, default=list)),
                        ("strategy", models.JSONField(blank=True, default=list)),
                        ("fixed", models.JSONField(blank=True, default=dict)),
                        ("fixed_on", models.DateField(blank=True, null=True)),
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="orgs.unit",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("capacity__gte", 0)),
                                name="a_plans_capacity_is_not_negative",
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="effortbatch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_effortbatchevent" ("failure", "faulty", "file_name", "finished_at", "good", "header", "id", "known", "lines", "mapping", "organization_id", "pgh_created_at", "pgh_label", "requested_at", "requested_by_id", "state") VALUES (NEW."failure", NEW."faulty", NEW."file_name", NEW."finished_at", NEW."good", NEW."header", NEW."id", NEW."known", NEW."lines", NEW."mapping", NEW."organization_id", clock_timestamp(), \'insert\', NEW."requested_at", NEW."requested_by_id", NEW."state"); RETURN NULL;',
                            hash="5a8a1f858848c815becdb7807e5bd5045577c891",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b22a4",
                            table="planning_effortbatch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="effortbatch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."file_name" IS DISTINCT FROM NEW."file_name" OR OLD."header" IS DISTINCT FROM NEW."header" OR OLD."mapping" IS DISTINCT FROM NEW."mapping" OR OLD."state" IS DISTINCT FROM NEW."state" OR OLD."lines" IS DISTINCT FROM NEW."lines" OR OLD."good" IS DISTINCT FROM NEW."good" OR OLD."known" IS DISTINCT FROM NEW."known" OR OLD."faulty" IS DISTINCT FROM NEW."faulty" OR OLD."requested_by_id" IS DISTINCT FROM NEW."requested_by_id" OR OLD."requested_at" IS DISTINCT FROM NEW."requested_at" OR OLD."failure" IS DISTINCT FROM NEW."failure" OR OLD."finished_at" IS DISTINCT FROM NEW."finished_at"))',
                            func='INSERT INTO "planning_effortbatchevent" ("failure", "faulty", "file_name", "finished_at", "good", "header", "id", "known", "lines", "mapping", "organization_id", "pgh_created_at", "pgh_label", "requested_at", "requested_by_id", "state") VALUES (NEW."failure", NEW."faulty", NEW."file_name", NEW."finished_at", NEW."good", NEW."header", NEW."id", NEW."known", NEW."lines", NEW."mapping", NEW."organization_id", clock_timestamp(), \'update\', NEW."requested_at", NEW."requested_by_id", NEW."state"); RETURN NULL;',
                            hash="aa2ae1a55fbfe5b58c74b64e972bad8401ebe9fb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7d526",
                            table="planning_effortbatch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="effortbatch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_effortbatchevent" ("failure", "faulty", "file_name", "finished_at", "good", "header", "id", "known", "lines", "mapping", "organization_id", "pgh_created_at", "pgh_label", "requested_at", "requested_by_id", "state") VALUES (OLD."failure", OLD."faulty", OLD."file_name", OLD."finished_at", OLD."good", OLD."header", OLD."id", OLD."known", OLD."lines", OLD."mapping", OLD."organization_id", clock_timestamp(), \'delete\', OLD."requested_at", OLD."requested_by_id", OLD."state"); RETURN NULL;',
                            hash="bcc1d8a718224d777044f6d626ec885a857ff9f7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_270c4",
                            table="planning_effortbatch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="effortmapping",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_effortmappingevent" ("id", "mapping", "name", "organization_id", "pgh_created_at", "pgh_label") VALUES (NEW."id", NEW."mapping", NEW."name", NEW."organization_id", clock_timestamp(), \'insert\'); RETURN NULL;',
                            hash="d8b4f4038b2719e3f467fffe71f5ab77479d6a20",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_58f63",
                            table="planning_effortmapping",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="effortmapping",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."mapping" IS DISTINCT FROM NEW."mapping"))',
                            func='INSERT INTO "planning_effortmappingevent" ("id", "mapping", "name", "organization_id", "pgh_created_at", "pgh_label") VALUES (NEW."id", NEW."mapping", NEW."name", NEW."organization_id", clock_timestamp(), \'update\'); RETURN NULL;',
                            hash="240a45932c209ab9b183e190f668e4b4e1f77817",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_83609",
                            table="planning_effortmapping",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="effortmapping",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_effortmappingevent" ("id", "mapping", "name", "organization_id", "pgh_created_at", "pgh_label") VALUES (OLD."id", OLD."mapping", OLD."name", OLD."organization_id", clock_timestamp(), \'delete\'); RETURN NULL;',
                            hash="a6d49cd3492674b0c87374845d3285aa6ba2f01d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ce75a",
                            table="planning_effortmapping",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parallelstack",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_parallelstackevent" ("id", "name", "organization_id", "pgh_created_at", "pgh_label", "reason", "unit_id") VALUES (NEW."id", NEW."name", NEW."organization_id", clock_timestamp(), \'insert\', NEW."reason", NEW."unit_id"); RETURN NULL;',
                            hash="5cb54f190653ce19f0b93e13e020042cef64fed6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8f315",
                            table="planning_parallelstack",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parallelstack",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."reason" IS DISTINCT FROM NEW."reason"))',
                            func='INSERT INTO "planning_parallelstackevent" ("id", "name", "organization_id", "pgh_created_at", "pgh_label", "reason", "unit_id") VALUES (NEW."id", NEW."name", NEW."organization_id", clock_timestamp(), \'update\', NEW."reason", NEW."unit_id"); RETURN NULL;',
                            hash="b090d9534bb7fc6dbc145ef36735d7218316336e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a62c6",
                            table="planning_parallelstack",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parallelstack",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_parallelstackevent" ("id", "name", "organization_id", "pgh_created_at", "pgh_label", "reason", "unit_id") VALUES (OLD."id", OLD."name", OLD."organization_id", clock_timestamp(), \'delete\', OLD."reason", OLD."unit_id"); RETURN NULL;',
                            hash="263b094e3880ddc3a5631718b11dc0c6fb9d5929",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f7e62",
                            table="planning_parallelstack",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="project",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_projectevent" ("code", "ended_on", "funding", "governance", "id", "name", "organization_id", "pgh_created_at", "pgh_label", "pipelines_own", "pipelines_reused", "pipelines_shared", "replicated_by", "replicated_with_help", "replicated_without_help", "stage", "started_on", "succeeded_on", "team", "unit_id") VALUES (NEW."code", NEW."ended_on", NEW."funding", NEW."governance", NEW."id", NEW."name", NEW."organization_id", clock_timestamp(), \'insert\', NEW."pipelines_own", NEW."pipelines_reused", NEW."pipelines_shared", NEW."replicated_by", NEW."replicated_with_help", NEW."replicated_without_help", NEW."stage", NEW."started_on", NEW."succeeded_on", NEW."team", NEW."unit_id"); RETURN NULL;',
                            hash="337b24f67a1480206550348e251896811bbe25ef",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_86359",
                            table="planning_project",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="project",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."code" IS DISTINCT FROM NEW."code" OR OLD."stage" IS DISTINCT FROM NEW."stage" OR OLD."started_on" IS DISTINCT FROM NEW."started_on" OR OLD."succeeded_on" IS DISTINCT FROM NEW."succeeded_on" OR OLD."ended_on" IS DISTINCT FROM NEW."ended_on" OR OLD."funding" IS DISTINCT FROM NEW."funding" OR OLD."team" IS DISTINCT FROM NEW."team" OR OLD."pipelines_own" IS DISTINCT FROM NEW."pipelines_own" OR OLD."pipelines_shared" IS DISTINCT FROM NEW."pipelines_shared" OR OLD."pipelines_reused" IS DISTINCT FROM NEW."pipelines_reused" OR OLD."replicated_with_help" IS DISTINCT FROM NEW."replicated_with_help" OR OLD."replicated_without_help" IS DISTINCT FROM NEW."replicated_without_help" OR OLD."replicated_by" IS DISTINCT FROM NEW."replicated_by" OR OLD."governance" IS DISTINCT FROM NEW."governance"))',
                            func='INSERT INTO "planning_projectevent" ("code", "ended_on", "funding", "governance", "id", "name", "organization_id", "pgh_created_at", "pgh_label", "pipelines_own", "pipelines_reused", "pipelines_shared", "replicated_by", "replicated_with_help", "replicated_without_help", "stage", "started_on", "succeeded_on", "team", "unit_id") VALUES (NEW."code", NEW."ended_on", NEW."funding", NEW."governance", NEW."id", NEW."name", NEW."organization_id", clock_timestamp(), \'update\', NEW."pipelines_own", NEW."pipelines_reused", NEW."pipelines_shared", NEW."replicated_by", NEW."replicated_with_help", NEW."replicated_without_help", NEW."stage", NEW."started_on", NEW."succeeded_on", NEW."team", NEW."unit_id"); RETURN NULL;',
                            hash="080e3be6b24264c16b8464dcafecce7028856a5b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3b761",
                            table="planning_project",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="project",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_projectevent" ("code", "ended_on", "funding", "governance", "id", "name", "organization_id", "pgh_created_at", "pgh_label", "pipelines_own", "pipelines_reused", "pipelines_shared", "replicated_by", "replicated_with_help", "replicated_without_help", "stage", "started_on", "succeeded_on", "team", "unit_id") VALUES (OLD."code", OLD."ended_on", OLD."funding", OLD."governance", OLD."id", OLD."name", OLD."organization_id", clock_timestamp(), \'delete\', OLD."pipelines_own", OLD."pipelines_reused", OLD."pipelines_shared", OLD."replicated_by", OLD."replicated_with_help", OLD."replicated_without_help", OLD."stage", OLD."started_on", OLD."succeeded_on", OLD."team", OLD."unit_id"); RETURN NULL;',
                            hash="109d34f882ec93d21720487d2d9db73f8bed7fe6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cfbac",
                            table="planning_project",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="effortrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_effortrecordevent" ("batch_id", "begins_on", "days", "ends_on", "fingerprint", "id", "kind", "organization_id", "pgh_created_at", "pgh_label", "project_id", "reference", "source") VALUES (NEW."batch_id", NEW."begins_on", NEW."days", NEW."ends_on", NEW."fingerprint", NEW."id", NEW."kind", NEW."organization_id", clock_timestamp(), \'insert\', NEW."project_id", NEW."reference", NEW."source"); RETURN NULL;',
                            hash="53feb90f7db9e4dfd581f97f69a003e4518b712a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9bd9e",
                            table="planning_effortrecord",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="effortrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."project_id" IS DISTINCT FROM NEW."project_id" OR OLD."kind" IS DISTINCT FROM NEW."kind" OR OLD."days" IS DISTINCT FROM NEW."days" OR OLD."begins_on" IS DISTINCT FROM NEW."begins_on" OR OLD."ends_on" IS DISTINCT FROM NEW."ends_on" OR OLD."source" IS DISTINCT FROM NEW."source" OR OLD."reference" IS DISTINCT FROM NEW."reference" OR OLD."batch_id" IS DISTINCT FROM NEW."batch_id" OR OLD."fingerprint" IS DISTINCT FROM NEW."fingerprint"))',
                            func='INSERT INTO "planning_effortrecordevent" ("batch_id", "begins_on", "days", "ends_on", "fingerprint", "id", "kind", "organization_id", "pgh_created_at", "pgh_label", "project_id", "reference", "source") VALUES (NEW."batch_id", NEW."begins_on", NEW."days", NEW."ends_on", NEW."fingerprint", NEW."id", NEW."kind", NEW."organization_id", clock_timestamp(), \'update\', NEW."project_id", NEW."reference", NEW."source"); RETURN NULL;',
                            hash="8c33bcb1fcb851b6fec21ef51d53f78ac3d9e933",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b526a",
                            table="planning_effortrecord",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="effortrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_effortrecordevent" ("batch_id", "begins_on", "days", "ends_on", "fingerprint", "id", "kind", "organization_id", "pgh_created_at", "pgh_label", "project_id", "reference", "source") VALUES (OLD."batch_id", OLD."begins_on", OLD."days", OLD."ends_on", OLD."fingerprint", OLD."id", OLD."kind", OLD."organization_id", clock_timestamp(), \'delete\', OLD."project_id", OLD."reference", OLD."source"); RETURN NULL;',
                            hash="5c108daa9a8c338ef47104af5748102c97c4cd5e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_eb01b",
                            table="planning_effortrecord",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="runningagent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_runningagentevent" ("actions_per_day", "id", "name", "organization_id", "pgh_created_at", "pgh_label", "reviewed_by_hand", "reviewers", "unit_id") VALUES (NEW."actions_per_day", NEW."id", NEW."name", NEW."organization_id", clock_timestamp(), \'insert\', NEW."reviewed_by_hand", NEW."reviewers", NEW."unit_id"); RETURN NULL;',
                            hash="545f3e7f40bcc5578d8400ccaa367094b98f5c73",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b235f",
                            table="planning_runningagent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="runningagent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."actions_per_day" IS DISTINCT FROM NEW."actions_per_day" OR OLD."reviewed_by_hand" IS DISTINCT FROM NEW."reviewed_by_hand" OR OLD."reviewers" IS DISTINCT FROM NEW."reviewers"))',
                            func='INSERT INTO "planning_runningagentevent" ("actions_per_day", "id", "name", "organization_id", "pgh_created_at", "pgh_label", "reviewed_by_hand", "reviewers", "unit_id") VALUES (NEW."actions_per_day", NEW."id", NEW."name", NEW."organization_id", clock_timestamp(), \'update\', NEW."reviewed_by_hand", NEW."reviewers", NEW."unit_id"); RETURN NULL;',
                            hash="f024bd57d6893e22226224ec8deb67cba1469f36",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d4c0f",
                            table="planning_runningagent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="runningagent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_runningagentevent" ("actions_per_day", "id", "name", "organization_id", "pgh_created_at", "pgh_label", "reviewed_by_hand", "reviewers", "unit_id") VALUES (OLD."actions_per_day", OLD."id", OLD."name", OLD."organization_id", clock_timestamp(), \'delete\', OLD."reviewed_by_hand", OLD."reviewers", OLD."unit_id"); RETURN NULL;',
                            hash="a7a69d84f2dca26e59be1fc0bf949ecbfd18e32e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fdda5",
                            table="planning_runningagent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deploymentplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_deploymentplaceevent" ("id", "meets", "name", "organization_id", "pgh_created_at", "pgh_label") VALUES (NEW."id", NEW."meets", NEW."name", NEW."organization_id", clock_timestamp(), \'insert\'); RETURN NULL;',
                            hash="e685a6b3f0035fad2d2c0630e9fe0cf11814f996",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_aa670",
                            table="planning_deploymentplace",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deploymentplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."meets" IS DISTINCT FROM NEW."meets"))',
                            func='INSERT INTO "planning_deploymentplaceevent" ("id", "meets", "name", "organization_id", "pgh_created_at", "pgh_label") VALUES (NEW."id", NEW."meets", NEW."name", NEW."organization_id", clock_timestamp(), \'update\'); RETURN NULL;',
                            hash="d9bada446bbc2b6c9028cda948b5f7298ea1c8f8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_16ae6",
                            table="planning_deploymentplace",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deploymentplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_deploymentplaceevent" ("id", "meets", "name", "organization_id", "pgh_created_at", "pgh_label") VALUES (OLD."id", OLD."meets", OLD."name", OLD."organization_id", clock_timestamp(), \'delete\'); RETURN NULL;',
                            hash="54cd01211d572a4272ffce4543ddc7015e5b8915",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ac238",
                            table="planning_deploymentplace",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scenario",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_scenarioevent" ("assumptions", "by_id", "id", "is_shared", "name", "organization_id", "pgh_created_at", "pgh_label", "saved_at", "unit_id") VALUES (NEW."assumptions", NEW."by_id", NEW."id", NEW."is_shared", NEW."name", NEW."organization_id", clock_timestamp(), \'insert\', NEW."saved_at", NEW."unit_id"); RETURN NULL;',
                            hash="819dd756f42e5e659c7238363dd724d922468ac7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b21d8",
                            table="planning_scenario",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scenario",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id" OR OLD."by_id" IS DISTINCT FROM NEW."by_id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."assumptions" IS DISTINCT FROM NEW."assumptions" OR OLD."is_shared" IS DISTINCT FROM NEW."is_shared" OR OLD."saved_at" IS DISTINCT FROM NEW."saved_at"))',
                            func='INSERT INTO "planning_scenarioevent" ("assumptions", "by_id", "id", "is_shared", "name", "organization_id", "pgh_created_at", "pgh_label", "saved_at", "unit_id") VALUES (NEW."assumptions", NEW."by_id", NEW."id", NEW."is_shared", NEW."name", NEW."organization_id", clock_timestamp(), \'update\', NEW."saved_at", NEW."unit_id"); RETURN NULL;',
                            hash="fde0d1d99dcb1496f0287150e629557cbd0ac501",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_35d05",
                            table="planning_scenario",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scenario",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_scenarioevent" ("assumptions", "by_id", "id", "is_shared", "name", "organization_id", "pgh_created_at", "pgh_label", "saved_at", "unit_id") VALUES (OLD."assumptions", OLD."by_id", OLD."id", OLD."is_shared", OLD."name", OLD."organization_id", clock_timestamp(), \'delete\', OLD."saved_at", OLD."unit_id"); RETURN NULL;',
                            hash="dbf8845dbb78494bb44f1514b76f10fa194d8451",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f3f8f",
                            table="planning_scenario",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="usecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_usecaseevent" ("constraint", "id", "name", "note", "organization_id", "pgh_created_at", "pgh_label", "requires", "starter", "unit_id", "value") VALUES (NEW."constraint", NEW."id", NEW."name", NEW."note", NEW."organization_id", clock_timestamp(), \'insert\', NEW."requires", NEW."starter", NEW."unit_id", NEW."value"); RETURN NULL;',
                            hash="012102e32df9628f7e4f406902fbb8e81a194d57",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2d08a",
                            table="planning_usecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="usecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."note" IS DISTINCT FROM NEW."note" OR OLD."requires" IS DISTINCT FROM NEW."requires" OR OLD."value" IS DISTINCT FROM NEW."value" OR OLD."constraint" IS DISTINCT FROM NEW."constraint" OR OLD."starter" IS DISTINCT FROM NEW."starter"))',
                            func='INSERT INTO "planning_usecaseevent" ("constraint", "id", "name", "note", "organization_id", "pgh_created_at", "pgh_label", "requires", "starter", "unit_id", "value") VALUES (NEW."constraint", NEW."id", NEW."name", NEW."note", NEW."organization_id", clock_timestamp(), \'update\', NEW."requires", NEW."starter", NEW."unit_id", NEW."value"); RETURN NULL;',
                            hash="e1975b81b70b5a555052e84ce3a55fe566e40f85",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5e570",
                            table="planning_usecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="usecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_usecaseevent" ("constraint", "id", "name", "note", "organization_id", "pgh_created_at", "pgh_label", "requires", "starter", "unit_id", "value") VALUES (OLD."constraint", OLD."id", OLD."name", OLD."note", OLD."organization_id", clock_timestamp(), \'delete\', OLD."requires", OLD."starter", OLD."unit_id", OLD."value"); RETURN NULL;',
                            hash="f39258935232dc9c674da0ce1964f950879ad05e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cbc8c",
                            table="planning_usecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_planevent" ("capacity", "efforts", "fixed", "fixed_on", "id", "marks", "organization_id", "own_order", "pgh_created_at", "pgh_label", "starts_on", "strategy", "unit_id", "value_unit") VALUES (NEW."capacity", NEW."efforts", NEW."fixed", NEW."fixed_on", NEW."id", NEW."marks", NEW."organization_id", NEW."own_order", clock_timestamp(), \'insert\', NEW."starts_on", NEW."strategy", NEW."unit_id", NEW."value_unit"); RETURN NULL;',
                            hash="b6ad7a95a60fcf3ab767829760d6d5c1c8ca8e78",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3798a",
                            table="planning_plan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id" OR OLD."capacity" IS DISTINCT FROM NEW."capacity" OR OLD."starts_on" IS DISTINCT FROM NEW."starts_on" OR OLD."value_unit" IS DISTINCT FROM NEW."value_unit" OR OLD."efforts" IS DISTINCT FROM NEW."efforts" OR OLD."marks" IS DISTINCT FROM NEW."marks" OR OLD."own_order" IS DISTINCT FROM NEW."own_order" OR OLD."strategy" IS DISTINCT FROM NEW."strategy" OR OLD."fixed" IS DISTINCT FROM NEW."fixed" OR OLD."fixed_on" IS DISTINCT FROM NEW."fixed_on"))',
                            func='INSERT INTO "planning_planevent" ("capacity", "efforts", "fixed", "fixed_on", "id", "marks", "organization_id", "own_order", "pgh_created_at", "pgh_label", "starts_on", "strategy", "unit_id", "value_unit") VALUES (NEW."capacity", NEW."efforts", NEW."fixed", NEW."fixed_on", NEW."id", NEW."marks", NEW."organization_id", NEW."own_order", clock_timestamp(), \'update\', NEW."starts_on", NEW."strategy", NEW."unit_id", NEW."value_unit"); RETURN NULL;',
                            hash="0eac80405a9dd5c9e57e19ee9ee6f356d03ff258",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3fcc4",
                            table="planning_plan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_planevent" ("capacity", "efforts", "fixed", "fixed_on", "id", "marks", "organization_id", "own_order", "pgh_created_at", "pgh_label", "starts_on", "strategy", "unit_id", "value_unit") VALUES (OLD."capacity", OLD."efforts", OLD."fixed", OLD."fixed_on", OLD."id", OLD."marks", OLD."organization_id", OLD."own_order", clock_timestamp(), \'delete\', OLD."starts_on", OLD."strategy", OLD."unit_id", OLD."value_unit"); RETURN NULL;',
                            hash="bb31137d4457f7c4018c4e5927bab8191dbe6b10",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8ee12",
                            table="planning_plan",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
