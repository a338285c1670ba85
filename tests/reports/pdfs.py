"""Reads PDFs in tests: their words, their fonts, their structure."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.Pdf.open(BytesIO(content))


def text(pdf: pikepdf.Pdf, number: int) -> str:
    """Return the words of a page (from 0), its glyphs read by the fonts' ToUnicode."""
    letters: dict[int, str] = {}
    words = ""
    fonts = pdf.pages[number].Resources.Font
    for instruction in pikepdf.parse_content_stream(pdf.pages[number]):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "Tf":
            letters = to_unicode(fonts[str(operands[0])].ToUnicode.read_bytes().decode())
        elif operator == "TJ":
            strings = [bytes(part) for part in operands[0] if isinstance(part, pikepdf.String)]
            words += "".join(letters.get(code, "") for code in glyphs(b"".join(strings)))
        elif operator == "ET":
            words += " "
    return re.sub(r"\s+", " ", words).strip()


def glyphs(codes: bytes) -> list[int]:
    return [int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2)]


def to_unicode(cmap: str) -> dict[int, str]:
    return {
        int(glyph, 16): bytes.fromhex(letter).decode("utf-16-be")
        for glyph, letter in re.findall(r"<(\w{4})> <(\w+)>\n", cmap)
    }


def font_names(pdf: pikepdf.Pdf) -> set[str]:
    fonts = pdf.pages[0].Resources.Font
    return {str(font.BaseFont).split("+")[1] for font in fonts.values()}


def structure(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(element, pikepdf.Dictionary):
        yield element
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from structure(kid)
