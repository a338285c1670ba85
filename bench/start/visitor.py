"""Somebody with a browser that reads no more than addresses and forms."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from bench.environment.errors import MeasurementError

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
MOST_REDIRECTS = 5


class Visitor:
    """One person's cookies, the address they are at, and the page they see there."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies: dict[str, str] = {}
        self._token = ""
        self.path = ""
        self.page = ""

    def open(self, path: str) -> int:
        """Open an address, follow where it leads, and return the status."""
        return self._send("GET", path)

    def submit(self, path: str, fields: Mapping[str, str], *, by_htmx: bool = False) -> int:
        """Send a form of the page last read, and return the status."""
        return self._send("POST", path, urlencode(fields), by_htmx=by_htmx)

    def links(self, pattern: str) -> Sequence[str]:
        """Return the addresses in the page that match, each once."""
        addresses = re.findall(rf'(?:href|action|hx-post|hx-get)="({pattern})"', self.page)
        return list(dict.fromkeys(html.unescape(address) for address in addresses))

    def _send(self, method: str, path: str, body: str = "", *, by_htmx: bool = False) -> int:
        for _ in range(MOST_REDIRECTS):
            status, target = self._exchange(method, path, body, by_htmx=by_htmx)
            if not target:
                return status
            method, path, body = "GET", target, ""
        raise MeasurementError(f"{path} leads in circles.")

    def _exchange(self, method: str, path: str, body: str, *, by_htmx: bool) -> tuple[int, str]:
        """Return the status, and the address it leads to; remember cookies and page."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        try:
            headers = dict(self._headers(method, by_htmx=by_htmx))
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            answer = response.read().decode(errors="replace")
        except HTTPException as error:
            raise MeasurementError(f"{method} {path} got no answer: {error!r}") from error
        finally:
            connection.close()
        for value in response.headers.get_all("Set-Cookie") or ():
            self._cookies |= {key: each.value for key, each in SimpleCookie(value).items()}
        if target := response.headers.get("Location", ""):
            parts = urlsplit(target)
            return response.status, parts.path + (f"?{parts.query}" if parts.query else "")
        self._remember(path, answer, by_htmx=by_htmx)
        return response.status, ""

    def _remember(self, path: str, markup: str, *, by_htmx: bool) -> None:
        """Keep what was read as the present page, unless it is a fragment of it."""
        if not by_htmx:
            self.path, self.page = path, markup
        if token := TOKEN.search(markup):
            self._token = token[1]

    def _headers(self, method: str, *, by_htmx: bool) -> Iterator[tuple[str, str]]:
        yield "Host", f"localhost:{self._port}"
        yield "Cookie", "; ".join(f"{key}={value}" for key, value in self._cookies.items())
        if method == "POST":
            yield "Content-Type", "application/x-www-form-urlencoded"
            yield "X-CSRFToken", self._token
        if by_htmx:
            yield "HX-Request", "true"
