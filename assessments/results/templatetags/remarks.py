"""What people wrote, of which one result shows hundreds; written without a template's loop."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from assessments.results.result_page.page import Comment
from orgs.markdown import render_markdown

register = template.Library()

REMARK = """\
<blockquote><div class="typed">{}</div><footer class="small-print">{}</footer></blockquote>
"""


@register.simple_tag
def remarks(comments: Iterable[Comment]) -> SafeString:
    """Return the comments with their authors' names."""
    return format_html_join(
        "", REMARK, ((render_markdown(text), person) for person, text in comments)
    )
