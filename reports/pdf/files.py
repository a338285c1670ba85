"""Where the PDFs are: private files in Django's default storage, each under a name of its own."""

import re
import zlib
from typing import IO
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

# WeasyPrint puts the page tree into a compressed stream of objects.
OBJECT_STREAM = re.compile(rb"/Type ?/ObjStm[^>]*>>\s*stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
PAGE_TREE = re.compile(rb"/Type ?/Pages\b[^>]*?/Count (\d+)|/Count (\d+)[^>]*?/Type ?/Pages\b")
UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069/\\:*?"<>|]+')
LONGEST_NAME = 80


def new_name(organization_id: int) -> str:
    """Return a name that nobody else has or can guess."""
    return f"reports/{organization_id}/{uuid4()}.pdf"


def store(name: str, content: bytes) -> None:
    """Store the PDF under its name; nobody reads it before its row says that it is done."""
    default_storage.save(name, ContentFile(content))


def open_pdf(name: str) -> IO[bytes]:
    """Return the PDF to read from; raise FileNotFoundError where it is gone."""
    return default_storage.open(name, "rb")


def download_name(*parts: str) -> str:
    """Return the parts as a file name that is safe everywhere: "Northwind – Payments.pdf"."""
    words = (" ".join(UNSAFE.sub(" ", part).split()) for part in parts)
    return " – ".join(word[:LONGEST_NAME].strip(" .") for word in words) + ".pdf"


def page_count(pdf: bytes) -> int | None:
    """Return how many pages the PDF has, by its page tree; None where that cannot be read."""
    for stream in OBJECT_STREAM.finditer(pdf):
        try:
            objects = zlib.decompress(stream[1])
        except zlib.error:
            continue
        if tree := PAGE_TREE.search(objects):
            return int(tree[1] or tree[2])
    return None
