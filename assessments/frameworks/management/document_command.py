"""A command that answers one JSON document with another, without any database."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path

from django.core.management.base import BaseCommand

from assessments.frameworks.json_reader import DocumentError, parse_json
from assessments.frameworks.library import built_in_documents
from assessments.frameworks.parsing import parse
from assessments.frameworks.schema import Framework

MAX_BYTES = 10_000_000


class DocumentCommand(BaseCommand):
    """Prints what `answered` makes of a document; a malformed one ends with status 2."""

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file's name."""
        parser.add_argument("file", metavar="FILE", help='the document, or "-" for standard input')

    def handle(self, *_args: object, file: str, **_options: object) -> None:
        """Print the answer, or one line on standard error and end with status 2."""
        try:
            output = self.answered(parse_json(_text(file)))
        except DocumentError as error:
            self.stderr.write(str(error))
            sys.exit(2)
        self.stdout.write(json.dumps(output, indent=2))

    def answered(self, document: object) -> object:
        """Return the answer to a document. Raise DocumentError if it is malformed."""
        raise NotImplementedError


def built_in_frameworks() -> Mapping[str, Framework]:
    """Return the shipped frameworks by key, parsed."""
    return {key: parse(document) for key, document in built_in_documents().items()}


def _text(file: str) -> str:
    content = _content(file)
    if len(content) > MAX_BYTES:
        raise DocumentError(f"document: is larger than {MAX_BYTES} bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DocumentError("document: is not UTF-8 text") from None


def _content(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with Path(file).open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise DocumentError(f"document: cannot be read ({error.strerror})") from None
    except ValueError:  # a NUL in the name
        raise DocumentError("document: cannot be read (No such file or directory)") from None
