"""Where a cluster lives: inside the project, or in the system's state folder behind a link."""

import hashlib
import os
from pathlib import Path

from local.cluster_binaries import STATE, make_state_folder
from local.system_user import SystemUser
from local.terminal import CannotStartError


def home_of(folder: Path, owner: SystemUser) -> Path:
    """Return the cluster's real folder, made for its owner alone where there is none.

    The folder itself, or, where its owner could not walk there, one in the state folder with a
    link to it in the folder's place, so that a moved project still finds its data.
    """
    if folder.is_symlink() and not folder.exists():
        raise CannotStartError(
            f"{folder} leads to {folder.readlink()}, which is missing: bring it back, "
            "or delete the link to begin with an empty database."
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    if not folder.exists() and not owner.reaches(folder.parent):
        folder.symlink_to(_elsewhere(folder))
    home = folder.resolve()
    _give(home, owner)
    if not owner.reaches(home):
        raise CannotStartError(
            f"The user {owner.name} cannot reach the database in {home}, because a folder above it "
            "is closed to others. Move the project to where it is open, such as /opt or /srv."
        )
    return home


def _elsewhere(folder: Path) -> Path:
    make_state_folder()
    return STATE / hashlib.sha256(os.fsencode(folder.absolute())).hexdigest()[:12]


def _give(home: Path, owner: SystemUser) -> None:
    """Make the folder, private to the owner; one with another user's files in it is left alone."""
    home.mkdir(mode=0o700, exist_ok=True)
    # Only an empty folder changes hands: its files would stay the other user's.
    if home.stat().st_uid != owner.uid and not any(home.iterdir()):
        os.chown(home, owner.uid, owner.gid)
    home.chmod(0o700)
