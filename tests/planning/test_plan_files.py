import io
import json
from datetime import date
from fractions import Fraction

import openpyxl
import pytest
from django.http import Http404

from assessments.planning.plan_files import AboutLine, PlanTables, plan_file
from assessments.results.files.table import LevelCell, Table

STEPS = Table(
    "steps", "Steps", ("step", "effort"), ("Step", "Person-weeks"), [("=1+1", Fraction(21, 2))]
)
LEVELS = Table("levels", "Levels", ("key", "level"), ("Key", "Level"), [("OBS", LevelCell(2))])
ABOUT = (
    AboutLine("unit", "Unit", "Zürich / EU"),
    AboutLine("on", "Day", date(2026, 12, 1)),
    AboutLine("capacity", "Person-weeks a month", Fraction(133, 2)),
)
FOUND = PlanTables("strategy", "Zürich / EU", ABOUT, (STEPS, LEVELS))


def test_csv_holds_the_main_table_or_the_one_that_is_named() -> None:
    main, levels = plan_file(FOUND, "csv"), plan_file(FOUND, "csv", "levels")

    assert main.content.decode("utf-8-sig").splitlines() == ["Step,Person-weeks", "'=1+1,10.5"]
    assert levels.content.decode("utf-8-sig").splitlines() == ["Key,Level", "OBS,2"]
    assert main.headers["Content-Disposition"] == 'attachment; filename="strategy-zurich-eu.csv"'
    assert "strategy-levels-zurich-eu.csv" in levels.headers["Content-Disposition"]


def test_a_workbook_has_a_sheet_for_each_table_and_says_what_they_rest_on() -> None:
    file = plan_file(FOUND, "xlsx")

    book = openpyxl.load_workbook(io.BytesIO(file.content))
    assert book.sheetnames == ["Steps", "Levels", "About these numbers"]
    assert [cell.value for cell in book["Steps"][2]] == ["=1+1", 10.5]
    assert book["Steps"]["A2"].data_type == "s"
    assert book["About these numbers"]["B4"].value == 66.5


def test_json_says_the_same_under_keys() -> None:
    document = json.loads(plan_file(FOUND, "json").content)

    assert document == {
        "about": {"unit": "Zürich / EU", "on": "2026-12-01", "capacity": 66.5},
        "steps": [{"step": "=1+1", "effort": 10.5}],
        "levels": [{"key": "OBS", "level": 2}],
    }


@pytest.mark.parametrize(("kind", "table"), [("pdf", ""), ("csv", "nothing")])
def test_another_kind_or_table_is_not_there(kind: str, table: str) -> None:
    with pytest.raises(Http404):
        plan_file(FOUND, kind, table)
