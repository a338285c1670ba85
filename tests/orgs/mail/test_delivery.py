"""Mails on their way: sent once, tried again after a pause, given up, and forgotten."""

from email.errors import MessageError
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

from orgs.mail import smtp_replies, tasks
from orgs.mail.delivery import MAILS
from tests.orgs.mailbox import a_mail, aged, all_mails, as_stored, changed, let_time_pass


def failing(monkeypatch: pytest.MonkeyPatch, failure: Exception) -> None:
    """Let every sending fail."""

    def fail(*_: object) -> int:
        raise failure

    monkeypatch.setattr(EmailBackend, "send_messages", fail)


def test_a_mail_is_sent_and_its_text_forgotten(db: None) -> None:
    mail = a_mail()

    tasks.deliver_mail(mail.pk)
    tasks.deliver_mail(mail.pk)
    tasks.deliver_mail(0)

    (sent,) = outbox.outbox
    assert (sent.to, sent.subject, sent.body) == (["tom@example.org"], "Hello", "Words")
    now = as_stored(mail)
    assert now.sent_at
    assert (now.body, now.html, now.attempts, now.failure) == ("", "", 1, "")


@pytest.mark.parametrize(
    "failure",
    [
        OSError("refused"),
        TimeoutError("timed out"),
        SMTPServerDisconnected("gone"),
        SMTPAuthenticationError(535, b"wrong password"),
        SMTPSenderRefused(530, b"log in first", "groundwork@example.org"),
        SMTPDataError(451, b"later"),
        SMTPRecipientsRefused({"tom@example.org": (450, b"greylisted")}),
    ],
)
def test_a_mail_that_cannot_be_sent_now_is_tried_five_times_with_growing_pauses(
    db: None, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    failing(monkeypatch, failure)
    mail = a_mail()

    for attempt, pause in enumerate((1, 5, 25, 125), start=1):
        tasks.deliver_mail(mail.pk)
        assert as_stored(mail).attempts == attempt
        let_time_pass(mail, minutes=pause - 0.5)
        assert MAILS.due() == []
        let_time_pass(mail, minutes=1)
        assert MAILS.due() == [(mail.pk,)]
    tasks.deliver_mail(mail.pk)

    now = as_stored(mail)
    assert now.failed_at
    assert (now.attempts, now.sent_at, now.body) == (5, None, "Words")
    assert now.failure == smtp_replies.reply_text(failure)
    assert MAILS.due() == []


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (SMTPRecipientsRefused({"tom@example.org": (550, b"No such user")}), "550 No such user"),
        (SMTPSenderRefused(553, b"Not you", "groundwork@example.org"), "553 Not you"),
        (SMTPDataError(554, "Spam\r\n and\0 more"), "554 Spam and more"),
        (ValueError("bad header"), "bad header"),
        (MessageError(), "MessageError"),
    ],
)
def test_a_mail_that_is_refused_for_good_fails_at_once(
    db: None, monkeypatch: pytest.MonkeyPatch, failure: Exception, words: str
) -> None:
    failing(monkeypatch, failure)
    mail = a_mail()

    tasks.deliver_mail(mail.pk)

    now = as_stored(mail)
    assert (now.attempts, now.failure) == (1, words)
    assert now.failed_at
    assert MAILS.due() == []


def test_a_long_refusal_is_cut(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, SMTPDataError(554, "long " * 1000))
    mail = a_mail()

    tasks.deliver_mail(mail.pk)

    assert len(as_stored(mail).failure) == 250


def test_a_claimed_mail_is_nobody_elses_until_the_lease_ends(db: None) -> None:
    mail = a_mail()

    assert MAILS.claim(mail.pk)
    assert MAILS.claim(mail.pk) is None
    let_time_pass(mail, minutes=6)
    assert MAILS.claim(mail.pk)


def test_a_worker_that_was_overtaken_records_nothing(db: None) -> None:
    mail = a_mail()
    late = MAILS.claim(mail.pk)
    assert late
    let_time_pass(mail, minutes=6)
    present = MAILS.claim(mail.pk)
    assert present

    assert not late.fail("too late")
    assert present.finish()
    assert not late.finish()
    assert as_stored(mail).failure == ""


def test_no_transaction_is_open_while_the_mail_server_is_spoken_to(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    was_open: list[bool] = []

    def look(*_: object) -> int:
        was_open.append(connection.in_atomic_block)
        return 1

    monkeypatch.setattr(EmailBackend, "send_messages", look)

    tasks.deliver_mail(a_mail().pk)

    assert was_open == [False]


def test_the_sweeper_rings_again_for_what_waits(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[int] = []
    monkeypatch.setattr(tasks.deliver_mail, "delay", rung.append)
    sent, waiting, lost = a_mail(), a_mail(), a_mail(attempts=MAILS.attempts)
    tasks.deliver_mail(sent.pk)

    tasks.sweep_mails()

    assert rung == [waiting.pk]
    assert as_stored(lost).failed_at
    assert as_stored(lost).failure == "Sending was broken off."


def test_the_sweeper_forgets_the_old(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks.deliver_mail, "delay", lambda _mail: None)
    young_sent, old_sent = a_mail(), a_mail()
    young_failed, week_old, old_failed = a_mail(), a_mail(), a_mail()
    aged(young_sent, "sent_at", days=29)
    aged(old_sent, "sent_at", days=31)
    aged(young_failed, "failed_at", days=6)
    aged(week_old, "failed_at", days=8)
    aged(old_failed, "failed_at", days=91)
    changed(week_old, failure="550 No such user")

    tasks.sweep_mails()

    assert all_mails() == [young_sent, young_failed, week_old]
    assert as_stored(young_failed).body == "Words"
    cleared = as_stored(week_old)
    assert (cleared.body, cleared.html, cleared.failure) == ("", "", "550 No such user")
