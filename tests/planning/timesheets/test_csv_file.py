"""Time sheets: which columns are recognised."""

from assessments.planning.timesheets.csv_file import match_preset
from assessments.planning.timesheets.lines import TimeUnit


def test_a_worklog_export_is_recognised_by_its_columns() -> None:
    found = match_preset(
        ["Issue Key", "Project Key", "Author", "Started", "Time Spent (seconds)", "Labels"]
    )

    assert found is not None
    name, mapping = found
    assert name == "Jira worklogs"
    assert (mapping.project, mapping.time, mapping.day) == (
        "Project Key",
        "Time Spent (seconds)",
        "Started",
    )
    assert (mapping.kind, mapping.reference) == ("Labels", "Issue Key")
    assert mapping.unit is TimeUnit.SECONDS


def test_a_time_sheet_by_account_is_recognised_by_its_columns() -> None:
    found = match_preset(
        [
            "Issue Key",
            "Issue summary",
            "Hours",
            "Work date",
            "Username",
            "Account Key",
            "Activity Name",
        ]
    )

    assert found is not None
    assert found[0] == "Tempo time sheet"
    assert (found[1].project, found[1].kind) == ("Account Key", "Activity Name")


def test_columns_that_nobody_knows_are_left_to_the_reader() -> None:
    assert match_preset(["Alpha", "Beta"]) is None
