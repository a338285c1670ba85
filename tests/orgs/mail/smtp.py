"""A mail server for tests: it speaks SMTP on the loopback address, and behaves as it is told."""

import socketserver
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Lock, Thread
from typing import Any, cast


@dataclass
class MailServer:
    """What the server does, and what it was given."""

    port: int = 0
    refusal: str = ""  # the reply to RCPT, such as "550 No such user"
    drops: int = 0  # how many connections it drops after the text instead of saying yes
    delay: float = 0.0  # seconds before it accepts the text
    recipients: list[str] = field(default_factory=list)
    messages: list[EmailMessage] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


class Conversation(socketserver.StreamRequestHandler):
    """One connection."""

    def handle(self) -> None:
        self.say("220 ready")
        while line := self.rfile.readline():
            verb, _space, rest = line.decode().strip().partition(" ")
            if verb.upper() == "QUIT":
                self.say("221 bye")
                return
            if not self.answered(verb.upper(), rest):
                return

    def answered(self, verb: str, rest: str) -> bool:
        """Answer one command; return whether the conversation goes on."""
        if verb == "RCPT":
            self.said.recipients.append(rest)
            self.say(self.said.refusal or "250 fine")
        elif verb == "DATA":
            return self.took_text()
        else:
            self.say("250 fine")
        return True

    def took_text(self) -> bool:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        time.sleep(self.said.delay)
        with self.said.lock:
            if self.said.drops:
                self.said.drops -= 1
                return False
            self.said.messages.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self.say("250 taken")
        return True

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    @property
    def said(self) -> MailServer:
        return cast("Any", self.server).behaviour  # type: ignore[no-any-return]


@contextmanager
def mail_server(**behaviour: Any) -> Iterator[MailServer]:
    """Run a mail server on a free port until the block ends."""
    told = MailServer(**behaviour)
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads = True
        cast("Any", server).behaviour = told
        told.port = server.server_address[1]
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield told
        server.shutdown()
