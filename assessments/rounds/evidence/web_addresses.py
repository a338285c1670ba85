"""Addresses of pages that people link to, on the web or in their own network. Pure."""

import ipaddress
import re
from urllib.parse import SplitResult, quote, urlsplit

from orgs.names.folding import shows_nothing

SCHEMES = ("http", "https")
# Names of one's own network may have one label, or an underscore.
HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.?")


class NoAddressError(ValueError):
    """The text is no address of a page."""


class SecretInAddressError(ValueError):
    """The address names somebody, and perhaps their password."""


def parse_web_address(text: str) -> str:
    """Return the address with its blanks encoded.

    Raises NoAddressError and SecretInAddressError.
    """
    shown = "".join(letter for letter in text.strip() if not shows_nothing(letter))
    try:
        parts = urlsplit(shown)
        is_page = parts.scheme in SCHEMES and _is_host(parts)
    except ValueError as error:
        raise NoAddressError from error
    if not is_page:
        raise NoAddressError
    if parts.username is not None:
        raise SecretInAddressError
    return re.sub(r"\s", lambda blank: quote(blank[0]), shown)


def _is_host(parts: SplitResult) -> bool:
    """Return whether the address names a host; raise ValueError for a port or a number of none."""
    host, _port = parts.hostname or "", parts.port
    if "[" in parts.netloc:
        ipaddress.IPv6Address(host.partition("%")[0])
        return True
    return bool(HOST.fullmatch(host))
