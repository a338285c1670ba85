"""Makes Inter's font files out of its wheel: small ones for pages, static ones for paper."""

import os
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import fontpkg_inter
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import (
    AxisLimits,
    instantiateItemVariationStore,
    instantiateVariableFont,
)

RECIPE = 1  # raise it when what is made changes
LETTERS = [
    *range(0x20, 0x7F),  # Latin, and what the languages of Europe add to it
    *range(0xA0, 0x180),
    *range(0x218, 0x21C),
    *range(0x2BB, 0x2DE),  # accents and apostrophes that stand alone
    0x1E9E,
    *range(0x2000, 0x2070),  # spaces, dashes, quotation marks
    *range(0x2070, 0x2090),  # raised and lowered figures
    *range(0x20A0, 0x20C0),  # currencies
    *range(0x2190, 0x219A),  # arrows
    *map(ord, "™№−≈≠≤≥∞√Σ∑Δ∆●○■□▲△▼▽◆◇✓✗"),
]
# Kerning, accents, figures of one width for tables. No contextual alternates: they slow shaping.
FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk", "tnum", "case"]
VARIATIONS = {"fvar", "avar", "gvar", "HVAR", "MVAR", "STAT"}
TEXT_SIZE = 14  # the optical size of text, Inter's default


class FontStyle(NamedTuple):
    """One file of the wheel, and the names (for paper with weights) of what is made of it."""

    source: str
    page: str
    paper: dict[str, int]


WORKERS = max(1, (os.cpu_count() or 1) // 2)  # the database is prepared meanwhile
STYLES = (
    FontStyle("Inter[opsz,wght].ttf", "inter.woff2", {"regular.ttf": 400, "semibold.ttf": 600}),
    FontStyle("Inter-Italic[opsz,wght].ttf", "inter-italic.woff2", {"italic.ttf": 400}),
)


def build_fonts(target: Path) -> None:
    """Make pages' fonts in the target folder and paper's in its folder `paper`; quick when made.

    Pages get WOFF2 subsets with the weight axis, paper static faces, which halve a report's time.
    """
    if are_built(target):
        return
    (target / "paper").mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(max_workers=WORKERS) as pool:
        list(pool.map(_build, STYLES, [target] * len(STYLES)))
    _stamp_of(target).write_text(_stamp())


def are_built(target: Path) -> bool:
    """Return whether the folder holds the fonts as this recipe makes them."""
    stamp = _stamp_of(target)
    return stamp.is_file() and stamp.read_text() == _stamp()


def _stamp_of(target: Path) -> Path:
    return target / ".stamp"  # hidden, so that it is not served


def _stamp() -> str:
    return f"{RECIPE} fontpkg-inter {version('fontpkg-inter')} fonttools {version('fonttools')}\n"


def _build(style: FontStyle, target: Path) -> None:
    """Make one style's files: its letters cut out of the wheel's font, then its axes fixed."""
    font = _letters(fontpkg_inter.ROOT / "files" / style.source)
    page = _at_text_size(font)
    # Each face starts from these bytes, because fixing an axis changes the font in place.
    variable = _bytes(page)
    for name, weight in style.paper.items():
        _write(target / "paper" / name, _bytes(_face(TTFont(BytesIO(variable)), weight)))
    page.flavor = "woff2"
    _write(target / style.page, _bytes(page))


def _letters(source: Path) -> TTFont:
    font = TTFont(source, lazy=True)
    options = Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    return font


def _at_text_size(font: TTFont) -> TTFont:
    """Return the font fixed at the size of text, the default, from which no kerning moves.

    So of the kerning only the deltas' store changes; fontTools would merge every pair with itself,
    which takes as long as all the rest.
    """
    size = AxisLimits(opsz=TEXT_SIZE)
    limits = size.limitAxesAndPopulateDefaults(font).normalize(font)
    definitions, kerning = font["GDEF"], font["GPOS"]
    deltas = definitions.table.VarStore
    if any(instantiateItemVariationStore(deltas, font["fvar"].axes, limits).values()):
        raise ValueError(f"Kerning moves at the optical size {TEXT_SIZE}.")
    places = deltas.optimize()
    for table in (definitions, kerning):
        table.table.remap_device_varidxes(places)
        del font[table.tableTag]
    page = instantiateVariableFont(font, size, inplace=True)
    page["GDEF"], page["GPOS"] = definitions, kerning
    return page


def _face(font: TTFont, weight: int) -> TTFont:
    """Return the font fixed at the weight; at its default only what makes it variable has to go."""
    if weight != font["fvar"].axes[0].defaultValue:
        return instantiateVariableFont(font, {"wght": weight}, inplace=True)
    for table in VARIATIONS & set(font.keys()):
        del font[table]
    return font


def _bytes(font: TTFont) -> bytes:
    content = BytesIO()
    font.save(content)
    return content.getvalue()


def _write(path: Path, content: bytes) -> None:
    """Write the file in one step, so that nobody reads half of it."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.write_bytes(content)
    part.replace(path)
