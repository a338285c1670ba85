import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from orgs.database.grouped_operations import Together


class Migration(migrations.Migration):
    replaces = [("rounds", "0001_initial")]

    initial = True

    dependencies = [
        ("frameworks", "0002_row_security"),
        ("orgs", "0003_row_security"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Round",
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
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="orgs.organization",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="frameworks.frameworkversion",
                            ),
                        ),
                        (
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="rounds.round",
                            ),
                        ),
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        ("reminders_asked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "reminders_asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="orgs.member",
                            ),
                        ),
                        (
                            "reminds_on",
                            models.DateField(blank=True, null=True, verbose_name="reminds on"),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organization", "name"),
                                name="one_round_of_a_name_per_organization",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("opens_on", None),
                                    ("closes_on", None),
                                    ("closes_on__gte", models.F("opens_on")),
                                    _connector="OR",
                                ),
                                name="a_round_closes_on_or_after_the_day_it_opens",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("follows", models.F("id")), _negated=True),
                                name="a_round_does_not_follow_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoundUnit",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="chosen",
                                to="rounds.round",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="orgs.unit",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, default="")),
                        ("target", models.JSONField(blank=True, default=dict)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "unit"), name="a_round_asks_a_unit_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("target", {}),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_units_own_target_has_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Session",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sessions",
                                to="rounds.round",
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
                                fields=("round", "unit"), name="one_session_per_round_and_unit"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reveal",
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
                                related_name="reveal",
                                to="rounds.session",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Participant",
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
                        ("answered", models.PositiveSmallIntegerField(default=0)),
                        ("excused_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "member",
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
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="participants",
                                to="rounds.session",
                            ),
                        ),
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        ("seen_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "member"),
                                name="one_participant_per_session_and_member",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SettledAnswer",
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
                        ("conditions", models.JSONField(default=dict)),
                        ("not_applicable", models.BooleanField(default=False)),
                        ("not_applicable_reason", models.TextField(blank=True)),
                        ("rationale", models.TextField(blank=True)),
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
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="settled",
                                to="rounds.session",
                            ),
                        ),
                        ("change", models.CharField(blank=True, max_length=36)),
                        (
                            "not_applicable_approver",
                            models.CharField(blank=True, db_default="", default="", max_length=120),
                        ),
                        ("not_applicable_review_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "capability"),
                                name="one_settled_answer_per_capability",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Vote",
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
                        ("updated_at", models.DateTimeField()),
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
                                related_name="votes",
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
                                related_name="votes",
                                to="rounds.session",
                            ),
                        ),
                        ("changes", models.JSONField(default=list)),
                        (
                            "not_applicable_approver",
                            models.CharField(blank=True, db_default="", default="", max_length=120),
                        ),
                        ("not_applicable_review_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "capability", "person", "ballot"),
                                name="one_vote_per_person_and_capability",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("anchor", None), ("anchor__lte", 4), _connector="OR"
                                ),
                                name="an_anchor_is_a_level_from_0_to_4",
                            ),
                        ],
                    },
                ),
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
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="rounds_part_organiz_2f0b5a_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="rounds_part_id_f3a858_idx"),
                        ],
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
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="rounds_reve_organiz_2b48f2_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="rounds_reve_id_2040da_idx"),
                        ],
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
                            "version",
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
                            "follows",
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
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "reminds_on",
                            models.DateField(blank=True, null=True, verbose_name="reminds on"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="rounds_roun_organiz_9f1ccb_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="rounds_roun_id_22384b_idx"),
                        ],
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
                        ("reason", models.TextField(blank=True, default="")),
                        ("target", models.JSONField(blank=True, default=dict)),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="rounds_roun_organiz_baa828_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="rounds_roun_id_e27d91_idx"),
                        ],
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
                                name="rounds_sess_organiz_d747f9_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="rounds_sess_id_a905c1_idx"),
                        ],
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
                        (
                            "not_applicable_approver",
                            models.CharField(blank=True, db_default="", default="", max_length=120),
                        ),
                        ("not_applicable_review_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="rounds_sett_organiz_3f4fa3_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="rounds_sett_id_4d0f77_idx"),
                        ],
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
                        (
                            "not_applicable_approver",
                            models.CharField(blank=True, db_default="", default="", max_length=120),
                        ),
                        ("not_applicable_review_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="rounds_vote_organiz_b535e3_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="rounds_vote_id_6140d2_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewEvent",
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
                        (
                            "verdict",
                            models.CharField(
                                choices=[("returned", "returned"), ("accepted", "accepted")],
                                max_length=10,
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("comments", models.JSONField(default=dict)),
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
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="rounds_revi_organiz_299112_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="rounds_revi_id_014153_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
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
                        (
                            "verdict",
                            models.CharField(
                                choices=[("returned", "returned"), ("accepted", "accepted")],
                                max_length=10,
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("comments", models.JSONField(default=dict)),
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
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reviews",
                                to="rounds.session",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "revision", "verdict"),
                                name="a_revision_is_accepted_once_and_returned_once",
                            )
                        ],
                    },
                ),
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
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="rounds_diag_organiz_d98dff_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="rounds_diag_id_5ee86d_idx"),
                        ],
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
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("url", ""), ("file", ""), _connector="OR"),
                                name="evidence_is_a_link_or_a_file_not_both",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("url", ""),
                                    ("url__iregex", "^https?://[^\\s]+$"),
                                    _connector="OR",
                                ),
                                name="evidence_links_lead_to_web_pages",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("checked_by", models.F("author")), _negated=True
                                ),
                                name="evidence_is_checked_by_somebody_other_than_its_author",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("checked_at", None), ("checked_by", None)),
                                    models.Q(
                                        ("checked_at__isnull", False), ("checked_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="evidence_is_checked_by_somebody_at_some_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("checked_by", None),
                                        ("file", ""),
                                        ("grade", 0),
                                        ("url", ""),
                                    ),
                                    models.Q(
                                        models.Q(
                                            models.Q(("url", ""), _negated=True),
                                            models.Q(("file", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            models.Q(("checked_by", None), ("grade", 1)),
                                            models.Q(
                                                ("checked_by__isnull", False),
                                                ("grade", 2),
                                                ("source", ""),
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
                        ],
                    },
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
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="rounds_evid_organiz_3fb8d3_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="rounds_evid_id_9e1e92_idx"),
                        ],
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
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "person"),
                                name="one_named_framework_per_person_and_session",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("link", ""),
                                    ("link__iregex", "^https?://[^\\s]+$"),
                                    _connector="OR",
                                ),
                                name="a_named_framework_links_to_a_web_page",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text", ""), _negated=True),
                                    models.Q(("is_same", False), ("link", "")),
                                    _connector="OR",
                                ),
                                name="no_framework_named_is_the_same_as_none",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("link", ""), _negated=True),
                                    ("link_opened", False),
                                    _connector="OR",
                                ),
                                name="a_link_that_opened_is_there",
                            ),
                        ],
                    },
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
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="rounds_name_organiz_94d560_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="rounds_name_id_0daee6_idx"),
                        ],
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
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="rounds_sess_organiz_2a4ce3_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="rounds_sess_id_a8898b_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RevoteEvent",
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
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="rounds_revo_organiz_80fe3a_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="rounds_revo_id_dc7dde_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Revote",
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
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="revotes",
                                to="rounds.session",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "condition"),
                                name="a_condition_is_voted_on_again_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuickCheckEvent",
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
                        ("anchors", models.JSONField(default=dict)),
                        ("at", models.DateTimeField()),
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
                        "indexes": [
                            models.Index(
                                fields=["organization", "pgh_created_at"],
                                name="rounds_quic_organiz_a0b2c7_idx",
                            ),
                            models.Index(fields=["id", "pgh_id"], name="rounds_quic_id_11c77e_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuickCheck",
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
                        ("anchors", models.JSONField(default=dict)),
                        ("at", models.DateTimeField()),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="orgs.organization",
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
                                related_name="quick_checks",
                                to="rounds.session",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "person"),
                                name="one_quick_check_per_session_and_leader",
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="round",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_roundevent" ("closes_on", "created_at", "follows_id", "id", "name", "opens_on", "organization_id", "pgh_created_at", "pgh_label", "reminded_at", "reminds_on", "state", "target", "version_id", "weights") VALUES (NEW."closes_on", NEW."created_at", NEW."follows_id", NEW."id", NEW."name", NEW."opens_on", NEW."organization_id", clock_timestamp(), \'insert\', NEW."reminded_at", NEW."reminds_on", NEW."state", NEW."target", NEW."version_id", NEW."weights"); RETURN NULL;',
                            hash="dfa13ec3ac25e8911b1ba861e4141226007e08dc",
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
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."version_id" IS DISTINCT FROM NEW."version_id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."target" IS DISTINCT FROM NEW."target" OR OLD."weights" IS DISTINCT FROM NEW."weights" OR OLD."opens_on" IS DISTINCT FROM NEW."opens_on" OR OLD."closes_on" IS DISTINCT FROM NEW."closes_on" OR OLD."reminds_on" IS DISTINCT FROM NEW."reminds_on" OR OLD."reminded_at" IS DISTINCT FROM NEW."reminded_at" OR OLD."follows_id" IS DISTINCT FROM NEW."follows_id" OR OLD."state" IS DISTINCT FROM NEW."state" OR OLD."created_at" IS DISTINCT FROM NEW."created_at"))',
                            func='INSERT INTO "rounds_roundevent" ("closes_on", "created_at", "follows_id", "id", "name", "opens_on", "organization_id", "pgh_created_at", "pgh_label", "reminded_at", "reminds_on", "state", "target", "version_id", "weights") VALUES (NEW."closes_on", NEW."created_at", NEW."follows_id", NEW."id", NEW."name", NEW."opens_on", NEW."organization_id", clock_timestamp(), \'update\', NEW."reminded_at", NEW."reminds_on", NEW."state", NEW."target", NEW."version_id", NEW."weights"); RETURN NULL;',
                            hash="d5a0a0148e013688684899255987f1a2734e04f8",
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
                            func='INSERT INTO "rounds_roundevent" ("closes_on", "created_at", "follows_id", "id", "name", "opens_on", "organization_id", "pgh_created_at", "pgh_label", "reminded_at", "reminds_on", "state", "target", "version_id", "weights") VALUES (OLD."closes_on", OLD."created_at", OLD."follows_id", OLD."id", OLD."name", OLD."opens_on", OLD."organization_id", clock_timestamp(), \'delete\', OLD."reminded_at", OLD."reminds_on", OLD."state", OLD."target", OLD."version_id", OLD."weights"); RETURN NULL;',
                            hash="6a6dd3ffa849eb85076dce3a4ba07dec546794cf",
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
                            func='INSERT INTO "rounds_roundunitevent" ("id", "organization_id", "pgh_created_at", "pgh_label", "reason", "round_id", "target", "unit_id") VALUES (NEW."id", NEW."organization_id", clock_timestamp(), \'insert\', NEW."reason", NEW."round_id", NEW."target", NEW."unit_id"); RETURN NULL;',
                            hash="090b26a7de5f3ddc43df559c40e55726a454098b",
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
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."round_id" IS DISTINCT FROM NEW."round_id" OR OLD."unit_id" IS DISTINCT FROM NEW."unit_id" OR OLD."target" IS DISTINCT FROM NEW."target" OR OLD."reason" IS DISTINCT FROM NEW."reason"))',
                            func='INSERT INTO "rounds_roundunitevent" ("id", "organization_id", "pgh_created_at", "pgh_label", "reason", "round_id", "target", "unit_id") VALUES (NEW."id", NEW."organization_id", clock_timestamp(), \'update\', NEW."reason", NEW."round_id", NEW."target", NEW."unit_id"); RETURN NULL;',
                            hash="0cce00bfc1926528e1d6df2589990fb9cf13d3be",
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
                            func='INSERT INTO "rounds_roundunitevent" ("id", "organization_id", "pgh_created_at", "pgh_label", "reason", "round_id", "target", "unit_id") VALUES (OLD."id", OLD."organization_id", clock_timestamp(), \'delete\', OLD."reason", OLD."round_id", OLD."target", OLD."unit_id"); RETURN NULL;',
                            hash="ecb1dc1c7fc6c75cc0280c0c17936dfbc5564bf7",
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
                    model_name="settledanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_settledanswerevent" ("at", "by_id", "capability", "conditions", "id", "not_applicable", "not_applicable_approver", "not_applicable_reason", "not_applicable_review_on", "organization_id", "pgh_created_at", "pgh_label", "rationale", "session_id", "version") VALUES (NEW."at", NEW."by_id", NEW."capability", NEW."conditions", NEW."id", NEW."not_applicable", NEW."not_applicable_approver", NEW."not_applicable_reason", NEW."not_applicable_review_on", NEW."organization_id", clock_timestamp(), \'insert\', NEW."rationale", NEW."session_id", NEW."version"); RETURN NULL;',
                            hash="f9a9bb80e118ba4c4fe6adb5f78583e1504e14c1",
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
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."capability" IS DISTINCT FROM NEW."capability" OR OLD."conditions" IS DISTINCT FROM NEW."conditions" OR OLD."not_applicable" IS DISTINCT FROM NEW."not_applicable" OR OLD."not_applicable_reason" IS DISTINCT FROM NEW."not_applicable_reason" OR OLD."not_applicable_approver" IS DISTINCT FROM NEW."not_applicable_approver" OR OLD."not_applicable_review_on" IS DISTINCT FROM NEW."not_applicable_review_on" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."session_id" IS DISTINCT FROM NEW."session_id" OR OLD."rationale" IS DISTINCT FROM NEW."rationale" OR OLD."version" IS DISTINCT FROM NEW."version" OR OLD."by_id" IS DISTINCT FROM NEW."by_id" OR OLD."at" IS DISTINCT FROM NEW."at"))',
                            func='INSERT INTO "rounds_settledanswerevent" ("at", "by_id", "capability", "conditions", "id", "not_applicable", "not_applicable_approver", "not_applicable_reason", "not_applicable_review_on", "organization_id", "pgh_created_at", "pgh_label", "rationale", "session_id", "version") VALUES (NEW."at", NEW."by_id", NEW."capability", NEW."conditions", NEW."id", NEW."not_applicable", NEW."not_applicable_approver", NEW."not_applicable_reason", NEW."not_applicable_review_on", NEW."organization_id", clock_timestamp(), \'update\', NEW."rationale", NEW."session_id", NEW."version"); RETURN NULL;',
                            hash="4bfec62b4293e6d4137d5709a201f8689817ec39",
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
                            func='INSERT INTO "rounds_settledanswerevent" ("at", "by_id", "capability", "conditions", "id", "not_applicable", "not_applicable_approver", "not_applicable_reason", "not_applicable_review_on", "organization_id", "pgh_created_at", "pgh_label", "rationale", "session_id", "version") VALUES (OLD."at", OLD."by_id", OLD."capability", OLD."conditions", OLD."id", OLD."not_applicable", OLD."not_applicable_approver", OLD."not_applicable_reason", OLD."not_applicable_review_on", OLD."organization_id", clock_timestamp(), \'delete\', OLD."rationale", OLD."session_id", OLD."version"); RETURN NULL;',
                            hash="eb2f26e273230e8b5da4f1c98b6aa82282b7a65e",
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
                            func='INSERT INTO "rounds_voteevent" ("anchor", "ballot", "capability", "comment", "conditions", "confidence", "id", "not_applicable", "not_applicable_approver", "not_applicable_reason", "not_applicable_review_on", "organization_id", "person_id", "pgh_created_at", "pgh_label", "session_id") VALUES (NEW."anchor", NEW."ballot", NEW."capability", NEW."comment", NEW."conditions", NEW."confidence", NEW."id", NEW."not_applicable", NEW."not_applicable_approver", NEW."not_applicable_reason", NEW."not_applicable_review_on", NEW."organization_id", NEW."person_id", clock_timestamp(), \'insert\', NEW."session_id"); RETURN NULL;',
                            hash="112278b4d5e651eaa29e4d929f61799b3a7311d3",
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
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."capability" IS DISTINCT FROM NEW."capability" OR OLD."conditions" IS DISTINCT FROM NEW."conditions" OR OLD."not_applicable" IS DISTINCT FROM NEW."not_applicable" OR OLD."not_applicable_reason" IS DISTINCT FROM NEW."not_applicable_reason" OR OLD."not_applicable_approver" IS DISTINCT FROM NEW."not_applicable_approver" OR OLD."not_applicable_review_on" IS DISTINCT FROM NEW."not_applicable_review_on" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."session_id" IS DISTINCT FROM NEW."session_id" OR OLD."person_id" IS DISTINCT FROM NEW."person_id" OR OLD."ballot" IS DISTINCT FROM NEW."ballot" OR OLD."anchor" IS DISTINCT FROM NEW."anchor" OR OLD."comment" IS DISTINCT FROM NEW."comment" OR OLD."confidence" IS DISTINCT FROM NEW."confidence"))',
                            func='INSERT INTO "rounds_voteevent" ("anchor", "ballot", "capability", "comment", "conditions", "confidence", "id", "not_applicable", "not_applicable_approver", "not_applicable_reason", "not_applicable_review_on", "organization_id", "person_id", "pgh_created_at", "pgh_label", "session_id") VALUES (NEW."anchor", NEW."ballot", NEW."capability", NEW."comment", NEW."conditions", NEW."confidence", NEW."id", NEW."not_applicable", NEW."not_applicable_approver", NEW."not_applicable_reason", NEW."not_applicable_review_on", NEW."organization_id", NEW."person_id", clock_timestamp(), \'update\', NEW."session_id"); RETURN NULL;',
                            hash="4f6e265c594558d8be1c8849308ec8f663840bdf",
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
                            func='INSERT INTO "rounds_voteevent" ("anchor", "ballot", "capability", "comment", "conditions", "confidence", "id", "not_applicable", "not_applicable_approver", "not_applicable_reason", "not_applicable_review_on", "organization_id", "person_id", "pgh_created_at", "pgh_label", "session_id") VALUES (OLD."anchor", OLD."ballot", OLD."capability", OLD."comment", OLD."conditions", OLD."confidence", OLD."id", OLD."not_applicable", OLD."not_applicable_approver", OLD."not_applicable_reason", OLD."not_applicable_review_on", OLD."organization_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."session_id"); RETURN NULL;',
                            hash="2a4aeaaf9a9e8b17109dfce10168c13f061918c0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b4450",
                            table="rounds_vote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="review",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_reviewevent" ("at", "by_id", "comments", "id", "note", "organization_id", "pgh_created_at", "pgh_label", "revision", "session_id", "verdict") VALUES (NEW."at", NEW."by_id", NEW."comments", NEW."id", NEW."note", NEW."organization_id", clock_timestamp(), \'insert\', NEW."revision", NEW."session_id", NEW."verdict"); RETURN NULL;',
                            hash="5e974b21053335da3e7a99d760014824a9f384cf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_62b73",
                            table="rounds_review",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="review",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."session_id" IS DISTINCT FROM NEW."session_id" OR OLD."revision" IS DISTINCT FROM NEW."revision" OR OLD."verdict" IS DISTINCT FROM NEW."verdict" OR OLD."note" IS DISTINCT FROM NEW."note" OR OLD."comments" IS DISTINCT FROM NEW."comments" OR OLD."by_id" IS DISTINCT FROM NEW."by_id" OR OLD."at" IS DISTINCT FROM NEW."at"))',
                            func='INSERT INTO "rounds_reviewevent" ("at", "by_id", "comments", "id", "note", "organization_id", "pgh_created_at", "pgh_label", "revision", "session_id", "verdict") VALUES (NEW."at", NEW."by_id", NEW."comments", NEW."id", NEW."note", NEW."organization_id", clock_timestamp(), \'update\', NEW."revision", NEW."session_id", NEW."verdict"); RETURN NULL;',
                            hash="b4ecc4fd1a5e1b433d041908c64d04f4ea05ad95",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d41df",
                            table="rounds_review",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="review",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_reviewevent" ("at", "by_id", "comments", "id", "note", "organization_id", "pgh_created_at", "pgh_label", "revision", "session_id", "verdict") VALUES (OLD."at", OLD."by_id", OLD."comments", OLD."id", OLD."note", OLD."organization_id", clock_timestamp(), \'delete\', OLD."revision", OLD."session_id", OLD."verdict"); RETURN NULL;',
                            hash="11fac18be938fbd611308e9a74c9c5826624c297",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c7cd4",
                            table="rounds_review",
                            when="AFTER",
                        ),
                    ),
                ),
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
                pgtrigger.migrations.AddTrigger(
                    model_name="revote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_revoteevent" ("at", "by_id", "capability", "condition", "id", "organization_id", "pgh_created_at", "pgh_label", "session_id") VALUES (NEW."at", NEW."by_id", NEW."capability", NEW."condition", NEW."id", NEW."organization_id", clock_timestamp(), \'insert\', NEW."session_id"); RETURN NULL;',
                            hash="41b2964e8daf2942d7b2df489ed680fc88e19d7f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bb1a5",
                            table="rounds_revote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="revote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."session_id" IS DISTINCT FROM NEW."session_id" OR OLD."capability" IS DISTINCT FROM NEW."capability" OR OLD."condition" IS DISTINCT FROM NEW."condition" OR OLD."by_id" IS DISTINCT FROM NEW."by_id" OR OLD."at" IS DISTINCT FROM NEW."at"))',
                            func='INSERT INTO "rounds_revoteevent" ("at", "by_id", "capability", "condition", "id", "organization_id", "pgh_created_at", "pgh_label", "session_id") VALUES (NEW."at", NEW."by_id", NEW."capability", NEW."condition", NEW."id", NEW."organization_id", clock_timestamp(), \'update\', NEW."session_id"); RETURN NULL;',
                            hash="0fbbd225a6bdd88b4f48a001c7ec8d9b78b38f56",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5e9dc",
                            table="rounds_revote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="revote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_revoteevent" ("at", "by_id", "capability", "condition", "id", "organization_id", "pgh_created_at", "pgh_label", "session_id") VALUES (OLD."at", OLD."by_id", OLD."capability", OLD."condition", OLD."id", OLD."organization_id", clock_timestamp(), \'delete\', OLD."session_id"); RETURN NULL;',
                            hash="f2cb3b67aff9245c3df7e91fbeb3e5224377debc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d66e0",
                            table="rounds_revote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="quickcheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_quickcheckevent" ("anchors", "at", "id", "organization_id", "person_id", "pgh_created_at", "pgh_label", "session_id") VALUES (NEW."anchors", NEW."at", NEW."id", NEW."organization_id", NEW."person_id", clock_timestamp(), \'insert\', NEW."session_id"); RETURN NULL;',
                            hash="3ad9448e5bdf07b9eaab5fbf1607a804b366a7b5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_24887",
                            table="rounds_quickcheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="quickcheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (true AND (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."organization_id" IS DISTINCT FROM NEW."organization_id" OR OLD."session_id" IS DISTINCT FROM NEW."session_id" OR OLD."person_id" IS DISTINCT FROM NEW."person_id" OR OLD."anchors" IS DISTINCT FROM NEW."anchors" OR OLD."at" IS DISTINCT FROM NEW."at"))',
                            func='INSERT INTO "rounds_quickcheckevent" ("anchors", "at", "id", "organization_id", "person_id", "pgh_created_at", "pgh_label", "session_id") VALUES (NEW."anchors", NEW."at", NEW."id", NEW."organization_id", NEW."person_id", clock_timestamp(), \'update\', NEW."session_id"); RETURN NULL;',
                            hash="590f426fa01aa06258f898dde816ee96adf71000",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_72fcf",
                            table="rounds_quickcheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="quickcheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (true)",
                            func='INSERT INTO "rounds_quickcheckevent" ("anchors", "at", "id", "organization_id", "person_id", "pgh_created_at", "pgh_label", "session_id") VALUES (OLD."anchors", OLD."at", OLD."id", OLD."organization_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."session_id"); RETURN NULL;',
                            hash="5f47ab4836db611c6f17cfdc331a9786c1c82557",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2fde1",
                            table="rounds_quickcheck",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
