from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from orgs.database.grouped_operations import Together
from orgs.database.row_security import event_table, same_organization, tenant_table

NEW = ("applicationgroup", "foundationoption")


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0004_currency"),
        ("planning", "0004_strategy_check"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="ApplicationGroup",
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
                        ("name", models.CharField(max_length=120, verbose_name="what was counted")),
                        ("applications", models.PositiveIntegerField(verbose_name="applications")),
                        (
                            "connected",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="of these connected"
                            ),
                        ),
                        (
                            "counted_on",
                            models.DateField(blank=True, null=True, verbose_name="counted on"),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ApplicationGroupEvent",
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
                        ("name", models.CharField(max_length=120, verbose_name="what was counted")),
                        ("applications", models.PositiveIntegerField(verbose_name="applications")),
                        (
                            "connected",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="of these connected"
                            ),
                        ),
                        (
                            "counted_on",
                            models.DateField(blank=True, null=True, verbose_name="counted on"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FoundationOption",
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
                            "sourcing",
                            models.CharField(
                                choices=[("build", "build"), ("buy", "buy"), ("wait", "wait")],
                                max_length=8,
                                verbose_name="way",
                            ),
                        ),
                        (
                            "months",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=5,
                                null=True,
                                verbose_name="months until it stands",
                            ),
                        ),
                        (
                            "cost",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                                verbose_name="cost until it stands",
                            ),
                        ),
                        (
                            "upkeep",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                                verbose_name="cost a month from then on",
                            ),
                        ),
                        (
                            "removes",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=4,
                                null=True,
                                verbose_name="percent of today's plumbing that it removes",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="what it removes"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="FoundationOptionEvent",
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
                            "sourcing",
                            models.CharField(
                                choices=[("build", "build"), ("buy", "buy"), ("wait", "wait")],
                                max_length=8,
                                verbose_name="way",
                            ),
                        ),
                        (
                            "months",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=5,
                                null=True,
                                verbose_name="months until it stands",
                            ),
                        ),
                        (
                            "cost",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                                verbose_name="cost until it stands",
                            ),
                        ),
                        (
                            "upkeep",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                                verbose_name="cost a month from then on",
                            ),
                        ),
                        (
                            "removes",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=4,
                                null=True,
                                verbose_name="percent of today's plumbing that it removes",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="what it removes"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        Together(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="parallelstack",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="parallelstack",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="parallelstack",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="project",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="project",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="project",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="usecase",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="usecase",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="usecase",
                    name="delete_delete",
                ),
                migrations.AddField(
                    model_name="parallelstack",
                    name="cost",
                    field=models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="cost a month",
                    ),
                ),
                migrations.AddField(
                    model_name="parallelstackevent",
                    name="cost",
                    field=models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="cost a month",
                    ),
                ),
                migrations.AddField(
                    model_name="project",
                    name="in_production_on",
                    field=models.DateField(blank=True, null=True, verbose_name="in production on"),
                ),
                migrations.AddField(
                    model_name="project",
                    name="pipelines_cost",
                    field=models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="upkeep of own pipelines, a month",
                    ),
                ),
                migrations.AddField(
                    model_name="projectevent",
                    name="in_production_on",
                    field=models.DateField(blank=True, null=True, verbose_name="in production on"),
                ),
                migrations.AddField(
                    model_name="projectevent",
                    name="pipelines_cost",
                    field=models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="upkeep of own pipelines, a month",
                    ),
                ),
                migrations.AddField(
                    model_name="usecase",
                    name="approved_on",
                    field=models.DateField(blank=True, null=True, verbose_name="approved on"),
                ),
                migrations.AddField(
                    model_name="usecase",
                    name="project",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="planning.project",
                        verbose_name="project",
                    ),
                ),
                migrations.AddField(
                    model_name="usecase",
                    name="replaces",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="planning.usecase",
                        verbose_name="replaces",
                    ),
                ),
                migrations.AddField(
                    model_name="usecaseevent",
                    name="approved_on",
                    field=models.DateField(blank=True, null=True, verbose_name="approved on"),
                ),
                migrations.AddField(
                    model_name="usecaseevent",
                    name="project",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="planning.project",
                        verbose_name="project",
                    ),
                ),
                migrations.AddField(
                    model_name="usecaseevent",
                    name="replaces",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="planning.usecase",
                        verbose_name="replaces",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parallelstack",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_parallelstackevent" ("cost", "id", "name", "organization_id", "pgh_created_at", "pgh_label", "reason", "unit_id") VALUES (NEW."cost", NEW."id", NEW."name", NEW."organization_id", clock_timestamp(), \'insert\', NEW."reason", NEW."unit_id"); RETURN NULL;',
                            hash="7956bebdd984ae3af08ef8d956255cde0282b43d",
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
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."reason" IS DISTINCT FROM NEW."reason" OR OLD."cost" IS DISTINCT FROM NEW."cost"))',
                            func='INSERT INTO "planning_parallelstackevent" ("cost", "id", "name", "organization_id", "pgh_created_at", "pgh_label", "reason", "unit_id") VALUES (NEW."cost", NEW."id", NEW."name", NEW."organization_id", clock_timestamp(), \'update\', NEW."reason", NEW."unit_id"); RETURN NULL;',
                            hash="9a1fa7a2489bfb00a491b86e0fb0e0b14ad95004",
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
                            func='INSERT INTO "planning_parallelstackevent" ("cost", "id", "name", "organization_id", "pgh_created_at", "pgh_label", "reason", "unit_id") VALUES (OLD."cost", OLD."id", OLD."name", OLD."organization_id", clock_timestamp(), \'delete\', OLD."reason", OLD."unit_id"); RETURN NULL;',
                            hash="9c186bbc3092a1269072d9c1f80f1b8c3f478ad7",
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
                            func='INSERT INTO "planning_projectevent" ("code", "ended_on", "funding", "governance", "id", "in_production_on", "name", "organization_id", "pgh_created_at", "pgh_label", "pipelines_cost", "pipelines_own", "pipelines_reused", "pipelines_shared", "replicated_by", "replicated_with_help", "replicated_without_help", "stage", "started_on", "succeeded_on", "team", "unit_id") VALUES (NEW."code", NEW."ended_on", NEW."funding", NEW."governance", NEW."id", NEW."in_production_on", NEW."name", NEW."organization_id", clock_timestamp(), \'insert\', NEW."pipelines_cost", NEW."pipelines_own", NEW."pipelines_reused", NEW."pipelines_shared", NEW."replicated_by", NEW."replicated_with_help", NEW."replicated_without_help", NEW."stage", NEW."started_on", NEW."succeeded_on", NEW."team", NEW."unit_id"); RETURN NULL;',
                            hash="db084f42d13340869f564b705f7bcddbf70d3651",
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
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."code" IS DISTINCT FROM NEW."code" OR OLD."stage" IS DISTINCT FROM NEW."stage" OR OLD."started_on" IS DISTINCT FROM NEW."started_on" OR OLD."succeeded_on" IS DISTINCT FROM NEW."succeeded_on" OR OLD."in_production_on" IS DISTINCT FROM NEW."in_production_on" OR OLD."ended_on" IS DISTINCT FROM NEW."ended_on" OR OLD."funding" IS DISTINCT FROM NEW."funding" OR OLD."team" IS DISTINCT FROM NEW."team" OR OLD."pipelines_own" IS DISTINCT FROM NEW."pipelines_own" OR OLD."pipelines_shared" IS DISTINCT FROM NEW."pipelines_shared" OR OLD."pipelines_reused" IS DISTINCT FROM NEW."pipelines_reused" OR OLD."pipelines_cost" IS DISTINCT FROM NEW."pipelines_cost" OR OLD."replicated_with_help" IS DISTINCT FROM NEW."replicated_with_help" OR OLD."replicated_without_help" IS DISTINCT FROM NEW."replicated_without_help" OR OLD."replicated_by" IS DISTINCT FROM NEW."replicated_by" OR OLD."governance" IS DISTINCT FROM NEW."governance"))',
                            func='INSERT INTO "planning_projectevent" ("code", "ended_on", "funding", "governance", "id", "in_production_on", "name", "organization_id", "pgh_created_at", "pgh_label", "pipelines_cost", "pipelines_own", "pipelines_reused", "pipelines_shared", "replicated_by", "replicated_with_help", "replicated_without_help", "stage", "started_on", "succeeded_on", "team", "unit_id") VALUES (NEW."code", NEW."ended_on", NEW."funding", NEW."governance", NEW."id", NEW."in_production_on", NEW."name", NEW."organization_id", clock_timestamp(), \'update\', NEW."pipelines_cost", NEW."pipelines_own", NEW."pipelines_reused", NEW."pipelines_shared", NEW."replicated_by", NEW."replicated_with_help", NEW."replicated_without_help", NEW."stage", NEW."started_on", NEW."succeeded_on", NEW."team", NEW."unit_id"); RETURN NULL;',
                            hash="f76c266b88a9f20ae34959aba67d2c841d4c0294",
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
                            func='INSERT INTO "planning_projectevent" ("code", "ended_on", "funding", "governance", "id", "in_production_on", "name", "organization_id", "pgh_created_at", "pgh_label", "pipelines_cost", "pipelines_own", "pipelines_reused", "pipelines_shared", "replicated_by", "replicated_with_help", "replicated_without_help", "stage", "started_on", "succeeded_on", "team", "unit_id") VALUES (OLD."code", OLD."ended_on", OLD."funding", OLD."governance", OLD."id", OLD."in_production_on", OLD."name", OLD."organization_id", clock_timestamp(), \'delete\', OLD."pipelines_cost", OLD."pipelines_own", OLD."pipelines_reused", OLD."pipelines_shared", OLD."replicated_by", OLD."replicated_with_help", OLD."replicated_without_help", OLD."stage", OLD."started_on", OLD."succeeded_on", OLD."team", OLD."unit_id"); RETURN NULL;',
                            hash="c8764baac77535375e2bd3b999a6c9ae262bcbc9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cfbac",
                            table="planning_project",
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
                            func='INSERT INTO "planning_usecaseevent" ("approved_on", "constraint", "id", "name", "note", "organization_id", "pgh_created_at", "pgh_label", "project_id", "replaces_id", "requires", "starter", "unit_id", "value") VALUES (NEW."approved_on", NEW."constraint", NEW."id", NEW."name", NEW."note", NEW."organization_id", clock_timestamp(), \'insert\', NEW."project_id", NEW."replaces_id", NEW."requires", NEW."starter", NEW."unit_id", NEW."value"); RETURN NULL;',
                            hash="9b788dc11fd614e694fcd170c06ee6d2a32effd9",
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
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."note" IS DISTINCT FROM NEW."note" OR OLD."requires" IS DISTINCT FROM NEW."requires" OR OLD."value" IS DISTINCT FROM NEW."value" OR OLD."constraint" IS DISTINCT FROM NEW."constraint" OR OLD."starter" IS DISTINCT FROM NEW."starter" OR OLD."approved_on" IS DISTINCT FROM NEW."approved_on" OR OLD."project_id" IS DISTINCT FROM NEW."project_id" OR OLD."replaces_id" IS DISTINCT FROM NEW."replaces_id"))',
                            func='INSERT INTO "planning_usecaseevent" ("approved_on", "constraint", "id", "name", "note", "organization_id", "pgh_created_at", "pgh_label", "project_id", "replaces_id", "requires", "starter", "unit_id", "value") VALUES (NEW."approved_on", NEW."constraint", NEW."id", NEW."name", NEW."note", NEW."organization_id", clock_timestamp(), \'update\', NEW."project_id", NEW."replaces_id", NEW."requires", NEW."starter", NEW."unit_id", NEW."value"); RETURN NULL;',
                            hash="3a0edd5d761d13d9a17bce0a54b5a471ee6844c1",
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
                            func='INSERT INTO "planning_usecaseevent" ("approved_on", "constraint", "id", "name", "note", "organization_id", "pgh_created_at", "pgh_label", "project_id", "replaces_id", "requires", "starter", "unit_id", "value") VALUES (OLD."approved_on", OLD."constraint", OLD."id", OLD."name", OLD."note", OLD."organization_id", clock_timestamp(), \'delete\', OLD."project_id", OLD."replaces_id", OLD."requires", OLD."starter", OLD."unit_id", OLD."value"); RETURN NULL;',
                            hash="8da2f034b810b3988f4902643db8f5ebed16dc44",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cbc8c",
                            table="planning_usecase",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="project",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("started_on", None),
                            ("in_production_on", None),
                            ("in_production_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="a_project_is_in_production_on_or_after_the_day_it_starts",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="project",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("in_production_on", None),
                            ("ended_on", None),
                            ("ended_on__gte", models.F("in_production_on")),
                            _connector="OR",
                        ),
                        name="a_project_is_in_production_on_or_before_the_day_it_ends",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="usecase",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("replaces", None),
                            models.Q(("replaces", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="a_use_case_does_not_replace_itself",
                    ),
                ),
                migrations.AddField(
                    model_name="applicationgroup",
                    name="organization",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organization",
                    ),
                ),
                migrations.AddField(
                    model_name="applicationgroup",
                    name="unit",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="unit",
                    ),
                ),
                migrations.AddField(
                    model_name="applicationgroupevent",
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
                    model_name="applicationgroupevent",
                    name="unit",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="orgs.unit",
                        verbose_name="unit",
                    ),
                ),
                migrations.AddField(
                    model_name="foundationoption",
                    name="organization",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organization",
                    ),
                ),
                migrations.AddField(
                    model_name="foundationoption",
                    name="unit",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                    ),
                ),
                migrations.AddField(
                    model_name="foundationoptionevent",
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
                    model_name="foundationoptionevent",
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
                migrations.AddConstraint(
                    model_name="applicationgroup",
                    constraint=models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        models.F("unit"),
                        name="one_count_of_a_name_of_applications_per_unit",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="applicationgroup",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("connected", None),
                            ("connected__lte", models.F("applications")),
                            _connector="OR",
                        ),
                        name="no_more_applications_are_connected_than_there_are",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="applicationgroup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_applicationgroupevent" ("applications", "connected", "counted_on", "id", "name", "organization_id", "pgh_created_at", "pgh_label", "unit_id") VALUES (NEW."applications", NEW."connected", NEW."counted_on", NEW."id", NEW."name", NEW."organization_id", clock_timestamp(), \'insert\', NEW."unit_id"); RETURN NULL;',
                            hash="f9e2999452b151af85485683971f5c26fac55e37",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c8599",
                            table="planning_applicationgroup",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="applicationgroup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."applications" IS DISTINCT FROM NEW."applications" OR OLD."connected" IS DISTINCT FROM NEW."connected" OR OLD."counted_on" IS DISTINCT FROM NEW."counted_on"))',
                            func='INSERT INTO "planning_applicationgroupevent" ("applications", "connected", "counted_on", "id", "name", "organization_id", "pgh_created_at", "pgh_label", "unit_id") VALUES (NEW."applications", NEW."connected", NEW."counted_on", NEW."id", NEW."name", NEW."organization_id", clock_timestamp(), \'update\', NEW."unit_id"); RETURN NULL;',
                            hash="5a4b9a904646d8cbb99856fcd466f4b68b2a0e22",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f3d58",
                            table="planning_applicationgroup",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="applicationgroup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_applicationgroupevent" ("applications", "connected", "counted_on", "id", "name", "organization_id", "pgh_created_at", "pgh_label", "unit_id") VALUES (OLD."applications", OLD."connected", OLD."counted_on", OLD."id", OLD."name", OLD."organization_id", clock_timestamp(), \'delete\', OLD."unit_id"); RETURN NULL;',
                            hash="a4d6829e312d1c7ff8c03cc11dacf20fa1e6c34e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_93dd3",
                            table="planning_applicationgroup",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="applicationgroupevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="planning_ap_organiz_bd5474_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="applicationgroupevent",
                    index=models.Index(fields=["id", "pgh_id"], name="planning_ap_id_655388_idx"),
                ),
                migrations.AddConstraint(
                    model_name="foundationoption",
                    constraint=models.UniqueConstraint(
                        fields=("unit", "sourcing"),
                        name="one_foundation_option_of_a_kind_in_a_unit",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="foundationoption",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("removes", None), ("removes__lte", 100), _connector="OR"
                        ),
                        name="a_foundation_removes_at_most_all_plumbing",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="foundationoption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_foundationoptionevent" ("cost", "id", "months", "note", "organization_id", "pgh_created_at", "pgh_label", "removes", "sourcing", "unit_id", "upkeep") VALUES (NEW."cost", NEW."id", NEW."months", NEW."note", NEW."organization_id", clock_timestamp(), \'insert\', NEW."removes", NEW."sourcing", NEW."unit_id", NEW."upkeep"); RETURN NULL;',
                            hash="cae0cf3d211be9962147bd0e9603a49a0517d58a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e5d9f",
                            table="planning_foundationoption",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="foundationoption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id" OR OLD."sourcing" IS DISTINCT FROM NEW."sourcing" OR OLD."months" IS DISTINCT FROM NEW."months" OR OLD."cost" IS DISTINCT FROM NEW."cost" OR OLD."upkeep" IS DISTINCT FROM NEW."upkeep" OR OLD."removes" IS DISTINCT FROM NEW."removes" OR OLD."note" IS DISTINCT FROM NEW."note"))',
                            func='INSERT INTO "planning_foundationoptionevent" ("cost", "id", "months", "note", "organization_id", "pgh_created_at", "pgh_label", "removes", "sourcing", "unit_id", "upkeep") VALUES (NEW."cost", NEW."id", NEW."months", NEW."note", NEW."organization_id", clock_timestamp(), \'update\', NEW."removes", NEW."sourcing", NEW."unit_id", NEW."upkeep"); RETURN NULL;',
                            hash="0d7e13d4bbb2ccc6b8b36fd94f7a78e78bcd9ca7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_74ade",
                            table="planning_foundationoption",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="foundationoption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "planning_foundationoptionevent" ("cost", "id", "months", "note", "organization_id", "pgh_created_at", "pgh_label", "removes", "sourcing", "unit_id", "upkeep") VALUES (OLD."cost", OLD."id", OLD."months", OLD."note", OLD."organization_id", clock_timestamp(), \'delete\', OLD."removes", OLD."sourcing", OLD."unit_id", OLD."upkeep"); RETURN NULL;',
                            hash="6c0cda01f78a2e3624bdaa400ad28188a77203eb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_79dec",
                            table="planning_foundationoption",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="foundationoptionevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="planning_fo_organiz_d683cd_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="foundationoptionevent",
                    index=models.Index(fields=["id", "pgh_id"], name="planning_fo_id_5a12fa_idx"),
                ),
            ]
        ),
        Together(
            [
                *[
                    operation
                    for table in NEW
                    for operation in tenant_table(
                        f"planning_{table}", references={"unit_id": "orgs_unit"}
                    )
                ],
                *[
                    operation
                    for table in NEW
                    for operation in event_table(f"planning_{table}event")
                ],
                same_organization("planning_usecase", "project_id", "planning_project"),
                same_organization("planning_usecase", "replaces_id", "planning_usecase"),
            ]
        ),
    ]
