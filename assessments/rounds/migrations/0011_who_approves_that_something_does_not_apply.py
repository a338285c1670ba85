import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from orgs.migrating import Together


class Migration(migrations.Migration):
    dependencies = [
        ("rounds", "0010_leaders_check_quickly"),
    ]

    operations = [
        Together(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="settledanswer",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="settledanswer",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="settledanswer",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="vote",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="vote",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="vote",
                    name="delete_delete",
                ),
                migrations.AddField(
                    model_name="settledanswer",
                    name="not_applicable_approver",
                    field=models.CharField(blank=True, db_default="", default="", max_length=120),
                ),
                migrations.AddField(
                    model_name="settledanswer",
                    name="not_applicable_review_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="settledanswerevent",
                    name="not_applicable_approver",
                    field=models.CharField(blank=True, db_default="", default="", max_length=120),
                ),
                migrations.AddField(
                    model_name="settledanswerevent",
                    name="not_applicable_review_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="vote",
                    name="not_applicable_approver",
                    field=models.CharField(blank=True, db_default="", default="", max_length=120),
                ),
                migrations.AddField(
                    model_name="vote",
                    name="not_applicable_review_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="voteevent",
                    name="not_applicable_approver",
                    field=models.CharField(blank=True, db_default="", default="", max_length=120),
                ),
                migrations.AddField(
                    model_name="voteevent",
                    name="not_applicable_review_on",
                    field=models.DateField(blank=True, null=True),
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
            ]
        ),
    ]
