"""Asks a web server on this machine whether it can serve: for the supervisor and for containers."""

import contextlib
import os
import socket
import sys
from urllib.parse import urlsplit


def is_healthy(port: int, host: str) -> bool:
    """Return whether the web server says that it can serve."""
    request = f"GET /health HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    with (
        contextlib.suppress(OSError),
        socket.create_connection(("127.0.0.1", port), timeout=5) as connection,
    ):
        connection.sendall(request.encode())
        return connection.recv(64).startswith(b"HTTP/1.1 200")
    return False


def public_host() -> str:
    """Return host and port of the address that people type."""
    return urlsplit(os.environ.get("GROUNDWORK_URL", "")).netloc or "localhost"


if __name__ == "__main__":
    sys.exit(0 if is_healthy(int(sys.argv[1]), public_host()) else 1)
