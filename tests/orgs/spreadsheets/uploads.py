"""Files for tests: what real people brought, and what a preview's page would send back."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.test.client import Client

CASES = Path(__file__).parent / "cases"


def case(name: str) -> bytes:
    """Return the content of a file that people brought."""
    return (CASES / name).read_bytes()


def form_of(answer: Any, kept: Iterable[str] = ()) -> dict[str, Any]:
    """Return the fields of a preview's form as its page would send them."""
    reading = answer.context["reading"]
    fields = {name: reading[name].value() for name in reading.fields}
    return fields | {name: answer.context[name] for name in kept}


def read_again(client: Client, address: str, answer: Any, **chosen: object) -> Any:
    """Return the preview after other choices about reading the file."""
    return client.post(address, form_of(answer, ()) | chosen)
