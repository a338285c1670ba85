"""What the tests of sign-on share: a real OpenID Connect provider on this machine, and the way."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import oidc_provider_mock  # type: ignore[import-untyped]

from orgs.database import tenancy
from orgs.models import Organization, SignOn
from orgs.sign_on import settings_actions as sign_on_settings
from tests.cast import NOON
from tests.conftest import OutsideClient


@contextmanager
def a_provider() -> Iterator[str]:
    """Run a provider and yield its address."""
    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@contextmanager
def a_silent_server() -> Iterator[str]:
    """Run a server that takes connections and then sends a byte at a time, without end."""
    ended = threading.Event()
    with socket.create_server(("localhost", 0)) as server:
        threading.Thread(target=_drip, args=(server, ended), daemon=True).start()
        yield f"http://localhost:{server.getsockname()[1]}"
        ended.set()


def _drip(server: socket.socket, ended: threading.Event) -> None:
    with server.accept()[0] as line:
        line.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not ended.is_set():
            try:
                line.sendall(b"z")
            except OSError:
                return
            time.sleep(0.02)


def closed_address() -> str:
    """Return an address at which nobody listens."""
    with socket.create_server(("localhost", 0)) as server:
        return f"http://localhost:{server.getsockname()[1]}"


def with_sign_on(organization: Organization, issuer: str) -> SignOn:
    """Return the organization's sign-on by that provider; roles come in the claim `groups`."""
    with tenancy.scope(organization=organization.pk):
        return sign_on_settings.configure(
            organization=organization,
            issuer=issuer,
            client_id="groundwork",
            secret="the client's secret",
            role_claim="groups",
            at=NOON,
        )


def knows(provider: str, subject: str, **claims: object) -> None:
    """Tell the provider about somebody."""
    httpx.put(f"{provider}/users/{subject}", json=claims).raise_for_status()


def there(client: OutsideClient, slug: str = "northwind") -> str:
    """Begin to sign on; return the provider's address with all that it is asked."""
    return str(client.get(f"/o/{slug}/sign-on/").headers["Location"])


def back(at_provider: str, subject: str) -> str:
    """Say at the provider that one is the subject; return the path that leads back."""
    answer = httpx.post(at_provider, data={"sub": subject})
    return answer.headers["Location"].removeprefix("http://localhost:8000")


def signed_on(client: OutsideClient, subject: str, slug: str = "northwind") -> Any:
    """Sign on as the subject; return what the way back answers."""
    return client.get(back(there(client, slug), subject))


def asked(at_provider: str) -> dict[str, str]:
    """Return what an address at the provider asks for."""
    return {name: found[0] for name, found in parse_qs(urlsplit(at_provider).query).items()}
