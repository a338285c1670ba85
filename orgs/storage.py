"""How much an organization stores, and how much it may."""

from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from orgs.refusals import NotNowError

MEGABYTE = 10**6


class StorageFullError(NotNowError):
    """The organization stores as much as it may."""


@dataclass(frozen=True)
class StorageUse:
    """The bytes that an organization's files take, and how many they may."""

    stored: int
    allowed: int

    @property
    def megabytes(self) -> int:
        """What is stored, in whole megabytes, more rather than less."""
        return -(-self.stored // MEGABYTE)

    @property
    def allowed_megabytes(self) -> int:
        """What may be stored."""
        return self.allowed // MEGABYTE


def storage_use(organization_id: int) -> StorageUse:
    """Return what the organization stores: each room keeps its files in a folder of its own."""
    rooms, _files = default_storage.listdir("") if default_storage.exists("") else ([], [])
    stored = sum(_size(f"{room}/{organization_id}") for room in rooms)
    return StorageUse(stored, settings.STORAGE_MEGABYTES * MEGABYTE)


def refuse_full(organization_id: int, more: int = 0) -> None:
    """Raise StorageFullError where so many more bytes would be too many."""
    use = storage_use(organization_id)
    if use.stored + more >= use.allowed:
        raise StorageFullError(
            _(
                "Your organization stores %(stored)s MB of %(allowed)s MB, so nothing more is "
                "kept. Withdraw evidence or delete reports, or ask whoever runs Groundwork."
            )
            % {"stored": use.megabytes, "allowed": use.allowed_megabytes}
        )


def _size(folder: str) -> int:
    size = 0
    with suppress(FileNotFoundError):
        _folders, names = default_storage.listdir(folder)
        for name in names:
            with suppress(FileNotFoundError):  # removed a moment ago
                size += default_storage.size(f"{folder}/{name}")
    return size
