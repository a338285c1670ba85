"""Mail on its way: written with the change it tells of, sent by the worker after the commit."""

from django.db import transaction

from orgs import tasks
from orgs.models import Mail


def post(*, recipient: str, subject: str, body: str) -> Mail:
    """Store a mail and ring the worker once the surrounding transaction is committed."""
    mail = Mail.objects.create(recipient=recipient, subject=subject[:250], body=body)
    transaction.on_commit(lambda: tasks.deliver_mail.delay(mail.pk), robust=True)
    return mail
