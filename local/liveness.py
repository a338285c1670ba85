"""Whether a program of this machine is alive: each answers on a socket that it has for itself.

Two web servers share a port, and nobody can choose which of them takes a connection; so each is
asked here. The socket has a name and no file (Linux's abstract ones): no full disk stands in its
way. It says only that its program is well, so it does not matter who asks.
"""

import contextlib
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable

VARIABLE = "GROUNDWORK_LIVENESS_SOCKET"
WELL = b"well\n"
PATIENCE_SECONDS = 1.0


def new_name() -> str:
    """Return a name for the socket of a program's next start."""
    return f"groundwork-{secrets.token_hex(16)}"


def answer(is_well: Callable[[], bool] = lambda: True) -> None:
    """Answer whoever asks, from a thread; do nothing where nobody is going to ask."""
    name = os.environ.get(VARIABLE, "")
    if name:
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(f"\0{name}")
        listener.listen(8)
        arguments = (listener, is_well)
        threading.Thread(target=_keep_answering, args=arguments, daemon=True).start()


def _keep_answering(listener: socket.socket, is_well: Callable[[], bool]) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:  # no descriptor is free: then the silence says so
            time.sleep(PATIENCE_SECONDS)
            continue
        with connection, contextlib.suppress(OSError):
            connection.settimeout(PATIENCE_SECONDS)
            if is_well():
                connection.sendall(WELL)


def is_well(name: str) -> bool:
    """Return whether the program that has the socket says that it is well."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asker:
        asker.settimeout(PATIENCE_SECONDS)
        asker.connect(f"\0{name}")
        return asker.recv(len(WELL)) == WELL
    return False
