"""Time sheets as files: what is read and what is refused."""

import pytest

from assessments.planning.timesheets.csv_file import (
    Unreadable,
    UnreadableSheetError,
    parse_sheet,
)


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
