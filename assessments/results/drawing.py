"""Draws specifications; the one module that knows the drawing engine. Pictures are kept by content.

The engine must not run in a process that forks afterwards, nor under a limit of the address space.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from typing import Any

import fontpkg_inter
import vl_convert
from django.core.cache import cache as kept

ENGINE = version("vl-convert-python")
KEPT_SECONDS = 24 * 3600
SCALE = 2


def svg(spec: Mapping[str, Any]) -> str:
    """Return the chart as SVG."""
    return _kept("svg", spec).decode()


def png(spec: Mapping[str, Any]) -> bytes:
    """Return the chart as PNG, at twice its size."""
    return _kept("png", spec)


def _kept(kind: str, spec: Mapping[str, Any]) -> bytes:
    text = json.dumps(spec, sort_keys=True)
    key = f"chart:{kind}:{ENGINE}:{hashlib.sha256(text.encode()).hexdigest()}"
    picture = kept.get(key)
    if picture is None:
        picture = _drawn(kind, text)
        kept.set(key, picture, KEPT_SECONDS)
    return bytes(picture)


def _drawn(kind: str, spec: str) -> bytes:
    _know_the_font()
    if kind == "svg":
        return vl_convert.vegalite_to_svg(spec).encode()
    return vl_convert.vegalite_to_png(spec, scale=SCALE)


@cache
def _know_the_font() -> None:
    vl_convert.register_font_directory(str(fontpkg_inter.ROOT / "files"))
