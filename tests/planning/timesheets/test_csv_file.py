"""Time sheets as files: what is read, what is refused, which columns are recognised."""

import pytest

from assessments.planning.timesheets.csv_file import (
    Unreadable,
    UnreadableSheetError,
    match_preset,
    parse_sheet,
)
from assessments.planning.timesheets.lines import TimeUnit


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_common_encodings_and_delimiters_are_read(encoding: str, delimiter: str) -> None:
    text = delimiter.join(("Project", "Hours")) + "\r\n" + delimiter.join(("Crédit", "1")) + "\r\n"

    sheet = parse_sheet(text.encode(encoding))

    assert sheet.header == ("Project", "Hours")
    assert list(sheet.rows()) == [["Crédit", "1"]]


@pytest.mark.parametrize(
    ("content", "reason", "word"),
    [
        (b"", Unreadable.EMPTY, ""),
        (b" \r\n", Unreadable.EMPTY, ""),
        (b"Project,Cr\xe9dit\n", Unreadable.ENCODING, ""),
        (b"PK\x03\x04rest", Unreadable.NO_CSV, ""),
        (b"%PDF-1.7", Unreadable.NO_CSV, ""),
        (b"Project,,Hours\n", Unreadable.NO_NAME, ""),
        (b"Project,Hours,Project\n", Unreadable.DOUBLED, "Project"),
        (b"a," * 300 + b"\n", Unreadable.DOUBLED, "a"),
    ],
)
def test_what_is_no_time_sheet_is_refused_with_its_reason(
    content: bytes, reason: Unreadable, word: str
) -> None:
    with pytest.raises(UnreadableSheetError) as refused:
        parse_sheet(content)

    assert (refused.value.reason, refused.value.word) in {
        (reason, word),
        (Unreadable.TOO_MANY_COLUMNS, ""),
    }


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
