"""The constraints of a unit as tags, such as "on-premises only" or "region: eu". Pure."""

import re
from collections.abc import Iterable

from orgs.names.folding import fold

MOST_TAGS = 20
LONGEST_TAG = 40


class BadTagsError(ValueError):
    """There are too many tags, or one is too long; `tag` is the long one."""

    def __init__(self, tag: str = "") -> None:
        super().__init__(tag)
        self.tag = tag


def parse_tags(text: str) -> list[str]:
    """Return the tags of a text that separates them by commas, semicolons or lines.

    Raises BadTagsError.
    """
    return normalize_tags(re.split(r"[,;\n\r]", text))


def normalize_tags(words: Iterable[str]) -> list[str]:
    """Return the words as tags: folded, each once, in order of the alphabet.

    Raises BadTagsError.
    """
    tags = sorted({fold(word) for word in words} - {""})
    for tag in tags:
        if len(tag) > LONGEST_TAG:
            raise BadTagsError(tag)
    if len(tags) > MOST_TAGS:
        raise BadTagsError
    return tags


def tags_text(tags: Iterable[str]) -> str:
    """Return the tags as a text that `parse_tags` reads back."""
    return ", ".join(tags)
