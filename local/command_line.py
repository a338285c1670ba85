"""What bin/serve can be asked for; read before anything is installed."""

import argparse
from dataclasses import dataclass

EPILOG = """\
environment:
  DATABASE_URL     a PostgreSQL (15 or later) to use instead of the embedded one:
                   postgresql://user:password@host:5432/name; its role must be neither
                   superuser nor BYPASSRLS. Groundwork then starts and stops no database.
  REDIS_URL        the broker between the web servers and the worker:
                   redis://host:6379/0; without it, the database
  SECRET_KEY       signs sessions and links; without it, a random one kept in var/secret-key
  GROUNDWORK_URL   the address people type, where it is not http://localhost:PORT:
                   https://groundwork.example.org
  GROUNDWORK_OPEN_SIGN_UP
                   1 lets anybody sign up and found an organization; otherwise people come
                   by invitation
  GROUNDWORK_VAR   the folder for everything that is kept; without it, var
  EMAIL_URL        smtp://user:password@host:587?tls=1; without it, mails are files in var/mail
  DEBUG            1 shows errors in the browser; never in production

Everything runs on this machine's loopback address. docs/operations.md tells more.
"""


@dataclass(frozen=True)
class Options:
    """The command line of bin/serve; the demo undecided means: on the very first start."""

    port: int
    wants_demo: bool | None


def port(word: str) -> int:
    """Return the word as a port's number; raise ArgumentTypeError where it is none."""
    if not word.isascii() or not word.isdigit() or not 1 <= int(word) <= 65535:
        raise argparse.ArgumentTypeError(f"{word!r} is not a port; ports go from 1 to 65535")
    return int(word)


def read_options(words: list[str]) -> Options:
    """Return what the command line asks for; leave with a sentence where it makes no sense."""
    parser = argparse.ArgumentParser(
        prog="bin/serve",
        description="Set Groundwork up on this machine where that is still to do, and run it:\n"
        "database, two web servers and a worker. Ctrl-C stops everything.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--port", type=port, default=8000, help="the port to serve on (default: 8000)"
    )
    demo = parser.add_mutually_exclusive_group()
    demo.add_argument(
        "--demo",
        action="store_true",
        default=None,
        dest="wants_demo",
        help="make the demo organization (the very first start does so by itself, "
        "unless DATABASE_URL is set)",
    )
    demo.add_argument(
        "--no-demo",
        action="store_false",
        dest="wants_demo",
        help="make no demo organization; the first page then sets up yours",
    )
    arguments = parser.parse_args(words)
    return Options(port=arguments.port, wants_demo=arguments.wants_demo)
