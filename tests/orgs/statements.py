"""Counting what a request asks of the database."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

AROUND = (
    "SELECT /* around a request */"  # what tests.conftest.OutsideClient reads and sets begins so
)
# That, and what a test itself reads or sets of the scope.
CLIENT = re.compile(
    rf"{re.escape(AROUND)}|SELECT coalesce\(current_setting\('app\.\w+'"
    r"|SELECT set_config\('app\.\w+', '[^']*', true\)$"
)


@contextmanager
def at_most(number: int) -> Iterator[list[str]]:
    """Fail where the block needs more statements; yield those it needed."""
    own: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield own
    own += [query["sql"] for query in captured if not CLIENT.match(query["sql"])]
    assert len(own) <= number, f"{len(own)} statements:\n" + "\n".join(own)
