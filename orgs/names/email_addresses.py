"""Email addresses: one spelling of each, and the forms in which people write them. Pure.

An address is stored with its domain as the name system has it (xn--…) and in small letters, so that
it is one whichever way it was typed. Pages show the domain in its own letters again.
"""

import re
from urllib.parse import unquote

import idna

from .folding import visible

IN_BRACKETS = re.compile(r"<([^<>]*)>")
QUOTED_NAME = re.compile(r'"[^"\n]*"(?=\s*<)')
BETWEEN_ADDRESSES = re.compile(r"[\s,;]+")
LINES = re.compile(r"[\n\r;]+")
MAILTO = re.compile(r"^mailto:", re.IGNORECASE)
PUNYCODED = "xn--"


def canonical_address(text: str) -> str:
    """Return the one spelling of the address; what is none stays recognisable."""
    local, at, domain = visible(text).rpartition("@")
    return f"{local.strip().lower()}{at}{canonical_domain(domain)}"


def canonical_domain(text: str) -> str:
    """Return the domain as the name system has it, in small letters."""
    domain = visible(text).lower()
    if domain.isascii():
        return domain
    try:
        return idna.encode(domain, uts46=True).decode("ascii").lower()
    except idna.IDNAError:
        return domain


def part_of_address(text: str) -> str:
    """Return what a stored address holds where the text is a part of it."""
    local, at, domain = visible(text).lower().rpartition("@")
    labels = [canonical_domain(label) if label else "" for label in domain.split(".")]
    return f"{local}{at}{'.'.join(labels)}"


def shown_address(address: str) -> str:
    """Return the address with the letters of its domain."""
    local, at, domain = address.rpartition("@")
    if PUNYCODED not in domain:
        return address
    labels = [_shown_label(label) for label in domain.split(".")]
    return f"{local}{at}{'.'.join(labels)}"


def spellings(address: str) -> set[str]:
    """Return the address as it is stored, as it is shown, and as it is."""
    stored = canonical_address(address)
    return {address, stored, shown_address(stored)}


def words_of_addresses(text: str) -> list[str]:
    """Return what stands for an address in a list, in its one spelling, each once.

    Understands "Name <address>", "mailto:address", addresses in brackets or quotes, and whatever
    stands between or behind them. A word that is no address is returned as well, unless it is part
    of a name before an address in brackets.
    """
    words: list[str] = []
    for line in LINES.split(QUOTED_NAME.sub(" ", text)):
        end = 0
        for found in IN_BRACKETS.finditer(line):
            words += [word for word in _words(line[end : found.start()]) if "@" in word]
            words += _words(found[1]) or [found[0]]
            end = found.end()
        words += _words(line[end:])
    return list(dict.fromkeys(words))


def _words(text: str) -> list[str]:
    bare = (_bare(word) for word in BETWEEN_ADDRESSES.split(text))
    return [canonical_address(word) for word in bare if word]


def _bare(word: str) -> str:
    """Return the word without what mail programs and sentences put around an address."""
    bare = word.strip("\"'“”„‘’()[]<>")
    if MAILTO.match(bare):
        bare = unquote(MAILTO.sub("", bare).partition("?")[0])
    return bare.strip().rstrip(".,:;>")


def _shown_label(label: str) -> str:
    try:
        return idna.decode(label) if label.startswith(PUNYCODED) else label
    except idna.IDNAError:
        return label
