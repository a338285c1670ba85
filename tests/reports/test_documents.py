"""What reports say: the results room's numbers, everything escaped, nothing that is not theirs."""

import re
from datetime import date

import pytest

from assessments.results.comparison.options import ComparisonOptions, LevelKind
from assessments.results.models import Result
from assessments.results.result_page.queries import result_page
from assessments.results.scoring.score import SCORING_VERSION
from assessments.results.submission import actions as submission
from assessments.rounds.models import Round
from orgs.models import Unit
from reports import documents
from reports.documents import Document, comparison_report, unit_report
from tests.cast import NOON, Cast, revealed, the_session, vote
from tests.reports import worlds
from tests.results.worlds import an_action

SCRIPT = "<script>alert('x')</script> & <b>bold</b>"


@pytest.fixture
def said(cast: Cast, rich: Result) -> str:
    """Return the words of the rich result's report."""
    return words(unit_report(rich, cast.fay, at=NOON))


@pytest.fixture
def two(cast: Cast, spring: Round, rich: Result) -> Round:
    """Return the round after Payments and Search have submitted."""
    session = the_session(spring, cast.search)
    vote(session, cast.kim, {"RUN": 1})
    worlds.settle(revealed(session, cast.ada), cast.ada, {**worlds.SETTLED, "RUN": 1})
    submission.submit(session=session, by=cast.ada, at=NOON)
    return spring


def words(document: Document) -> str:
    body = document.html.partition("<body")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def test_a_unit_report_says_what_the_results_page_says(said: str, rich: Result) -> None:
    page = result_page(rich)

    assert f"Stage {page.headline.stage_text} , held by cost accountability" in said
    assert "8 of 8 answered, 4 people" in said
    for row in page.rows:
        if not row.not_applicable:
            level = f"Level {row.level_text} · supported {row.supported} · target {row.target}"
            assert level in said
            assert f"votes {row.votes_text}" in said


def test_a_unit_report_says_what_is_not_backed_contested_unknown_or_not_applicable(
    said: str,
) -> None:
    assert "GOV 3 is not backed: needs OBS 2, have 1" in said
    assert "contested: votes from 0 to 3" in said
    assert "Level 1 (1–4) · supported 1 · target 3" in said
    assert "Not applicable. One place serves every planned use case." in said
    assert worlds.RATIONALE in said
    assert worlds.COMMENTS["OBS"] in said


def test_a_unit_report_says_what_to_do_next_with_effort_and_evidence(said: str) -> None:
    assert "Next: reach level 1, Listed (about 3 person-weeks, S)" in said
    assert "Evidence: key inventory; report" in said
    assert "Next: back level 3, which is claimed; first Unified observability to level 2." in said


def test_a_unit_report_names_its_method_and_versions(said: str, rich: Result) -> None:
    assert "The questions are Groundwork&#x27;s own." in said or "Groundwork's own" in said
    assert f"SHA-256 {rich.digest}" in said
    assert f"Scoring rules: version {SCORING_VERSION}" in said
    assert "vendor claim" in said


def test_a_unit_report_has_the_units_actions_as_they_stand(cast: Cast, rich: Result) -> None:
    an_action(rich, "FIN", 1, what="List the <keys>.", owner=cast.tom, due_on=date(2026, 1, 5))
    an_action(rich, "OBS", 2, what="Trace calls.")

    said = words(unit_report(rich, cast.fay, at=NOON))

    assert "As they stood on 2 March 2026." in said
    assert (
        "Cost accountability to level 1 · open List the &lt;keys&gt;. "
        "Tom · overdue since 5 January 2026"
    ) in said
    assert "Unified observability to level 2 · open Trace calls. Not assigned yet" in said


def test_a_unit_report_without_actions_does_not_speak_of_them(said: str) -> None:
    assert "As they stood on" not in said


def test_what_people_wrote_is_escaped(cast: Cast, rich: Result) -> None:
    Unit.objects.filter(pk=rich.unit_id).update(name=SCRIPT[:120])
    rich.refresh_from_db()

    html = unit_report(rich, cast.fay, at=NOON).html
    html += comparison_report(rich.round, cast.ada, ComparisonOptions(), at=NOON).html

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html
    assert "<b>never</b>" not in html
    assert "I have &lt;b&gt;never&lt;/b&gt; seen &amp; read the rules myself." in html


def test_a_report_points_at_nothing_outside_itself(cast: Cast, rich: Result, two: Round) -> None:
    html = unit_report(rich, cast.fay, at=NOON).html
    html += comparison_report(two, cast.ada, ComparisonOptions(), at=NOON).html

    assert set(re.findall(r"url\([^)]*\)", html)) == {
        'url("font:regular.ttf")',
        'url("font:italic.ttf")',
        'url("font:semibold.ttf")',
    }
    assert not re.search(r"<(script|link|img|iframe|object)\b|\ssrc=|\shref=", html)


def test_a_comparison_shows_only_what_its_requester_may_compare(cast: Cast, two: Round) -> None:
    whole = comparison_report(two, cast.ada, ComparisonOptions(), at=NOON)
    part = comparison_report(two, cast.lin, ComparisonOptions(), at=NOON)

    assert "Search" in words(whole)
    assert "Search" not in words(part)
    assert set(whole.units) == {cast.payments.pk, cast.search.pk}
    assert part.units == (cast.payments.pk,)


def test_a_comparison_says_whose_levels_when_and_how_much_is_known(cast: Cast, two: Round) -> None:
    supported = words(comparison_report(two, cast.ada, ComparisonOptions(), at=NOON))
    claimed = words(
        comparison_report(two, cast.ada, ComparisonOptions(LevelKind.CLAIMED, "-RUN"), at=NOON)
    )

    assert "Supported levels · 2 of 2 units submitted, 5 people answered" in supported
    assert "units that Ada may compare on 2 March 2026, 12:00 UTC" in supported
    assert "Payments 8 of 8 answered, 4 people" in supported
    assert "Claimed levels, highest Consolidated runtime first" in claimed
    assert claimed.index("Payments") < claimed.index("Search")


def test_a_folded_unit_stays_folded_and_the_spread_counts_all(cast: Cast, two: Round) -> None:
    folded = ComparisonOptions(folded=frozenset({cast.platform.pk}))

    said = words(comparison_report(two, cast.ada, folded, at=NOON))

    assert "1 of 1 unit submitted units below are folded away" in said
    assert "Payments" not in said
    assert "2 of 2 units submitted" in said


def test_the_stylesheet_is_read_once() -> None:
    assert documents.stylesheet() is documents.stylesheet()
