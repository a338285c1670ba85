"""What mails say, in two forms and in the reader's time zone, and who may see that they exist."""

import re
from datetime import UTC, datetime

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.db.utils import ProgrammingError

from orgs.accounts import actions as accounts
from orgs.database import tenancy
from orgs.mail import outbox, tasks
from orgs.mail.delivery import MAILS
from orgs.models import Mail
from orgs.people import actions as people
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.orgs.mailbox import a_mail, all_mails, changed, mail_to


def invite(cast: Cast, email: str = "new@example.org") -> str:
    """Invite somebody as a viewer of Search; return the invitation's link."""
    offer = GrantOffer(Role.VIEWER, cast.search)
    return people.mailed_link(people.invite(by=cast.ada, email=email, offer=offer, at=NOON))


def test_an_invitation_is_a_mail_with_its_link_in_text_and_html(cast: Cast) -> None:
    link = invite(cast)

    mail = Mail.objects.get()
    assert (mail.recipient, mail.organization_id) == ("new@example.org", cast.organization.pk)
    assert mail.subject == "Ada invites you to Northwind on Groundwork"
    assert f"\n{link}\n" in mail.body
    assert "join Northwind as Viewer in Search." in mail.body
    assert f'<a class="button" href="{link}">' in mail.html
    assert "join Northwind as Viewer in Search." in mail.html


def test_a_mail_as_html_fetches_nothing_and_says_its_language(cast: Cast) -> None:
    invite(cast)

    html = Mail.objects.get().html
    assert html.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>Ada invites you" in html
    assert not re.search(r"<(img|script|link|iframe|table)\b|url\(|@import| style=", html)


def test_names_are_escaped_in_html_and_left_alone_in_text(cast: Cast) -> None:
    cast.ada.user.name = "A & <b>B</b>"

    invite(cast)

    mail = Mail.objects.get()
    assert mail.subject.startswith("A & <b>B</b> invites you")
    assert "A & <b>B</b> invites you to join" in mail.body
    assert "A &amp; &lt;b&gt;B&lt;/b&gt; invites you to join" in mail.html
    assert "<b>" not in mail.html


def test_a_reader_is_told_times_in_their_zone(cast: Cast) -> None:
    accounts.choose_preferences(user=cast.tom.user, time_zone="Europe/Berlin")

    invite(cast, "tom@example.org")
    invite(cast, "new@example.org")

    assert "before 16 March 2026, 13:00 CET:" in mail_to("tom@example.org").body
    assert "until 16 March 2026, 13:00 CET." in mail_to("tom@example.org").html
    assert "before 16 March 2026, 12:00 UTC:" in mail_to("new@example.org").body


def test_a_forgotten_password_is_a_mail_too(
    cast: Cast, client: OutsideClient, settings: LazySettings
) -> None:
    client.post("/accounts/password/reset/", {"email": "tom@example.org"})

    mail = mail_to("tom@example.org")
    link = re.search(r"http\S+/accounts/password/reset/key/\S+", mail.body)
    assert link
    assert f'<a class="button" href="{link[0]}">Choose a new password</a>' in mail.html
    assert mail.subject == "A new password for Groundwork"
    assert mail.organization_id is None
    assert mail.body.endswith(f"Groundwork at {settings.PUBLIC_URL}\n")


def test_a_password_forgotten_by_nobody_we_know_is_answered_without_a_link(
    cast: Cast, client: OutsideClient
) -> None:
    client.post("/accounts/password/reset/", {"email": "who@example.org"})

    mail = mail_to("who@example.org")
    assert "there is no account with this address" in mail.body
    assert "there is no account with this address" in mail.html
    assert "/accounts/" not in mail.body + mail.html


def test_a_notice_about_an_account_says_when_in_the_readers_zone(cast: Cast) -> None:
    accounts.choose_preferences(user=cast.tom.user, time_zone="America/New_York")
    context = {
        "timestamp": datetime(2026, 7, 1, 12, 0, tzinfo=UTC),
        "ip": "192.0.2.7",
        "user_agent": "<script>alert(1)</script>",
        "current_site": {"domain": "http://localhost"},
    }

    mail = outbox.write("account/email/password_changed_message", "tom@example.org", context)

    assert "on 1 July 2026, 08:00 EDT, from the address 192.0.2.7" in mail.body
    assert "08:00 EDT" in mail.html
    assert f"<h1>{mail.subject}</h1>" in mail.html
    assert "<script>" not in mail.html
    assert mail.subject


@pytest.mark.parametrize("broken", ["\n", "\r\n", "\x0b", "\x85", "\u2028"])
def test_a_subject_is_one_line(db: None, broken: str) -> None:
    mail = a_mail(f"Ada{broken}Bcc: everybody@example.org")

    assert mail.subject == "Ada Bcc: everybody@example.org"


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


def test_an_organization_sees_its_own_mails_only(cast: Cast) -> None:
    own, account = a_mail(organization=cast.organization), a_mail()

    assert list(Mail.objects.all()) == [own]
    assert all_mails() == [own, account]
    with tenancy.scope(organization=0):
        assert not Mail.objects.exists()


def test_a_request_can_neither_write_an_accounts_mail_nor_take_one_over(cast: Cast) -> None:
    account = a_mail()

    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Mail.objects.create(recipient="tom@example.org", subject="Hello", body="Words")
    assert not Mail.objects.filter(pk=account.pk).update(organization=cast.organization)
    assert not Mail.objects.filter(pk=account.pk).delete()[0]


def test_the_mails_page_says_how_far_each_is_and_never_what_it_says(
    cast: Cast, client: OutsideClient
) -> None:
    here = cast.organization
    a_mail("Sent one", here, sent_at=NOON)
    a_mail("Lost one", here, failed_at=NOON, failure="550 No such user <b>")
    a_mail("Late one", here, failure="gone", attempts=1)
    a_mail("New one", here)
    a_mail("A password")
    accounts.choose_preferences(user=cast.max.user, time_zone="Europe/Berlin")

    page = client.as_member(cast.max).get("/o/northwind/mails/").content.decode()

    for words in ("sent", "not delivered", "will be tried again", "on its way"):
        assert f">{words}</span>" in page
    assert "550 No such user &lt;b&gt;" in page
    assert "2 March 2026, 13:00 CET" in page
    assert "Words" not in page
    assert "A password" not in page


def test_the_mails_page_says_so_when_there_are_none(cast: Cast, client: OutsideClient) -> None:
    assert "No email yet" in client.as_member(cast.ada).get("/o/northwind/mails/").text


def test_an_invitation_that_could_not_be_delivered_is_shown_with_the_people(
    cast: Cast, client: OutsideClient
) -> None:
    invite(cast)
    client.as_member(cast.max)
    notice = "<strong>new@example.org</strong>: 550 No such user"

    assert "could not be delivered" not in client.get("/o/northwind/people/").text
    changed(Mail.objects.get(), failed_at=NOON, failure="550 No such user")
    page = client.get("/o/northwind/people/").text
    assert "could not be delivered" in page
    assert notice in page
    assert 'people/invite?emails=new%40example.org"' in page
    assert ">new@example.org</textarea>" in client.get(
        "/o/northwind/people/invite?emails=new%40example.org"
    ).text.replace("\n", "")

    invite(cast)
    assert notice not in client.get("/o/northwind/people/").text
    assert MAILS.due()
