"""Where a change comes from: a request, a task, a command. The gate and scopes tell the database.

Each event takes it from the transaction's own setting `app.origin`, and the person from
`app.person`, so statements written by hand are recorded like all others.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Literal

LONGEST_PATH = 200

Source = Literal["web", "task", "command"]

_present: ContextVar[str] = ContextVar("origin", default="")


def origin_json() -> str:
    """Return the present origin as JSON."""
    return _present.get() or _written("command", command=_command())


@contextmanager
def change_origin(source: Source, **facts: str) -> Iterator[None]:
    """Let changes within the block be recorded as coming from here."""
    token = _present.set(_written(source, **facts))
    try:
        yield
    finally:
        _present.reset(token)


def path_without_secrets(path: str) -> str:
    """Return what may be kept of a request's path: outside organizations it may hold secrets."""
    if path.startswith("/o/"):
        return path[:LONGEST_PATH]
    return f"/{path.split('/')[1]}/"[:LONGEST_PATH]


def _written(source: Source, **facts: str) -> str:
    present_facts = {name: fact for name, fact in facts.items() if fact}
    return json.dumps({"source": source, **present_facts}, ensure_ascii=False)


def _command() -> str:
    """Return the management command that runs, if one does."""
    program, *arguments = sys.argv or [""]
    return arguments[0] if Path(program).name == "manage.py" and arguments else ""
