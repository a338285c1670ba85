import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from orgs.migrating import Together
from orgs.row_security import event_table, policy
from orgs.tenancy import CURRENT_PERSON

# The past of a vote is as private as the vote.
OWN_VOTE = f"person_id IN (SELECT id FROM orgs_member WHERE user_id = {CURRENT_PERSON})"
REVEALED = "session_id IN (SELECT session_id FROM rounds_reveal)"


class Migration(migrations.Migration):
    dependencies = [
        ("frameworks", "0003_history"),
        ("orgs", "0014_history"),
        ("rounds", "0003_participants_are_reminded"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="ParticipantEvent",
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
                        ("excused_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RevealEvent",
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
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RoundEvent",
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
                        ("target", models.JSONField(default=dict)),
                        ("weights", models.JSONField(default=dict)),
                        (
                            "opens_on",
                            models.DateField(blank=True, null=True, verbose_name="opens on"),
                        ),
                        (
                            "closes_on",
                            models.DateField(blank=True, null=True, verbose_name="closes on"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("open", "open"),
                                    ("closed", "closed"),
                                    ("archived", "archived"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RoundUnitEvent",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SessionEvent",
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "open"),
                                    ("revealed", "revealed"),
                                    ("submitted", "submitted"),
                                    ("accepted", "accepted"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("revision", models.PositiveSmallIntegerField(default=1)),
                        ("opened_at", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SettledAnswerEvent",
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
                        ("conditions", models.JSONField(default=dict)),
                        ("not_applicable", models.BooleanField(default=False)),
                        ("not_applicable_reason", models.TextField(blank=True)),
                        ("rationale", models.TextField(blank=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="VoteEvent",
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
                        ("conditions", models.JSONField(default=dict)),
                        ("not_applicable", models.BooleanField(default=False)),
                        ("not_applicable_reason", models.TextField(blank=True)),
                        ("ballot", models.PositiveSmallIntegerField(default=1)),
                        ("anchor", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("comment", models.TextField(blank=True)),
                        (
                            "confidence",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[(1, "guessing"), (2, "fairly sure"), (3, "sure")],
                                null=True,
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
                    model_name="participant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_participantevent" ("excused_at", "id", "member_id", "organization_id", "pgh_created_at", "pgh_label", "session_id") VALUES (NEW."excused_at", NEW."id", NEW."member_id", NEW."organization_id", clock_timestamp(), \'insert\', NEW."session_id"); RETURN NULL;',
                            hash="4ca47f13939194133052b4b656502719f547c94d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ca7d9",
                            table="rounds_participant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="participant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."session_id" IS DISTINCT FROM NEW."session_id" OR OLD."member_id" IS DISTINCT FROM NEW."member_id" OR OLD."excused_at" IS DISTINCT FROM NEW."excused_at"))',
                            func='INSERT INTO "rounds_participantevent" ("excused_at", "id", "member_id", "organization_id", "pgh_created_at", "pgh_label", "session_id") VALUES (NEW."excused_at", NEW."id", NEW."member_id", NEW."organization_id", clock_timestamp(), \'update\', NEW."session_id"); RETURN NULL;',
                            hash="cd9dcc023833f29b6f5940db7fbe61ab3fecd722",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1484a",
                            table="rounds_participant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="participant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_participantevent" ("excused_at", "id", "member_id", "organization_id", "pgh_created_at", "pgh_label", "session_id") VALUES (OLD."excused_at", OLD."id", OLD."member_id", OLD."organization_id", clock_timestamp(), \'delete\', OLD."session_id"); RETURN NULL;',
                            hash="1870aa1b9a3fb25a4b897b4b654dd5b78b0c3e74",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_810d8",
                            table="rounds_participant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reveal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_revealevent" ("at", "by_id", "id", "organization_id", "pgh_created_at", "pgh_label", "session_id") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."organization_id", clock_timestamp(), \'insert\', NEW."session_id"); RETURN NULL;',
                            hash="3428ad7557ecbed5bfaf9872380013b3235ffbc4",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6a589",
                            table="rounds_reveal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reveal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."session_id" IS DISTINCT FROM NEW."session_id" OR OLD."by_id" IS DISTINCT FROM NEW."by_id" OR OLD."at" IS DISTINCT FROM NEW."at"))',
                            func='INSERT INTO "rounds_revealevent" ("at", "by_id", "id", "organization_id", "pgh_created_at", "pgh_label", "session_id") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."organization_id", clock_timestamp(), \'update\', NEW."session_id"); RETURN NULL;',
                            hash="1d7b83416a24e847cc4447ccdf72f8abdd72d34f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a3610",
                            table="rounds_reveal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reveal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_revealevent" ("at", "by_id", "id", "organization_id", "pgh_created_at", "pgh_label", "session_id") VALUES (OLD."at", OLD."by_id", OLD."id", OLD."organization_id", clock_timestamp(), \'delete\', OLD."session_id"); RETURN NULL;',
                            hash="d9b712587e56defc1f8ff9cfd025faabaa8842da",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a5dbd",
                            table="rounds_reveal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="round",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_roundevent" ("closes_on", "created_at", "id", "name", "opens_on", "organization_id", "pgh_created_at", "pgh_label", "state", "target", "version_id", "weights") VALUES (NEW."closes_on", NEW."created_at", NEW."id", NEW."name", NEW."opens_on", NEW."organization_id", clock_timestamp(), \'insert\', NEW."state", NEW."target", NEW."version_id", NEW."weights"); RETURN NULL;',
                            hash="6208dd04e5e55de7952b7cf7abc093eac4a4db54",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1ee33",
                            table="rounds_round",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="round",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."version_id" IS DISTINCT FROM NEW."version_id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."target" IS DISTINCT FROM NEW."target" OR OLD."weights" IS DISTINCT FROM NEW."weights" OR OLD."opens_on" IS DISTINCT FROM NEW."opens_on" OR OLD."closes_on" IS DISTINCT FROM NEW."closes_on" OR OLD."state" IS DISTINCT FROM NEW."state" OR OLD."created_at" IS DISTINCT FROM NEW."created_at"))',
                            func='INSERT INTO "rounds_roundevent" ("closes_on", "created_at", "id", "name", "opens_on", "organization_id", "pgh_created_at", "pgh_label", "state", "target", "version_id", "weights") VALUES (NEW."closes_on", NEW."created_at", NEW."id", NEW."name", NEW."opens_on", NEW."organization_id", clock_timestamp(), \'update\', NEW."state", NEW."target", NEW."version_id", NEW."weights"); RETURN NULL;',
                            hash="c6a211665f030c5b113f45a3f88d5c27797d937d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_46a8a",
                            table="rounds_round",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="round",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_roundevent" ("closes_on", "created_at", "id", "name", "opens_on", "organization_id", "pgh_created_at", "pgh_label", "state", "target", "version_id", "weights") VALUES (OLD."closes_on", OLD."created_at", OLD."id", OLD."name", OLD."opens_on", OLD."organization_id", clock_timestamp(), \'delete\', OLD."state", OLD."target", OLD."version_id", OLD."weights"); RETURN NULL;',
                            hash="2e509d2a617db9677b2eaf1fa75229f4652a365c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e9ec1",
                            table="rounds_round",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roundunit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_roundunitevent" ("id", "organization_id", "pgh_created_at", "pgh_label", "round_id", "unit_id") VALUES (NEW."id", NEW."organization_id", clock_timestamp(), \'insert\', NEW."round_id", NEW."unit_id"); RETURN NULL;',
                            hash="47a8b00ec0acadf369bcca1d03be7b94a3848f0a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_57016",
                            table="rounds_roundunit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roundunit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."round_id" IS DISTINCT FROM NEW."round_id" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id"))',
                            func='INSERT INTO "rounds_roundunitevent" ("id", "organization_id", "pgh_created_at", "pgh_label", "round_id", "unit_id") VALUES (NEW."id", NEW."organization_id", clock_timestamp(), \'update\', NEW."round_id", NEW."unit_id"); RETURN NULL;',
                            hash="c84556b8fe003931af14dc8695324d13a0e28e70",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1df8d",
                            table="rounds_roundunit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roundunit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_roundunitevent" ("id", "organization_id", "pgh_created_at", "pgh_label", "round_id", "unit_id") VALUES (OLD."id", OLD."organization_id", clock_timestamp(), \'delete\', OLD."round_id", OLD."unit_id"); RETURN NULL;',
                            hash="f93e6f9afb020994988c7777be81b367166445ab",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e82d7",
                            table="rounds_roundunit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="session",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_sessionevent" ("id", "opened_at", "organization_id", "pgh_created_at", "pgh_label", "revision", "round_id", "state", "unit_id") VALUES (NEW."id", NEW."opened_at", NEW."organization_id", clock_timestamp(), \'insert\', NEW."revision", NEW."round_id", NEW."state", NEW."unit_id"); RETURN NULL;',
                            hash="3b7ab909ab523fae760e5bd14748f7bab7855418",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2f581",
                            table="rounds_session",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="session",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."round_id" IS DISTINCT FROM NEW."round_id" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id" OR OLD."state" IS DISTINCT FROM NEW."state" OR OLD."revision" IS DISTINCT FROM NEW."revision" OR OLD."opened_at" IS DISTINCT FROM NEW."opened_at"))',
                            func='INSERT INTO "rounds_sessionevent" ("id", "opened_at", "organization_id", "pgh_created_at", "pgh_label", "revision", "round_id", "state", "unit_id") VALUES (NEW."id", NEW."opened_at", NEW."organization_id", clock_timestamp(), \'update\', NEW."revision", NEW."round_id", NEW."state", NEW."unit_id"); RETURN NULL;',
                            hash="7ee624d113b9dab2d51628619b1aa0539d19ecf3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_07571",
                            table="rounds_session",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="session",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_sessionevent" ("id", "opened_at", "organization_id", "pgh_created_at", "pgh_label", "revision", "round_id", "state", "unit_id") VALUES (OLD."id", OLD."opened_at", OLD."organization_id", clock_timestamp(), \'delete\', OLD."revision", OLD."round_id", OLD."state", OLD."unit_id"); RETURN NULL;',
                            hash="552d31d206a86a0ff47a5d775aed6178f8d4b35b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d580c",
                            table="rounds_session",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="settledanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_settledanswerevent" ("at", "by_id", "capability", "conditions", "id", "not_applicable", "not_applicable_reason", "organization_id", "pgh_created_at", "pgh_label", "rationale", "session_id", "version") VALUES (NEW."at", NEW."by_id", NEW."capability", NEW."conditions", NEW."id", NEW."not_applicable", NEW."not_applicable_reason", NEW."organization_id", clock_timestamp(), \'insert\', NEW."rationale", NEW."session_id", NEW."version"); RETURN NULL;',
                            hash="d897d1628d73a5f56ae61af1d8cc0608260604ee",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_54727",
                            table="rounds_settledanswer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="settledanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."capability" IS DISTINCT FROM NEW."capability" OR OLD."conditions" IS DISTINCT FROM NEW."conditions" OR OLD."not_applicable" IS DISTINCT FROM NEW."not_applicable" OR OLD."not_applicable_reason" IS DISTINCT FROM NEW."not_applicable_reason" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."session_id" IS DISTINCT FROM NEW."session_id" OR OLD."rationale" IS DISTINCT FROM NEW."rationale" OR OLD."version" IS DISTINCT FROM NEW."version" OR OLD."by_id" IS DISTINCT FROM NEW."by_id" OR OLD."at" IS DISTINCT FROM NEW."at"))',
                            func='INSERT INTO "rounds_settledanswerevent" ("at", "by_id", "capability", "conditions", "id", "not_applicable", "not_applicable_reason", "organization_id", "pgh_created_at", "pgh_label", "rationale", "session_id", "version") VALUES (NEW."at", NEW."by_id", NEW."capability", NEW."conditions", NEW."id", NEW."not_applicable", NEW."not_applicable_reason", NEW."organization_id", clock_timestamp(), \'update\', NEW."rationale", NEW."session_id", NEW."version"); RETURN NULL;',
                            hash="df52ce263077477731c2cab6dd0d077efbfbb75e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_35f88",
                            table="rounds_settledanswer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="settledanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_settledanswerevent" ("at", "by_id", "capability", "conditions", "id", "not_applicable", "not_applicable_reason", "organization_id", "pgh_created_at", "pgh_label", "rationale", "session_id", "version") VALUES (OLD."at", OLD."by_id", OLD."capability", OLD."conditions", OLD."id", OLD."not_applicable", OLD."not_applicable_reason", OLD."organization_id", clock_timestamp(), \'delete\', OLD."rationale", OLD."session_id", OLD."version"); RETURN NULL;',
                            hash="4134b87a3c217f28c892c3e95c0a6fdc9648da2d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4458a",
                            table="rounds_settledanswer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_voteevent" ("anchor", "ballot", "capability", "comment", "conditions", "confidence", "id", "not_applicable", "not_applicable_reason", "organization_id", "person_id", "pgh_created_at", "pgh_label", "session_id") VALUES (NEW."anchor", NEW."ballot", NEW."capability", NEW."comment", NEW."conditions", NEW."confidence", NEW."id", NEW."not_applicable", NEW."not_applicable_reason", NEW."organization_id", NEW."person_id", clock_timestamp(), \'insert\', NEW."session_id"); RETURN NULL;',
                            hash="e90fbe1621266632bea9d2f606588b31e0c03b81",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c6147",
                            table="rounds_vote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."capability" IS DISTINCT FROM NEW."capability" OR OLD."conditions" IS DISTINCT FROM NEW."conditions" OR OLD."not_applicable" IS DISTINCT FROM NEW."not_applicable" OR OLD."not_applicable_reason" IS DISTINCT FROM NEW."not_applicable_reason" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."session_id" IS DISTINCT FROM NEW."session_id" OR OLD."person_id" IS DISTINCT FROM NEW."person_id" OR OLD."ballot" IS DISTINCT FROM NEW."ballot" OR OLD."anchor" IS DISTINCT FROM NEW."anchor" OR OLD."comment" IS DISTINCT FROM NEW."comment" OR OLD."confidence" IS DISTINCT FROM NEW."confidence"))',
                            func='INSERT INTO "rounds_voteevent" ("anchor", "ballot", "capability", "comment", "conditions", "confidence", "id", "not_applicable", "not_applicable_reason", "organization_id", "person_id", "pgh_created_at", "pgh_label", "session_id") VALUES (NEW."anchor", NEW."ballot", NEW."capability", NEW."comment", NEW."conditions", NEW."confidence", NEW."id", NEW."not_applicable", NEW."not_applicable_reason", NEW."organization_id", NEW."person_id", clock_timestamp(), \'update\', NEW."session_id"); RETURN NULL;',
                            hash="d37e21dfeb14a8d0b97cfe90af816cd6f5f261f3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cdab6",
                            table="rounds_vote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_voteevent" ("anchor", "ballot", "capability", "comment", "conditions", "confidence", "id", "not_applicable", "not_applicable_reason", "organization_id", "person_id", "pgh_created_at", "pgh_label", "session_id") VALUES (OLD."anchor", OLD."ballot", OLD."capability", OLD."comment", OLD."conditions", OLD."confidence", OLD."id", OLD."not_applicable", OLD."not_applicable_reason", OLD."organization_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."session_id"); RETURN NULL;',
                            hash="acf3fb24c9385b9fa276048b10792c572ea05c35",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b4450",
                            table="rounds_vote",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddField(
                    model_name="participantevent",
                    name="member",
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
                    model_name="participantevent",
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
                    model_name="participantevent",
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
                    model_name="revealevent",
                    name="by",
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
                    model_name="revealevent",
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
                    model_name="revealevent",
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
                    model_name="roundevent",
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
                    model_name="roundevent",
                    name="version",
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
                    model_name="roundunitevent",
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
                    model_name="roundunitevent",
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
                    model_name="roundunitevent",
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
                migrations.AddField(
                    model_name="sessionevent",
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
                    model_name="sessionevent",
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
                    model_name="sessionevent",
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
                migrations.AddField(
                    model_name="settledanswerevent",
                    name="by",
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
                    model_name="settledanswerevent",
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
                    model_name="settledanswerevent",
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
                    model_name="voteevent",
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
                    model_name="voteevent",
                    name="person",
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
                    model_name="voteevent",
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
                migrations.AddIndex(
                    model_name="participantevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="rounds_part_organiz_2f0b5a_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="participantevent",
                    index=models.Index(fields=["id", "pgh_id"], name="rounds_part_id_f3a858_idx"),
                ),
                migrations.AddIndex(
                    model_name="revealevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="rounds_reve_organiz_2b48f2_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="revealevent",
                    index=models.Index(fields=["id", "pgh_id"], name="rounds_reve_id_2040da_idx"),
                ),
                migrations.AddIndex(
                    model_name="roundevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="rounds_roun_organiz_9f1ccb_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="roundevent",
                    index=models.Index(fields=["id", "pgh_id"], name="rounds_roun_id_22384b_idx"),
                ),
                migrations.AddIndex(
                    model_name="roundunitevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="rounds_roun_organiz_baa828_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="roundunitevent",
                    index=models.Index(fields=["id", "pgh_id"], name="rounds_roun_id_e27d91_idx"),
                ),
                migrations.AddIndex(
                    model_name="sessionevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="rounds_sess_organiz_d747f9_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="sessionevent",
                    index=models.Index(fields=["id", "pgh_id"], name="rounds_sess_id_a905c1_idx"),
                ),
                migrations.AddIndex(
                    model_name="settledanswerevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="rounds_sett_organiz_3f4fa3_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="settledanswerevent",
                    index=models.Index(fields=["id", "pgh_id"], name="rounds_sett_id_4d0f77_idx"),
                ),
                migrations.AddIndex(
                    model_name="voteevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="rounds_vote_organiz_b535e3_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="voteevent",
                    index=models.Index(fields=["id", "pgh_id"], name="rounds_vote_id_6140d2_idx"),
                ),
            ]
        ),
        *event_table("rounds_participantevent"),
        *event_table("rounds_revealevent"),
        *event_table("rounds_roundevent"),
        *event_table("rounds_roundunitevent"),
        *event_table("rounds_sessionevent"),
        *event_table("rounds_settledanswerevent"),
        *event_table("rounds_voteevent"),
        policy(
            "rounds_voteevent",
            "private_until_the_reveal",
            using=f"{OWN_VOTE} OR {REVEALED}",
            kind="RESTRICTIVE SELECT",
        ),
    ]
