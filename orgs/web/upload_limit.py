"""How much an upload may hold: a larger one is refused before any of it is kept."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext as _

MEGABYTE = 10**6
LARGEST_FILE = 10 * 2**20  # bytes of the largest file that a form takes, unless its view says more
AROUND_A_FILE = 2 * 2**20  # bytes of the form around it
LARGEST_UPLOAD = LARGEST_FILE + AROUND_A_FILE

View = TypeVar("View", bound=Callable[..., Any])


def takes_files_of(most_bytes: int) -> Callable[[View], View]:
    """Return what tells of a view how large a file it takes; it has to stand outermost."""

    def tell(view: View) -> View:
        view.largest_file = most_bytes  # type: ignore[attr-defined]  # for the handler below
        return view

    return tell


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
        most = self._largest_file()
        if content_length > max(LARGEST_UPLOAD, most + AROUND_A_FILE):
            raise RequestDataTooBig(
                _("This page takes files of up to %s MB. Choose a smaller one, or divide it.")
                % (most // MEGABYTE)
            )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Leave the data to the handlers that follow."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that follow."""

    def _largest_file(self) -> int:
        """Return what the asked view takes; strangers are not kept waiting for large files."""
        match = getattr(self.request, "resolver_match", None)
        user = getattr(self.request, "user", None)
        is_known = user is not None and user.is_authenticated
        return (
            getattr(match.func, "largest_file", LARGEST_FILE)
            if match and is_known
            else LARGEST_FILE
        )
