"""Mail on its way: written with the change it tells of, sent by the worker after the commit."""

from django.db import transaction

from orgs import tasks
from orgs.models import Mail


def post(*, recipient: str, subject: str, body: str) -> Mail:
    """Store a mail and ring the worker once the surrounding transaction is committed.

    The subject becomes one line: names end up in it, and a header must not grow lines.
    """
    line = " ".join(subject.split())[:250]
    mail = Mail.objects.create(recipient=recipient, subject=line, body=body)
    transaction.on_commit(lambda: tasks.deliver_mail.delay(mail.pk), robust=True)
    return mail
