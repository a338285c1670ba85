"""Settings that make no sense stop the start with a sentence that names the variable."""

import os
import subprocess
import sys
from email import message_from_bytes
from email.message import Message
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.core import mail
from django.core.exceptions import ImproperlyConfigured

from config import env
from orgs.mail.delivery import message_of
from tests.cast import Cast
from tests.orgs.mailbox import a_mail, as_stored

FROM = ("EMAIL_FROM", lambda: env.sender("EMAIL_FROM", "Groundwork <groundwork@localhost>"))
ZONE = ("GROUNDWORK_TIME_ZONE", lambda: env.time_zone("GROUNDWORK_TIME_ZONE", "UTC"))
URL = ("GROUNDWORK_URL", lambda: env.web_address("GROUNDWORK_URL", "http://localhost:8000"))
REDIS = ("REDIS_URL", lambda: env.redis("REDIS_URL"))
MAIL = ("EMAIL_URL", lambda: env.email(settings.VAR / "mail"))
LEVEL = ("LOG_LEVEL", lambda: env.one_of("LOG_LEVEL", settings.LEVELS, "INFO"))
NONSENSE = [
    (FROM, "KI-Reife, Zürich <gw@example.org>"),
    (FROM, "nobody"),
    (FROM, "Groundwork"),
    (FROM, "Groundwork <nobody>"),
    (FROM, "Groundwork <gw@example.org"),
    (FROM, "<>"),
    (FROM, "a@example.org, b@example.org"),
    (FROM, "a@example.org b@example.org"),
    (FROM, "Ground\u2028work <gw@example.org>"),
    (FROM, "Groundwork gw@example.org"),
    (FROM, "gw@exa mple.org"),
    (FROM, ", <gw@example.org>"),
    (ZONE, "Zurich"),
    (ZONE, "../../etc/passwd"),
    (ZONE, "Europe"),
    (URL, "groundwork.example.org"),
    (URL, "ftp://groundwork.example.org"),
    (URL, "https://"),
    (URL, "https://groundwork.example.org/app"),
    (URL, "https://groundwork.example.org?x=1"),
    (URL, "https://a:b@groundwork.example.org"),
    (URL, "https://groundwork.example.org:no"),
    (URL, "https://[::1"),
    (URL, "https://ground work.example.org"),
    (REDIS, "localhost:6379"),
    (REDIS, "redis://"),
    (REDIS, "http://host"),
    (REDIS, "redis://host:x"),
    (MAIL, "smtp.example.org"),
    (MAIL, "smtp://"),
    (MAIL, "smtp://host:port"),
    (MAIL, "smtp://host?tls=yes"),
    (MAIL, "smtp://host?starttls=1"),
    (MAIL, "smtp://host?tls=1&ssl=1"),
    (LEVEL, "LOUD"),
]
SENSE = [
    (FROM, "gw@example.org"),
    (FROM, "<gw@example.org>"),
    (FROM, '"KI-Reife, Zürich" <gw@example.org>'),
    (FROM, "Zürich <gw@example.org>"),
    (FROM, "Groundwork <gw@intranet>"),
    (FROM, "Groundwork <gw@xn--mller-kva.example>"),
    (FROM, "Reife (Zürich) <gw@example.org>"),
    (ZONE, "Europe/Zurich"),
    (URL, "https://groundwork.example.org/"),
    (URL, "http://localhost:8123"),
    (URL, "https://[::1]:8443"),
    (REDIS, "rediss://user:password@host:6380/1"),
    (REDIS, "unix:///run/redis.sock"),
    (MAIL, "smtp://user:p%40ss@host:587?tls=1"),
    (MAIL, "smtp://host/?ssl=1"),
    (LEVEL, "debug"),
]


@pytest.mark.parametrize(("variable", "value"), NONSENSE, ids=lambda part: str(part)[:40])
def test_nonsense_is_refused_by_the_name_of_the_variable(
    monkeypatch: pytest.MonkeyPatch, variable: Any, value: str
) -> None:
    name, read = variable
    monkeypatch.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=name) as refused:
        read()
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(("variable", "value"), SENSE, ids=lambda part: str(part)[:40])
def test_what_makes_sense_is_taken(
    monkeypatch: pytest.MonkeyPatch, variable: Any, value: str
) -> None:
    name, read = variable
    monkeypatch.setenv(name, value)

    assert read()


@pytest.mark.parametrize("variable", [FROM, ZONE, URL, LEVEL], ids=lambda part: str(part[0]))
def test_without_a_word_there_is_a_default(monkeypatch: pytest.MonkeyPatch, variable: Any) -> None:
    name, read = variable
    monkeypatch.delenv(name, raising=False)

    assert read()


def test_no_password_stands_in_the_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for (name, read), value in ((MAIL, "smtp://u:secret@host:x"), (REDIS, "redis://:secret@h:x")):
        monkeypatch.setenv(name, value)
        with pytest.raises(ImproperlyConfigured) as refused:
            read()
        assert "secret" not in str(refused.value)


def test_the_start_stops_with_the_sentence() -> None:
    """The case itself, as an installation meets it: before a table is touched."""
    started = subprocess.run(
        [sys.executable, "-c", "import config.settings"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"EMAIL_FROM": "KI-Reife, Zürich <gw@example.org>"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert started.returncode != 0
    assert (
        "EMAIL_FROM is 'KI-Reife, Zürich <gw@example.org>'; it takes one address" in started.stderr
    )


SENDERS = [value for variable, value in SENSE if variable is FROM and "example.org" in value]


@pytest.mark.parametrize("value", SENDERS)
def test_a_sender_that_is_taken_can_be_sent_from(
    cast: Cast, settings: LazySettings, value: str
) -> None:
    settings.DEFAULT_FROM_EMAIL = value

    message_of(as_stored(a_mail())).send()

    sent: Message = message_from_bytes(mail.outbox[0].message().as_bytes())
    assert "gw@example.org" in str(sent["From"])
