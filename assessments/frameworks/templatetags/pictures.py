"""Pictures that one page shows hundreds of times, each distinct one rendered once."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from assessments.frameworks.level_track import Track

register = template.Library()


@register.simple_tag
def level_chip(shown: int | str | None) -> SafeString:
    """Return the chip of a level 0–4, of "unknown", or of None: does not apply."""
    return _rendered(shown, get_language())


@register.simple_tag
@lru_cache(maxsize=1024)
def level_track(track: Track) -> SafeString:
    """Return the picture of one capability on its track; its label is the only language in it."""
    return render_to_string("pictures/_track.html", {"track": track})


@lru_cache(maxsize=256)
def _rendered(shown: int | str | None, _language: str | None) -> SafeString:
    return render_to_string("pictures/_level.html", {"level": shown})
