"""Calls to an identity provider: checked addresses, no redirect, one deadline for all of them.

An organization enters the provider's address, so it must not lead into the installation's own
network: a name is resolved once, every address it has is checked, and the call goes to one of
those. A call runs in a thread of its own, because neither resolving a name nor a server that sends
a byte every few seconds can be timed out otherwise.
"""

import contextlib
import http.client
import ipaddress
import json
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import structlog
from django.conf import settings
from django.utils.translation import gettext as _

from .refusals import UnreachableError, UntrustedError

LARGEST_ANSWER = 2**20  # bytes
# IPv6 addresses with an IPv4 address inside, which may be a private one: NAT64 by its well-known
# prefix and by the one for a network's own use (RFC 8215), translated and compatible ones.
EMBEDDING = tuple(
    ipaddress.IPv6Network(network)
    for network in ("64:ff9b::/96", "64:ff9b:1::/48", "::ffff:0:0:0/96", "::/96")
)
ISATAP = frozenset({0x00005EFE, 0x02005EFE})  # the third quarter of such an address
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Deadline:
    """When all calls together have to be over, on the monotonic clock."""

    at: float

    @classmethod
    def from_now(cls) -> "Deadline":
        """Return the deadline of calls that begin now."""
        return cls(time.monotonic() + settings.SIGN_ON_SECONDS)

    @property
    def left(self) -> float:
        """The seconds that are left; never nothing, because that would mean no limit."""
        return max(self.at - time.monotonic(), 0.001)


@dataclass(frozen=True)
class Call:
    """One call: a GET, or the POST of a form."""

    url: str
    form: Mapping[str, str] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def call_provider(call: Call, *, before: Deadline) -> dict[str, Any]:
    """Return the JSON object that answers the call; raise UnreachableError or UntrustedError."""
    status, body = _in_time(call, before)
    if status != http.HTTPStatus.OK:
        log.warning("sign_on.answered", url=call.url, status=status)
        raise UntrustedError(_("The sign-on provider answered with an error (%s).") % status)
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise UntrustedError(_("The sign-on provider's answer could not be read."))
    return answer


def complaint_about(url: str) -> str:
    """Return why this is no address that is called or led to; empty where it is one."""
    try:
        parts = urlsplit(url)
        bare = bool(parts.hostname) and not (parts.username or parts.password or parts.fragment)
        port = parts.port  # raises on nonsense
    except ValueError:
        return _("This is not an address.")
    if not bare or port == 0 or any(letter.isspace() for letter in url):
        return _("This is not an address.")
    if parts.scheme == "https" or (parts.scheme == "http" and _is_local(parts.hostname or "")):
        return ""
    return _("The address has to begin with https://.")


def _is_local(host: str) -> bool:
    """Return whether plain HTTP may be spoken there: on this machine, for tests and development."""
    return settings.SIGN_ON_PRIVATE_NETWORKS and host in {"localhost", "127.0.0.1", "::1"}


def _in_time(call: Call, before: Deadline) -> tuple[int, bytes]:
    line = ProviderConnection(before)
    answers: queue.SimpleQueue[tuple[int, bytes] | Exception] = queue.SimpleQueue()
    # A daemon: one that hangs in resolving a name must not keep the program from ending.
    threading.Thread(target=_spoken, args=(line, call, answers.put), daemon=True).start()
    try:
        answer = answers.get(timeout=before.left)
    except queue.Empty:
        line.cut()
        answer = TimeoutError()
    if isinstance(answer, UnreachableError | UntrustedError):
        raise answer
    if isinstance(answer, Exception):
        log.warning("sign_on.unreachable", url=call.url, error=repr(answer))
        raise UnreachableError(_said_of(answer)) from answer
    return answer


def _said_of(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return _("The sign-on provider did not answer within %(seconds)g seconds.") % {
            "seconds": settings.SIGN_ON_SECONDS
        }
    if isinstance(error, ssl.SSLCertVerificationError):
        return _("The sign-on provider's certificate is not to be trusted.")
    return _("The sign-on provider cannot be reached.")


def _spoken(
    line: "ProviderConnection", call: Call, put: Callable[[tuple[int, bytes] | Exception], None]
) -> None:
    try:
        put(line.speak(call))
    except Exception as error:  # noqa: BLE001 - whatever went wrong is told where it was asked
        put(error)


class ProviderConnection:
    """A connection to one provider for one call."""

    def __init__(self, before: Deadline) -> None:
        self.before = before
        self.socket: socket.socket | None = None

    def speak(self, call: Call) -> tuple[int, bytes]:
        """Return status and body; raise UnreachableError, UntrustedError, OSError and others."""
        if complaint := complaint_about(call.url):
            raise UntrustedError(complaint)
        parts = urlsplit(call.url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
        if parts.port is None and parts.scheme == "https":
            connection.port = http.client.HTTPS_PORT
        # http.client would resolve the name anew, perhaps to another address than was checked.
        connection.sock = self._connected(connection.host, connection.port, parts.scheme)
        body = urlencode(call.form).encode() if call.form is not None else None
        path = parts.path or "/"
        connection.request(
            "GET" if body is None else "POST",
            f"{path}?{parts.query}" if parts.query else path,
            body=body,
            headers=_headers(call, parts.netloc),
        )
        with connection.getresponse() as answer:
            if http.HTTPStatus.MULTIPLE_CHOICES <= answer.status < http.HTTPStatus.BAD_REQUEST:
                raise UntrustedError(_("The sign-on provider leads elsewhere, which is refused."))
            # One byte too many tells that there is more; the announced length may be wrong.
            content = answer.read(LARGEST_ANSWER + 1)
        connection.close()
        if len(content) > LARGEST_ANSWER:
            raise UntrustedError(_("The sign-on provider's answer is too large."))
        return answer.status, content

    def cut(self) -> None:
        """End the call, whatever it waits for."""
        if self.socket:
            with contextlib.suppress(OSError):
                self.socket.shutdown(socket.SHUT_RDWR)

    def _connected(self, host: str, port: int, scheme: str) -> socket.socket:
        opened = self.socket = _opened(_addresses(host, port), self.before)
        if scheme == "https":
            context = ssl.create_default_context()
            # The handshake comes after self.socket is set, so that cut() can end it too.
            opened = self.socket = context.wrap_socket(
                opened, server_hostname=host, do_handshake_on_connect=False
            )
            self.socket.do_handshake()
        return opened


def _headers(call: Call, host: str) -> dict[str, str]:
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if call.form is not None else {}
    plain = {"Host": host, "Accept": "application/json", "Connection": "close"}
    return {**plain, **kind, **call.headers}


def _opened(addresses: list[tuple[Any, ...]], before: Deadline) -> socket.socket:
    """Return a connection to the first address that takes one."""
    trouble: OSError = OSError("no address")
    for address in addresses:
        try:
            return socket.create_connection(address[:2], timeout=before.left)
        except OSError as error:
            trouble = error
    raise trouble


def _addresses(host: str, port: int) -> list[tuple[Any, ...]]:
    """Return the host's addresses; raise UnreachableError where one is not to be called."""
    addresses = [row[4] for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if any(not may_be_called(str(address[0])) for address in addresses):
        log.warning("sign_on.private_address", host=host)
        raise UnreachableError(
            _("The address leads into a private network. Whoever runs Groundwork can allow that.")
        )
    return addresses


def may_be_called(address: str) -> bool:
    """Return whether a call may go there: to public addresses, to private ones by a setting.

    Link-local addresses, where clouds keep their machines' credentials, are never called.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return may_be_called(str(ip.ipv4_mapped))
        if _embeds_another(ip):
            return False
        if ip.is_site_local:  # private until 2004, and still routed in some networks
            return settings.SIGN_ON_PRIVATE_NETWORKS
    if ip.is_link_local or ip.is_multicast or ip.is_unspecified:
        return False
    return ip.is_global or settings.SIGN_ON_PRIVATE_NETWORKS


def _embeds_another(ip: ipaddress.IPv6Address) -> bool:
    """Return whether a call to the address may end at an IPv4 address that it holds."""
    if ip.is_loopback:
        return False
    is_isatap = (int(ip) >> 32) & 0xFFFFFFFF in ISATAP
    return bool(ip.sixtofour or ip.teredo or is_isatap or any(ip in each for each in EMBEDDING))
