"""How much an upload may hold: a larger one is refused before any of it is kept."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

LARGEST_UPLOAD = 12 * 2**20  # bytes of a whole form; the largest file that a form takes is 10 MB


class SmallUploadHandler(FileUploadHandler):
    """Refuses by the announced length; the web server holds a sender to it. Keeps nothing."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - named by Django
        content_length: int,
        *_rest: Any,
        **_named: Any,
    ) -> None:
        """Raise RequestDataTooBig for a request that announces more than the limit."""
        if content_length > LARGEST_UPLOAD:
            raise RequestDataTooBig("A form takes 12 MB at most.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Leave the data to the handlers that follow."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that follow."""
