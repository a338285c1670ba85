"""From stored framework versions to framework values."""

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.parsing import parse
from assessments.frameworks.schema import Framework

_parsed: dict[str, Framework] = {}


def framework_of(version: FrameworkVersion) -> Framework:
    """Return the version as a value.

    A published version never changes, so a process parses each document once; the document is
    read from the database only then.
    """
    if version.digest not in _parsed:
        _parsed[version.digest] = parse(version.document)
    return _parsed[version.digest]
