"""Typed readers of the environment; nonsense stops the start with a sentence."""

import contextlib
import hashlib
import os
import re
import secrets
from collections.abc import Iterable
from email.utils import getaddresses
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import psycopg
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import EmailValidator
from psycopg.conninfo import conninfo_to_dict

EMAIL_EXAMPLE = "smtp://user:password@host:587?tls=1"


def text(name: str, default: str = "") -> str:
    """Return the variable's text without surrounding space, or the default where it is unset."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """Return whether the variable says yes; raise on anything that is neither yes nor no."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; it takes 1 or 0.")


def number(name: str, default: int) -> int:
    """Return the variable's whole number, 1 or more; raise on anything else."""
    value = text(name) or str(default)
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise ImproperlyConfigured(f"{name} is {value!r}; it takes a whole number from 1 up.")
    return int(value)


def words(name: str) -> list[str]:
    """Return the variable's words, which commas separate."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def one_of(name: str, choices: Iterable[str], default: str) -> str:
    """Return the variable's word, one of the choices in capitals; raise on any other."""
    value, known = text(name, default).upper(), list(choices)
    if value not in known:
        raise ImproperlyConfigured(f"{name} is {value!r}; it takes {', '.join(known)}.")
    return value


def time_zone(name: str, default: str) -> str:
    """Return the variable's time zone; raise where there is none of that name."""
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ValueError, OSError, ZoneInfoNotFoundError) as error:
        raise ImproperlyConfigured(
            f"{name} is {value!r}, which is no time zone. It looks like Europe/Zurich."
        ) from error
    return value


def web_address(name: str, default: str) -> str:
    """Return the address people type, without a slash at its end; raise on anything else."""
    value = text(name, default).rstrip("/")
    parts = _split(name, value, "https://groundwork.example.org")
    extra = parts.path or parts.query or parts.fragment or parts.username or parts.password
    if parts.scheme not in {"http", "https"} or not parts.hostname or extra or " " in value:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; it takes the address people type, with its scheme and nothing "
            "behind the host. It looks like https://groundwork.example.org."
        )
    return value


def redis(name: str) -> str:
    """Return the address of a Redis server, or "" where the variable is unset; raise on others."""
    value = text(name)
    if not value:
        return ""
    parts = _split(name, value, "redis://host:6379/0")
    is_there = parts.path if parts.scheme == "unix" else parts.hostname
    if parts.scheme not in {"redis", "rediss", "unix"} or not is_there:
        raise ImproperlyConfigured(
            f"{name} is no Redis address. It looks like redis://host:6379/0."
        )
    return value


def sender(name: str, default: str) -> str:
    """Return the address that mails come from; raise on anything that is not just one.

    The default is made from the installation's own address and needs no look.
    """
    value = text(name)
    if value and not _is_one_sender(value):
        raise ImproperlyConfigured(
            f"{name} is {value!r}; it takes one address, such as "
            "Groundwork <groundwork@example.org>. A name with a comma stands in quotes: "
            '"Readiness, Zurich" <groundwork@example.org>.'
        )
    return value or default


def _is_one_sender(value: str) -> bool:
    found = getaddresses([value])
    address = found[0][1] if len(found) == 1 else ""
    unquoted = re.sub(r'"[^"]*"', "", value.rpartition("<")[0])
    if not value.isprintable() or "," in unquoted:
        return False
    domain = address.rpartition("@")[2]
    try:
        # Mail servers of one's own network may have a name without a dot.
        EmailValidator(allowlist=[domain])(address)
    except ValidationError:
        return False
    is_host = re.fullmatch(r"[\w-]+(\.[\w-]+)*|\[[0-9A-Fa-f.:]+\]", domain)
    return bool(is_host) and (value == address or value.endswith(f"<{address}>"))


def _split(name: str, value: str, example: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        is_port = parts.port is None or parts.port > 0
    except ValueError:
        is_port = False
    if not is_port:
        # Not shown, since it may hold a password.
        raise ImproperlyConfigured(f"{name} is no address. It looks like {example}.")
    return parts


def secret(name: str, file: Path) -> str:
    """Return the secret from the environment, else from its file (made on first use, mode 0600).

    Raise where the file was there before and is gone: another secret would open nothing.
    """
    if given := text(name):
        return given
    digest = file.with_suffix(".sha256")
    if digest.exists() and not file.exists():
        raise ImproperlyConfigured(
            f"{file} is missing, and what is stored depends on it. Bring it back from the backup. "
            'Where it is lost for good, see "Keys" in docs/operations.md.'
        )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _write_once(file, secrets.token_urlsafe(48))
        content = file.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name} is not set and {file} cannot be read or written ({error.strerror}). "
            f"Set {name}, or make the folder writable."
        ) from error
    with contextlib.suppress(OSError):  # a folder that is only read has it, or needs none
        _write_once(digest, hashlib.sha256(content.encode()).hexdigest())
    return content


def _write_once(file: Path, content: str) -> None:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as opened:
        opened.write(content)


def database(file: Path) -> dict[str, Any]:
    """Return Django's database settings from DATABASE_URL, else from the running server's file.

    Without either they name a database that is not there: commands that need none still work.
    """
    url = text("DATABASE_URL") or (file.read_text().strip() if file.is_file() else "")
    try:
        parts = dict(conninfo_to_dict(url or "postgresql:///groundwork"))
    except psycopg.ProgrammingError as error:
        raise ImproperlyConfigured(
            f"DATABASE_URL is not a PostgreSQL address ({str(error).strip()}). "
            "It looks like postgresql://user:password@host:5432/name."
        ) from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": str(parts.pop("dbname", "groundwork")),
        "USER": str(parts.pop("user", "")),
        "PASSWORD": str(parts.pop("password", "")),
        "HOST": str(parts.pop("host", "")),
        "PORT": str(parts.pop("port", "")),
        "OPTIONS": parts | _connection_options(),
        "ATOMIC_REQUESTS": True,
        # One that the database closed meanwhile is found out before a page rests on it.
        "CONN_HEALTH_CHECKS": True,
    }


def _connection_options() -> dict[str, Any]:
    """Return how connections are made and shared.

    Statements are planned once a connection (docs/decisions/0006), so a pooler between has to
    support prepared ones. There are as many connections as the web server has threads
    (local.supervisor): a pool that may grow does, 12 MB each. Who waits longer than two seconds for
    one is told that the database is away.
    """
    most = number("GROUNDWORK_WEB_THREADS", 16)
    return {
        "server_side_binding": True,
        "prepare_threshold": 5,
        "pool": {"max_size": most, "min_size": 1, "timeout": 2},
    }


def email(default_folder: Path) -> dict[str, Any]:
    """Return Django's email settings from EMAIL_URL (smtp://user:password@host:port?tls=1).

    Unset, mails are written as files into the folder.
    """
    url = text("EMAIL_URL")
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(default_folder),
        }
    parts = _split("EMAIL_URL", url, EMAIL_EXAMPLE)
    query = parse_qs(parts.query, keep_blank_values=True)
    # A word that is not understood would send passwords and mails without TLS.
    if query not in ({}, {"tls": ["1"]}, {"ssl": ["1"]}) or parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"EMAIL_URL takes ?tls=1 or ?ssl=1 behind the host, nothing else; it looks like "
            f"{EMAIL_EXAMPLE}."
        )
    if parts.scheme != "smtp" or not parts.hostname:
        raise ImproperlyConfigured(
            f"EMAIL_URL is not an SMTP address. It looks like {EMAIL_EXAMPLE}."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": query.get("tls") == ["1"],
        "EMAIL_USE_SSL": query.get("ssl") == ["1"],
        "EMAIL_TIMEOUT": 10,
    }
