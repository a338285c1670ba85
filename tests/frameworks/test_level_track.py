"""The geometry of the capability track."""

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from assessments.frameworks.level_track import RAMP, Box, Line, Track, TrackLevels, stop, track

LEVEL = st.integers(0, 4)
VOTES = st.lists(LEVEL, max_size=60)


@st.composite
def known_levels(draw: st.DrawFn) -> TrackLevels:
    low, high = sorted((draw(LEVEL), draw(LEVEL)))
    return TrackLevels(
        claimed=low,
        supported=draw(st.integers(0, low)),
        low=low,
        high=high,
        target=draw(st.none() | LEVEL),
        verified=draw(st.none() | st.integers(0, low)),
        known_nothing=draw(st.booleans()),
    )


NOT_APPLICABLE = TrackLevels(claimed=None, supported=None, low=None, high=None)
ANY_LEVELS = known_levels() | st.just(NOT_APPLICABLE)


def at(level: int, *, target: int | None = None, supported: int | None = None) -> TrackLevels:
    backed = level if supported is None else supported
    return TrackLevels(claimed=level, supported=backed, low=level, high=level, target=target)


def reach(picture: Track) -> list[tuple[float, float]]:
    """Every outermost point that the picture draws."""
    lines: list[Line] = [*picture.stops, *picture.hatch, *picture.whisker]
    lines += [line for line in (picture.target, picture.dash) if line]
    boxes: list[Box] = [box for box in (picture.lane, picture.bar, picture.claim) if box]
    points = [point for line in lines for point in ((line.x1, line.y1), (line.x2, line.y2))]
    points += [point for box in boxes for point in (
        (box.x, box.y), (box.x + box.width, box.y + box.height)
    )]  # fmt: skip
    points += [point for dot in picture.dots for point in (
        (dot.x - dot.radius, dot.y - dot.radius), (dot.x + dot.radius, dot.y + dot.radius)
    )]  # fmt: skip
    for corner in picture.verified.split():
        x, y = corner.split(",")
        points.append((float(x), float(y)))
    return points


@given(levels=ANY_LEVELS, votes=VOTES)
def test_nothing_is_drawn_outside_the_picture(levels: TrackLevels, votes: list[int]) -> None:
    picture = track(levels, votes=votes, label="x")

    for x, y in reach(picture):
        assert 0 <= x <= picture.width
        assert 0 <= y <= picture.height


@given(levels=ANY_LEVELS, votes=VOTES)
def test_every_vote_is_one_dot_above_the_lane_and_none_hides_another(
    levels: TrackLevels, votes: list[int]
) -> None:
    picture = track(levels, votes=votes, label="x")

    assert len(picture.dots) == len(votes)
    for dot in picture.dots:
        assert dot.y + dot.radius <= picture.lane.y
    for place, dot in enumerate(picture.dots):
        for other in picture.dots[place + 1 :]:
            distance = ((dot.x - other.x) ** 2 + (dot.y - other.y) ** 2) ** 0.5
            assert distance >= dot.radius + other.radius


@given(votes=VOTES)
def test_dots_stand_nearest_to_their_own_stop(votes: list[int]) -> None:
    picture = track(at(2), votes=votes, label="x")

    nearest = [min(range(5), key=lambda level: abs(stop(level) - dot.x)) for dot in picture.dots]
    assert nearest == sorted(votes)


@given(votes=VOTES)
def test_the_order_of_votes_does_not_show_who_voted_what(votes: list[int]) -> None:
    assert track(at(1), votes=votes, label="x") == track(at(1), votes=votes[::-1], label="x")


@given(levels=known_levels())
def test_hatch_stays_between_the_bounds(levels: TrackLevels) -> None:
    picture = track(levels, label="x")
    assert levels.low is not None
    assert levels.high is not None
    left, right = stop(levels.low), stop(levels.high)
    if levels.known_nothing:
        left, right = picture.lane.x, picture.lane.x + picture.lane.width

    for line in picture.hatch:
        assert left <= line.x1 <= line.x2 <= right
        assert picture.lane.y <= line.y2 <= line.y1 <= picture.lane.y + picture.lane.height


def test_stops_rise_by_equal_steps() -> None:
    stops = [stop(level) for level in range(5)]
    assert stops == [20, 70, 120, 170, 220]


@pytest.mark.parametrize("level", range(5))
def test_the_bar_ends_at_the_supported_level_in_its_colour(level: int) -> None:
    bar = track(at(level), label="x").bar

    assert bar is not None
    assert bar.x + bar.width == stop(level)
    assert bar.width > 0
    assert bar.fill == RAMP[level]


def test_a_claim_above_the_supported_level_is_outlined_from_one_to_the_other() -> None:
    claim = track(at(3, supported=1), label="x").claim

    assert claim is not None
    assert (claim.x, claim.x + claim.width, claim.fill) == (stop(1), stop(3), "none")


def test_a_backed_claim_has_no_outline() -> None:
    assert track(at(3), label="x").claim is None


def test_the_target_tick_crosses_the_lane_at_its_stop() -> None:
    picture = track(at(1, target=3), label="x")

    assert picture.target is not None
    assert picture.target.x1 == picture.target.x2 == stop(3)
    assert picture.target.y1 < picture.lane.y
    assert picture.target.y2 > picture.lane.y + picture.lane.height


def test_without_a_target_there_is_no_tick() -> None:
    assert track(at(1), label="x").target is None


def test_what_is_known_exactly_has_no_hatch() -> None:
    picture = track(at(2), label="x")
    assert (picture.hatch, picture.whisker) == ((), ())


def test_where_nothing_is_known_the_whole_lane_is_hatched_and_no_level_shown() -> None:
    nothing = TrackLevels(claimed=0, supported=0, low=0, high=4, target=3, known_nothing=True)
    picture = track(nothing, label="x")

    assert picture.bar is None
    assert picture.hatch[0].x1 == picture.lane.x
    assert picture.target is not None


def test_not_applicable_is_a_dash_on_an_empty_lane() -> None:
    picture = track(NOT_APPLICABLE, label="x")

    assert picture.dash is not None
    assert (picture.bar, picture.hatch, picture.stops) == (None, (), ())


@pytest.mark.parametrize("level", [-1, 5])
def test_a_level_off_the_scale_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match="0 to 4"):
        at(level)
    with pytest.raises(ValueError, match="0 to 4"):
        track(at(0), votes=[level], label="x")


def test_the_picture_speaks_its_sentence_and_needs_no_style_or_id() -> None:
    picture = track(at(2, target=3), votes=[1, 2, 2], label="Runtime: 2 of 3 & more")
    html = render_to_string("pictures/_track.html", {"track": picture})

    assert 'aria-label="Runtime: 2 of 3 &amp; more"' in html
    assert html.count("a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z") == 3
    for forbidden in ("style=", " id=", "<text", "url("):
        assert forbidden not in html
