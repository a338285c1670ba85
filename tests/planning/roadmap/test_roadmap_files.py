"""A roadmap as files: equal to its page."""

import csv
import io
import json

import openpyxl

from assessments.planning.models import Plan
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.planning.pages import get, url
from tests.planning.roadmap.conftest import submit_later


def test_the_json_document_holds_what_the_page_shows(
    client: OutsideClient, cast: Cast, fixed: Plan
) -> None:
    submit_later(cast, RUN=2)
    page = get(client, cast.lin, url("roadmap", cast.payments.pk))

    found = json.loads(client.get(url("roadmap_file", cast.payments.pk, "json")).content)

    about = found["about"]
    assert (about["starts_on"], about["scope"]) == ("2026-01-01", "own")
    assert (about["capacity"], about["capacity_is_entered"]) == (60, True)
    assert about["plan"] in page
    first, second, *_others = found["steps"]
    assert (first["step"], first["stands_on"], first["state"]) == ("RUN@2", "2026-02-15", "stands")
    assert (second["wave"], second["quarter"], second["state"]) == ("Foundation", 1, "late")
    assert len(found["steps"]) == 19
    opened = next(row for row in found["use_cases"] if row["opens_on"] == "2026-03-02")
    assert opened["opened_by"] == "PLT@2"
    assert found["quarters"][0] == {
        "quarter": 1,
        "starts_on": "2026-01-01",
        "capacity": 60,
        "is_entered": False,
        "planned": 60,
        "open_value": 8,
        "done": "RUN@2, PLT@2",
    }
    newest = found["rounds"][0]
    assert (newest["round"], newest["planned"], newest["shown"]) == ("Summer 2026", 2, 1)
    assert (newest["behind"], newest["weeks"]) == (10, 2)


def test_csv_and_workbook_have_the_same_steps(
    client: OutsideClient, cast: Cast, fixed: Plan
) -> None:
    client.as_member(cast.lin)
    text = client.get(url("roadmap_file", cast.payments.pk, "csv")).content.decode("utf-8-sig")
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(url("roadmap_file", cast.payments.pk, "xlsx")).content)
    )

    lines = list(csv.reader(io.StringIO(text)))
    assert [cell.value for cell in book["Steps"]["C"]] == [line[2] for line in lines]
    assert len(lines) == 20
    assert book.sheetnames == [
        "Steps", "Use cases", "Quarters", "Against the plan", "About these numbers",
    ]  # fmt: skip


def test_a_parents_files_hold_the_units_below(
    client: OutsideClient, cast: Cast, fixed: Plan
) -> None:
    submit_later(cast, RUN=2)

    client.as_member(cast.lin)
    answer = client.get(url("roadmap_file", cast.platform.pk, "json"))

    (row,) = json.loads(answer.content)["units"]
    assert (row["unit"], row["foundation_on"], row["steps"]) == ("Payments", "2026-03-02", 19)
    assert (row["round"], row["late"], row["behind"]) == ("Summer 2026", "PLT@2", 10)
