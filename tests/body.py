"""What a body is made of: fields with values, of which some name a row."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.test_access import World

Body = dict[str, Any]


class Id(int):
    """The number of a row, which a body names."""


def nothing(_world: World) -> Body:
    return {}


def these(**body: Any) -> Callable[[World], Body]:
    return lambda _world: dict(body)


def a_file(name: str, text: str) -> Callable[[World], Body]:
    return lambda _world: {"file": SimpleUploadedFile(name, text.encode())}


def next_week() -> str:
    return (timezone.localdate() + timedelta(days=7)).isoformat()
