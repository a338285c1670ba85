"""The private PostgreSQL of one machine, from the wheel's binaries (design.md, decision 1).

It listens on no network address: only on a socket in a folder that nobody but its owner (and root)
can enter, and it asks the kernel who is calling (peer authentication).
"""

import contextlib
import hashlib
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO
from urllib.parse import quote

from local.cluster_binaries import pg_binaries
from local.cluster_home import home_of
from local.installation import PROJECT
from local.orphan_guard import OrphanGuard
from local.system_user import SystemUser, owner_of
from local.terminal import CannotStartError, last_lines

LONGEST_SOCKET_PATH = 107  # bytes; Linux has room for 108 with the end mark
# What the guard runs once its input ends: however this program went, the server stops in order.
STOP = 'while read -r line; do :; done; exec "$1" -D "$2" -m fast -t 30 stop'
# Root is let in as the application, since bin/serve may run as root and the database never does.
MAPS = """\
superuser "{owner}" postgres
application "{owner}" groundwork
application "root" groundwork
"""
ACCESS = """\
local all postgres peer map=superuser
local all groundwork peer map=application
"""
# For one machine: no replication, no processes that only read ahead (io_method), and no compiling
# (jit), which takes longer than the statements do.
SETTINGS = """\
# Written at every start. Settings of your own go into local.conf beside this file.
listen_addresses = ''
port = 5432
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
cluster_name = 'groundwork'
max_connections = 60
shared_buffers = 64MB
max_wal_size = 256MB
wal_level = minimal
max_wal_senders = 0
max_logical_replication_workers = 0
io_method = sync
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_line_prefix = '%m [%p] %u '
log_checkpoints = off
include_if_exists = 'local.conf'
"""
# Asks whether the server speaks TLS: it says yes or no before it asks who is there.
TLS_QUESTION = struct.pack("!ii", 8, 80877103)
SETTINGS_FOR_TESTS = """\
fsync = off
synchronous_commit = off
full_page_writes = off
"""


class Cluster:
    """One PostgreSQL data folder and the server over it."""

    def __init__(self, folder: Path, *, log: Path, for_tests: bool = False) -> None:
        """Find out who owns the cluster, where it lives and with which binaries it runs."""
        self._folder = folder
        self.owner: SystemUser = owner_of(folder)
        self.home = home_of(folder, self.owner)
        self.data = self.home / "data"
        self._bin = pg_binaries(self.owner) / "bin"
        self._log = log
        self._for_tests = for_tests
        self._guard: OrphanGuard | None = None

    @property
    def sockets(self) -> Path:
        """The folder of the socket: inside the home, or a short one where that path is too long."""
        folder = self.home / "socket"
        if len(os.fsencode(folder / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
            return folder
        digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"groundwork-{self.owner.uid}-{digest}"

    @property
    def url(self) -> str:
        """The address for the application's role; it holds no password."""
        return f"postgresql://groundwork@{quote(str(self.sockets), safe='')}:5432/groundwork"

    @property
    def exists(self) -> bool:
        """Whether the data folder has been made."""
        return (self.data / "PG_VERSION").exists()

    @property
    def is_damaged(self) -> bool:
        """Whether there are data that no server would take for its own."""
        return not self.exists and self.data.is_dir() and any(self.data.iterdir())

    @property
    def is_running(self) -> bool:
        """Whether a postmaster over this data folder is alive."""
        return self._postmaster() is not None

    @property
    def was_killed(self) -> bool:
        """Whether the last postmaster left without cleaning up, or was left behind."""
        return (self.data / "postmaster.pid").exists()

    def create(self) -> None:
        """Make the data folder; an interrupted attempt leaves nothing that counts as one."""
        # Renamed only when it is whole.
        fresh = self.home / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        initdb = self.owner.run(
            self._bin / "initdb",
            *("-D", fresh, "--username=postgres", "--encoding=UTF8", "--locale=C"),
            # Sorts and folds alike on every machine, whatever C library it has.
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            *("--auth-local=peer", "--auth-host=reject", "--no-instructions"),
            *(["--no-sync"] if self._for_tests else []),
        )
        if initdb.returncode:
            raise CannotStartError(f"The database cannot be made: {last_lines(initdb.stdout)}")
        fresh.rename(self.data)

    def start(self) -> None:
        """Start the server, make the application's role and database; end a left-over one first."""
        self._refuse_other_version()
        if self.is_running:
            self._stop_server("fast")
        # Its number may be another program's by now; PostgreSQL would then refuse to start.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        self._make_socket_folder()
        self._write_settings()
        # Before the server runs: a kill between the two would leave it without a guard.
        self._guard = OrphanGuard(
            STOP,
            *(str(self._bin / "pg_ctl"), str(self.data)),
            credentials=self.owner.credentials,
            environment=self.owner.environment,
        )
        self._start_server()
        self._make_role()

    def stop(self) -> None:
        """Stop the server: politely, and when that takes too long, at once."""
        if self._guard:
            self._guard.release(timeout=35)
            self._guard = None
        if self.is_running:
            self._stop_server("immediate")

    def answers(self) -> bool:
        """Return whether the server takes a connection and answers on it; it may be recovering."""
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as asker:
            asker.settimeout(1)
            asker.connect(str(self.sockets / ".s.PGSQL.5432"))
            asker.sendall(TLS_QUESTION)
            return asker.recv(1) in {b"N", b"S"}
        return False

    def kill(self) -> None:
        """End the server at once; its own processes notice and leave."""
        if postmaster := self._postmaster():
            with contextlib.suppress(ProcessLookupError):
                os.kill(postmaster, signal.SIGKILL)

    def remove(self) -> None:
        """Stop the server and delete the data, the folder and what leads to it."""
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)
        if self._folder.is_symlink():
            self._folder.unlink()

    def _stop_server(self, mode: str) -> None:
        self.owner.run(
            *(self._bin / "pg_ctl", "-D", self.data, "-m", mode, "-t", "30", "stop"),
            output=subprocess.DEVNULL,
        )

    def _start_server(self) -> None:
        """Start, waiting while processes of a killed postmaster still hold its memory."""
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("a") as log:
            self._log.chmod(0o600)
            for _ in range(20):
                begin = self._log.stat().st_size
                if self._try_to_start(log):
                    return
                output = self._log.read_text(errors="replace")[begin:]
                if "shared memory block" not in output:
                    break
                time.sleep(0.5)
        if "No space left on device" in output:
            raise CannotStartError(
                f"The database does not start, because the disk of {self.data} is full. Free some "
                "space and start again; nothing that was saved is lost."
            )
        raise CannotStartError(
            f"The database does not start ({self._log} says why): {last_lines(output)}"
        )

    def _try_to_start(self, log: IO[str]) -> bool:
        started = self.owner.run(
            # After a kill PostgreSQL first replays what was not yet in its tables.
            *(self._bin / "pg_ctl", "-D", self.data, "-w", "-t", "300", "start"),
            output=log,
            timeout=330,
        )
        return started.returncode == 0

    def _postmaster(self) -> int | None:
        """Return the living postmaster's number; a reused number of another program is none."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except (OSError, ValueError):
            return None
        return pid if os.fsencode(self.data) in words else None

    def _refuse_other_version(self) -> None:
        try:
            have = (self.data / "PG_VERSION").read_text().strip()
        except OSError as error:
            raise CannotStartError(
                f"The database in {self.data} is damaged: {self.data / 'PG_VERSION'} cannot be "
                f"read ({error.strerror}). Nothing was changed. Bring it back from the backup; a "
                'file lost alone can be written anew, with the major number alone: "18".'
            ) from error
        version = self.owner.run(self._bin / "postgres", "--version").stdout.split()
        if not version or version[-1].split(".")[0] != have:
            raise CannotStartError(
                f"The database in {self.data} was made by PostgreSQL {have}, but the installed one "
                f'is {version[-1] if version else "missing"}. See "Upgrade" in docs/operations.md.'
            )

    def _make_socket_folder(self) -> None:
        self.owner.make_folder(self.sockets)
        # The short folder lies where anybody may make one: it has to be a real one, and ours alone.
        status = self.sockets.lstat()
        if status.st_uid != self.owner.uid or status.st_mode & 0o170077 != 0o040000:
            raise CannotStartError(
                f"{self.sockets} is not a private folder of {self.owner.name}. Remove it."
            )

    def _write_settings(self) -> None:
        settings = SETTINGS.format(sockets=str(self.sockets).replace("'", "''"))
        self.owner.write(
            self.data / "postgresql.conf",
            settings + (SETTINGS_FOR_TESTS if self._for_tests else ""),
        )
        self.owner.write(self.data / "pg_hba.conf", ACCESS)
        self.owner.write(self.data / "pg_ident.conf", MAPS.format(owner=self.owner.name))

    def _make_role(self) -> None:
        mark = self.home / "has-role"
        if mark.exists():
            return
        program = subprocess.run(
            [sys.executable, "-m", "local.cluster_roles", str(self.sockets)]
            + [str(self.owner.uid), str(self.owner.gid)]
            + (["CREATEDB"] if self._for_tests else []),
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
            start_new_session=True,
        )
        if program.returncode:
            raise CannotStartError(
                f"The application's database role cannot be made: {last_lines(program.stdout)}"
            )
        self.owner.write(mark, "")
