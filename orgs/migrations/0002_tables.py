import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from orgs.database.grouped_operations import Together

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
    replaces = [
        ("orgs", "0002_tenancy"),
        ("orgs", "0003_operators_find_organizations"),
        ("orgs", "0004_organizations_end_after_a_grace_period"),
        ("orgs", "0005_unit_codes_weights_and_tags"),
        ("orgs", "0006_merged_units_stay_in_their_organization"),
        ("orgs", "0007_invited_grants"),
        ("orgs", "0008_invitations_offer_several_grants"),
        ("orgs", "0009_one_open_invitation_per_address"),
        ("orgs", "0010_members_last_seen"),
        ("orgs", "0011_mails_in_text_and_html_and_time_zones"),
        ("orgs", "0012_mails_are_seen_by_their_organization"),
        ("orgs", "0013_second_factor_required"),
        ("orgs", "0014_history"),
        ("orgs", "0015_history_follows_the_columns"),
        ("orgs", "0016_exports"),
        ("orgs", "0017_people_choose_reminders"),
    ]

    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("orgs", "0001_people"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("sessions", "0001_initial"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        EVENT_ORIGIN,
        Together(
            [
                migrations.CreateModel(
                    name="Mail",
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
                        ("recipient", models.EmailField(max_length=254)),
                        ("subject", models.CharField(max_length=250)),
                        ("body", models.TextField()),
                        ("queued_at", models.DateTimeField(auto_now_add=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("failure", models.CharField(blank=True, max_length=250)),
                        ("failed_at", models.DateTimeField(blank=True, null=True)),
                        ("html", models.TextField(blank=True, default="")),
                        (
                            "next_try_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now()
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="orgs.organization",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("failed_at", None), ("sent_at", None)),
                                fields=["next_try_at"],
                                name="mails_waiting",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_at", None), ("failed_at", None), _connector="OR"
                                ),
                                name="a_mail_is_sent_or_failed_not_both",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Organization",
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
                            "slug",
                            models.SlugField(max_length=60, unique=True, verbose_name="address"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("deletes_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "requires_second_factor",
                            models.BooleanField(
                                db_default=False,
                                default=False,
                                verbose_name="members use a second factor",
                            ),
                        ),
                        (
                            "requires_sign_on",
                            models.BooleanField(
                                db_default=False,
                                default=False,
                                verbose_name="members come by sign-on only",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Member",
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
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("deactivated_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="orgs.organization",
                            ),
                        ),
                        (
                            "last_seen_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now()
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organization", "user"),
                                name="one_member_per_person_and_organization",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Unit",
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
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="units",
                                to="orgs.organization",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="orgs.unit",
                                verbose_name="part of",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                blank=True, default="", max_length=20, verbose_name="code"
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="orgs.unit",
                            ),
                        ),
                        (
                            "tags",
                            models.JSONField(blank=True, default=list, verbose_name="constraints"),
                        ),
                        (
                            "weight",
                            models.DecimalField(
                                decimal_places=3, default=1, max_digits=7, verbose_name="weight"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("organization"),
                                models.F("parent"),
                                django.db.models.functions.text.Lower("name"),
                                name="one_unit_of_a_name_under_a_parent",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("parent", models.F("id")), _negated=True),
                                name="a_unit_is_not_its_own_parent",
                            ),
                            models.UniqueConstraint(
                                models.F("organization"),
                                django.db.models.functions.text.Lower("code"),
                                condition=models.Q(("code", ""), _negated=True),
                                name="one_unit_of_a_code",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weight__gte", 0), ("weight__lte", 1000)),
                                name="a_units_weight_is_from_0_to_1000",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("merged_into", None),
                                    ("archived_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="a_merged_unit_is_archived",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
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
                        ("email", models.EmailField(max_length=254, verbose_name="email address")),
                        ("nonce", models.CharField(max_length=43)),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("expires_at", models.DateTimeField()),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "invited_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("organization"),
                                django.db.models.functions.text.Lower("email"),
                                condition=models.Q(("accepted_at", None)),
                                name="one_open_invitation_per_address",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Grant",
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
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
                                to="orgs.unit",
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "by_sign_on",
                            models.BooleanField(
                                db_default=False, default=False, verbose_name="given by sign-on"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("member", "role", "unit"),
                                name="one_grant_per_role_and_unit",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("role__in", ["admin", "owner"]), ("unit", None)),
                                    models.Q(
                                        models.Q(("role__in", ["admin", "owner"]), _negated=True),
                                        ("unit__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="owners_and_admins_hold_no_unit_and_the_others_hold_one",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvitedGrant",
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
                        (
                            "invitation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
                                to="orgs.invitation",
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="orgs.unit",
                                verbose_name="unit",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("invitation", "role", "unit"),
                                name="one_invited_grant_per_role_and_unit",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("role__in", ["admin", "owner"]), ("unit", None)),
                                    models.Q(
                                        models.Q(("role__in", ["admin", "owner"]), _negated=True),
                                        ("unit__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="invited_owners_and_admins_get_no_unit_and_the_others_one",
                            ),
                        ],
                    },
                ),
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
                        (
                            "member",
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
                        (
                            "by_sign_on",
                            models.BooleanField(
                                db_default=False, default=False, verbose_name="given by sign-on"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="orgs_grante_organiz_bd7da1_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="orgs_grante_id_655ccd_idx"),
                        ],
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
                        ("email", models.EmailField(max_length=254, verbose_name="email address")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("expires_at", models.DateTimeField()),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "invited_by",
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="orgs_invita_organiz_7d2fe3_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="orgs_invita_id_cb5d5c_idx"),
                        ],
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
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="orgs_member_organiz_da1b93_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="orgs_member_id_2dfab0_idx"),
                        ],
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
                        ("deletes_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "requires_second_factor",
                            models.BooleanField(
                                db_default=False,
                                default=False,
                                verbose_name="members use a second factor",
                            ),
                        ),
                        (
                            "requires_sign_on",
                            models.BooleanField(
                                db_default=False,
                                default=False,
                                verbose_name="members come by sign-on only",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="orgs_organi_organiz_7e0830_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="orgs_organi_id_4461c4_idx"),
                        ],
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
                            "parent",
                            models.ForeignKey(
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
                        (
                            "code",
                            models.CharField(
                                blank=True, default="", max_length=20, verbose_name="code"
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="orgs.unit",
                            ),
                        ),
                        (
                            "tags",
                            models.JSONField(blank=True, default=list, verbose_name="constraints"),
                        ),
                        (
                            "weight",
                            models.DecimalField(
                                decimal_places=3, default=1, max_digits=7, verbose_name="weight"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="orgs_unitev_organiz_ac4ef2_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="orgs_unitev_id_1901c1_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvitedGrantEvent",
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
                        (
                            "invitation",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="orgs.invitation",
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="orgs_invite_organiz_83905f_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="orgs_invite_id_45fa99_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExportEvent",
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
                        ("requested_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "queued"),
                                    ("running", "running"),
                                    ("done", "done"),
                                    ("failed", "failed"),
                                    ("expired", "removed"),
                                ],
                                default="queued",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "size",
                            models.PositiveBigIntegerField(
                                blank=True, null=True, verbose_name="size"
                            ),
                        ),
                        (
                            "rows",
                            models.PositiveBigIntegerField(
                                blank=True, null=True, verbose_name="rows"
                            ),
                        ),
                        (
                            "digest",
                            models.CharField(blank=True, max_length=64, verbose_name="digest"),
                        ),
                        (
                            "failure",
                            models.CharField(blank=True, max_length=500, verbose_name="failure"),
                        ),
                        (
                            "finished_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="finished"),
                        ),
                        (
                            "expires_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="removed after"
                            ),
                        ),
                        (
                            "downloaded_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="downloaded"),
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
                                name="orgs_export_organiz_d575d8_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="orgs_export_id_2e8bf8_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Export",
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
                        ("requested_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "queued"),
                                    ("running", "running"),
                                    ("done", "done"),
                                    ("failed", "failed"),
                                    ("expired", "removed"),
                                ],
                                default="queued",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("fence", models.PositiveIntegerField(default=0)),
                        ("lease_until", models.DateTimeField(blank=True, null=True)),
                        ("file", models.CharField(blank=True, max_length=200)),
                        (
                            "size",
                            models.PositiveBigIntegerField(
                                blank=True, null=True, verbose_name="size"
                            ),
                        ),
                        (
                            "rows",
                            models.PositiveBigIntegerField(
                                blank=True, null=True, verbose_name="rows"
                            ),
                        ),
                        (
                            "digest",
                            models.CharField(blank=True, max_length=64, verbose_name="digest"),
                        ),
                        (
                            "failure",
                            models.CharField(blank=True, max_length=500, verbose_name="failure"),
                        ),
                        (
                            "finished_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="finished"),
                        ),
                        (
                            "expires_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="removed after"
                            ),
                        ),
                        (
                            "downloaded_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="downloaded"),
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
                                condition=models.Q(
                                    ("lease_until__isnull", False),
                                    models.Q(("state", "running"), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_running_export_has_a_lease",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("queued", "running"))),
                                fields=("organization",),
                                name="one_unfinished_export_per_organization",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignOn",
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
                            "issuer",
                            models.CharField(
                                max_length=300, verbose_name="address of the provider"
                            ),
                        ),
                        ("client_id", models.CharField(max_length=255, verbose_name="client ID")),
                        ("sealed_secret", models.TextField(blank=True, default="")),
                        (
                            "secret_set_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="client secret set"
                            ),
                        ),
                        (
                            "role_claim",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=100,
                                verbose_name="claim with roles",
                            ),
                        ),
                        (
                            "organization",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="orgs.organization",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="SignOnDomain",
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
                            "domain",
                            models.CharField(max_length=253, unique=True, verbose_name="domain"),
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("domain", django.db.models.functions.text.Lower("domain"))
                                ),
                                name="a_sign_on_domain_is_in_small_letters",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignOnDomainEvent",
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
                        ("domain", models.CharField(max_length=253, verbose_name="domain")),
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
                                name="orgs_signon_organiz_f8cd2d_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="orgs_signon_id_03acb1_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignOnEvent",
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
                            "issuer",
                            models.CharField(
                                max_length=300, verbose_name="address of the provider"
                            ),
                        ),
                        ("client_id", models.CharField(max_length=255, verbose_name="client ID")),
                        (
                            "secret_set_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="client secret set"
                            ),
                        ),
                        (
                            "role_claim",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=100,
                                verbose_name="claim with roles",
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
                                name="orgs_signon_organiz_79cf7e_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="orgs_signon_id_c28e0c_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignOnIdentity",
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
                        ("issuer", models.CharField(max_length=300, verbose_name="provider")),
                        ("subject", models.CharField(max_length=255, verbose_name="subject")),
                        (
                            "came_by_sign_on",
                            models.BooleanField(default=False, verbose_name="came by sign-on"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("last_used_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sign_on_identities",
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organization", "issuer", "subject"),
                                name="one_member_per_provider_and_subject",
                            ),
                            models.UniqueConstraint(
                                fields=("member", "issuer"),
                                name="one_subject_per_member_and_provider",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignOnIdentityEvent",
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
                        ("issuer", models.CharField(max_length=300, verbose_name="provider")),
                        ("subject", models.CharField(max_length=255, verbose_name="subject")),
                        (
                            "came_by_sign_on",
                            models.BooleanField(default=False, verbose_name="came by sign-on"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "member",
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="orgs_signon_organiz_13cd75_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="orgs_signon_id_98e630_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignOnRole",
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
                            "value",
                            models.CharField(max_length=200, verbose_name="value of the claim"),
                        ),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="orgs.unit",
                                verbose_name="unit",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organization", "value", "role", "unit"),
                                name="one_sign_on_role_per_value_role_and_unit",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("role__in", ["admin", "owner"]), ("unit", None)),
                                    models.Q(
                                        models.Q(("role__in", ["admin", "owner"]), _negated=True),
                                        ("unit__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="signed_on_owners_and_admins_get_no_unit_and_the_others_one",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignOnRoleEvent",
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
                            "value",
                            models.CharField(max_length=200, verbose_name="value of the claim"),
                        ),
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="orgs_signon_organiz_ac5379_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="orgs_signon_id_5de1aa_idx"),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_organizationevent" ("created_at", "deletes_at", "id", "name", "pgh_created_at", "pgh_label", "requires_second_factor", "requires_sign_on", "slug") VALUES (NEW."created_at", NEW."deletes_at", NEW."id", NEW."name", clock_timestamp(), \'insert\', NEW."requires_second_factor", NEW."requires_sign_on", NEW."slug"); RETURN NULL;',
                            hash="61df44fb62de5eb40250b727cdfb1a64e9f4725c",
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
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."slug" IS DISTINCT FROM NEW."slug" OR OLD."created_at" IS DISTINCT FROM NEW."created_at" OR OLD."deletes_at" IS DISTINCT FROM NEW."deletes_at" OR OLD."requires_second_factor" IS DISTINCT FROM NEW."requires_second_factor" OR OLD."requires_sign_on" IS DISTINCT FROM NEW."requires_sign_on"))',
                            func='INSERT INTO "orgs_organizationevent" ("created_at", "deletes_at", "id", "name", "pgh_created_at", "pgh_label", "requires_second_factor", "requires_sign_on", "slug") VALUES (NEW."created_at", NEW."deletes_at", NEW."id", NEW."name", clock_timestamp(), \'update\', NEW."requires_second_factor", NEW."requires_sign_on", NEW."slug"); RETURN NULL;',
                            hash="19edd7f083e21bf50e4afc843db11ab052650d01",
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
                            func='INSERT INTO "orgs_organizationevent" ("created_at", "deletes_at", "id", "name", "pgh_created_at", "pgh_label", "requires_second_factor", "requires_sign_on", "slug") VALUES (OLD."created_at", OLD."deletes_at", OLD."id", OLD."name", clock_timestamp(), \'delete\', OLD."requires_second_factor", OLD."requires_sign_on", OLD."slug"); RETURN NULL;',
                            hash="6232d03a3764bc10979765f40c396969e5c33a75",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b7c72",
                            table="orgs_organization",
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
                    model_name="unit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_unitevent" ("archived_at", "code", "id", "merged_into_id", "name", "organization_id", "parent_id", "pgh_created_at", "pgh_label", "tags", "weight") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."merged_into_id", NEW."name", NEW."organization_id", NEW."parent_id", clock_timestamp(), \'insert\', NEW."tags", NEW."weight"); RETURN NULL;',
                            hash="d00c87803e300add7cc33cb2553cb2f6a0b07206",
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
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."parent_id" IS DISTINCT FROM NEW."parent_id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."code" IS DISTINCT FROM NEW."code" OR OLD."weight" IS DISTINCT FROM NEW."weight" OR OLD."tags" IS DISTINCT FROM NEW."tags" OR OLD."archived_at" IS DISTINCT FROM NEW."archived_at" OR OLD."merged_into_id" IS DISTINCT FROM NEW."merged_into_id"))',
                            func='INSERT INTO "orgs_unitevent" ("archived_at", "code", "id", "merged_into_id", "name", "organization_id", "parent_id", "pgh_created_at", "pgh_label", "tags", "weight") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."merged_into_id", NEW."name", NEW."organization_id", NEW."parent_id", clock_timestamp(), \'update\', NEW."tags", NEW."weight"); RETURN NULL;',
                            hash="48eee872fb2155db7a3792ac11ab4311909e7b4f",
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
                            func='INSERT INTO "orgs_unitevent" ("archived_at", "code", "id", "merged_into_id", "name", "organization_id", "parent_id", "pgh_created_at", "pgh_label", "tags", "weight") VALUES (OLD."archived_at", OLD."code", OLD."id", OLD."merged_into_id", OLD."name", OLD."organization_id", OLD."parent_id", clock_timestamp(), \'delete\', OLD."tags", OLD."weight"); RETURN NULL;',
                            hash="cafc74376e9a5c036ca827063cd3627a2711360f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_efa42",
                            table="orgs_unit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_invitationevent" ("accepted_at", "created_at", "email", "expires_at", "id", "invited_by_id", "organization_id", "pgh_created_at", "pgh_label") VALUES (NEW."accepted_at", NEW."created_at", NEW."email", NEW."expires_at", NEW."id", NEW."invited_by_id", NEW."organization_id", clock_timestamp(), \'insert\'); RETURN NULL;',
                            hash="057e4913ead3253c6a585148eb3413c9d41eaf7a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ab5ae",
                            table="orgs_invitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."email" IS DISTINCT FROM NEW."email" OR OLD."invited_by_id" IS DISTINCT FROM NEW."invited_by_id" OR OLD."created_at" IS DISTINCT FROM NEW."created_at" OR OLD."expires_at" IS DISTINCT FROM NEW."expires_at" OR OLD."accepted_at" IS DISTINCT FROM NEW."accepted_at"))',
                            func='INSERT INTO "orgs_invitationevent" ("accepted_at", "created_at", "email", "expires_at", "id", "invited_by_id", "organization_id", "pgh_created_at", "pgh_label") VALUES (NEW."accepted_at", NEW."created_at", NEW."email", NEW."expires_at", NEW."id", NEW."invited_by_id", NEW."organization_id", clock_timestamp(), \'update\'); RETURN NULL;',
                            hash="4602fddf529849a69e0b281f1bb6709036e5b942",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d599f",
                            table="orgs_invitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_invitationevent" ("accepted_at", "created_at", "email", "expires_at", "id", "invited_by_id", "organization_id", "pgh_created_at", "pgh_label") VALUES (OLD."accepted_at", OLD."created_at", OLD."email", OLD."expires_at", OLD."id", OLD."invited_by_id", OLD."organization_id", clock_timestamp(), \'delete\'); RETURN NULL;',
                            hash="ee67c20f8898a8ee5281938ffc64e6354c2ab8be",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_13d22",
                            table="orgs_invitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_grantevent" ("by_sign_on", "id", "member_id", "organization_id", "pgh_created_at", "pgh_label", "role", "unit_id") VALUES (NEW."by_sign_on", NEW."id", NEW."member_id", NEW."organization_id", clock_timestamp(), \'insert\', NEW."role", NEW."unit_id"); RETURN NULL;',
                            hash="c066fcec8f7c4d8a645525f7b0dd80d0cafa41fa",
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
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."member_id" IS DISTINCT FROM NEW."member_id" OR OLD."role" IS DISTINCT FROM NEW."role" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id" OR OLD."by_sign_on" IS DISTINCT FROM NEW."by_sign_on"))',
                            func='INSERT INTO "orgs_grantevent" ("by_sign_on", "id", "member_id", "organization_id", "pgh_created_at", "pgh_label", "role", "unit_id") VALUES (NEW."by_sign_on", NEW."id", NEW."member_id", NEW."organization_id", clock_timestamp(), \'update\', NEW."role", NEW."unit_id"); RETURN NULL;',
                            hash="37a4c6fcd890fcd5e1638951f3a66ba8357f9cb2",
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
                            func='INSERT INTO "orgs_grantevent" ("by_sign_on", "id", "member_id", "organization_id", "pgh_created_at", "pgh_label", "role", "unit_id") VALUES (OLD."by_sign_on", OLD."id", OLD."member_id", OLD."organization_id", clock_timestamp(), \'delete\', OLD."role", OLD."unit_id"); RETURN NULL;',
                            hash="649f9dec7d672f44f932376281519f00a08893c5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_03ac2",
                            table="orgs_grant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitedgrant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_invitedgrantevent" ("id", "invitation_id", "organization_id", "pgh_created_at", "pgh_label", "role", "unit_id") VALUES (NEW."id", NEW."invitation_id", NEW."organization_id", clock_timestamp(), \'insert\', NEW."role", NEW."unit_id"); RETURN NULL;',
                            hash="7d4de5bda975dcf2d1eb882fa2b573d37bb03021",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fbd9b",
                            table="orgs_invitedgrant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitedgrant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."invitation_id" IS DISTINCT FROM NEW."invitation_id" OR OLD."role" IS DISTINCT FROM NEW."role" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id"))',
                            func='INSERT INTO "orgs_invitedgrantevent" ("id", "invitation_id", "organization_id", "pgh_created_at", "pgh_label", "role", "unit_id") VALUES (NEW."id", NEW."invitation_id", NEW."organization_id", clock_timestamp(), \'update\', NEW."role", NEW."unit_id"); RETURN NULL;',
                            hash="b36da40d5dfe4bb0f29afab7e7de24ce181aaef7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e0c0e",
                            table="orgs_invitedgrant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitedgrant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_invitedgrantevent" ("id", "invitation_id", "organization_id", "pgh_created_at", "pgh_label", "role", "unit_id") VALUES (OLD."id", OLD."invitation_id", OLD."organization_id", clock_timestamp(), \'delete\', OLD."role", OLD."unit_id"); RETURN NULL;',
                            hash="e357cc625e6602feb7e53561d0f5ac969e779c74",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_08a6b",
                            table="orgs_invitedgrant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="export",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_exportevent" ("digest", "downloaded_at", "expires_at", "failure", "finished_at", "id", "organization_id", "pgh_created_at", "pgh_label", "requested_at", "requested_by_id", "rows", "size", "state") VALUES (NEW."digest", NEW."downloaded_at", NEW."expires_at", NEW."failure", NEW."finished_at", NEW."id", NEW."organization_id", clock_timestamp(), \'insert\', NEW."requested_at", NEW."requested_by_id", NEW."rows", NEW."size", NEW."state"); RETURN NULL;',
                            hash="d974ed597f6c60ee484882831edb25e45697bd73",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_822bd",
                            table="orgs_export",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="export",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."requested_by_id" IS DISTINCT FROM NEW."requested_by_id" OR OLD."requested_at" IS DISTINCT FROM NEW."requested_at" OR OLD."state" IS DISTINCT FROM NEW."state" OR OLD."size" IS DISTINCT FROM NEW."size" OR OLD."rows" IS DISTINCT FROM NEW."rows" OR OLD."digest" IS DISTINCT FROM NEW."digest" OR OLD."failure" IS DISTINCT FROM NEW."failure" OR OLD."finished_at" IS DISTINCT FROM NEW."finished_at" OR OLD."expires_at" IS DISTINCT FROM NEW."expires_at" OR OLD."downloaded_at" IS DISTINCT FROM NEW."downloaded_at"))',
                            func='INSERT INTO "orgs_exportevent" ("digest", "downloaded_at", "expires_at", "failure", "finished_at", "id", "organization_id", "pgh_created_at", "pgh_label", "requested_at", "requested_by_id", "rows", "size", "state") VALUES (NEW."digest", NEW."downloaded_at", NEW."expires_at", NEW."failure", NEW."finished_at", NEW."id", NEW."organization_id", clock_timestamp(), \'update\', NEW."requested_at", NEW."requested_by_id", NEW."rows", NEW."size", NEW."state"); RETURN NULL;',
                            hash="58621fc644f07a0c686ba6deb759a7c464867c0a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ab0d1",
                            table="orgs_export",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="export",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_exportevent" ("digest", "downloaded_at", "expires_at", "failure", "finished_at", "id", "organization_id", "pgh_created_at", "pgh_label", "requested_at", "requested_by_id", "rows", "size", "state") VALUES (OLD."digest", OLD."downloaded_at", OLD."expires_at", OLD."failure", OLD."finished_at", OLD."id", OLD."organization_id", clock_timestamp(), \'delete\', OLD."requested_at", OLD."requested_by_id", OLD."rows", OLD."size", OLD."state"); RETURN NULL;',
                            hash="4619f227c566d7015e08fe3118433418a177297e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9e9cf",
                            table="orgs_export",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signon",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_signonevent" ("client_id", "id", "issuer", "organization_id", "pgh_created_at", "pgh_label", "role_claim", "secret_set_at") VALUES (NEW."client_id", NEW."id", NEW."issuer", NEW."organization_id", clock_timestamp(), \'insert\', NEW."role_claim", NEW."secret_set_at"); RETURN NULL;',
                            hash="550bfa27c3e250f3753fa0444e371b304ee86a70",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f86e9",
                            table="orgs_signon",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signon",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."issuer" IS DISTINCT FROM NEW."issuer" OR OLD."client_id" IS DISTINCT FROM NEW."client_id" OR OLD."secret_set_at" IS DISTINCT FROM NEW."secret_set_at" OR OLD."role_claim" IS DISTINCT FROM NEW."role_claim"))',
                            func='INSERT INTO "orgs_signonevent" ("client_id", "id", "issuer", "organization_id", "pgh_created_at", "pgh_label", "role_claim", "secret_set_at") VALUES (NEW."client_id", NEW."id", NEW."issuer", NEW."organization_id", clock_timestamp(), \'update\', NEW."role_claim", NEW."secret_set_at"); RETURN NULL;',
                            hash="760bd5d7d241a141c75af1486e1d2633029850b5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8b476",
                            table="orgs_signon",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signon",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_signonevent" ("client_id", "id", "issuer", "organization_id", "pgh_created_at", "pgh_label", "role_claim", "secret_set_at") VALUES (OLD."client_id", OLD."id", OLD."issuer", OLD."organization_id", clock_timestamp(), \'delete\', OLD."role_claim", OLD."secret_set_at"); RETURN NULL;',
                            hash="04403b31ba45b7a5613ba63fccbb179d4b576870",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_876d9",
                            table="orgs_signon",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signondomain",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_signondomainevent" ("domain", "id", "organization_id", "pgh_created_at", "pgh_label") VALUES (NEW."domain", NEW."id", NEW."organization_id", clock_timestamp(), \'insert\'); RETURN NULL;',
                            hash="c27768a1090bf63871ff31021891094babe63472",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ceb21",
                            table="orgs_signondomain",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signondomain",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."domain" IS DISTINCT FROM NEW."domain"))',
                            func='INSERT INTO "orgs_signondomainevent" ("domain", "id", "organization_id", "pgh_created_at", "pgh_label") VALUES (NEW."domain", NEW."id", NEW."organization_id", clock_timestamp(), \'update\'); RETURN NULL;',
                            hash="43fb6f808e95bbf875716279407b03d75d7f4ea8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9aeac",
                            table="orgs_signondomain",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signondomain",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_signondomainevent" ("domain", "id", "organization_id", "pgh_created_at", "pgh_label") VALUES (OLD."domain", OLD."id", OLD."organization_id", clock_timestamp(), \'delete\'); RETURN NULL;',
                            hash="9764326afe31a33b1249b12856886e50af470dd8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0ac86",
                            table="orgs_signondomain",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signonidentity",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_signonidentityevent" ("came_by_sign_on", "created_at", "id", "issuer", "member_id", "organization_id", "pgh_created_at", "pgh_label", "subject") VALUES (NEW."came_by_sign_on", NEW."created_at", NEW."id", NEW."issuer", NEW."member_id", NEW."organization_id", clock_timestamp(), \'insert\', NEW."subject"); RETURN NULL;',
                            hash="e0c5097f08c6308d35d8c80f477ad56782f15a13",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f34f3",
                            table="orgs_signonidentity",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signonidentity",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."member_id" IS DISTINCT FROM NEW."member_id" OR OLD."issuer" IS DISTINCT FROM NEW."issuer" OR OLD."subject" IS DISTINCT FROM NEW."subject" OR OLD."came_by_sign_on" IS DISTINCT FROM NEW."came_by_sign_on" OR OLD."created_at" IS DISTINCT FROM NEW."created_at"))',
                            func='INSERT INTO "orgs_signonidentityevent" ("came_by_sign_on", "created_at", "id", "issuer", "member_id", "organization_id", "pgh_created_at", "pgh_label", "subject") VALUES (NEW."came_by_sign_on", NEW."created_at", NEW."id", NEW."issuer", NEW."member_id", NEW."organization_id", clock_timestamp(), \'update\', NEW."subject"); RETURN NULL;',
                            hash="112c57c3273f962cd76550410cef5eb718bbdcbe",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8315d",
                            table="orgs_signonidentity",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signonidentity",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_signonidentityevent" ("came_by_sign_on", "created_at", "id", "issuer", "member_id", "organization_id", "pgh_created_at", "pgh_label", "subject") VALUES (OLD."came_by_sign_on", OLD."created_at", OLD."id", OLD."issuer", OLD."member_id", OLD."organization_id", clock_timestamp(), \'delete\', OLD."subject"); RETURN NULL;',
                            hash="b7ab47a9abe9bbd16ff4f5960af9065be46bbbcf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9ff42",
                            table="orgs_signonidentity",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signonrole",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_signonroleevent" ("id", "organization_id", "pgh_created_at", "pgh_label", "role", "unit_id", "value") VALUES (NEW."id", NEW."organization_id", clock_timestamp(), \'insert\', NEW."role", NEW."unit_id", NEW."value"); RETURN NULL;',
                            hash="7e36ef8242e345e72fecb2b8c50a548108b5c472",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7a0e3",
                            table="orgs_signonrole",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signonrole",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."value" IS DISTINCT FROM NEW."value" OR OLD."role" IS DISTINCT FROM NEW."role" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id"))',
                            func='INSERT INTO "orgs_signonroleevent" ("id", "organization_id", "pgh_created_at", "pgh_label", "role", "unit_id", "value") VALUES (NEW."id", NEW."organization_id", clock_timestamp(), \'update\', NEW."role", NEW."unit_id", NEW."value"); RETURN NULL;',
                            hash="d13cc14078ac1eb39b24961f32d1a93ef58a90f7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ea0da",
                            table="orgs_signonrole",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signonrole",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "orgs_signonroleevent" ("id", "organization_id", "pgh_created_at", "pgh_label", "role", "unit_id", "value") VALUES (OLD."id", OLD."organization_id", clock_timestamp(), \'delete\', OLD."role", OLD."unit_id", OLD."value"); RETURN NULL;',
                            hash="6c17ac4dd9ceead09aaa4afbae7d5d87988fba20",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_109ab",
                            table="orgs_signonrole",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
