"""What the comparison's address chooses: units, columns, roll-up, change; and what it guards."""

import re
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from assessments.frameworks.models import FrameworkVersion
from assessments.results.comparison.values import MOST_ROWS
from assessments.results.models import Result
from assessments.results.submission import actions
from assessments.rounds import session_state
from assessments.rounds.models import Round, Session
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
from tests.results.worlds import many_units

COMPARE = reverse("results:compare", args=["northwind"])


def page(client: OutsideClient, member: Member, **asked: Any) -> str:
    response = client.as_member(member).get(COMPARE, asked)
    assert response.status_code == 200
    return str(response.content.decode())


def text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def row(html: str, unit: str) -> list[str]:
    """Return the words of the cells in the unit's row."""
    found = [
        each for each in re.findall(r"<tr>.*?</tr>", html, re.S) if f"Units below {unit}<" in each
    ]
    found += [each for each in re.findall(r"<tr>.*?</tr>", html, re.S) if f'/">{unit}<' in each]
    return [text(cell) for cell in re.findall(r'<td class="cell [^"]*">(.*?)</td>', found[0], re.S)]


def submitted(cast: Cast, asked: Round, unit: Unit, level: int) -> Result:
    """Let a unit submit the same level everywhere."""
    session = the_session(asked, unit)
    for member in cast.voters if unit == cast.payments else [cast.kim]:
        vote(session, member, everywhere(level))
    revealed(session, cast.fay)
    settle_all(session, cast.fay, everywhere(level))
    return actions.submit(session=session, by=cast.fay, at=NOON)


@pytest.fixture
def both(cast: Cast, level_two: Result, spring: Round) -> Round:
    """Return the round with Payments at 2 and Search at 1."""
    submitted(cast, spring, cast.search, 1)
    return spring


@pytest.fixture
def autumn(cast: Cast, both: Round) -> Round:
    """Return a later round in which Payments is at 3, and Search was not asked."""
    later = an_open_round(cast, "Autumn 2026", [cast.payments])
    submitted(cast, later, cast.payments, 3)
    return later


def test_a_unit_with_others_below_shows_what_80_percent_of_them_reach(
    client: OutsideClient, cast: Cast, both: Round
) -> None:
    html = page(client, cast.ada)

    assert row(html, "Northwind Group")[0] == "1 1 at 1, 1 at 2; 0 of 2 at target"
    assert "2 of 2 units submitted" in text(html)
    assert "No unit is at target in:" in text(html)


def test_the_own_team_alone_is_a_switch_away(
    client: OutsideClient, cast: Cast, both: Round
) -> None:
    html = page(client, cast.ada, show="own")

    assert row(html, "Northwind Group") == []
    assert row(html, "Search")[0] == "1 below target 3"


def test_the_weight_of_a_unit_counts(client: OutsideClient, cast: Cast, both: Round) -> None:
    Unit.objects.filter(pk=cast.payments.pk).update(weight=4)

    assert row(page(client, cast.ada), "Northwind Group")[0].startswith("2 ")


def test_the_gaps_can_be_the_columns(client: OutsideClient, cast: Cast, both: Round) -> None:
    html = page(client, cast.ada, by="themes")

    assert len(row(html, "Search")) == 3
    assert "below target: Consolidated runtime" in row(html, "Search")[2]


@pytest.mark.parametrize(
    ("asked", "there", "gone"),
    [
        ({"tag": "Region: EU"}, "Search", "Payments"),
        ({"state": "waiting"}, "No unit matches", "Search"),
        ({"units": "{payments}"}, "Payments", "Search"),
        ({"unit": "{payments}"}, "Payments", "Search"),
        ({"below": "{platform}"}, "Payments", "Search"),
    ],
)
def test_an_address_chooses_units(
    client: OutsideClient, cast: Cast, both: Round, asked: dict[str, str], there: str, gone: str
) -> None:
    Unit.objects.filter(pk=cast.search.pk).update(tags=["region: eu"])
    numbers = {"payments": cast.payments.pk, "platform": cast.platform.pk}
    html = page(client, cast.ada, **{key: said.format(**numbers) for key, said in asked.items()})
    [shown] = re.findall(r'<div id="matrix">.*?</table>', html, re.S)

    assert "could not be read" not in html
    assert there in text(shown)
    assert gone not in text(shown)


def test_units_out_of_reach_cannot_be_chosen(
    client: OutsideClient, cast: Cast, both: Round
) -> None:
    html = page(client, cast.lin, units=str(cast.search.pk))

    assert "could not be read" in html
    assert "Search" not in text(html)


def test_the_cells_show_the_change_since_an_earlier_round(
    client: OutsideClient, cast: Cast, autumn: Round, both: Round
) -> None:
    html = page(client, cast.ada, since=both.pk)

    assert row(html, "Payments")[0] == (
        "+1 ~ 2 then, 3 now; re-rated: conditions were answered otherwise, without new evidence"
    )
    assert "1 unit has a result in one of the two rounds only" not in text(html)
    assert "Answered 2 March 2026, and now 2 March 2026." in text(html)


def test_units_of_one_round_only_are_told_and_not_counted(
    client: OutsideClient, cast: Cast, autumn: Round, both: Round
) -> None:
    html = page(client, cast.ada, round=both.pk, since=autumn.pk)

    assert "1 unit has a result in one of the two rounds only; groups count the 1 with both" in (
        text(html)
    )
    assert row(html, "Northwind Group")[0].startswith("−1 3 then, 2 now")
    assert row(html, "Search")[0] == "1 nothing to compare with"


def test_moved_targets_and_other_versions_are_not_compared(
    client: OutsideClient, cast: Cast, autumn: Round, both: Round
) -> None:
    version = FrameworkVersion.objects.get(pk=both.version_id)
    document = version.document | {"version": "0"}
    document["capabilities"] = [dict(each) for each in document["capabilities"]]
    document["capabilities"][3]["question"] = "Who pays?"
    other = FrameworkVersion(
        organization=cast.organization,
        key="own",
        document=document,
        digest="x" * 64,
        published_at=NOON,
    )
    for field in ("version", "name"):
        if hasattr(other, field):
            setattr(other, field, str(document[field]))
    other.save()
    Round.objects.filter(pk=both.pk).update(version=other, target=both.target | {"RUN": 2})

    html = page(client, cast.ada, since=both.pk, levels="claimed")

    assert "Asked otherwise then, so not compared: Cost accountability." in text(html)
    assert "The targets changed, so stages are not compared: Consolidated runtime from 2 to 3" in (
        text(html)
    )
    assert row(html, "Payments")[3] == "3 ≠ not comparable: it was asked otherwise then"
    assert row(html, "Payments")[0].startswith("+1")


def test_a_round_is_not_compared_with_itself_or_one_out_of_reach(
    client: OutsideClient, cast: Cast, both: Round
) -> None:
    assert "could not be read" not in page(client, cast.ada, round=both.pk, since=both.pk)
    elsewhere = an_open_round(cast, "Only Search", [cast.search])
    assert "could not be read" in page(client, cast.lin, since=elsewhere.pk)


def test_the_statements_stay_within_eight_when_rounds_are_compared(
    client: OutsideClient, cast: Cast, autumn: Round, both: Round
) -> None:
    page(client, cast.ada, since=both.pk)

    assert len(client.statements) == 8, client.statements


def test_at_most_200_rows_are_on_a_page(
    client: OutsideClient, cast: Cast, level_two: Result, spring: Round
) -> None:
    many_units(spring, cast.search, level_two, 230)

    closed = page(client, cast.ada)
    assert "Unit 000" not in closed
    opened = page(client, cast.ada, open=str(cast.search.pk))
    assert opened.count('type="checkbox"') + 2 == MOST_ROWS
    assert "Page 1 of 2" in text(opened)
    assert "Unit 229" in page(client, cast.ada, open=str(cast.search.pk), page=2)
    assert "could not be read" in page(client, cast.ada, page=9)


def test_a_subtree_opens_in_place_and_by_its_address(
    client: OutsideClient, cast: Cast, both: Round
) -> None:
    html = page(client, cast.ada)

    assert f'id="fold-{cast.company.pk}" hx-boost="true"' in html
    assert f"fold={cast.company.pk}" in html
    assert "Payments" not in text(
        re.findall(
            r'<div id="matrix">.*?</table>', page(client, cast.ada, fold=cast.company.pk), re.S
        )[0]
    )


def test_every_choice_reaches_the_order_of_a_report(
    client: OutsideClient, cast: Cast, autumn: Round, both: Round
) -> None:
    html = page(client, cast.ada, since=both.pk, by="themes", state="submitted", show="own")
    [form] = re.findall(r"<form[^>]*compare/report.*?</form>", html, re.S)

    for name, value in (
        ("since", both.pk),
        ("by", "themes"),
        ("state", "submitted"),
        ("show", "own"),
    ):
        assert f'name="{name}" value="{value}"' in form


def test_a_reopened_unit_can_be_found(
    client: OutsideClient, cast: Cast, both: Round, session: Session
) -> None:
    session_state.mark_reopened(session=session)

    html = page(client, cast.ada, state="reopened")
    assert "Payments" in text(html)
    assert "reopened since" in text(html)
