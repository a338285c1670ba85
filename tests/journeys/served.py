"""The product as the journeys' web server serves it: with one more address, that forgets.

The server outlives a test; what it keeps in memory about people and addresses must not.
"""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from django.core.cache import cache

from config.wsgi import application as product


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer as the product does; asked to forget, empty the cache."""
    if environ["PATH_INFO"] != "/forget":
        return product(environ, start_response)
    cache.clear()
    start_response("204 No Content", [])
    return []
