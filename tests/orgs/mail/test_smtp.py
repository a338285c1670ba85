"""Mails through a real mail server: EMAIL_URL, the task, SMTP on the wire."""

from collections.abc import Callable
from functools import partial

import pytest
from django.conf import LazySettings
from django.utils import timezone

from config import env
from orgs.database import tenancy
from orgs.mail import tasks
from orgs.models import Mail
from orgs.people import actions as people
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from tests.cast import Cast
from tests.orgs.conftest import TwoWorlds
from tests.orgs.mail.smtp import MailServer, mail_server
from tests.orgs.mailbox import a_mail, all_mails, as_stored, changed, let_time_pass
from tests.orgs.people.test_races import at_once


@pytest.fixture
def use(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> Callable[[MailServer], None]:
    """Return what points the installation at a mail server, as EMAIL_URL does."""

    def point(server: MailServer) -> None:
        monkeypatch.setenv("EMAIL_URL", server.url)
        for name, value in env.email(tmp_path).items():  # type: ignore[arg-type]
            setattr(settings, name, value)

    return point


Use = Callable[[MailServer], None]


def test_an_invitation_arrives_as_text_and_html(cast: Cast, use: Use) -> None:
    offer = GrantOffer(Role.VIEWER, cast.search)
    invitation = people.invite(by=cast.ada, email="zoë@example.org", offer=offer, at=timezone.now())
    with mail_server() as server:
        use(server)
        tasks.deliver_mail(Mail.objects.get().pk)

    (message,) = server.messages
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert people.mailed_link(invitation) in text.get_content()
    assert people.mailed_link(invitation) in html.get_content()
    assert message["Subject"] == "Ada invites you to Northwind on Groundwork"
    assert message["Auto-Submitted"] == "auto-generated"


def test_a_mail_that_is_rung_for_four_times_at_once_goes_out_once(
    transactional_db: None, use: Use
) -> None:
    mail = a_mail()
    with mail_server(delay=0.3) as server:
        use(server)
        at_once(*[partial(tasks.deliver_mail, mail.pk)] * 4)

    assert len(server.messages) == 1
    assert as_stored(mail).attempts == 1


def test_a_mail_is_sent_again_after_the_connection_was_dropped(db: None, use: Use) -> None:
    mail = a_mail()
    with mail_server(drops=1) as server:
        use(server)
        tasks.deliver_mail(mail.pk)
        dropped = as_stored(mail)
        let_time_pass(mail, minutes=1)
        tasks.deliver_mail(mail.pk)

    assert (dropped.sent_at, dropped.failed_at, dropped.body) == (None, None, "Words")
    assert "Connection unexpectedly closed" in dropped.failure
    assert len(server.messages) == 1
    assert as_stored(mail).sent_at


def test_an_address_that_the_server_does_not_know_fails_at_once(db: None, use: Use) -> None:
    mail = a_mail()
    with mail_server(refusal="550 5.1.1 No such user") as server:
        use(server)
        tasks.deliver_mail(mail.pk)

    assert server.messages == []
    assert as_stored(mail).failed_at
    assert as_stored(mail).failure == "550 5.1.1 No such user"


def test_a_full_mailbox_is_tried_again(db: None, use: Use) -> None:
    mail = a_mail()
    with mail_server(refusal="452 Mailbox full") as server:
        use(server)
        tasks.deliver_mail(mail.pk)

    assert (as_stored(mail).failed_at, as_stored(mail).failure) == (None, "452 Mailbox full")


def test_a_server_that_is_away_leaves_the_mail_waiting(db: None, use: Use) -> None:
    mail = a_mail()
    with mail_server() as server:
        use(server)

    tasks.deliver_mail(mail.pk)

    assert as_stored(mail).failed_at is None
    assert as_stored(mail).failure == "Connection refused"


def test_a_name_with_line_breaks_adds_no_header_and_no_reader(
    two_worlds: TwoWorlds, use: Use
) -> None:
    cast = two_worlds.cast
    cast.ada.user.name = "Ada\r\nBcc: eve@example.org\r\n\r\n.\r\nRCPT TO:<eve@example.org>"
    with tenancy.scope(organization=cast.organization.pk):
        offer = GrantOffer(Role.VIEWER, cast.search)
        people.invite(by=cast.ada, email="noa@example.org", offer=offer, at=timezone.now())
    (mail,) = all_mails()
    with mail_server() as server:
        use(server)
        tasks.deliver_mail(mail.pk)

    (message,) = server.messages
    assert [to.split()[0] for to in server.recipients] == ["TO:<noa@example.org>"]
    assert message["Bcc"] is None
    assert message["To"] == "noa@example.org"
    assert message["Subject"].startswith("Ada Bcc: eve@example.org . RCPT TO:")


def test_a_recipient_with_line_breaks_is_refused(db: None, use: Use) -> None:
    mail = a_mail()
    changed(mail, recipient="tom@example.org\r\nBcc: eve@example.org")
    with mail_server() as server:
        use(server)
        tasks.deliver_mail(mail.pk)

    assert server.messages == []
    assert as_stored(mail).failed_at


def test_a_second_sending_after_a_crash_carries_the_same_message_id(db: None, use: Use) -> None:
    mail = a_mail()
    with mail_server() as server:
        use(server)
        tasks.deliver_mail(mail.pk)
        changed(mail, sent_at=None, body="Words")  # as if the worker had died before the record
        let_time_pass(mail, minutes=6)
        tasks.deliver_mail(mail.pk)

    first, second = server.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert as_stored(mail).attempts == 2
