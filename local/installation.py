"""One installation on one machine: its state folder, and who may run it on which port."""

import contextlib
import errno
import fcntl
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from local.terminal import CannotStartError

BLOCK = 4096  # bytes; a full disk may still take an empty file
PROJECT = Path(__file__).resolve().parent.parent


class StateFolder:
    """The folder for everything an installation keeps (var, or GROUNDWORK_VAR)."""

    def __init__(self) -> None:
        named = os.environ.get("GROUNDWORK_VAR", "").strip()
        self.root = Path(named or PROJECT / "var").absolute()
        self.run = self.root / "run"
        self.logs = self.root / "log"
        self.database = self.root / "postgres"
        self.database_url = self.run / "database-url"
        self.lock = self.run / "serve.lock"
        self.unfinished = self.run / "first-start"
        self.accounts = self.root / "demo-accounts.json"
        self.key = self.root / "secret-key"

    def make(self) -> None:
        """Make the folders. Others see nothing; root's lets PostgreSQL's user pass through.

        What this process and its children write from now on is this user's alone, and so is what
        an earlier version left there.
        """
        os.umask(0o077)
        try:
            if not self.root.exists():
                self.root.mkdir(parents=True, mode=0o711 if os.geteuid() == 0 else 0o700)
            for folder in (self.run, self.logs):
                folder.mkdir(mode=0o700, exist_ok=True)
            self.write_private(self.run / "trial", "x" * BLOCK)
            (self.run / "trial").unlink()
            for entry in self.root.iterdir():
                if entry != self.database:
                    _close(entry)
        except OSError as error:
            raise CannotStartError(self.complaint(error)) from error

    def complaint(self, error: OSError) -> str:
        """Return why the folder cannot be used, and what to do."""
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return f"The disk of {self.root} is full. Free some space and start again."
        return (
            f"{error.filename or self.root} cannot be written ({error.strerror}). Make it yours, "
            "start Groundwork as its owner, or name another folder in GROUNDWORK_VAR."
        )

    def refuse_lost_key(self) -> None:
        """Raise CannotStartError where the key is gone that data of earlier runs depend on."""
        if not self.key.exists() and not os.environ.get("SECRET_KEY", "").strip():
            raise CannotStartError(
                f"{self.key} is missing, and the database needs it: second factors and sign-ons "
                "are sealed with it. Bring it back from the backup. Where it is lost for good, see "
                '"Keys" in docs/operations.md.'
            )

    def write_private(self, path: Path, text: str) -> None:
        """Write a file that only this user can read."""
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)


def _close(entry: Path) -> None:
    """Take what others may do with a file, or with a folder and all in it, away from them."""
    if entry.is_symlink():
        return
    if (mode := entry.stat().st_mode) & 0o077:
        entry.chmod(mode & 0o700)
    if entry.is_dir():
        for inner in entry.iterdir():
            _close(inner)


@contextlib.contextmanager
def installation_lock(lock: Path, port: int) -> Iterator[bool]:
    """Hold the installation for this process; yield whether the last holder was killed.

    Raise CannotStartError where another process holds it.
    """
    with os.fdopen(os.open(lock, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
        # Read before the lock, so that a refusal can name who has it.
        last_holder = file.read().split()
        try:
            # The kernel lets go of it with the process, however that ends; a file alone would stay.
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotStartError(_already_running(last_holder)) from error
        _rewrite(file.fileno(), f"{os.getpid()} {port}\n")
        try:
            yield bool(last_holder)
        finally:
            # Only an orderly end empties it: what still stands there tells of a killed holder.
            _rewrite(file.fileno(), "")


def _rewrite(file: int, text: str) -> None:
    os.ftruncate(file, 0)
    os.pwrite(file, text.encode(), 0)


def _already_running(holder: list[str]) -> str:
    if len(holder) != 2:
        return "Groundwork is being started or stopped by another process. Try again in a moment."
    pid, port = holder
    return (
        f"Groundwork is already running here: http://localhost:{port} (process {pid}; "
        f"kill {pid} stops it)."
    )


def refuse_busy_port(port: int) -> None:
    """Raise CannotStartError where the port cannot be served on, saying which option helps."""
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        with contextlib.suppress(_NoSuchAddressError):
            _try_port(family, address, port)


class _NoSuchAddressError(Exception):
    """This machine does not have the address, so nobody else serves there."""


def _try_port(family: socket.AddressFamily, address: str, port: int) -> None:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            # Else connections of the last run would keep the port for a minute.
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((address, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CannotStartError(
                f"Port {port} is in use by another program. Choose another one: "
                f"bin/serve --port {port + 1 if port < 65535 else 8000}"
            ) from error
        if error.errno == errno.EACCES:
            raise CannotStartError(
                f"Port {port} needs root's rights. Choose one above 1023: bin/serve --port 8000"
            ) from error
        raise _NoSuchAddressError from error
