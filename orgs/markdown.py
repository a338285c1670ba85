"""What people type as Markdown, as HTML that can do no harm."""

import re
from typing import Any

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

DEEPEST = 12  # blocks within each other
DEEPEST_INLINE = 12  # emphasis within emphasis: each level costs the layout of paper a deeper stack
TAGS = {"p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a"}
LEFT_OUT = ["heading", "lheading", "image", "table", "hr", "html_block", "html_inline"]
# One line that starts with a letter and holds nothing that means something in Markdown or HTML.
PLAIN = re.compile(r"[^\W\d_][^\x00-\x1f\x7f-\xa0\\`*_~\[\]<>&\"\u2028\u2029]*(?<!\s)")
_reader = MarkdownIt("js-default", {"html": False, "breaks": True, "maxNesting": DEEPEST})
_reader.disable(LEFT_OUT)


def render_markdown(text: str) -> SafeString:
    """Return the text as HTML: emphasis, lists, quotes, code, links; no pictures, no headings.

    Text that is nested too deeply is shown as it was typed, so that no word of it is lost. A page
    shows hundreds of remarks, most of them plain sentences, which need no parser.
    """
    if PLAIN.fullmatch(text):
        return mark_safe(f"<p>{text}</p>\n")  # noqa: S308 - nothing in it needs escaping
    environment: dict[str, Any] = {}
    tokens = _reader.parse(text, environment)
    if any(_is_too_deep(token) for token in tokens):
        return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308 - escaped
    # Cleaned though the parser lets no HTML in: a hole in one of the two then does no harm.
    cleaned = nh3.clean(
        str(_reader.renderer.render(tokens, _reader.options, environment)),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(cleaned)  # noqa: S308 - cleaned


def _is_too_deep(token: Token) -> bool:
    inline = token.children or ()
    return token.level >= DEEPEST - 1 or any(part.level > DEEPEST_INLINE for part in inline)
