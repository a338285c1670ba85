"""One piece of the data stack for a whole request, on the Pythons that need it.

A thread's frames lie on CPython's data stack, in chunks of 16 KB. Up to 3.13.12 and 3.14.3 each
call that begins a chunk allocates it, and its return frees it: 9 µs instead of 0.05. A page whose
loops happen to lie at such a depth makes hundreds of such calls. A frame that asks for more room
gets a chunk as large as it needs, and whatever it calls lies in the rest of that.

Later releases keep one free chunk (https://github.com/python/cpython/issues/142183). When 3.13.13
is the oldest Python that Groundwork runs on, this module and its line in the settings can go.
"""

import sys
from collections.abc import Callable

from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

SLOTS = 1 << 15  # of 8 bytes: the chunk has 512 KB, and half of it is left
# The first release of a series that keeps a free chunk; all of 3.15 do, none before 3.13 does.
FIRST_THAT_KEEPS = {(3, 13): 13, (3, 14): 4}


class DataStackMiddleware:
    """Gives every request one chunk; the outermost one, so that all the others lie in it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Leave the chain where this Python keeps a free chunk by itself."""
        if not frees_every_chunk(*sys.version_info[:3]):
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, in one chunk."""
        return in_one_chunk(self.get_response, request)


def frees_every_chunk(major: int, minor: int, micro: int) -> bool:
    """Return whether this release of CPython frees a chunk as soon as no frame lies in it."""
    series = (major, minor)
    return series < (3, 13) or micro < FIRST_THAT_KEEPS.get(series, 0)


def in_one_chunk(call: Callable[[HttpRequest], HttpResponse], request: HttpRequest) -> HttpResponse:
    """Return what the call returns, whose frames lie in one chunk of the data stack."""
    return call(request)


in_one_chunk.__code__ = in_one_chunk.__code__.replace(co_stacksize=SLOTS)
