"""Asks a web server on this machine whether it can serve: for the supervisor and for containers."""

import contextlib
import os
import socket
import sys
from urllib.parse import urlsplit


def is_healthy(port: int, host: str) -> bool:
    """Return whether the web server says that it can serve."""
    return status_line(port, host).startswith("HTTP/1.1 200")


def status_line(port: int, host: str) -> str:
    """Return the first line that the web server answers; nothing where it does not."""
    request = f"GET /health HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    with (
        contextlib.suppress(OSError),
        socket.create_connection(("127.0.0.1", port), timeout=5) as connection,
    ):
        connection.sendall(request.encode())
        return connection.recv(64).decode(errors="replace").partition("\r\n")[0]
    return ""


def public_host() -> str:
    """Return host and port of the address that people type."""
    return urlsplit(os.environ.get("GROUNDWORK_URL", "")).netloc or "localhost"


if __name__ == "__main__":
    sys.exit(0 if is_healthy(int(sys.argv[1]), public_host()) else 1)
