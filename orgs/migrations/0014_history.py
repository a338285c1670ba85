import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from orgs.migrating import Together
from orgs.row_security import event_table

# What an event's pgh_origin is: what the gate or a scope told this transaction, and its person.
EVENT_ORIGIN = migrations.RunSQL(
    """
    CREATE FUNCTION event_origin() RETURNS jsonb LANGUAGE sql STABLE AS $$
        SELECT coalesce(
            nullif(current_setting('app.origin', true), '')::jsonb, '{"source": "database"}'
        ) || jsonb_build_object(
            'person', nullif(current_setting('app.person', true), '')::bigint
        )
    $$
    """,
    "DROP FUNCTION event_origin()",
)


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0013_second_factor_required"),
    ]

    operations = [
        EVENT_ORIGIN,
        Together(
            [
                migrations.CreateModel(
                    name="GrantEvent",
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("owner", "Owner"),
                                    ("admin", "Administrator"),
                                    ("leader", "Leader"),
                                    ("facilitator", "Facilitator"),
                                    ("contributor", "Contributor"),
                                    ("viewer", "Viewer"),
                                ],
                                max_length=20,
                                verbose_name="role",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InvitationEvent",
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
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("owner", "Owner"),
                                    ("admin", "Administrator"),
                                    ("leader", "Leader"),
                                    ("facilitator", "Facilitator"),
                                    ("contributor", "Contributor"),
                                    ("viewer", "Viewer"),
                                ],
                                max_length=20,
                                verbose_name="role",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("expires_at", models.DateTimeField()),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MemberEvent",
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
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("deactivated_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationEvent",
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
                        (
                            "organization",
                            models.GeneratedField(
                                db_column="organization_id",
                                db_persist=True,
                                expression=models.F("id"),  # type: ignore[arg-type]
                                output_field=models.BigIntegerField(),
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "slug",
                            models.SlugField(db_index=False, max_length=60, verbose_name="address"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="UnitEvent",
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
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
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
                    model_name="grant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_grantevent" ("id", "member_id", "organization_id", "pgh_created_at", "pgh_label", "role", "unit_id") VALUES (NEW."id", NEW."member_id", NEW."organization_id", clock_timestamp(), \'insert\', NEW."role", NEW."unit_id"); RETURN NULL;',
                            hash="3ca413566595d313a46c2bebaf018f04e8394e14",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1fc60",
                            table="orgs_grant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."member_id" IS DISTINCT FROM NEW."member_id" OR OLD."role" IS DISTINCT FROM NEW."role" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id"))',
                            func='INSERT INTO "orgs_grantevent" ("id", "member_id", "organization_id", "pgh_created_at", "pgh_label", "role", "unit_id") VALUES (NEW."id", NEW."member_id", NEW."organization_id", clock_timestamp(), \'update\', NEW."role", NEW."unit_id"); RETURN NULL;',
                            hash="d88b80963480410610f300372ba7ce9d7111af1f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2b873",
                            table="orgs_grant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_grantevent" ("id", "member_id", "organization_id", "pgh_created_at", "pgh_label", "role", "unit_id") VALUES (OLD."id", OLD."member_id", OLD."organization_id", clock_timestamp(), \'delete\', OLD."role", OLD."unit_id"); RETURN NULL;',
                            hash="5c4877ac09073d9e41faeadc2c7cd2eb7c4dc238",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_03ac2",
                            table="orgs_grant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="member",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_memberevent" ("created_at", "deactivated_at", "id", "organization_id", "pgh_created_at", "pgh_label", "user_id") VALUES (NEW."created_at", NEW."deactivated_at", NEW."id", NEW."organization_id", clock_timestamp(), \'insert\', NEW."user_id"); RETURN NULL;',
                            hash="e85095bce1ccfdb0722f7604a92fcf5296198b5e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4689d",
                            table="orgs_member",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="member",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."user_id" IS DISTINCT FROM NEW."user_id" OR OLD."created_at" IS DISTINCT FROM NEW."created_at" OR OLD."deactivated_at" IS DISTINCT FROM NEW."deactivated_at"))',
                            func='INSERT INTO "orgs_memberevent" ("created_at", "deactivated_at", "id", "organization_id", "pgh_created_at", "pgh_label", "user_id") VALUES (NEW."created_at", NEW."deactivated_at", NEW."id", NEW."organization_id", clock_timestamp(), \'update\', NEW."user_id"); RETURN NULL;',
                            hash="8ada021ad0bb9975a7a5dc8dfc3af98fca14da51",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b9fe6",
                            table="orgs_member",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="member",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_memberevent" ("created_at", "deactivated_at", "id", "organization_id", "pgh_created_at", "pgh_label", "user_id") VALUES (OLD."created_at", OLD."deactivated_at", OLD."id", OLD."organization_id", clock_timestamp(), \'delete\', OLD."user_id"); RETURN NULL;',
                            hash="7d38305d922e9d876dc1eba71049a4c732d7745d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_be28e",
                            table="orgs_member",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_organizationevent" ("created_at", "id", "name", "pgh_created_at", "pgh_label", "slug") VALUES (NEW."created_at", NEW."id", NEW."name", clock_timestamp(), \'insert\', NEW."slug"); RETURN NULL;',
                            hash="d76ca8a3f877cf3fa8c85ecdbbd21de94fec1681",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_13bc9",
                            table="orgs_organization",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."slug" IS DISTINCT FROM NEW."slug" OR OLD."created_at" IS DISTINCT FROM NEW."created_at"))',
                            func='INSERT INTO "orgs_organizationevent" ("created_at", "id", "name", "pgh_created_at", "pgh_label", "slug") VALUES (NEW."created_at", NEW."id", NEW."name", clock_timestamp(), \'update\', NEW."slug"); RETURN NULL;',
                            hash="2868059536e805cde788faa5fe0f82038eb1905f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_63cbd",
                            table="orgs_organization",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_organizationevent" ("created_at", "id", "name", "pgh_created_at", "pgh_label", "slug") VALUES (OLD."created_at", OLD."id", OLD."name", clock_timestamp(), \'delete\', OLD."slug"); RETURN NULL;',
                            hash="f9da4baa48518831b70faa6d937e846c54fe731b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b7c72",
                            table="orgs_organization",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_unitevent" ("archived_at", "id", "name", "organization_id", "parent_id", "pgh_created_at", "pgh_label") VALUES (NEW."archived_at", NEW."id", NEW."name", NEW."organization_id", NEW."parent_id", clock_timestamp(), \'insert\'); RETURN NULL;',
                            hash="e8e25c735785ef61c39fd2c74c9d371c47c1c130",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e06d1",
                            table="orgs_unit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."parent_id" IS DISTINCT FROM NEW."parent_id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."archived_at" IS DISTINCT FROM NEW."archived_at"))',
                            func='INSERT INTO "orgs_unitevent" ("archived_at", "id", "name", "organization_id", "parent_id", "pgh_created_at", "pgh_label") VALUES (NEW."archived_at", NEW."id", NEW."name", NEW."organization_id", NEW."parent_id", clock_timestamp(), \'update\'); RETURN NULL;',
                            hash="828d92f2120d50f5f32429f904e5f65f655c0958",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7a15a",
                            table="orgs_unit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_unitevent" ("archived_at", "id", "name", "organization_id", "parent_id", "pgh_created_at", "pgh_label") VALUES (OLD."archived_at", OLD."id", OLD."name", OLD."organization_id", OLD."parent_id", clock_timestamp(), \'delete\'); RETURN NULL;',
                            hash="a75a8fefc67c9a0463b8ace908f5085327bd8ec8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_efa42",
                            table="orgs_unit",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddField(
                    model_name="grantevent",
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
                    model_name="grantevent",
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
                    model_name="grantevent",
                    name="unit",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="orgs.unit",
                        verbose_name="unit",
                    ),
                ),
                migrations.AddField(
                    model_name="invitationevent",
                    name="invited_by",
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
                    model_name="invitationevent",
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
                    model_name="invitationevent",
                    name="unit",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="orgs.unit",
                        verbose_name="unit",
                    ),
                ),
                migrations.AddField(
                    model_name="memberevent",
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
                    model_name="memberevent",
                    name="user",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddIndex(
                    model_name="organizationevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="orgs_organi_organiz_7e0830_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="organizationevent",
                    index=models.Index(fields=["id", "pgh_id"], name="orgs_organi_id_4461c4_idx"),
                ),
                migrations.AddField(
                    model_name="unitevent",
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
                    model_name="unitevent",
                    name="parent",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="orgs.unit",
                        verbose_name="part of",
                    ),
                ),
                migrations.AddIndex(
                    model_name="grantevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="orgs_grante_organiz_bd7da1_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="grantevent",
                    index=models.Index(fields=["id", "pgh_id"], name="orgs_grante_id_655ccd_idx"),
                ),
                migrations.AddIndex(
                    model_name="invitationevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="orgs_invita_organiz_7d2fe3_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="invitationevent",
                    index=models.Index(fields=["id", "pgh_id"], name="orgs_invita_id_cb5d5c_idx"),
                ),
                migrations.AddIndex(
                    model_name="memberevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="orgs_member_organiz_da1b93_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="memberevent",
                    index=models.Index(fields=["id", "pgh_id"], name="orgs_member_id_2dfab0_idx"),
                ),
                migrations.AddIndex(
                    model_name="unitevent",
                    index=models.Index(
                        fields=["organization", "pgh_created_at"],
                        name="orgs_unitev_organiz_ac4ef2_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="unitevent",
                    index=models.Index(fields=["id", "pgh_id"], name="orgs_unitev_id_1901c1_idx"),
                ),
            ]
        ),
        migrations.RunSQL(
            "ALTER TABLE orgs_organizationevent ALTER organization_id SET NOT NULL",
            "ALTER TABLE orgs_organizationevent ALTER organization_id DROP NOT NULL",
        ),
        *event_table("orgs_grantevent"),
        *event_table("orgs_invitationevent"),
        *event_table("orgs_memberevent"),
        *event_table("orgs_organizationevent"),
        *event_table("orgs_unitevent"),
    ]
