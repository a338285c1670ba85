"""Downloads of the comparison: complete, typed, without formulas, and equal to the page."""

import csv
import io
import json
import re
from datetime import date, datetime
from html import unescape
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from assessments.frameworks.ladder import Answer
from assessments.results.models import ActionState, ImprovementAction, Result
from assessments.results.submission import actions
from assessments.rounds.models import Round, Session
from assessments.rounds.voting import actions as voting
from orgs.database import tenancy
from orgs.models import Member, Unit
from tests.cast import NOON, Cast, everywhere, revealed, settle_all, the_session, vote
from tests.conftest import OutsideClient
from tests.results.pages import page_of, text
from tests.results.pages import url as url_of
from tests.results.worlds import an_action, doubt, exempt, many_units, settle_again, unknown

FORMULA = '=HYPERLINK("http://evil.example","x")'


def url(kind: str) -> str:
    return reverse(f"results:compare_{kind}", args=["northwind"])


def fetched(client: OutsideClient, member: Member, kind: str, **asked: Any) -> bytes:
    response = client.as_member(member).get(url(kind), asked)
    assert response.status_code == 200
    return b"".join(response)


def lines(client: OutsideClient, member: Member, **asked: Any) -> list[dict[str, str]]:
    text = fetched(client, member, "csv", **asked).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def rich(cast: Cast, session: Session, spring: Round) -> Round:
    """Return a round with comments, unknowns, a capability that does not apply, and a formula."""
    Unit.objects.filter(pk=cast.payments.pk).update(name=FORMULA)
    for member, level in zip(cast.voters, (0, 1, 2, 2, 4), strict=True):
        vote(session, member, everywhere(level))
    tenancy.set_local("person", cast.tom.user_id)
    ballot = voting.ballot(member=cast.tom, session_id=session.pk, capability="RUN")
    assert ballot is not None
    voting.comment(ballot=ballot, text="@SUM(A1:A9) is what we use", at=NOON)
    revealed(session, cast.fay)
    settle_all(session, cast.fay, everywhere(1))
    settle_again(cast, session, "OBS", conditions=unknown("OBS"))
    settle_again(cast, session, "DAT", not_applicable=True, exemption=exempt("No data here."))
    given = dict.fromkeys(["FIN-1a", "FIN-1b"], Answer.YES) | unknown("FIN", "FIN-2a")
    settle_again(cast, session, "FIN", conditions=given)
    actions.submit(session=session, by=cast.fay, at=NOON)
    other = the_session(spring, cast.search)
    vote(other, cast.kim, everywhere(3))
    revealed(other, cast.fay)
    settle_all(other, cast.fay, everywhere(3))
    doubt(other, cast.fay)
    searched = actions.submit(session=other, by=cast.fay, at=NOON)
    an_action(searched, "GOV", 4, what=FORMULA, owner=cast.kim, due_on=date(2026, 5, 4))
    an_action(searched, "RUN", 4, what="Move the rest.", note="@later", owner=cast.ada)
    dropped = an_action(searched, "RUN", 4, what="Buy one.")
    ImprovementAction.objects.filter(pk=dropped.pk).update(state=ActionState.DROPPED)
    return spring


def on_the_page(client: OutsideClient, member: Member, **asked: Any) -> dict[str, list[str]]:
    """Return by unit what its cells say, without their notes."""
    address = reverse("results:compare", args=["northwind"])
    html = client.as_member(member).get(address, asked).content.decode()
    body = html[html.rindex("<tbody>") :]
    found = {}
    for row in re.findall(r"<tr>.*?</tr>", body, re.S):
        [head] = re.findall(r"<th.*?</th>", row, re.S)
        name = re.findall(r">Units below ([^<]+)<|/\">([^<]+)</a>", head)[0]
        cells = re.findall(r'<td class="cell ([^"]*)">(.*?)</td>', row, re.S)
        plain = [_plain(css, re.sub(r"<span.*", "", words, flags=re.S)) for css, words in cells]
        found[unescape("".join(name))] = plain
    return found


def questions_on_the_page(client: OutsideClient, member: Member) -> dict[str, int]:
    """Return by unit how many questions about its levels the page counts."""
    html = client.as_member(member).get(reverse("results:compare", args=["northwind"])).text
    counted = r'#flags">(\d+) [^<]*<span class="visually-hidden">: ([^<]+)<'
    return {unescape(name): int(count) for count, name in re.findall(counted, html)}


def _plain(css: str, words: str) -> str:
    return {"level-unknown": "unknown", "level-na": "n/a"}.get(css, words.strip())


def test_the_csv_is_complete(client: OutsideClient, cast: Cast, rich: Round) -> None:
    rows = {(row["Unit"], row["Capability"]): row for row in lines(client, cast.ada, round=rich.pk)}

    assert len(rows) == 16
    run = rows[f"'{FORMULA}", "RUN"]
    assert run["Comments"] == "Tom: @SUM(A1:A9) is what we use"
    assert (run["Votes"], run["Contested"], run["Target"]) == ("0, 1, 2, 2, 4", "yes", "3")
    assert run["Rationale"] == "We looked at the records together."
    assert rows[f"'{FORMULA}", "DAT"]["Reason"] == "No data here."
    assert rows[f"'{FORMULA}", "DAT"]["Level shown"] == "n/a"
    assert rows[f"'{FORMULA}", "OBS"]["Level shown"] == "unknown"
    assert "OBS-1a" in rows[f"'{FORMULA}", "OBS"]["Conditions that nobody knows"]
    assert rows["Search", "RUN"]["Path"] == "Northwind Group › Search"
    assert rows["Search", "GOV"]["Actions"] == (
        f"to level 4, open, Kim, until 2026-05-04: {FORMULA}"
    )
    assert rows["Search", "RUN"]["Actions"].splitlines() == [
        "to level 4, open, Ada: Move the rest.",
        "to level 4, dropped, not assigned yet: Buy one.",
    ]


def test_no_text_of_a_csv_is_a_formula(client: OutsideClient, cast: Cast, rich: Round) -> None:
    cells = [cell for row in lines(client, cast.ada) for cell in row.values()]

    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


@pytest.mark.parametrize("levels", ["supported", "claimed"])
@pytest.mark.parametrize("by", ["capabilities", "themes"])
def test_the_workbook_and_the_json_say_what_the_page_says_cell_by_cell(
    client: OutsideClient, cast: Cast, rich: Round, levels: str, by: str
) -> None:
    asked = {"levels": levels, "by": by}
    page = on_the_page(client, cast.ada, **asked)
    book = load_workbook(io.BytesIO(fetched(client, cast.ada, "xlsx", **asked)))
    document = json.loads(fetched(client, cast.ada, "json", **asked))

    sheet = list(book["Comparison"].iter_rows(values_only=True))
    width = len(page["Search"])
    in_book = {str(row[0]): [str(cell) for cell in row[9 : 9 + width]] for row in sheet[1:]}
    in_json = {
        row["unit"]: [str(value) for value in list(row.values())[9 : 9 + width]]
        for row in document["units"]
    }

    assert width == (8 if by == "capabilities" else 3)
    assert set(page) == {FORMULA, "Search", "Platform", "Northwind Group"}
    assert in_book == page
    assert in_json == page


def test_the_csv_says_what_the_page_says(client: OutsideClient, cast: Cast, rich: Round) -> None:
    page = on_the_page(client, cast.ada, show="own")
    rows = lines(client, cast.ada)

    for unit in (FORMULA, "Search"):
        shown = [row["Level shown"] for row in rows if row["Unit"].lstrip("'") == unit]
        assert shown == page[unit]


def test_questions_about_levels_are_the_pages_in_every_file(
    client: OutsideClient, cast: Cast, rich: Round
) -> None:
    page = questions_on_the_page(client, cast.ada)
    book = load_workbook(io.BytesIO(fetched(client, cast.ada, "xlsx")))
    document = json.loads(fetched(client, cast.ada, "json"))
    sheet = list(book["Comparison"].iter_rows(values_only=True))
    answers = lines(client, cast.ada)
    asked = [row for row in answers if row["Questions about the level"]]

    assert page == {"Search": 2}
    place = sheet[0].index("Questions about levels")
    assert {row[0]: row[place] for row in sheet[1:] if row[place]} == page
    assert {row["unit"]: row["flags"] for row in document["units"] if row["flags"]} == page
    assert {row["Unit"]: len(asked) for row in asked} == page
    result = Result.objects.get(unit=cast.search)
    shown = text(page_of(client, cast.ada, result))
    for row in asked:
        assert row["Questions about the level"] in shown
    in_json = {row["capability"]: row["flags"] for row in document["details"] if row["flags"]}
    assert in_json == {row["Capability"]: row["Questions about the level"] for row in asked}
    one = json.loads(client.as_member(cast.ada).get(url_of("result_json", result.pk)).content)
    assert {row["capability"] for row in one["questions"]} == set(in_json) == {"PLT", "REACH"}


def test_actions_are_the_results_in_every_file(
    client: OutsideClient, cast: Cast, rich: Round
) -> None:
    book = load_workbook(io.BytesIO(fetched(client, cast.ada, "xlsx")))
    document = json.loads(fetched(client, cast.ada, "json"))
    result = Result.objects.get(unit=cast.search)
    one = json.loads(client.as_member(cast.ada).get(url_of("result_json", result.pk)).content)
    _head, *rows = book["Actions"].iter_rows()
    in_book = [[_day(cell.value) for cell in row] for row in rows]

    decided = ("capability", "name", "level", "what", "note", "owner", "due_on", "state")
    assert [[row[name] for name in decided] for row in one["actions"]] == [
        ["GOV", "Automated governance", 4, FORMULA, "", "Kim", "2026-05-04", "open"],
        ["RUN", "Consolidated runtime", 4, "Move the rest.", "@later", "Ada", None, "open"],
        ["RUN", "Consolidated runtime", 4, "Buy one.", "", None, None, "dropped"],
    ]
    assert in_book == [list(row.values()) for row in document["actions"]]
    for name in decided:
        assert [row[name] for row in document["actions"]] == [row[name] for row in one["actions"]]
    assert not [cell for row in rows for cell in row if cell.data_type == "f"]
    shown = text(page_of(client, cast.ada, result))
    for row in one["actions"]:
        assert row["what"] in shown


def _day(value: Any) -> Any:
    return value.date().isoformat() if isinstance(value, datetime) else value


def test_actions_of_units_out_of_reach_are_in_no_file(
    client: OutsideClient, cast: Cast, rich: Round
) -> None:
    assert json.loads(fetched(client, cast.lin, "json"))["actions"] == []
    assert not any(row["Actions"] for row in lines(client, cast.lin))


def test_the_workbook_has_typed_cells_a_frozen_head_colours_and_its_method(
    client: OutsideClient, cast: Cast, rich: Round
) -> None:
    book = load_workbook(io.BytesIO(fetched(client, cast.ada, "xlsx")))

    assert book.sheetnames == ["Comparison", "Spread", "Answers", "Actions", "Method and sources"]
    sheet = book["Comparison"]
    assert sheet.freeze_panes == "B2"
    names = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    level = names["Search"][9]
    assert (level.value, level.data_type) == (3, "n")
    assert level.fill.fgColor.rgb == "FF4A9B8E"
    assert names[FORMULA][0].data_type == "s"
    answers = book["Answers"].iter_rows(min_row=2, values_only=True)
    assert sum(isinstance(cell, datetime) for row in answers for cell in row) == 16
    said = [str(cell) for row in book["Method and sources"].values for cell in row]
    assert any("80%" in words for words in said)


def test_downloads_have_all_rows_whatever_is_folded_or_paged(
    client: OutsideClient, cast: Cast, level_two: Result, spring: Round
) -> None:
    many_units(spring, cast.search, level_two, 230)

    document = json.loads(fetched(client, cast.ada, "json", fold=cast.company.pk))

    assert len(document["units"]) == 234
    assert len(document["details"]) == 232 * 8
    assert document["about"]["submitted"] == 231


def test_downloads_hold_what_the_reader_may_compare_and_chose(
    client: OutsideClient, cast: Cast, rich: Round
) -> None:
    assert {row["Unit"] for row in lines(client, cast.lin)} == {f"'{FORMULA}"}
    chosen = lines(client, cast.ada, units=str(cast.search.pk))
    assert {row["Unit"] for row in chosen} == {"Search"}


def test_a_change_has_its_numbers_in_the_file(
    client: OutsideClient, cast: Cast, rich: Round
) -> None:
    document = json.loads(fetched(client, cast.ada, "json"))

    assert "RUN_change" not in document["units"][0]
    assert document["spread"][0]["at_3"] == 1
    assert document["about"]["framework"].startswith("AI infrastructure readiness")


def test_statements_of_a_download_do_not_grow_within_a_batch(
    client: OutsideClient, cast: Cast, level_two: Result, spring: Round
) -> None:
    counts = []
    for more in (5, 10):
        many_units(spring, cast.platform if more == 5 else cast.search, level_two, more)
        fetched(client, cast.ada, "csv")
        counts.append(len(client.statements))

    assert counts[0] == counts[1]
