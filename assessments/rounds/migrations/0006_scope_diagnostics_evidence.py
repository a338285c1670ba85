import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from orgs.migrating import Together
from orgs.row_security import ERASING, event_table, policy, tenant_table
from orgs.tenancy import CURRENT_PERSON

MINE = f"IN (SELECT id FROM orgs_member WHERE user_id = {CURRENT_PERSON})"
REVEALED = "session_id IN (SELECT session_id FROM rounds_reveal)"


def private(table: str, author: str) -> migrations.RunSQL:
    """Return the policy that shows rows to their author alone until their session's reveal.

    What erases an organization finds the files of private rows too.
    """
    return policy(
        table,
        "private_until_the_reveal",
        using=f"{author} {MINE} OR {REVEALED} OR {ERASING}",
        kind="RESTRICTIVE SELECT",
    )


SESSION_AND_AUTHOR = {"session_id": "rounds_session", "by_id": "orgs_member"}
TENANCY = [
    *tenant_table("rounds_sessionscope", references=SESSION_AND_AUTHOR),
    *tenant_table("rounds_diagnostics", references=SESSION_AND_AUTHOR),
    *tenant_table(
        "rounds_namedframework",
        references={
            "session_id": "rounds_session",
            "participant_id": "rounds_participant",
            "person_id": "orgs_member",
        },
    ),
    *tenant_table(
        "rounds_evidence",
        references={
            "session_id": "rounds_session",
            "author_id": "orgs_member",
            "checked_by_id": "orgs_member",
            "taken_from_id": "rounds_evidence",
        },
    ),
    *event_table("rounds_sessionscopeevent"),
    *event_table("rounds_diagnosticsevent"),
    *event_table("rounds_namedframeworkevent"),
    *event_table("rounds_evidenceevent"),
    private("rounds_namedframework", "person_id"),
    private("rounds_namedframeworkevent", "person_id"),
    private("rounds_evidence", "author_id"),
    private("rounds_evidenceevent", "author_id"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0015_history_follows_the_columns"),
        ("rounds", "0005_sessions_are_reviewed"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Diagnostics",
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
                        ("projects", models.JSONField(blank=True, null=True)),
                        (
                            "projects_source",
                            models.CharField(
                                choices=[
                                    ("facilitator", "the facilitator"),
                                    ("plan", "the plan's records of effort"),
                                ],
                                default="facilitator",
                                max_length=20,
                            ),
                        ),
                        ("pilots", models.JSONField(blank=True, null=True)),
                        (
                            "pilots_source",
                            models.CharField(
                                choices=[
                                    ("facilitator", "the facilitator"),
                                    ("plan", "the plan's records of effort"),
                                ],
                                default="facilitator",
                                max_length=20,
                            ),
                        ),
                        ("parallel_stacks", models.JSONField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("at", models.DateTimeField()),
                        ("judged_at", models.DateTimeField(blank=True, null=True)),
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="diagnostics",
                                to="rounds.session",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="DiagnosticsEvent",
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
                        ("projects", models.JSONField(blank=True, null=True)),
                        (
                            "projects_source",
                            models.CharField(
                                choices=[
                                    ("facilitator", "the facilitator"),
                                    ("plan", "the plan's records of effort"),
                                ],
                                default="facilitator",
                                max_length=20,
                            ),
                        ),
                        ("pilots", models.JSONField(blank=True, null=True)),
                        (
                            "pilots_source",
                            models.CharField(
                                choices=[
                                    ("facilitator", "the facilitator"),
                                    ("plan", "the plan's records of effort"),
                                ],
                                default="facilitator",
                                max_length=20,
                            ),
                        ),
                        ("parallel_stacks", models.JSONField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("at", models.DateTimeField()),
                        ("judged_at", models.DateTimeField(blank=True, null=True)),
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
                    name="Evidence",
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
                        ("says", models.CharField(max_length=300)),
                        ("url", models.CharField(blank=True, max_length=2000)),
                        ("file", models.CharField(blank=True, max_length=200)),
                        ("file_name", models.CharField(blank=True, max_length=120)),
                        ("content_type", models.CharField(blank=True, max_length=40)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        (
                            "grade",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "asserted"),
                                    (1, "a link or a document"),
                                    (2, "a sample, checked by somebody else"),
                                    (3, "measured automatically, and checked by somebody else"),
                                ]
                            ),
                        ),
                        ("added_at", models.DateTimeField()),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        ("expires_on", models.DateField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="orgs.member",
                            ),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
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
                                related_name="evidence",
                                to="rounds.session",
                            ),
                        ),
                        (
                            "taken_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="rounds.evidence",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="EvidenceEvent",
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
                        ("says", models.CharField(max_length=300)),
                        ("url", models.CharField(blank=True, max_length=2000)),
                        ("file", models.CharField(blank=True, max_length=200)),
                        ("file_name", models.CharField(blank=True, max_length=120)),
                        ("content_type", models.CharField(blank=True, max_length=40)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        (
                            "grade",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "asserted"),
                                    (1, "a link or a document"),
                                    (2, "a sample, checked by somebody else"),
                                    (3, "measured automatically, and checked by somebody else"),
                                ]
                            ),
                        ),
                        ("added_at", models.DateTimeField()),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        ("expires_on", models.DateField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "author",
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
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
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
                        (
                            "taken_from",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="rounds.evidence",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NamedFramework",
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
                        ("text", models.CharField(blank=True, max_length=300)),
                        ("link", models.CharField(blank=True, max_length=2000)),
                        ("at", models.DateTimeField()),
                        ("is_same", models.BooleanField(default=False)),
                        ("link_opened", models.BooleanField(default=False)),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="orgs.organization",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="rounds.participant",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="orgs.member",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="named_frameworks",
                                to="rounds.session",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="NamedFrameworkEvent",
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
                        ("text", models.CharField(blank=True, max_length=300)),
                        ("link", models.CharField(blank=True, max_length=2000)),
                        ("at", models.DateTimeField()),
                        ("is_same", models.BooleanField(default=False)),
                        ("link_opened", models.BooleanField(default=False)),
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
                            "person",
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
                    name="SessionScope",
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
                        ("lists", models.JSONField(default=dict)),
                        ("version", models.PositiveIntegerField(default=1)),
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scope",
                                to="rounds.session",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="SessionScopeEvent",
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
                        ("lists", models.JSONField(default=dict)),
                        ("version", models.PositiveIntegerField(default=1)),
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
            ]
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="diagnostics",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_diagnosticsevent" ("at", "by_id", "id", "judged_at", "organization_id", "parallel_stacks", "pgh_created_at", "pgh_label", "pilots", "pilots_source", "projects", "projects_source", "session_id", "version") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."judged_at", NEW."organization_id", NEW."parallel_stacks", clock_timestamp(), \'insert\', NEW."pilots", NEW."pilots_source", NEW."projects", NEW."projects_source", NEW."session_id", NEW."version"); RETURN NULL;',
                            hash="36ae12ff476f2ffa989889c98661a9e3aa164fe3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_16e26",
                            table="rounds_diagnostics",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="diagnostics",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."session_id" IS DISTINCT FROM NEW."session_id" OR OLD."projects" IS DISTINCT FROM NEW."projects" OR OLD."projects_source" IS DISTINCT FROM NEW."projects_source" OR OLD."pilots" IS DISTINCT FROM NEW."pilots" OR OLD."pilots_source" IS DISTINCT FROM NEW."pilots_source" OR OLD."parallel_stacks" IS DISTINCT FROM NEW."parallel_stacks" OR OLD."version" IS DISTINCT FROM NEW."version" OR OLD."by_id" IS DISTINCT FROM NEW."by_id" OR OLD."at" IS DISTINCT FROM NEW."at" OR OLD."judged_at" IS DISTINCT FROM NEW."judged_at"))',
                            func='INSERT INTO "rounds_diagnosticsevent" ("at", "by_id", "id", "judged_at", "organization_id", "parallel_stacks", "pgh_created_at", "pgh_label", "pilots", "pilots_source", "projects", "projects_source", "session_id", "version") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."judged_at", NEW."organization_id", NEW."parallel_stacks", clock_timestamp(), \'update\', NEW."pilots", NEW."pilots_source", NEW."projects", NEW."projects_source", NEW."session_id", NEW."version"); RETURN NULL;',
                            hash="c0a9102dace26b3df88e333184f41fb9ce76608e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2a8db",
                            table="rounds_diagnostics",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="diagnostics",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_diagnosticsevent" ("at", "by_id", "id", "judged_at", "organization_id", "parallel_stacks", "pgh_created_at", "pgh_label", "pilots", "pilots_source", "projects", "projects_source", "session_id", "version") VALUES (OLD."at", OLD."by_id", OLD."id", OLD."judged_at", OLD."organization_id", OLD."parallel_stacks", clock_timestamp(), \'delete\', OLD."pilots", OLD."pilots_source", OLD."projects", OLD."projects_source", OLD."session_id", OLD."version"); RETURN NULL;',
                            hash="43c43a469cce98b8b4ca767d208f12db4841a63e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1c17c",
                            table="rounds_diagnostics",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="diagnosticsevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="rounds_diag_organiz_d98dff_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="diagnosticsevent",
                    index=models.Index(fields=["id", "pgh_id"], name="rounds_diag_id_5ee86d_idx"),
                ),
                migrations.AddConstraint(
                    model_name="evidence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("url", ""), ("file", ""), _connector="OR"),
                        name="evidence_is_a_link_or_a_file_not_both",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="evidence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("url", ""), ("url__iregex", "^https?://[^\\s]+$"), _connector="OR"
                        ),
                        name="evidence_links_lead_to_web_pages",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="evidence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("checked_by", models.F("author")), _negated=True),
                        name="evidence_is_checked_by_somebody_other_than_its_author",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="evidence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_at", None), ("checked_by", None)),
                            models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="evidence_is_checked_by_somebody_at_some_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="evidence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_by", None), ("file", ""), ("grade", 0), ("url", "")),
                            models.Q(
                                models.Q(
                                    models.Q(("url", ""), _negated=True),
                                    models.Q(("file", ""), _negated=True),
                                    _connector="OR",
                                ),
                                models.Q(
                                    models.Q(("checked_by", None), ("grade", 1)),
                                    models.Q(
                                        ("checked_by__isnull", False), ("grade", 2), ("source", "")
                                    ),
                                    models.Q(
                                        ("checked_by__isnull", False),
                                        ("grade", 3),
                                        models.Q(("source", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="evidence_has_the_grade_that_follows",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="evidence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_evidenceevent" ("added_at", "author_id", "capability", "checked_at", "checked_by_id", "condition", "content_type", "expires_on", "file", "file_name", "grade", "id", "organization_id", "pgh_created_at", "pgh_label", "says", "session_id", "source", "taken_from_id", "url", "withdrawn_at") VALUES (NEW."added_at", NEW."author_id", NEW."capability", NEW."checked_at", NEW."checked_by_id", NEW."condition", NEW."content_type", NEW."expires_on", NEW."file", NEW."file_name", NEW."grade", NEW."id", NEW."organization_id", clock_timestamp(), \'insert\', NEW."says", NEW."session_id", NEW."source", NEW."taken_from_id", NEW."url", NEW."withdrawn_at"); RETURN NULL;',
                            hash="91058edc57cd9b5ba8d48156c647c848bb1b69ec",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ffe08",
                            table="rounds_evidence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="evidence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."session_id" IS DISTINCT FROM NEW."session_id" OR OLD."capability" IS DISTINCT FROM NEW."capability" OR OLD."condition" IS DISTINCT FROM NEW."condition" OR OLD."says" IS DISTINCT FROM NEW."says" OR OLD."url" IS DISTINCT FROM NEW."url" OR OLD."file" IS DISTINCT FROM NEW."file" OR OLD."file_name" IS DISTINCT FROM NEW."file_name" OR OLD."content_type" IS DISTINCT FROM NEW."content_type" OR OLD."source" IS DISTINCT FROM NEW."source" OR OLD."grade" IS DISTINCT FROM NEW."grade" OR OLD."author_id" IS DISTINCT FROM NEW."author_id" OR OLD."added_at" IS DISTINCT FROM NEW."added_at" OR OLD."checked_by_id" IS DISTINCT FROM NEW."checked_by_id" OR OLD."checked_at" IS DISTINCT FROM NEW."checked_at" OR OLD."expires_on" IS DISTINCT FROM NEW."expires_on" OR OLD."withdrawn_at" IS DISTINCT FROM NEW."withdrawn_at" OR OLD."taken_from_id" IS DISTINCT FROM NEW."taken_from_id"))',
                            func='INSERT INTO "rounds_evidenceevent" ("added_at", "author_id", "capability", "checked_at", "checked_by_id", "condition", "content_type", "expires_on", "file", "file_name", "grade", "id", "organization_id", "pgh_created_at", "pgh_label", "says", "session_id", "source", "taken_from_id", "url", "withdrawn_at") VALUES (NEW."added_at", NEW."author_id", NEW."capability", NEW."checked_at", NEW."checked_by_id", NEW."condition", NEW."content_type", NEW."expires_on", NEW."file", NEW."file_name", NEW."grade", NEW."id", NEW."organization_id", clock_timestamp(), \'update\', NEW."says", NEW."session_id", NEW."source", NEW."taken_from_id", NEW."url", NEW."withdrawn_at"); RETURN NULL;',
                            hash="71f3f23a73f46c745b64580264952c03771a3b2b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_05a26",
                            table="rounds_evidence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="evidence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_evidenceevent" ("added_at", "author_id", "capability", "checked_at", "checked_by_id", "condition", "content_type", "expires_on", "file", "file_name", "grade", "id", "organization_id", "pgh_created_at", "pgh_label", "says", "session_id", "source", "taken_from_id", "url", "withdrawn_at") VALUES (OLD."added_at", OLD."author_id", OLD."capability", OLD."checked_at", OLD."checked_by_id", OLD."condition", OLD."content_type", OLD."expires_on", OLD."file", OLD."file_name", OLD."grade", OLD."id", OLD."organization_id", clock_timestamp(), \'delete\', OLD."says", OLD."session_id", OLD."source", OLD."taken_from_id", OLD."url", OLD."withdrawn_at"); RETURN NULL;',
                            hash="aeeddd0d85e3f74e07dd15f52e96daaa45c9e58f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6f523",
                            table="rounds_evidence",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="evidenceevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="rounds_evid_organiz_3fb8d3_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="evidenceevent",
                    index=models.Index(fields=["id", "pgh_id"], name="rounds_evid_id_9e1e92_idx"),
                ),
                migrations.AddConstraint(
                    model_name="namedframework",
                    constraint=models.UniqueConstraint(
                        fields=("session", "person"),
                        name="one_named_framework_per_person_and_session",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="namedframework",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("link", ""), ("link__iregex", "^https?://[^\\s]+$"), _connector="OR"
                        ),
                        name="a_named_framework_links_to_a_web_page",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="namedframework",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True),
                            models.Q(("is_same", False), ("link", "")),
                            _connector="OR",
                        ),
                        name="no_framework_named_is_the_same_as_none",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="namedframework",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("link", ""), _negated=True),
                            ("link_opened", False),
                            _connector="OR",
                        ),
                        name="a_link_that_opened_is_there",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="namedframework",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_namedframeworkevent" ("at", "id", "is_same", "link", "link_opened", "organization_id", "person_id", "pgh_created_at", "pgh_label", "session_id", "text") VALUES (NEW."at", NEW."id", NEW."is_same", NEW."link", NEW."link_opened", NEW."organization_id", NEW."person_id", clock_timestamp(), \'insert\', NEW."session_id", NEW."text"); RETURN NULL;',
                            hash="acf8f6a9cc2a13e3526aef426a140029f29937fd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1b6b2",
                            table="rounds_namedframework",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="namedframework",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."session_id" IS DISTINCT FROM NEW."session_id" OR OLD."person_id" IS DISTINCT FROM NEW."person_id" OR OLD."text" IS DISTINCT FROM NEW."text" OR OLD."link" IS DISTINCT FROM NEW."link" OR OLD."at" IS DISTINCT FROM NEW."at" OR OLD."is_same" IS DISTINCT FROM NEW."is_same" OR OLD."link_opened" IS DISTINCT FROM NEW."link_opened"))',
                            func='INSERT INTO "rounds_namedframeworkevent" ("at", "id", "is_same", "link", "link_opened", "organization_id", "person_id", "pgh_created_at", "pgh_label", "session_id", "text") VALUES (NEW."at", NEW."id", NEW."is_same", NEW."link", NEW."link_opened", NEW."organization_id", NEW."person_id", clock_timestamp(), \'update\', NEW."session_id", NEW."text"); RETURN NULL;',
                            hash="bef02846fd839e9ea9269b65328b3f3c6900d389",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_feb0f",
                            table="rounds_namedframework",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="namedframework",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_namedframeworkevent" ("at", "id", "is_same", "link", "link_opened", "organization_id", "person_id", "pgh_created_at", "pgh_label", "session_id", "text") VALUES (OLD."at", OLD."id", OLD."is_same", OLD."link", OLD."link_opened", OLD."organization_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."session_id", OLD."text"); RETURN NULL;',
                            hash="b846ab58a2b3531685d4b16b19523c09dccd742c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_63d06",
                            table="rounds_namedframework",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="namedframeworkevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="rounds_name_organiz_94d560_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="namedframeworkevent",
                    index=models.Index(fields=["id", "pgh_id"], name="rounds_name_id_0daee6_idx"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sessionscope",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_sessionscopeevent" ("at", "by_id", "id", "lists", "organization_id", "pgh_created_at", "pgh_label", "session_id", "version") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."lists", NEW."organization_id", clock_timestamp(), \'insert\', NEW."session_id", NEW."version"); RETURN NULL;',
                            hash="5bc63d8dd95eee67c5ce755d9039e37e75128b46",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_941de",
                            table="rounds_sessionscope",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sessionscope",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."session_id" IS DISTINCT FROM NEW."session_id" OR OLD."lists" IS DISTINCT FROM NEW."lists" OR OLD."version" IS DISTINCT FROM NEW."version" OR OLD."by_id" IS DISTINCT FROM NEW."by_id" OR OLD."at" IS DISTINCT FROM NEW."at"))',
                            func='INSERT INTO "rounds_sessionscopeevent" ("at", "by_id", "id", "lists", "organization_id", "pgh_created_at", "pgh_label", "session_id", "version") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."lists", NEW."organization_id", clock_timestamp(), \'update\', NEW."session_id", NEW."version"); RETURN NULL;',
                            hash="5988e56e5b0b33716a2807f1e3f757caada68a64",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_30e43",
                            table="rounds_sessionscope",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sessionscope",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_sessionscopeevent" ("at", "by_id", "id", "lists", "organization_id", "pgh_created_at", "pgh_label", "session_id", "version") VALUES (OLD."at", OLD."by_id", OLD."id", OLD."lists", OLD."organization_id", clock_timestamp(), \'delete\', OLD."session_id", OLD."version"); RETURN NULL;',
                            hash="e18efa021012dd2bd4e29a80dc66596b4109d305",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_95870",
                            table="rounds_sessionscope",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="sessionscopeevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="rounds_sess_organiz_2a4ce3_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="sessionscopeevent",
                    index=models.Index(fields=["id", "pgh_id"], name="rounds_sess_id_a8898b_idx"),
                ),
            ]
        ),
        *TENANCY,
    ]
