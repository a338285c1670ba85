"""Draws charts and pictures, kept by content; the one module that knows the drawing engine.

The engine must not run in a process that forks afterwards, nor under a limit of the address space.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import version
from types import MappingProxyType
from typing import Any

import fontpkg_inter
import vl_convert
from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.utils.text import slugify

ENGINE = version("vl-convert-python")
CACHE_SECONDS = 24 * 3600
SCALE = 2
DRAW: Mapping[str, Callable[[str], bytes]] = MappingProxyType(
    {
        "svg": lambda spec: vl_convert.vegalite_to_svg(spec).encode(),
        "png": lambda spec: vl_convert.vegalite_to_png(spec, scale=SCALE),
        "picture": lambda svg: vl_convert.svg_to_png(svg, scale=SCALE),
    }
)


def svg(spec: Mapping[str, Any]) -> str:
    """Return the chart as SVG."""
    return _kept("svg", _text(spec)).decode()


def png(spec: Mapping[str, Any]) -> bytes:
    """Return the chart as PNG, at twice its size."""
    return _kept("png", _text(spec))


def png_of_svg(picture: str) -> bytes:
    """Return a picture that is SVG already as PNG, at twice its size."""
    return _kept("picture", picture)


def svg_file(picture: str, *names: str) -> HttpResponse:
    """Return an answer that is saved as an SVG file of these names."""
    return _file(picture, "image/svg+xml", _name(names, "svg"))


def png_file(picture: bytes, *names: str) -> HttpResponse:
    """Return an answer that is saved as a PNG file of these names."""
    return _file(picture, "image/png", _name(names, "png"))


def _text(spec: Mapping[str, Any]) -> str:
    return json.dumps(spec, sort_keys=True)


def _kept(kind: str, text: str) -> bytes:
    # With the engine's version, because another one may draw otherwise.
    key = f"chart:{kind}:{ENGINE}:{hashlib.sha256(text.encode()).hexdigest()}"
    picture = caches["pictures"].get(key)
    if picture is None:
        _know_the_font()
        picture = DRAW[kind](text)
        caches["pictures"].set(key, picture, CACHE_SECONDS)
    return bytes(picture)


@cache
def _know_the_font() -> None:
    """Let the engine find Inter: the wheel's, of one weight here, and paper's faces of two."""
    for folder in (fontpkg_inter.ROOT / "files", settings.VAR / "fonts" / "paper"):
        if folder.is_dir():
            vl_convert.register_font_directory(str(folder))


def _name(names: tuple[str, ...], ending: str) -> str:
    return f"{slugify('-'.join(names)) or 'chart'}.{ending}"


def _file(content: str | bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
