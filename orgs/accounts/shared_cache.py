"""The cache of sign-ins: how often somebody failed, and which one-time codes were used.

Every process sees it at once, and a request that fails takes nothing of it back: the rows are
written on connections of their own, outside the request's transaction. No other server can be away
while people sign in; where the rows cannot be reached, this process counts by itself.
"""

import hashlib
from collections.abc import Callable
from threading import Lock
from typing import Any

import psycopg
import structlog
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection
from psycopg.types.json import Jsonb
from psycopg_pool import ConnectionPool, PoolTimeout

Row = tuple[Any, ...] | None
LONGEST_WAIT_SECONDS = 2.0
CLEARED_EVERY = 20  # writes
NOT_PARAMETERS = ("pool", "server_side_binding", "isolation_level", "assume_role")

GET = "SELECT value FROM orgs_sharedvalue WHERE digest = %s AND expires_at > clock_timestamp()"
_INSERT = """
INSERT INTO orgs_sharedvalue AS old (digest, value, expires_at)
VALUES (%s, %s, coalesce(to_timestamp(%s), 'infinity'))
ON CONFLICT (digest) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at
"""
SET = f"{_INSERT} RETURNING 1"
ADD = f"{_INSERT} WHERE old.expires_at <= clock_timestamp() RETURNING 1"
TOUCH = """
UPDATE orgs_sharedvalue SET expires_at = coalesce(to_timestamp(%s), 'infinity')
WHERE digest = %s AND expires_at > clock_timestamp() RETURNING 1
"""
DELETE = (
    "DELETE FROM orgs_sharedvalue WHERE digest = %s AND expires_at > clock_timestamp() RETURNING 1"
)
CLEAR = "DELETE FROM orgs_sharedvalue"
CLEAR_EXPIRED = """
DELETE FROM orgs_sharedvalue WHERE digest IN (
    SELECT digest FROM orgs_sharedvalue WHERE expires_at <= clock_timestamp()
    FOR UPDATE SKIP LOCKED
)
"""
log = structlog.get_logger(__name__)


class SharedCache(BaseCache):
    """Django's interface to the rows; it takes what JSON can hold."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        """Open nothing yet."""
        super().__init__(params)
        self._alone = LocMemCache("sign-ins", params)
        self._writes = 0

    def add(
        self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: Any = None
    ) -> bool:
        """Store the value unless there is one; return whether it was stored."""
        arguments = (*self._stored(key, value, version), self.get_backend_timeout(timeout))
        return self._written(ADD, arguments, lambda: self._alone.add(key, value, timeout, version))

    def get(self, key: str, default: Any = None, version: Any = None) -> Any:
        """Return the value, or the default where there is none."""
        try:
            row = _execute(GET, (self._digest(key, version),))
        except (psycopg.Error, PoolTimeout) as error:
            _tell(error)
            return self._alone.get(key, default, version)
        return default if row is None else row[0]

    def set(
        self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: Any = None
    ) -> None:
        """Store the value."""
        arguments = (*self._stored(key, value, version), self.get_backend_timeout(timeout))

        def set_alone() -> bool:
            self._alone.set(key, value, timeout, version)
            return True

        self._written(SET, arguments, set_alone)

    def touch(self, key: str, timeout: float | None = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        """Let the value live until then; return whether there is one."""
        arguments = (self.get_backend_timeout(timeout), self._digest(key, version))
        return self._written(TOUCH, arguments, lambda: self._alone.touch(key, timeout, version))

    def delete(self, key: str, version: Any = None) -> bool:
        """Forget the value; return whether there was one."""
        arguments = (self._digest(key, version),)
        return self._written(DELETE, arguments, lambda: self._alone.delete(key, version))

    def clear(self) -> None:
        """Forget everything."""
        self._alone.clear()
        _execute(CLEAR, ())

    def _stored(self, key: str, value: Any, version: Any) -> tuple[str, Jsonb]:
        return self._digest(key, version), Jsonb(value)

    def _digest(self, key: str, version: Any) -> str:
        # Keys hold network addresses, which nobody has to find in a table.
        return hashlib.sha256(self.make_and_validate_key(key, version).encode()).hexdigest()

    def _written(self, sql: str, arguments: tuple[Any, ...], alone: Callable[[], bool]) -> bool:
        """Write into the table, or into this process's memory; return whether a row was meant."""
        try:
            row = _execute(sql, arguments)
            self._writes += 1
            if self._writes % CLEARED_EVERY == 0:
                _execute(CLEAR_EXPIRED, ())
        except (psycopg.Error, PoolTimeout) as error:
            _tell(error)
            return alone()
        return row is not None


_pools: dict[str, "ConnectionPool[psycopg.Connection]"] = {}
_opening = Lock()


def _pool() -> "ConnectionPool[psycopg.Connection]":
    """Return this process's few connections to the database that the request's go to."""
    name = str(connection.settings_dict["NAME"])
    with _opening:
        if name not in _pools:
            _pools[name] = ConnectionPool(
                kwargs={**_parameters(), "autocommit": True},
                min_size=0,
                max_size=2,
                num_workers=1,
                timeout=LONGEST_WAIT_SECONDS,
                reconnect_timeout=LONGEST_WAIT_SECONDS,
                check=ConnectionPool.check_connection,
                open=True,
            )
        return _pools[name]


def _parameters() -> dict[str, Any]:
    """Return the parameters of Django's own connections."""
    settings = connection.settings_dict
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    given = {word: settings[name] for word, name in named.items() if settings[name]}
    port = {"port": settings["PORT"]} if settings["PORT"] else {}
    options = {
        name: value for name, value in settings["OPTIONS"].items() if name not in NOT_PARAMETERS
    }
    return {**options, **given, **port}


def _execute(sql: str, arguments: tuple[Any, ...]) -> Row:
    """Run one statement, in a transaction of its own, and return its row, if it has one."""
    with _pool().connection() as own:
        cursor = own.execute(sql.encode(), arguments)
        return cursor.fetchone() if cursor.description else None


def _tell(error: Exception) -> None:
    log.warning("sign-ins are counted in this process alone", error=repr(error))
