"""Time sheets through the pages and the worker: mapped, checked, previewed, added once."""

from decimal import Decimal
from itertools import starmap

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.planning.models import BatchState, EffortBatch, EffortMapping, EffortRecord
from assessments.planning.timesheets import actions, tasks
from assessments.planning.timesheets import worker as timesheets_worker
from assessments.planning.timesheets.column_mapping import mapping_from_json
from orgs.models import Member
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.orgs.spreadsheets.uploads import case
from tests.orgs.spreadsheets.workbooks import two_corners, xlsx, xlsx_row
from tests.planning.register_rows import HEADER, a_project, a_time_sheet, sheet

pytestmark = pytest.mark.django_db

LINES = [
    "PAY-1,12,2026-03-02,CLAIMS,Integration",
    "PAY-2,4,2026-03-03,CLAIMS,Evaluation",
    "PAY-3,8,2026-03-04,Claims triage,DevOps",
]


def worked(batch: EffortBatch) -> EffortBatch:
    """Let a worker do what there is to do for the time sheet."""
    tasks.import_effort(batch.organization_id, batch.pk)
    batch.refresh_from_db()
    return batch


def checked(by: Member, lines: list[str]) -> EffortBatch:
    batch = a_time_sheet(by, sheet(lines))
    return worked(actions.check(batch=batch, mapping=mapping_from_json(batch.mapping)))


def applied(by: Member, lines: list[str]) -> EffortBatch:
    return worked(actions.apply(batch=checked(by, lines)))


def days(cast: Cast) -> dict[str, Decimal]:
    rows = EffortRecord.objects.visible_to(cast.lin)
    found: dict[str, Decimal] = {}
    for row in rows:
        found[row.kind] = found.get(row.kind, Decimal(0)) + row.days
    return found


def test_a_checked_sheet_says_what_it_would_add_and_adds_nothing(cast: Cast) -> None:
    a_project(cast.payments, code="CLAIMS")

    batch = checked(cast.lin, LINES)

    assert batch.state == BatchState.CHECKED
    assert (batch.lines, batch.good, batch.faulty) == (3, 3, 0)
    assert not EffortRecord.objects.exists()


def test_an_applied_sheet_is_in_the_register_with_its_source(cast: Cast) -> None:
    a_project(cast.payments, code="CLAIMS")

    batch = applied(cast.lin, LINES)

    assert batch.state == BatchState.APPLIED
    assert batch.content is None
    assert days(cast) == {
        "integration": Decimal("1.5"),
        "agent": Decimal("0.5"),
        "operations": Decimal(1),
    }
    assert set(EffortRecord.objects.values_list("source", "reference")) >= {("march.csv", "PAY-1")}


def test_the_same_lines_count_once_however_often_they_come(cast: Cast) -> None:
    a_project(cast.payments, code="CLAIMS")
    applied(cast.lin, LINES)

    again = checked(cast.lin, [*LINES, "PAY-4,8,2026-03-05,CLAIMS,ETL"])

    assert (again.good, again.known) == (1, 3)
    worked(actions.apply(batch=again))
    assert sum(days(cast).values()) == Decimal(4)


def test_two_equal_lines_of_one_sheet_both_count(cast: Cast) -> None:
    a_project(cast.payments, code="CLAIMS")

    applied(cast.lin, [LINES[0], LINES[0]])

    assert days(cast) == {"integration": Decimal(3)}


def test_lines_at_fault_are_named_by_number_and_the_others_can_be_added(cast: Cast) -> None:
    a_project(cast.payments, code="CLAIMS")
    bad = ["PAY-4,eight,2026-03-05,CLAIMS,ETL", "PAY-5,8,5 May,CLAIMS,ETL"]

    batch = checked(cast.lin, [*LINES, *bad])

    assert [(row["line"], row["fault"]) for row in batch.faults] == [
        (5, "bad_time"),
        (6, "bad_date"),
    ]
    assert worked(actions.apply(batch=batch)).state == BatchState.APPLIED
    assert EffortRecord.objects.count() == 3


def test_words_that_mean_nothing_yet_are_asked_on_the_page(
    client: OutsideClient, cast: Cast
) -> None:
    project = a_project(cast.payments)
    batch = checked(cast.lin, ["PAY-1,8,2026-03-02,TRIAGE,Yak shaving"])
    lin = client.as_member(cast.lin)
    page = lin.get(reverse("planning:time_sheet", args=["northwind", batch.pk])).text
    assert "“TRIAGE” (1 line)" in page

    sent = {
        "project": "Account Key",
        "time": "Hours",
        "day": "Work date",
        "kind": "Activity Name",
        "unit": "hours",
        "hours_per_day": "8",
        "order": "year_first",
        "projects-0": project.pk,
        "keep_as": "Tempo",
    }
    lin.post(reverse("planning:time_sheet_check", args=["northwind", batch.pk]), sent)
    worked(batch)
    page = lin.get(reverse("planning:time_sheet", args=["northwind", batch.pk])).text
    assert "“Yak shaving” (1 line)" in page
    lin.post(
        reverse("planning:time_sheet_check", args=["northwind", batch.pk]),
        sent | {"kinds-0": "integration"},
    )
    worked(batch)

    assert batch.good == 1
    assert EffortMapping.objects.get().mapping["kinds"]["yak shaving"] == "integration"


def test_a_project_of_a_unit_that_one_may_not_plan_is_not_a_project(cast: Cast) -> None:
    a_project(cast.search, code="CLAIMS")

    batch = checked(cast.lin, LINES)

    assert batch.good == 0
    assert {row["fault"] for row in batch.faults} == {"unknown_project"}


def test_a_kept_mapping_cannot_smuggle_in_a_project(cast: Cast) -> None:
    foreign = a_project(cast.search)
    batch = a_time_sheet(cast.lin, sheet(LINES))
    mapping = mapping_from_json({**batch.mapping, "projects": {"claims": str(foreign.pk)}})

    assert worked(actions.check(batch=batch, mapping=mapping)).good == 0


@pytest.mark.parametrize("kept", ["", "Tempo", "-1", "0", "1.5", "²", "9" * 19, "9" * 40])
def test_kept_choices_that_are_none_are_not_found(
    client: OutsideClient, cast: Cast, kept: str
) -> None:
    address = reverse("planning:time_sheet_mapping", args=["northwind", a_time_sheet(cast.lin).pk])

    assert client.as_member(cast.lin).post(address, {"kept": kept}).status_code == 404


def test_what_is_half_added_counts_only_once_all_of_it_is(cast: Cast) -> None:
    a_project(cast.payments, code="CLAIMS")
    batch = actions.apply(batch=checked(cast.lin, LINES))
    EffortRecord.objects.create(
        organization=cast.organization,
        project=a_project(cast.payments, "Other"),
        kind="agent",
        days=Decimal(7),
        begins_on="2026-03-02",
        ends_on="2026-03-02",
        source="march.csv",
        batch=batch,
        fingerprint="left by a worker that died",
    )
    assert days(cast) == {}

    worked(batch)

    assert sum(days(cast).values()) == Decimal(3)


def test_a_worker_that_lost_its_lease_changes_nothing_more(cast: Cast) -> None:
    a_project(cast.payments, code="CLAIMS")
    batch = actions.apply(batch=checked(cast.lin, LINES))
    lost = tasks.TIME_SHEETS.claim(batch.organization_id, batch.pk)
    assert lost is not None
    EffortBatch.objects.filter(pk=batch.pk).update(fence=lost.fence + 1)

    with pytest.raises(timesheets_worker.LeaseLostError):
        timesheets_worker.run_import(lost)

    batch.refresh_from_db()
    assert batch.state == BatchState.APPLYING


def test_a_sheet_that_is_being_applied_or_was_applied_cannot_be_forgotten(cast: Cast) -> None:
    a_project(cast.payments, code="CLAIMS")
    batch = actions.apply(batch=checked(cast.lin, LINES))

    with pytest.raises(actions.NotThereYetError):
        actions.give_up(batch=batch)
    with pytest.raises(actions.NotThereYetError):
        actions.give_up(batch=worked(batch))


def test_only_one_sheet_is_applied_at_a_time(cast: Cast) -> None:
    a_project(cast.payments, code="CLAIMS")
    first, second = checked(cast.lin, LINES), checked(cast.max, LINES)
    actions.apply(batch=first)

    with pytest.raises(actions.NotThereYetError, match="Another time sheet"):
        actions.apply(batch=second)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty"),
        (b"Hours\xff\xfe\x00\xd8\n", "a character that is not text (row 1)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an old kind"),
        (b"%PDF-1.7", "neither a CSV file nor a workbook"),
        (case("timesheets/nul-in-header.csv"), "a character that is not text (row 1)"),
        (case("timesheets/nul-in-project.csv"), "a character that is not text (row 3)"),
        (b"Hours," * 300, "more than 200 columns"),
        (b'Hours,Date\n"' + b"1,2\n" * 40_000, "A cell holds more than 32,767 characters (row 2)"),
    ],
)
def test_what_is_no_time_sheet_is_refused_on_the_page(
    client: OutsideClient, cast: Cast, content: bytes, says: str
) -> None:
    answer = client.as_member(cast.lin).post(
        reverse("planning:time_sheets", args=["northwind"]),
        {"file": SimpleUploadedFile("march.csv", content)},
    )

    assert says in answer.text
    assert not EffortBatch.objects.exists()


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("jira-repeated-labels.csv", {"Labels", "Labels (2)", "Sprint", "Sprint (2)"}),
        ("sep-line.csv", {"Project", "Date", "Hours"}),
        ("comma-in-quoted-header.csv", {"Project", "Hours, net, rounded, paid", "Date"}),
        ("windows-1252.csv", {"Project", "Date", "Hours", "Note"}),
        ("utf16-with-bom-tab.csv", {"Project", "Date", "Hours"}),
        ("cr-only.csv", {"Project", "Date", "Hours"}),
        ("harvest-detailed-nordic.csv", {"Date", "Project", "Hours", "Notes"}),
    ],
)
def test_the_columns_of_what_people_brought_can_be_chosen(
    cast: Cast, name: str, columns: set[str]
) -> None:
    batch = a_time_sheet(cast.lin, case(f"timesheets/{name}"))

    assert columns <= set(batch.header)


def test_a_workbook_is_read_by_a_worker_then_mapped_and_checked(
    client: OutsideClient, cast: Cast
) -> None:
    a_project(cast.payments, code="CLAIMS")
    rows = [HEADER.split(","), *(line.split(",") for line in LINES)]
    notes = xlsx_row(1, ["Report of March"])
    content = xlsx(notes, notes + "".join(starmap(xlsx_row, enumerate(rows, start=3))))

    batch = a_time_sheet(cast.lin, content)
    assert (batch.state, batch.header) == (BatchState.READING, [])
    worked(batch)
    page = client.as_member(cast.lin).get(
        reverse("planning:time_sheet", args=["northwind", batch.pk])
    )

    assert batch.header == HEADER.split(",")
    assert "row 3: Issue Key" in page.text
    batch = worked(actions.check(batch=batch, mapping=mapping_from_json(batch.mapping)))
    assert (batch.state, batch.good, batch.faulty) == (BatchState.CHECKED, 3, 0)


def test_lines_of_a_workbook_are_named_as_a_spreadsheet_does(cast: Cast) -> None:
    a_project(cast.payments, code="CLAIMS")
    bad = LINES[0].replace("12", "twelve").split(",")
    content = xlsx(xlsx_row(4, HEADER.split(",")) + xlsx_row(9, bad))

    batch = worked(a_time_sheet(cast.lin, content))
    batch = worked(actions.check(batch=batch, mapping=mapping_from_json(batch.mapping)))

    assert [fault["line"] for fault in batch.faults] == [9]


def test_days_and_numbers_of_a_workbook_are_read_as_its_spreadsheet_shows_them(cast: Cast) -> None:
    a_project(cast.payments, code="CLAIMS")
    texts = "".join(f'<c t="str"><v>{text}</v></c>' for text in ("CLAIMS", "Integration"))
    days = ('<c s="1"><v>46083.75</v></c>', '<c s="2"><v>46084</v></c>')
    rows = [
        f'<row r="{number}">{texts}{day}<c><v>0.30000000000000004</v></c></row>'
        for number, day in enumerate(days, start=2)
    ]
    header = xlsx_row(1, ["Project", "Kind", "Date", "Hours"])
    content = xlsx(header + "".join(rows), formats=["m/d/yyyy h:mm", "d. mmmm yyyy"])

    batch = worked(a_time_sheet(cast.lin, content))
    batch = worked(actions.check(batch=batch, mapping=mapping_from_json(batch.mapping)))

    assert (batch.good, batch.faulty) == (2, 0), batch.faults
    assert (batch.found["begins"], batch.found["ends"]) == ("2026-03-02", "2026-03-03")
    assert Decimal(batch.found["days"][0][2]) == Decimal("0.075")


def test_a_workbook_that_cannot_be_read_says_why_and_can_be_forgotten(
    client: OutsideClient, cast: Cast
) -> None:
    batch = worked(a_time_sheet(cast.lin, two_corners()))
    page = reverse("planning:time_sheet", args=["northwind", batch.pk])

    assert batch.state == BatchState.FAILED
    assert "something stands in cell XFD1048576" in client.as_member(cast.lin).get(page).text
    client.post(f"{page}give-up")
    assert not EffortBatch.objects.exists()


def test_a_file_that_is_broken_further_down_says_so_after_its_check(cast: Cast) -> None:
    a_project(cast.payments, code="CLAIMS")
    lines = [*LINES * 20, 'PAY-4,"8,2026-03-05,CLAIMS,ETL']

    batch = checked(cast.lin, lines)

    assert batch.state == BatchState.FAILED
    assert batch.failure.startswith("A quotation mark is opened in row 62")


def test_another_sheet_row_separator_or_encoding_can_be_chosen(
    client: OutsideClient, cast: Cast
) -> None:
    one, two = xlsx_row(1, ["Project", "Hours"]), xlsx_row(1, ["Project", "Days"])
    book = worked(a_time_sheet(cast.lin, xlsx(one, two)))
    text = a_time_sheet(cast.lin, "Łódź;Hours\nProject;1\n".encode("cp1250"))
    lin = client.as_member(cast.lin)

    def read_again(batch: EffortBatch, **chosen: object) -> list[str]:
        lin.post(reverse("planning:time_sheet_reading", args=["northwind", batch.pk]), chosen)
        batch.refresh_from_db()
        header: list[str] = batch.header
        return header

    assert book.header == ["Project", "Hours"]
    assert read_again(book, sheet="S2") == ["Project", "Days"]
    assert read_again(text, encoding="cp1250", header_row=1) == ["Łódź", "Hours"]
    assert read_again(text, encoding="cp1250", header_row=2) == ["Project", "1"]
    assert read_again(text, separator="comma", header_row=1) == ["£ódŸ;Hours"]
    assert read_again(text, header_row=99) == ["£ódŸ;Hours"]


def test_files_that_were_uploaded_before_outlines_were_kept_are_still_read(cast: Cast) -> None:
    a_project(cast.payments, code="CLAIMS")
    batch = a_time_sheet(cast.lin, sheet(LINES))
    EffortBatch.objects.filter(pk=batch.pk).update(outline={}, reading_choice={})

    batch = worked(actions.check(batch=batch, mapping=mapping_from_json(batch.mapping)))

    assert batch.good == 3


def test_a_year_of_worklogs_is_taken_up_to_the_limit_that_the_page_names(
    client: OutsideClient, cast: Cast
) -> None:
    lines = [f"PAY-{number},2,2026-03-02,CLAIMS,{'x' * 75}" for number in range(125_000)]
    year, decade = sheet(lines), b"x" * 43_000_000
    page = reverse("planning:time_sheets", args=["northwind"])
    lin = client.as_member(cast.lin)

    answer = lin.post(page, {"file": SimpleUploadedFile("decade.csv", decade)})
    assert (answer.status_code, "files of up to 40 MB" in answer.text) == (413, True)
    answer = lin.post(page, {"file": SimpleUploadedFile("almost.csv", decade[:40_000_001])})
    assert "The file is larger than 40 MB." in answer.text
    assert lin.post(page, {"file": SimpleUploadedFile("year.csv", year)}).status_code == 302
    assert EffortBatch.objects.get().header[0] == "Issue Key"


def test_the_pages_of_a_time_sheet_keep_to_their_statements(
    client: OutsideClient, cast: Cast
) -> None:
    a_project(cast.payments, code="CLAIMS")
    batch = checked(cast.lin, LINES)
    lin = client.as_member(cast.lin)

    assert lin.get(reverse("planning:time_sheet", args=["northwind", batch.pk])).status_code == 200
    assert len(lin.statements) <= 8
    lin.get(reverse("planning:time_sheets", args=["northwind"]))
    assert len(lin.statements) <= 5


def test_a_hundred_thousand_rows_name_the_bad_ones_by_line_and_change_nothing(cast: Cast) -> None:
    a_project(cast.payments, code="CLAIMS")
    lines = [f"PAY-{number},2,2026-03-02,CLAIMS,Integration" for number in range(100_000)]
    lines[41] = "PAY-41,two,2026-03-02,CLAIMS,Integration"
    lines[77_000] = "PAY-77000,2,31.02.2026,CLAIMS,Integration"
    lines[99_999] = "PAY-99999,2,2026-03-02,NOBODY,Integration"

    batch = checked(cast.lin, lines)

    assert [(fault["line"], fault["fault"]) for fault in batch.faults] == [
        (43, "bad_time"),
        (77_002, "bad_date"),
        (100_001, "unknown_project"),
    ]
    assert (batch.lines, batch.good, batch.faulty) == (100_000, 99_997, 3)
    assert not EffortRecord.objects.exists()
