"""Units side by side: who sees which, what the cells say, what the page costs."""

import gzip
import re
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from assessments.frameworks.ladder import Answer
from assessments.results.models import Result
from assessments.results.result_page.list_queries import waiting_for
from assessments.results.submission import actions
from assessments.rounds.models import Round, Session
from orgs.models import Member
from tests.cast import NOON, Cast, an_open_round, everywhere, revealed, settle_all, vote
from tests.conftest import OutsideClient
from tests.results.conftest import voted
from tests.results.worlds import doubt, exempt, many_units, settle_again, unknown

COMPARE = reverse("results:compare", args=["northwind"])


def page(client: OutsideClient, member: Member, **asked: Any) -> str:
    response = client.as_member(member).get(COMPARE, asked)
    assert response.status_code == 200
    return str(response.content.decode())


def text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def cells(html: str, unit: str) -> list[tuple[str, str]]:
    """Return look and words of each cell in the unit's row."""
    [row] = [row for row in re.findall(r"<tr>.*?</tr>", html, re.S) if f">{unit}<" in row]
    found = re.findall(r'<td class="(cell [^"]*)">(.*?)</td>', row, re.S)
    return [(css, text(words)) for css, words in found]


def test_before_any_result_the_page_says_what_to_do(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    assert "No result to compare yet" in page(client, cast.lin)


def test_a_cell_shows_the_supported_level_and_whether_the_target_is_met(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    html = page(client, cast.lin)

    assert cells(html, "Payments") == [
        ("cell level-2 is-below", "2 below target 3"),
        ("cell level-3", "3"),
        ("cell level-1 is-below", "1 below target 3"),
        ("cell level-0 is-below", "0 below target 2"),
        ("cell level-2 is-below", "2 below target 3"),
        ("cell level-2 is-below", "2 below target 3"),
        ("cell level-1", "1"),
        ("cell level-2 is-below", "2 below target 3"),
    ]
    assert "8 of 8 answered, 5 people" in text(html)


def test_claimed_levels_are_a_switch_away(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    html = page(client, cast.lin, levels="claimed")

    assert cells(html, "Payments")[5] == ("cell level-3", "3")
    assert "Verified" not in html


def test_unknown_not_applicable_and_contested_look_different(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    for member, level in zip(cast.voters, (0, 1, 2, 2, 4), strict=True):
        vote(session, member, {"RUN": level})
    revealed(session, cast.fay)
    settle_all(session, cast.fay, everywhere(1))
    settle_again(cast, session, "OBS", conditions=unknown("OBS"))
    settle_again(cast, session, "DAT", not_applicable=True, exemption=exempt("No data."))
    given = dict.fromkeys(["FIN-1a", "FIN-1b"], Answer.YES) | unknown("FIN", "FIN-2a")
    settle_again(cast, session, "FIN", conditions=given)
    actions.submit(session=session, by=cast.fay, at=NOON)

    shown = cells(page(client, cast.lin), "Payments")

    assert shown[0] == ("cell level-1 is-below", "1 ↕ below target 3; votes from 0 to 4")
    assert shown[2] == ("cell level-unknown", "unknown")
    assert shown[3][1].startswith("1 ?")
    assert shown[4] == ("cell level-na", "– not applicable")


def test_leaders_compare_their_subtree_only(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    for_lin, for_ada = text(page(client, cast.lin)), text(page(client, cast.ada))

    assert "Payments" in for_lin
    assert "Search" not in for_lin
    assert "Northwind Group 1 of 2 units submitted" in for_ada
    assert "Search open, not submitted" in for_ada
    assert "1 of 2 units submitted" in for_ada


def test_who_may_not_compare_is_refused(
    client: OutsideClient, cast: Cast, eve: Member, result: Result
) -> None:
    answers = [
        client.as_member(member).get(COMPARE).status_code for member in (cast.tom, cast.fay, eve)
    ]

    assert answers == [403, 403, 404]


def test_a_viewer_compares_and_orders_no_report(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    assert "Payments" in page(client, cast.vic)


def test_a_round_out_of_reach_is_not_found(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    elsewhere = an_open_round(cast, "Only Search", [cast.search])

    assert client.as_member(cast.ada).get(COMPARE, {"round": elsewhere.pk}).status_code == 200
    assert client.as_member(cast.lin).get(COMPARE, {"round": elsewhere.pk}).status_code == 404


def test_the_newest_round_with_results_is_shown_first(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    an_open_round(cast, "Autumn 2026")

    assert "Spring 2026: the level of each unit" in text(page(client, cast.lin))


@pytest.mark.parametrize(
    "asked",
    [
        {"round": "x"},
        {"round": "9" * 40},
        {"round": "\0"},
        {"levels": "verified"},
        {"levels": "\0"},
        {"sort": "NONSENSE"},
        {"sort": "--"},
        {"sort": "OBS\n"},
        {"sort": "\0"},
        {"fold": "1,,2"},
        {"fold": "1" * 5000},
        {"fold": "\0"},
    ],
)
def test_an_unreadable_address_shows_the_usual_with_a_word(
    client: OutsideClient, cast: Cast, result: Result, asked: dict[str, str]
) -> None:
    html = page(client, cast.lin, **asked)

    assert "could not be read" in html
    assert cells(html, "Payments")


def test_an_address_keeps_the_choice(client: OutsideClient, cast: Cast, result: Result) -> None:
    html = page(client, cast.lin, levels="claimed", sort="-OBS", fold="3")

    assert "could not be read" not in html
    assert 'aria-sort="descending"' in html
    assert "levels=supported&amp;sort=-OBS&amp;fold=3" in html


def test_a_reopened_session_keeps_its_last_result_and_says_so(
    client: OutsideClient, cast: Cast, result: Result, settled: Session
) -> None:
    actions.reopen(session=settled, by=cast.fay, at=NOON)

    html = page(client, cast.lin)
    assert len(cells(html, "Payments")) == 8
    assert "reopened since" in html


def test_the_newest_revision_is_compared(
    client: OutsideClient, cast: Cast, result: Result, settled: Session
) -> None:
    reopened = actions.reopen(session=settled, by=cast.fay, at=NOON)
    settle_again(cast, settled, "OBS", conditions=dict.fromkeys(unknown("OBS"), Answer.YES))
    actions.submit(session=reopened, by=cast.fay, at=NOON)

    assert cells(page(client, cast.lin, levels="claimed"), "Payments")[2][1] == "4"


def test_levels_are_counted_and_never_averaged(
    client: OutsideClient, cast: Cast, result: Result, spring: Round
) -> None:
    many_units(spring, cast.platform, result, 3)

    html = page(client, cast.lin)

    [line] = [row for row in re.findall(r"<tr>.*?</tr>", html, re.S) if "Units at 2" in row]
    counts = re.findall(r'<td class="([^"]*)">(\d*)</td>', line)
    assert [count for _css, count in counts] == ["4", "", "", "", "4", "4", "", "4"]
    assert not re.search(r"average|mean\b|\d\.\d", text(html).replace("never averaged", ""))


def test_questions_about_levels_are_counted_beside_the_unit_and_lead_to_its_result(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    doubt(session, cast.fay)
    result = actions.submit(session=voted(session, cast, everywhere(2)), by=cast.fay, at=NOON)

    html = page(client, cast.lin)

    assert len(client.statements) <= 8
    [link] = re.findall(r'<a [^>]*href="([^"]*#flags)">(.*?)</a>', html, re.S)
    assert link[0] == reverse("results:result", args=["northwind", result.pk]) + "#flags"
    assert text(link[1]) == "2 questions about its levels : Payments"
    assert 'id="flags"' in client.get(link[0]).content.decode()
    assert {words for _css, words in cells(html, "Payments")} == {"2 below target 3", "2"}


def test_without_questions_nothing_is_counted(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    assert "about its levels" not in page(client, cast.lin)


def test_the_statements_do_not_grow_with_the_units(
    client: OutsideClient, cast: Cast, result: Result, spring: Round
) -> None:
    client.as_member(cast.lin)
    counts = []
    for more in (9, 190):
        many_units(spring, cast.platform, result, more)
        spring_units = client.get(COMPARE)
        counts.append(len(client.statements))
        cast.platform = cast.payments

    assert counts == [8, 8], client.statements
    assert "200 of 200 units submitted" in text(spring_units.content.decode())
    assert len(gzip.compress(spring_units.content)) < 100_000


def test_leaders_and_participants_are_told_what_to_read(cast: Cast, result: Result) -> None:
    def told(member: Member) -> list[tuple[str, str, str]]:
        again = Member.objects.get(pk=member.pk)
        return [(row.action, row.title, row.detail) for row in waiting_for(again)]

    own = ("Read the result", "Payments · Spring 2026", "stage 0; 8 of 8 answered, 5 people")
    assert told(cast.tom) == [own]
    assert told(cast.kim) == []
    assert told(cast.ada) == []
    review = ("Review", "Payments · Spring 2026", "submitted, waiting for acceptance")
    compare = ("Compare units", "Spring 2026", "1 of 1 unit submitted")
    assert told(cast.lin) == [review, compare]


def test_a_closed_round_waits_for_reviews_alone_and_an_archived_one_for_nobody(
    cast: Cast, result: Result, spring: Round
) -> None:
    Round.objects.filter(pk=spring.pk).update(state="closed")
    assert waiting_for(Member.objects.get(pk=cast.tom.pk)) == []
    assert [row.action for row in waiting_for(Member.objects.get(pk=cast.lin.pk))] == ["Review"]

    Round.objects.filter(pk=spring.pk).update(state="archived")
    assert waiting_for(Member.objects.get(pk=cast.lin.pk)) == []
