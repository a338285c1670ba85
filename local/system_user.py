"""The system user that the embedded PostgreSQL runs as: PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from local.terminal import CannotStartError, say

UNPRIVILEGED = "groundwork"
NO_HOME = ("--no-create-home", "--home-dir", "/nonexistent")
NO_SHELL = ("--shell", "/usr/sbin/nologin")


@dataclass(frozen=True)
class SystemUser:
    """A system user on whose behalf commands run."""

    name: str
    uid: int
    gid: int

    @property
    def credentials(self) -> dict[str, Any]:
        """What makes a subprocess this user's; nothing where it is the current one."""
        if self.uid == os.geteuid():
            return {}
        # Without the empty list the command would keep root's groups.
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    @property
    def environment(self) -> dict[str, str]:
        """A bare environment: a caller's PG… variables must not reach PostgreSQL."""
        return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C"}

    def run(
        self,
        *command: str | Path,
        text: str = "",
        output: IO[Any] | int = subprocess.PIPE,
        timeout: float = 60,
    ) -> subprocess.CompletedProcess[str]:
        """Run a command as this user, with the text as its input."""
        return subprocess.run(
            [str(word) for word in command],
            input=text,
            stdout=output,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            # The caller's folder may be closed to this user.
            cwd="/",
            env=self.environment,
            timeout=timeout,
            check=False,
            start_new_session=True,
            **self.credentials,
        )

    def reaches(self, *paths: Path) -> bool:
        """Return whether this user can walk through each folder and read each file."""
        script = 'for path; do if [ -d "$path" ]; then [ -x "$path" ]; else [ -r "$path" ]; fi'
        script += " || exit 1; done"
        return self.run("/bin/sh", "-c", script, "reach", *paths).returncode == 0

    def write(self, path: Path, text: str) -> None:
        """Write a file for this user only; written by this user, so no link leads elsewhere."""
        cat = self.run("/bin/sh", "-c", 'umask 077; cat > "$1"', "write", path, text=text)
        if cat.returncode:
            raise CannotStartError(f"{path} cannot be written: {cat.stdout.strip()}")

    def make_folder(self, path: Path) -> None:
        """Make a folder for this user only."""
        mkdir = self.run("/bin/mkdir", "-p", "-m", "700", path)
        if mkdir.returncode:
            raise CannotStartError(f"{path} cannot be made: {mkdir.stdout.strip()}")


def owner_of(folder: Path) -> SystemUser:
    """Return who runs the database in the folder, now or from now on.

    As root that is the user to whom an existing folder belongs, else an unprivileged one, made
    where there is none. Raise where the folder is another user's.
    """
    if os.geteuid() == 0:
        holder = folder.stat().st_uid if folder.exists() else 0
        return _named(pwd.getpwuid(holder)) if holder else _named(_unprivileged())
    if folder.exists() and folder.stat().st_uid != os.geteuid():
        raise CannotStartError(
            f"The database in {folder} belongs to another user (number {folder.stat().st_uid}). "
            "Start Groundwork as the user who made it, or name another folder in GROUNDWORK_VAR."
        )
    try:
        return _named(pwd.getpwuid(os.geteuid()))
    except KeyError as error:
        raise CannotStartError(
            f"The current user (number {os.geteuid()}) has no name on this machine, and PostgreSQL "
            "needs one. Start Groundwork as a named user, or set DATABASE_URL."
        ) from error


def _named(entry: pwd.struct_passwd) -> SystemUser:
    return SystemUser(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)


def _unprivileged() -> pwd.struct_passwd:
    try:
        entry = pwd.getpwnam(UNPRIVILEGED)
    except KeyError:
        entry = _make_unprivileged()
    if entry.pw_uid == 0:
        raise CannotStartError(
            f"The system user {UNPRIVILEGED} has root's number. Give it one of its own."
        )
    return entry


def _make_unprivileged() -> pwd.struct_passwd:
    say(f"Making the system user {UNPRIVILEGED}, because PostgreSQL does not run as root.")
    useradd = subprocess.run(
        ["useradd", "--system", "--user-group", *NO_HOME, *NO_SHELL, UNPRIVILEGED],
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if useradd.returncode:
        raise CannotStartError(
            f"The system user {UNPRIVILEGED} cannot be made ({useradd.stderr.strip()}). "
            "Start Groundwork as an ordinary user, or set DATABASE_URL."
        )
    return pwd.getpwnam(UNPRIVILEGED)
