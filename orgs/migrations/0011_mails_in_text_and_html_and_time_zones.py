import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from orgs.migrating import Together


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0010_members_last_seen"),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="mail",
                    name="failed_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="mail",
                    name="html",
                    field=models.TextField(blank=True, default=""),
                ),
                migrations.AddField(
                    model_name="mail",
                    name="next_try_at",
                    field=models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                migrations.AddField(
                    model_name="mail",
                    name="organization",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organization",
                    ),
                ),
                migrations.AddField(
                    model_name="user",
                    name="time_zone",
                    field=models.CharField(
                        blank=True,
                        max_length=64,
                        verbose_name="time zone",
                    ),
                ),
                migrations.AddIndex(
                    model_name="mail",
                    index=models.Index(
                        condition=models.Q(("failed_at", None), ("sent_at", None)),
                        fields=["next_try_at"],
                        name="mails_waiting",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="mail",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("sent_at", None), ("failed_at", None), _connector="OR"),
                        name="a_mail_is_sent_or_failed_not_both",
                    ),
                ),
            ]
        ),
    ]
