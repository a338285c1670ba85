"""Framework documents for tests."""

import json
from collections.abc import Callable
from typing import Any

from assessments.frameworks.library import built_in_documents
from assessments.frameworks.parsing import parse

BUILT_IN = built_in_documents()["ai-infrastructure"]
FRAMEWORK = parse(BUILT_IN)


def changed(change: Callable[[Any], object]) -> Any:
    """Return a copy of the built-in document after a change."""
    document = json.loads(json.dumps(BUILT_IN))
    change(document)
    return document
