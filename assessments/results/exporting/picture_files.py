"""Pictures as files."""

from django.http import HttpResponse
from django.utils.text import slugify


def svg_file(picture: str, *names: str) -> HttpResponse:
    """Return an answer that is saved as an SVG file of these names."""
    return _file(picture, "image/svg+xml", _name(names, "svg"))


def png_file(picture: bytes, *names: str) -> HttpResponse:
    """Return an answer that is saved as a PNG file of these names."""
    return _file(picture, "image/png", _name(names, "png"))


def _name(names: tuple[str, ...], ending: str) -> str:
    return f"{slugify('-'.join(names)) or 'chart'}.{ending}"


def _file(content: str | bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
