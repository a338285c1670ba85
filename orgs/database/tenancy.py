"""The scope that PostgreSQL's row-level security reads: whose rows this transaction may touch.

Settings are local to a transaction, so nothing leaks into the next request on a pooled connection.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Unpack

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from .change_origin import origin_json
from .scope_settings import ORGANIZATION, PERSON, PREFIX, ScopeSettings, SettingName

# What a policy reads; evaluated once a statement because it stands in a sub-select. After a
# transaction that set it, PostgreSQL says '' and not NULL: hence nullif.
CURRENT_ORGANIZATION = f"(SELECT nullif(current_setting('{ORGANIZATION}', true), '')::bigint)"
CURRENT_PERSON = f"(SELECT nullif(current_setting('{PERSON}', true), '')::bigint)"


class UnsafeRoleError(ImproperlyConfigured):
    """The database role is a superuser or bypasses row-level security."""


class NoTransactionError(RuntimeError):
    """A scope was set outside a transaction, where it would be lost at once."""


def setting(name: SettingName) -> str:
    """Return the transaction's value of app.<name>, empty where there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [f"{PREFIX}{name}"])
        return str(cursor.fetchone()[0])


def set_local(name: SettingName, value: object) -> None:
    """Set app.<name> until the transaction ends; raise NoTransactionError outside one."""
    if not connection.in_atomic_block:
        raise NoTransactionError(f"{PREFIX}{name} needs a transaction.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [f"{PREFIX}{name}", str(value)])


@contextmanager
def scope(**settings: Unpack[ScopeSettings]) -> Iterator[None]:
    """Open a transaction in which the named settings hold, and put the former ones back after it.

    `with scope(organization=7): …` is how tasks, commands and streams reach its rows.
    """
    with transaction.atomic():
        wanted: dict[str, object] = {**settings, "origin": origin_json()}
        former = _settings(wanted)
        _set_local(wanted)
        yield
        # Not in a finally: after an error the rollback puts them back, and another statement in the
        # broken transaction would only hide that error.
        _set_local(former)


@contextmanager
def snapshot(**settings: Unpack[ScopeSettings]) -> Iterator[None]:
    """Open a scope that reads everything as of one moment and changes nothing.

    Inside a transaction that is open already, it reads as that one does.
    """
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                # Before the scope is set: PostgreSQL takes it only as the first statement.
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        with scope(**settings):
            yield


def enter(organization_id: int) -> None:
    """Open the organization's scope until the transaction ends, and tell where changes come from.

    Raises NoTransactionError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise NoTransactionError("An organization is entered in a transaction.")
    _set_local({"organization": organization_id, "origin": origin_json()})


def _settings(names: Iterable[str]) -> dict[str, str]:
    chosen = list(names)
    columns = ", ".join("coalesce(current_setting(%s, true), '')" for _name in chosen)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", [f"{PREFIX}{name}" for name in chosen])
        return dict(zip(chosen, cursor.fetchone(), strict=True))


def _set_local(settings: Mapping[str, object]) -> None:
    columns = ", ".join("set_config(%s, %s, true)" for _name in settings)
    values = [part for name, value in settings.items() for part in (f"{PREFIX}{name}", str(value))]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", values)


def refuse_unsafe_role() -> None:
    """Raise UnsafeRoleError where the database role could see past row-level security."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        name, is_superuser, bypasses = cursor.fetchone()
    if complaint := role_complaint(name, is_superuser=is_superuser, bypasses=bypasses):
        raise UnsafeRoleError(complaint)


def role_complaint(name: str, *, is_superuser: bool, bypasses: bool) -> str:
    """Return what is wrong with a role of these powers, and what to do; empty if nothing is."""
    if not (is_superuser or bypasses):
        return ""
    power = "is a superuser" if is_superuser else "has BYPASSRLS"
    return (
        f"The database role {name} {power}, so the database could not keep organizations "
        f"apart. Connect as an ordinary role that owns the database "
        f"(ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS)."
    )
