"""What people type as Markdown, as HTML that can do no harm."""

from functools import lru_cache
from typing import Any

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

DEEPEST = 12  # blocks within each other
KEPT = 2048  # texts; a page of 30 people's comments has some hundreds, and is read again and again
TAGS = {"p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a"}
LEFT_OUT = ["heading", "lheading", "image", "table", "hr", "html_block", "html_inline"]
_reader = MarkdownIt("js-default", {"html": False, "breaks": True, "maxNesting": DEEPEST})
_reader.disable(LEFT_OUT)


@lru_cache(KEPT)
def rendered(text: str) -> SafeString:
    """Return the text as HTML: emphasis, lists, quotes, code, links; no pictures, no headings.

    Text that is nested too deeply is shown as it was typed, so that no word of it is lost.
    """
    environment: dict[str, Any] = {}
    tokens = _reader.parse(text, environment)
    if any(token.level >= DEEPEST - 1 for token in tokens):
        return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308 - escaped
    cleaned = nh3.clean(
        str(_reader.renderer.render(tokens, _reader.options, environment)),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(cleaned)  # noqa: S308 - cleaned
