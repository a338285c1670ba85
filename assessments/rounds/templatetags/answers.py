"""Answers that one page shows hundreds of times, written without a template's loop."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from assessments.rounds.reveal.page import AnswerGroup

register = template.Library()

CHECKED = SafeString(" checked")
SAID = '<li data-answer="{}"><strong class="num">{}</strong> <span class="muted">{}</span></li>'
CHOICE = '<input type="radio" name="{}" id="{}-{}" value="{}"{}><label for="{}-{}">{}</label>'


@register.simple_tag
def who_said(ballot: Iterable[AnswerGroup]) -> SafeString:
    """Return a list's items: each answer with how many gave it, and who."""
    return format_html_join("", SAID, ballot)


@register.simple_tag
def choices(options: Iterable[tuple[str, str, bool]], name: str, mark: str) -> SafeString:
    """Return the fields of one choice with their labels; `mark` begins their ids."""
    return format_html_join(
        "",
        CHOICE,
        (
            (name, mark, value, value, CHECKED if is_chosen else "", mark, value, label)
            for value, label, is_chosen in options
        ),
    )
