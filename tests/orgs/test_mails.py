"""Mails: stored with the change, sent after it, tried again, and sent once."""

from smtplib import SMTPServerDisconnected

import pytest
from django.conf import LazySettings
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend

from orgs import delivery, mails, tasks
from orgs.actions import people
from orgs.actions.people import GrantOffer
from orgs.models import Mail
from orgs.permissions import Role
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient


def a_mail(subject: str = "Hello") -> Mail:
    return mails.post(recipient="tom@example.org", subject=subject, body="Words")


def test_an_invitation_is_a_mail_with_its_link(cast: Cast) -> None:
    invited = people.invite(
        by=cast.ada, email="new@example.org", offer=GrantOffer(Role.ADMIN), at=NOON
    )

    mail = Mail.objects.get()
    assert mail.recipient == "new@example.org"
    assert mail.subject == "Ada invites you to Northwind on Groundwork"
    assert people.link(invited) in mail.body


def test_a_mail_is_sent_and_its_text_forgotten(db: None) -> None:
    mail = a_mail()

    delivery.deliver(mail_id=mail.pk, at=NOON)

    (sent,) = outbox.outbox
    assert (sent.to, sent.subject, sent.body) == (["tom@example.org"], "Hello", "Words")
    mail.refresh_from_db()
    assert (mail.sent_at, mail.body, mail.attempts) == (NOON, "", 1)


def test_a_mail_that_is_rung_for_twice_goes_out_once(db: None) -> None:
    mail = a_mail()

    delivery.deliver(mail_id=mail.pk, at=NOON)
    delivery.deliver(mail_id=mail.pk, at=NOON)

    assert len(outbox.outbox) == 1


@pytest.mark.parametrize(
    "failure", [OSError("refused"), SMTPServerDisconnected("gone"), ValueError("bad header")]
)
def test_a_mail_that_cannot_be_sent_waits_for_five_attempts(
    db: None, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def fail(*_: object) -> int:
        raise failure

    monkeypatch.setattr(EmailBackend, "send_messages", fail)
    mail = a_mail()

    for attempt in range(1, delivery.ATTEMPTS + 1):
        assert mail in delivery.waiting()
        delivery.deliver(mail_id=mail.pk, at=NOON)
        mail.refresh_from_db()
        assert (mail.attempts, mail.sent_at, mail.body) == (attempt, None, "Words")

    assert mail.failure == str(failure)
    assert mail not in delivery.waiting()


def test_a_name_with_line_breaks_adds_no_header(db: None) -> None:
    mail = a_mail("Ada\r\nBcc: everybody@example.org\n invites you")

    delivery.deliver(mail_id=mail.pk, at=NOON)

    (sent,) = outbox.outbox
    assert sent.subject == "Ada Bcc: everybody@example.org invites you"
    assert sent.recipients() == ["tom@example.org"]


def test_a_long_subject_is_cut(db: None) -> None:
    assert len(a_mail("x" * 400).subject) == 250


def test_the_worker_is_rung_after_the_commit(
    db: None,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: pytest.FixtureRequest,
) -> None:
    rung: list[int] = []
    monkeypatch.setattr(tasks.deliver_mail, "delay", rung.append)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        mail = a_mail()
        assert rung == []

    assert rung == [mail.pk]


def test_the_sweeper_rings_again_for_what_waits(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[int] = []
    monkeypatch.setattr(tasks.deliver_mail, "delay", rung.append)
    sent, waiting = a_mail(), a_mail()
    delivery.deliver(mail_id=sent.pk, at=NOON)

    tasks.sweep_mails()

    assert rung == [waiting.pk]


def test_the_task_sends(db: None) -> None:
    tasks.deliver_mail(a_mail().pk)
    tasks.deliver_mail(0)

    assert len(outbox.outbox) == 1


def test_a_forgotten_password_is_a_mail_too(
    cast: Cast, client: OutsideClient, settings: LazySettings
) -> None:
    client.post("/accounts/password/reset/", {"email": "tom@example.org"})

    mail = Mail.objects.get(recipient="tom@example.org")
    assert "/accounts/password/reset/key/" in mail.body
    assert "\n" not in mail.subject
    assert mail.body.endswith(f"Groundwork at {settings.PUBLIC_URL}\n")


def test_a_password_forgotten_by_nobody_we_know_is_answered_without_a_link(
    cast: Cast, client: OutsideClient
) -> None:
    client.post("/accounts/password/reset/", {"email": "who@example.org"})

    mail = Mail.objects.get(recipient="who@example.org")
    assert "there is no account with this address" in mail.body
    assert "/accounts/" not in mail.body
