"""Files of evidence: what a file is by its content, images made anew, private storage."""

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from orgs.refusals import NotNowError
from orgs.storage import refuse_full
from orgs.web.pictures import JPEG, PNG, UnreadablePictureError, drawn_anew

LARGEST_FILE = 10 * 2**20  # bytes
LONGEST_SIDE = 3_000  # larger images are made smaller
LONGEST_NAME = 80
PDF_START, PDF_END, PDF_TAIL = re.compile(rb"%PDF-[12]\.\d"), b"%%EOF", 2048
UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069/\\:*?"<>|%;]+')
BINARY = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
PDF, TEXT = "application/pdf", "text/plain"
ENDINGS = {PDF: "pdf", PNG: "png", JPEG: "jpg", TEXT: "txt"}


class FileGoneError(NotNowError):
    """The file is no longer stored."""


class UnwantedFileError(ValueError):
    """The file is too large, or not of a kind that is taken; the text says so."""


@dataclass(frozen=True)
class CheckedFile:
    """A file as it is stored: a safe name, what it is, its content."""

    name: str
    content_type: str
    content: bytes


def check_file(name: str, source: IO[bytes]) -> CheckedFile:
    """Return the file as it may be stored; raise UnwantedFileError. Its name tells nothing."""
    content = source.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise UnwantedFileError(_("The file is larger than 10 MB."))
    if not content:
        raise UnwantedFileError(_("The file is empty."))
    content_type, kept = _kept(content)
    return CheckedFile(_safe_name(name, content_type), content_type, kept)


def _kept(content: bytes) -> tuple[str, bytes]:
    if PDF_START.match(content) and PDF_END in content[-PDF_TAIL:]:
        return PDF, content
    if content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return _drawn(content)
    if _is_text(content):
        return TEXT, content
    raise UnwantedFileError(
        _("This is not a PDF, a PNG or JPEG image, or plain text (UTF-8), so it is not stored.")
    )


def _drawn(content: bytes) -> tuple[str, bytes]:
    try:
        picture = drawn_anew(content, longest_side=LONGEST_SIDE)
    except UnreadablePictureError as error:
        raise UnwantedFileError(str(error)) from error
    return picture.content_type, picture.content


def _is_text(content: bytes) -> bool:
    try:
        return not BINARY.search(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return False


def _safe_name(name: str, content_type: str) -> str:
    """Return a name that is safe everywhere and ends in what the file is."""
    words = " ".join(UNSAFE.sub(" ", PurePath(name.replace("\\", "/")).stem).split())
    return f"{words[:LONGEST_NAME].strip(' .') or 'evidence'}.{ENDINGS[content_type]}"


def store(organization_id: int, file: CheckedFile) -> str:
    """Store the file where no web server looks; return its path, which nobody can guess.

    Raises StorageFullError.
    """
    refuse_full(organization_id, len(file.content))
    path = f"evidence/{organization_id}/{uuid4()}.{ENDINGS[file.content_type]}"
    return str(default_storage.save(path, ContentFile(file.content)))


def copy(organization_id: int, path: str, content_type: str) -> str:
    """Return the path of a copy; raise FileGoneError."""
    with open_file(path) as stored:
        return store(organization_id, CheckedFile("", content_type, stored.read()))


def open_file(path: str) -> IO[bytes]:
    """Return the file to read from; raise FileGoneError."""
    try:
        return default_storage.open(path, "rb")
    except FileNotFoundError as error:
        raise FileGoneError(_("The file of this evidence is no longer stored.")) from error


def remove(path: str) -> None:
    """Remove the file, if there is one."""
    if path:
        default_storage.delete(path)
