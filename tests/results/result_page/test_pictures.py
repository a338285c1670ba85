"""The tracks of a result as a picture that stands alone: SVG and PNG."""

from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest

from assessments.frameworks.level_track import TrackLevels, track
from assessments.results.files import drawing
from assessments.results.models import Result
from assessments.results.result_page.queries import result_page
from assessments.results.result_page.track_geometry import (
    MARGIN,
    SHEET_WIDTH,
    CapabilityWords,
    SheetWords,
    TrackSheet,
    track_sheet,
)
from assessments.results.result_page.track_picture import tracks_svg
from assessments.results.submission import actions
from assessments.rounds.models import Session
from orgs.models import Unit
from tests.cast import NOON, Cast, everywhere, revealed, settle_all, vote
from tests.conftest import OutsideClient
from tests.results.pages import url
from tests.results.worlds import exempt, settle_again, unknown

SVG = "{http://www.w3.org/2000/svg}"
PNG = b"\x89PNG\r\n\x1a\n"


def some_words(**said: Any) -> SheetWords:
    levels = TrackLevels(claimed=3, supported=2, low=3, high=4, target=3, verified=1)
    row = CapabilityWords(
        "Observability", "OBS", ("Level 3 (3–4)", "Votes: 3, 3"), track(levels, label="OBS: 3")
    )
    usual = {
        "title": "Payments",
        "subtitle": "Spring",
        "sentence": "Stage 2.",
        "coverage": "8 of 8 answered, 5 people",
        "scale": "Level",
        "rows": [row] * 8,
        "marks": [("supported", "supported"), ("target", "target")] * 6,
        "origin": "Framework 1",
    }
    return SheetWords(**usual | said)


def read(picture: str) -> ElementTree.Element:
    """Return our own picture as elements; raise ParseError where it is no XML."""
    return ElementTree.fromstring(picture)  # noqa: S314


def words_of(picture: str) -> list[str]:
    return [row.text or "" for row in read(picture).iter(f"{SVG}text")]


def heights(sheet: TrackSheet) -> list[float]:
    return [row.y for row in sheet.tracks]


@pytest.fixture
def mixed(cast: Cast, session: Session) -> Result:
    """Return a result with everything that a track can show but evidence."""
    Unit.objects.filter(pk=cast.payments.pk).update(name="Pay & <Post>\x08")
    for member, level in zip(cast.voters, (0, 1, 2, 2, 4), strict=True):
        vote(session, member, everywhere(level))
    revealed(session, cast.fay)
    settle_all(session, cast.fay, everywhere(1) | {"GOV": 3})
    settle_again(cast, session, "OBS", conditions=unknown("OBS"))
    settle_again(cast, session, "DAT", not_applicable=True, exemption=exempt("No data here."))
    return actions.submit(session=session, by=cast.fay, at=NOON)


def test_the_picture_says_what_the_page_says(mixed: Result) -> None:
    page = result_page(Result.objects.get(pk=mixed.pk))
    said = words_of(tracks_svg(page))
    together = " ".join(said)

    assert said[0] == "Pay & <Post>"
    assert page.round in said
    assert "7 of 8 answered, 5 people" in said
    assert "held by" in together
    for row in page.rows:
        assert row.capability.name in together
    assert "Level 3 · supported 1 · target 3" in said
    assert "Votes: 0, 1, 2, 2, 4" in said
    assert "contested: votes from 0 to 4" in said
    assert "Not applicable" in said
    assert "one person's vote" in said
    assert "verified by evidence" not in said
    assert page.digest[:12] in together


def test_the_picture_is_told_to_those_who_do_not_see_it(mixed: Result) -> None:
    root = read(tracks_svg(result_page(mixed)))
    named = {row.get("id"): row.text or "" for row in root if row.get("id")}

    assert [named[part] for part in root.get("aria-labelledby", "").split()]
    assert named["title"].startswith("Pay & <Post>")
    for name in ("Consolidated runtime: Level 1", "Not applicable", "Votes: 0, 1, 2, 2, 4"):
        assert name in named["description"]


def test_the_picture_wants_nothing_from_elsewhere_and_no_style(mixed: Result) -> None:
    picture = tracks_svg(result_page(mixed))

    assert " style=" not in picture
    assert "<style" not in picture
    assert picture.count("http") == picture.count("http://www.w3.org/2000/svg")
    assert len(list(read(picture).iter(f"{SVG}svg"))) == 1 + 8 + 6


def test_the_picture_is_downloaded_as_svg_and_as_png(
    client: OutsideClient, cast: Cast, mixed: Result
) -> None:
    svg = client.as_member(cast.tom).get(url("result_svg", mixed.pk))
    assert (svg.status_code, svg["Content-Type"]) == (200, "image/svg+xml")
    assert svg["Content-Disposition"].startswith('attachment; filename="pay-post')
    assert len(client.statements) <= 12

    png = client.as_member(cast.tom).get(url("result_png", mixed.pk))
    assert (png["Content-Type"], png.content[:8]) == ("image/png", PNG)
    width = int.from_bytes(png.content[16:20], "big")
    assert width == SHEET_WIDTH * drawing.SCALE


def test_a_drawn_picture_is_kept(monkeypatch: pytest.MonkeyPatch, mixed: Result) -> None:
    picture = tracks_svg(result_page(mixed))
    first = drawing.png_of_svg(picture)
    monkeypatch.setattr(drawing, "DRAW", {})

    assert drawing.png_of_svg(picture) == first


def test_nothing_stands_outside_the_sheet_or_over_its_neighbour() -> None:
    sheet = track_sheet(some_words(title="A unit with a very long name, " * 8))

    assert all(MARGIN <= line.x < SHEET_WIDTH - MARGIN for line in sheet.lines)
    assert all(0 < line.y < sheet.height for line in sheet.lines)
    assert sheet.rules == tuple(sorted(sheet.rules))
    for above, below in pairwise(sheet.tracks):
        assert not isinstance(above.what, str)
        assert above.y + above.what.height * above.scale <= below.y
    legend = [(mark.x, mark.y) for mark in sheet.marks]
    assert len(set(legend)) == 12
    assert len({y for _x, y in legend}) > 1


def test_a_longer_title_moves_the_rest_down() -> None:
    short, long = (track_sheet(some_words(title="Payments " * count)) for count in (1, 40))

    assert min(heights(long)) > min(heights(short))
    assert long.height > short.height


def test_wide_letters_are_wrapped_earlier() -> None:
    latin, wide = (track_sheet(some_words(title=letter * 60)) for letter in ("a", "決"))

    assert sum("aaaa" in line.text for line in latin.lines) == 1
    assert sum("決" in line.text for line in wide.lines) == 2
