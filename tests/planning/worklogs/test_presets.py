"""Exports that are recognised by the names of their columns."""

import pytest

from assessments.planning.worklogs.column_names import NAMES, ROLE_NAMES
from assessments.planning.worklogs.presets import match_preset

TOGGL = (
    "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,"
    "Duration,Tags"
)
CLOCKIFY = (
    "Project,Client,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,"
    "End Time,Duration (h),Duration (decimal)"
)
HARVEST = (
    "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,First Name,Last Name"
)
KIMAI = "Date,From,To,Duration,Currency,User,Username,Customer,Project,Activity,Description"
KIMAI_GERMAN = "Datum,Von,Bis,Dauer,Währung,Benutzer,Kunde,Projekt,Tätigkeit,Beschreibung"
JIRA = "Issue Key,Project Key,Author,Started,Time Spent (seconds),Labels"
JIRA_REPEATED = "Issue key,Project key,Time Spent (seconds),Started,Labels,Sprint"
TEMPO_SERVER = (
    "Issue Key,Issue summary,Hours,Work date,Username,Full name,Period,Account Key,Account Name,"
    "Activity Name,Component,Project Key,Project Name,Work Description"
)
TEMPO_CLOUD = "Issue Key,Issue Summary,Hours,Work date,User Account ID,Full name,Project Key"
PERIODS, HOURS = "Days per project and period", "Hours per project and day"


@pytest.mark.parametrize(
    ("header", "product", "columns", "unit"),
    [
        (TOGGL, "Toggl Track", ("Project", "Duration", "Start date"), "written"),
        (CLOCKIFY, "Clockify", ("Project", "Duration (h)", "Start Date"), "hours"),
        (HARVEST, "Harvest", ("Project", "Hours", "Date"), "hours"),
        (KIMAI, "Kimai", ("Project", "Duration", "Date"), "written"),
        (KIMAI_GERMAN, "Kimai", ("Projekt", "Dauer", "Datum"), "written"),
        (JIRA, "Jira worklogs", ("Project Key", "Time Spent (seconds)", "Started"), "seconds"),
        (
            JIRA_REPEATED,
            "Jira worklogs",
            ("Project key", "Time Spent (seconds)", "Started"),
            "seconds",
        ),
        (TEMPO_SERVER, "Tempo time sheet", ("Account Key", "Hours", "Work date"), "hours"),
        (TEMPO_CLOUD, "Tempo time sheet", ("Project Key", "Hours", "Work date"), "hours"),
    ],
)
def test_products_are_recognised_by_their_columns(
    header: str, product: str, columns: tuple[str, ...], unit: str
) -> None:
    found = match_preset(header.split(","))

    assert found is not None
    assert (found.name, found.product) == (product, product)
    mapping = found.mapping
    assert ((mapping.project, mapping.time, mapping.day), mapping.unit.value) == (columns, unit)


@pytest.mark.parametrize(
    ("header", "name", "unit"),
    [
        ("Project,Month,Days", PERIODS, "days"),
        ("Project,Date,Hours", HOURS, "hours"),
        # Seconds in one tool, hours in the next.
        ("Project,Date,Time Spent", HOURS, "written"),
        ("Projekt,Datum,Stunden", "Time per project", "hours"),
        ("Proyecto,Fecha,Horas", "Time per project", "hours"),
        ("Projet,Mois,Jours", "Time per project", "days"),
    ],
)
def test_plain_time_sheets_are_understood_without_a_product(
    header: str, name: str, unit: str
) -> None:
    found = match_preset(header.split(","))

    assert found is not None
    assert (found.name, found.product, found.mapping.unit.value) == (name, "", unit)


def test_the_kind_of_work_and_the_issue_are_found_too() -> None:
    tempo, jira = match_preset(TEMPO_SERVER.split(",")), match_preset(JIRA.split(","))

    assert tempo is not None
    assert jira is not None
    assert (tempo.mapping.kind, tempo.mapping.reference) == ("Activity Name", "Issue Key")
    assert (jira.mapping.kind, jira.mapping.reference) == ("Labels", "Issue Key")


def test_columns_that_nobody_knows_are_left_to_the_reader() -> None:
    assert match_preset(["Alpha", "Beta"]) is None


def test_no_name_of_a_column_is_lost_between_two() -> None:
    for role, text in NAMES.items():
        assert len(ROLE_NAMES[role]) == text.count("/") + 1
        assert all(ROLE_NAMES[role])
