"""Mails on their way."""

from django.db import models
from django.db.models.functions import Now

from orgs.names.email_addresses import shown_address

from .organization import Organization


class Mail(models.Model):
    """A mail on its way: written in the request, sent by the worker, emptied once it is sent.

    An account's mails have no organization. `next_try_at` is when a worker may take it; taking it
    moves that on and counts an attempt, whose number is the worker's right to say how it ended.
    """

    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="+"
    )
    recipient = models.EmailField(max_length=254)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    html = models.TextField(blank=True, default="")
    queued_at = models.DateTimeField(auto_now_add=True)
    next_try_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(failed_at=None),
                name="a_mail_is_sent_or_failed_not_both",
            )
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(sent_at=None, failed_at=None),
                name="mails_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.shown_recipient}: {self.subject}"

    @property
    def shown_recipient(self) -> str:
        """The address as people read it."""
        return shown_address(self.recipient)
