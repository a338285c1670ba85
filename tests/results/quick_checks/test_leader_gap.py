"""Leaders beside their teams in the comparison: never before the reveal, page and files equal."""

import csv
import re
from io import StringIO

from django.urls import reverse

from assessments.results.models import Result
from assessments.results.quick_checks.queries import leader_levels_of_units
from assessments.results.submission import actions
from assessments.rounds.models import Round, Session
from orgs.database import tenancy
from orgs.models import Member
from tests.cast import NOON, Cast, everywhere, revealed, settle_all, the_framework, vote
from tests.conftest import OutsideClient
from tests.results.worlds import check

COMPARE = reverse("results:compare", args=["northwind"])
FILE = reverse("results:compare_csv", args=["northwind"])


def submitted(cast: Cast, session: Session) -> Result:
    """Let two leaders picture Payments, whose team settles at level 2 everywhere."""
    check(session, cast.lin, {"RUN": 4, "DEL": 1, "OBS": 2})
    check(session, cast.max, {"RUN": 3, "DEL": 0})
    vote(session, cast.tom, everywhere(2))
    revealed(session, by=cast.fay)
    settle_all(session, cast.fay, everywhere(2))
    return actions.submit(session=session, by=cast.fay, at=NOON)


def cells(client: OutsideClient, member: Member, **asked: str) -> dict[str, str]:
    """Return by capability what Payments' cell says, with its note."""
    html = client.as_member(member).get(COMPARE, asked).content.decode()
    [row] = [row for row in re.findall(r"<tr>.*?</tr>", html, re.S) if '/">Payments</a>' in row]
    found = re.findall(r'<td class="cell [^"]*">(.*?)</td>', row, re.S)
    said = [" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in found]
    return dict(zip(the_framework().capabilities_by_key, said, strict=True))


def test_a_cell_says_what_how_many_leaders_picked(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    submitted(cast, session)

    for levels in ("supported", "claimed"):
        said = cells(client, cast.lin, levels=levels)

        assert "▲" in said["RUN"]
        assert "2 leaders picked 3–4, the team settled on 2" in said["RUN"]
        assert "▼" in said["DEL"]
        assert "2 leaders picked 0–1, the team settled on 2" in said["DEL"]
        assert "1 leader picked 2, the team settled on 2" in said["OBS"]
        assert not re.search("[▲▼]", said["OBS"])
        assert "leader" not in said["PLT"]
    assert len(client.statements) <= 8, client.statements


def test_the_file_says_what_the_page_says(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    submitted(cast, session)
    content = b"".join(client.as_member(cast.lin).get(FILE)).decode("utf-8-sig")

    rows = {
        row["Capability"]: (row["Leaders"], row["Leaders above the team"])
        for row in csv.DictReader(StringIO(content))
        if row["Unit"] == "Payments"
    }

    assert rows["RUN"] == ("3, 4", "1")
    assert rows["DEL"] == ("0, 1", "-1")
    assert rows["OBS"] == ("2", "0")
    assert rows["PLT"] == ("", "")


def test_nothing_of_it_is_read_before_the_reveal(
    cast: Cast, session: Session, spring: Round
) -> None:
    check(session, cast.lin, {"RUN": 4})
    vote(session, cast.tom, everywhere(2))

    with tenancy.scope(organization=cast.organization.pk, person=cast.lin.user_id):
        assert leader_levels_of_units(spring) == {}
    revealed(session, by=cast.fay)
    with tenancy.scope(organization=cast.organization.pk, person=cast.tom.user_id):
        assert leader_levels_of_units(spring) == {session.unit_id: {"RUN": (4,)}}


def test_each_capability_leads_to_both_ballots(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    result = submitted(cast, session)
    client.as_member(cast.vic)
    html = client.get(reverse("results:result", args=["northwind", result.pk])).content.decode()
    session_page = reverse("rounds:session", args=["northwind", session.pk])

    there = client.get(session_page).content.decode()

    for key in the_framework().capabilities_by_key:
        assert f'href="{session_page}#{key}"' in html
        assert f'id="{key}"' in there
        assert f'id="votes-{key}"' in there
