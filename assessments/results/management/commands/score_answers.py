"""Score answers from a JSON document, without any database."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from assessments.frameworks.library import built_in_documents
from assessments.frameworks.parsing import parse
from assessments.frameworks.reading import DocumentError, loads
from assessments.results.score_document import answered

MAX_BYTES = 10_000_000


class Command(BaseCommand):
    """Print the score of one JSON document of answers."""

    help = (
        "Reads one JSON document of answers and prints its score as JSON. "
        "A malformed document ends with status 2 and one line that names the place."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file's name."""
        parser.add_argument("file", metavar="FILE", help='the document, or "-" for standard input')

    def handle(self, *_args: object, file: str, **_options: object) -> None:
        """Print the score, or one line on standard error and end with status 2."""
        frameworks = {key: parse(document) for key, document in built_in_documents().items()}
        try:
            output = answered(loads(_text(file)), frameworks)
        except DocumentError as error:
            self.stderr.write(str(error))
            sys.exit(2)
        self.stdout.write(json.dumps(output, indent=2))


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
