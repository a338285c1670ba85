"""The trend over rounds, its charts and files, and two results side by side."""

import json
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from assessments.results.comparison.level_change import ChangeCause
from assessments.results.models import Result
from assessments.results.scoring.rollup import Team, sum_tallies, tally
from assessments.results.submission import actions
from assessments.results.trend.chart import distribution
from assessments.results.trend.values import Moment, Series, TotalChange, total_change
from assessments.rounds.models import Evidence, Grade, Round
from orgs.models import Member, Unit
from tests.cast import (
    NOON,
    Cast,
    an_open_round,
    everywhere,
    revealed,
    settle_all,
    the_session,
    vote,
)
from tests.conftest import OutsideClient
from tests.results.pages import text

TREND = reverse("results:trend", args=["northwind"])


def submitted(cast: Cast, asked: Round, unit: Unit, levels: dict[str, int]) -> Result:
    session = the_session(asked, unit)
    for member in cast.voters if unit == cast.payments else [cast.kim]:
        vote(session, member, levels)
    revealed(session, cast.fay)
    settle_all(session, cast.fay, levels)
    return actions.submit(session=session, by=cast.fay, at=NOON)


@pytest.fixture
def course(cast: Cast) -> list[Result]:
    """Return Payments' results of two rounds: OBS rose from 1 to 2 in the second."""
    results = []
    for number, (name, level) in enumerate((("Spring 2026", 1), ("Autumn 2026", 2))):
        asked = an_open_round(cast, name)
        Round.objects.filter(pk=asked.pk).update(opens_on=date(2026, 3 + 6 * number, 1))
        results.append(submitted(cast, asked, cast.payments, everywhere(1) | {"OBS": level}))
    return results


def document(client: OutsideClient, member: Member, **asked: Any) -> dict[str, Any]:
    address = reverse("results:trend_json", args=["northwind"])
    response = client.as_member(member).get(address, asked)
    assert response.status_code == 200
    found: dict[str, Any] = json.loads(response.content)
    return found


def of(found: dict[str, Any], key: str) -> list[dict[str, Any]]:
    [series] = [row for row in found["series"] if row["key"] == key]
    rounds: list[dict[str, Any]] = series["rounds"]
    return rounds


def test_the_teams_are_counted_round_after_round(
    client: OutsideClient, cast: Cast, course: list[Result]
) -> None:
    found = document(client, cast.ada)

    assert found["rounds"] == ["Spring 2026", "Autumn 2026"]
    assert [row["teams_at_level"] for row in of(found, "OBS")] == [[0, 1, 0, 0, 0], [0, 0, 1, 0, 0]]
    assert [row["missing"] for row in of(found, "OBS")] == [1, 1]
    assert of(found, "OBS")[1]["known_share"] == 0.5


def test_a_change_without_new_evidence_is_re_rated(
    client: OutsideClient, cast: Cast, course: list[Result]
) -> None:
    assert of(document(client, cast.ada), "OBS")[1]["moved"] == {
        "up": 1, "down": 0, "backed": 0, "rerated": 1, "followed": 0,
    }  # fmt: skip
    response = client.as_member(cast.ada).get(TREND)
    assert "Autumn 2026: 1 team up (1 re-rated)" in text(response)


def test_a_change_with_new_evidence_for_a_changed_condition_is_real(
    client: OutsideClient, cast: Cast, course: list[Result]
) -> None:
    now = course[1]
    piece = {
        "organization": cast.organization, "session": now.session, "capability": "OBS",
        "says": "The dashboard", "url": "https://example.org/", "grade": Grade.POINTED_AT,
        "author": cast.fay, "expires_on": date(2027, 1, 1),
    }  # fmt: skip
    Evidence.objects.create(condition="OBS-1a", added_at=NOON, **piece)
    assert of(document(client, cast.ada), "OBS")[1]["moved"]["backed"] == 0

    Evidence.objects.create(condition="OBS-2a", added_at=NOON, **piece)
    assert of(document(client, cast.ada), "OBS")[1]["moved"]["backed"] == 1


def test_a_trend_is_of_a_unit_its_own_team_or_all(
    client: OutsideClient, cast: Cast, course: list[Result]
) -> None:
    search = document(client, cast.ada, below=cast.search.pk)
    own = document(client, cast.ada, below=cast.company.pk, show="own")
    rolled = document(client, cast.ada, below=cast.company.pk)

    assert (search["rounds"], own["rounds"]) == ([], [])
    assert rolled["unit"] == "Northwind Group"
    assert of(rolled, "OBS")[1]["teams_at_level"][2] == 1


def test_a_unit_out_of_sight_has_no_trend(
    client: OutsideClient, cast: Cast, course: list[Result]
) -> None:
    assert client.as_member(cast.kim).get(TREND, {"below": cast.payments.pk}).status_code == 404
    assert document(client, cast.kim)["rounds"] == []


def test_the_page_draws_a_chart_for_each_capability_and_leads_to_the_snapshots(
    client: OutsideClient, cast: Cast, course: list[Result]
) -> None:
    response = client.as_member(cast.tom).get(TREND, {"below": cast.payments.pk})
    html = response.content.decode()

    assert html.count("data:image/svg+xml;base64,") == 8
    assert f"results/{course[1].pk}/against/{course[0].pk}/" in html
    assert len(client.statements) == 9, client.statements


def test_charts_are_downloaded_as_svg_and_png(
    client: OutsideClient, cast: Cast, course: list[Result]
) -> None:
    client.as_member(cast.lin)
    svg = client.get(reverse("results:trend_svg", args=["northwind", "OBS"]))
    png = client.get(reverse("results:trend_png", args=["northwind", "OBS"]))

    assert (svg.headers["Content-Type"], png.headers["Content-Type"]) == (
        "image/svg+xml",
        "image/png",
    )
    assert b"Unified observability" in svg.content
    assert png.content.startswith(b"\x89PNG")
    assert client.get(reverse("results:trend_svg", args=["northwind", "NONE"])).status_code == 404


def test_without_results_the_page_says_what_to_do(client: OutsideClient, cast: Cast) -> None:
    assert "No round to show yet" in text(client.as_member(cast.vic).get(TREND))


def test_two_results_stand_side_by_side_condition_by_condition(
    client: OutsideClient, cast: Cast, course: list[Result]
) -> None:
    before, now = course
    address = reverse("results:against", args=["northwind", now.pk, before.pk])
    response = client.as_member(cast.tom).get(address)
    said = text(response)

    assert "Payments: Spring 2026 and Autumn 2026" in said
    first = said[said.index("condition changed") - 200 :] if "condition changed" in said else said
    assert "level 1 → 2" in first
    assert "re-rated: conditions were answered otherwise" in said
    assert response.content.decode().count('class="changed"') == len(
        [key for key in now.answers["OBS"]["conditions"] if key.startswith("OBS-2")]
    )


def test_results_of_different_units_are_not_held_against_each_other(
    client: OutsideClient, cast: Cast, course: list[Result]
) -> None:
    asked = Round.objects.get(name="Autumn 2026")
    other = submitted(cast, asked, cast.search, everywhere(1))
    address = reverse("results:against", args=["northwind", course[1].pk, other.pk])

    assert client.as_member(cast.ada).get(address).status_code == 404


def test_a_result_is_downloaded_as_json(
    client: OutsideClient, cast: Cast, course: list[Result]
) -> None:
    address = reverse("results:result_json", args=["northwind", course[1].pk])
    found = json.loads(client.as_member(cast.tom).get(address).content)

    levels = {row["key"]: row["claimed"] for row in found["capabilities"]}
    assert levels == everywhere(1) | {"OBS": 2}
    assert found["digest"] == course[1].digest
    assert (found["questions"], found["actions"]) == ([], [])
    assert len(client.statements) <= 12


def test_a_bar_has_a_part_for_each_level_and_for_what_is_unknown() -> None:
    teams = [Team(1, 0), Team(1, 4), Team(1, 4), Team(1), Team(1, is_missing=True)]
    series = Series(
        "RUN", "Runtime", (Moment(1, "Spring", sum_tallies(map(tally, teams)), TotalChange()),)
    )

    values = distribution(series, title="Runtime", unknown="unknown")["data"]["values"]

    assert [(row["level"], row["from"], row["to"]) for row in values] == [
        ("unknown", 0, 2),
        ("0", 2, 3),
        ("4", 3, 5),
    ]


@pytest.mark.parametrize(
    ("most", "ticks"), [(0, [0, 1]), (1, [0, 1]), (3, [0, 1, 2, 3]), (9, [0, 3, 6, 9])]
)
def test_the_axis_counts_whole_teams(most: int, ticks: list[int]) -> None:
    teams = sum_tallies(tally(Team(1, 2)) for _ in range(most))
    series = Series("RUN", "Runtime", (Moment(1, "Spring", teams, TotalChange()),))

    drawn = distribution(series, title="Runtime", unknown="unknown")

    assert drawn["encoding"]["y"]["axis"]["values"] == ticks


def test_what_moved_is_summed_by_direction_and_by_what_lies_behind() -> None:
    found = total_change(
        [(1, ChangeCause.BACKED), (2, ChangeCause.RERATED), (-1, ChangeCause.FOLLOWED)]
    )

    assert found == TotalChange(up=2, down=1, backed=1, rerated=1, followed=1)
    assert found.any == 3
