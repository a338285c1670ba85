"""A filter for what people type as Markdown: {{ comment|markdown }}."""

from django import template
from django.utils.safestring import SafeString

from orgs.markdown import render_markdown

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    """Return the text as harmless HTML; it makes blocks, so it stands in a <div>."""
    return render_markdown(text)
