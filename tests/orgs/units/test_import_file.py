"""Units as files: what is exported, what is read, what the preview says, and what is applied."""

import csv
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from orgs.database import tenancy
from orgs.models import Member, Unit
from orgs.spreadsheets.uploads import table_from_post
from orgs.units import actions as units
from orgs.units import import_table
from orgs.units.import_lines import UnitImportLine
from orgs.units.tree import place_of
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.orgs.spreadsheets.uploads import case, form_of, read_again
from tests.orgs.spreadsheets.workbooks import empty_cells, packed
from tests.orgs.statements import at_most

IMPORT = "/o/northwind/units/import"
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "'quoted"]


def upload_file(client: OutsideClient, content: bytes) -> Any:
    answer = client.post(IMPORT, {"file": SimpleUploadedFile("units.csv", content)})
    assert answer.status_code == 200
    return answer


def upload(client: OutsideClient, content: bytes | str) -> str:
    sent = content.encode() if isinstance(content, str) else content
    return str(upload_file(client, sent).text)


def lines_of(answer: Any) -> list[UnitImportLine]:
    """Return the lines of the file that a preview's page keeps."""
    sent = table_from_post(form_of(answer))
    with sent.opened(import_table.WANTED, import_table.LIMITS) as table:
        return import_table.lines_from_table(table)


def apply(client: OutsideClient, content: str) -> str:
    """Preview the file, confirm it as the page offers to, and return the page that follows."""
    answer = client.post(IMPORT, {"file": SimpleUploadedFile("units.csv", content.encode())})
    kept = form_of(answer, ["seen"])
    return str(client.post(f"{IMPORT}/apply", kept, follow=True).text)


def workbook(*rows: list[object]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def way(name: str) -> list[str]:
    return [step["name"] for step in place_of(Unit.objects.get(name=name).pk)]


def test_a_file_is_previewed_then_applied(cast: Cast, client: OutsideClient) -> None:
    Unit.objects.filter(pk=cast.payments.pk).update(code="PAY")
    content = (
        "Code;Name;Parent;Weight;Tags;Archived\n"
        "PAY;Billing;Northwind Group > Search;2,5;EU, on-premises only;no\n"
        "LED;Ledger;PAY;;;\n"
    )
    client.as_member(cast.max)

    said = upload(client, content)
    assert "renamed, moved, changed" in said
    assert "name: Payments → Billing" in said
    assert Unit.objects.filter(name="Ledger").count() == 0

    assert "The units now match the file." in apply(client, content)
    assert way("Ledger") == ["Northwind Group", "Search", "Billing", "Ledger"]
    cast.payments.refresh_from_db()
    assert (cast.payments.weight, cast.payments.tags) == (
        Decimal("2.5"),
        ["eu", "on-premises only"],
    )
    assert "The file changes nothing: the units are already like this." in upload(client, content)


def test_two_units_change_names_in_one_import(cast: Cast, client: OutsideClient) -> None:
    Unit.objects.filter(pk=cast.platform.pk).update(code="A")
    Unit.objects.filter(pk=cast.search.pk).update(code="B")

    apply(
        client.as_member(cast.max),
        "code,name,parent\nA,Search,Northwind Group\nB,Platform,Northwind Group\n",
    )

    cast.platform.refresh_from_db()
    cast.search.refresh_from_db()
    assert (cast.platform.name, cast.search.name) == ("Search", "Platform")


def test_one_refused_row_leaves_everything_as_it_was(cast: Cast, client: OutsideClient) -> None:
    content = "name,parent\nLedger,Northwind Group\nCards,Nowhere\n"
    client.as_member(cast.max)

    said = upload(client, content)
    assert "There is no unit with the code or path Nowhere." in said
    assert '<td class="num">3</td>' in said
    assert "Apply</button>" not in said

    assert "nothing was changed" in apply(client, content)
    assert Unit.objects.count() == 4


def test_a_tree_that_changed_since_the_preview_is_not_overwritten(
    cast: Cast, client: OutsideClient
) -> None:
    client.as_member(cast.max)
    content = b"name,parent\nLedger,Northwind Group\n"
    answer = client.post(IMPORT, {"file": SimpleUploadedFile("units.csv", content)})
    kept = form_of(answer, ["seen"])
    units.add(organization=cast.organization, name="Risk", parent=cast.company)

    again = client.post(f"{IMPORT}/apply", kept)

    assert "The units have changed since the preview." in again.text
    assert not Unit.objects.filter(name="Ledger").exists()
    client.post(f"{IMPORT}/apply", form_of(again, ["seen"]))
    assert Unit.objects.filter(name="Ledger").exists()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_export_read_back_changes_nothing_and_holds_no_formula(
    cast: Cast, client: OutsideClient, ending: str
) -> None:
    for name in FORMULAS:
        unit = units.add(organization=cast.organization, name=name, parent=cast.search)
        units.add(organization=cast.organization, name="Below", parent=unit)
    Unit.objects.filter(pk=cast.search.pk).update(weight=Decimal("0.125"), tags=["-x", "eu"])
    client.as_member(cast.max)

    answer = client.get(f"/o/northwind/units/export.{ending}")
    said = upload(client, answer.content)

    assert "The file changes nothing: the units are already like this." in said
    assert "16 unchanged" in said
    if ending == "csv":
        cells = [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= set("snb")
        assert sheet["D2"].data_type == "n"
        assert sheet["F2"].value is False


def test_an_export_in_another_organization_holds_only_its_own(
    cast: Cast, eve: Member, client: OutsideClient
) -> None:
    page = client.as_member(eve).get("/o/elsewhere/units/export.csv").text

    assert "Far away" in page
    assert "Platform" not in page


def test_the_codes_of_another_organization_are_not_found(
    cast: Cast, eve: Member, client: OutsideClient
) -> None:
    with tenancy.scope(organization=eve.organization_id):
        Unit.objects.update(code="FAR")

    said = upload(client.as_member(cast.max), "code,name,parent\nFAR,Taken,\nX,Below,Far away\n")

    assert "1 new" in said
    assert "There is no unit with the code or path Far away." in said


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\n\n", "The file is empty."),
        (b"name,parent\n", "The file has no row below"),
        (b"code,title\nA,B\n", "Row 1 lacks the column name, parent."),
        (b"name,parent,name\nA,,B\n", "The column name is there twice."),
        (b'name,parent\n"open,\n', "A quotation mark is opened in row 2 and never closed"),
        (b"name,parent\na\0b,\n", "a character that is not text (row 2)"),
        (b"name,parent\n" + b"x" * 40_000 + b",\n", "more than 32,767 characters (row 2)"),
        (b"name,parent\n" + b"A,\n" * 10_001, "more than 10,000 rows"),
        (b"x" * 2_000_001, "larger than 2 MB"),
        (b"PK\x03\x04 nonsense", "The workbook is damaged"),
    ],
)
def test_a_file_that_is_no_table_of_units_is_refused_with_a_sentence(
    cast: Cast, client: OutsideClient, content: bytes, sentence: str
) -> None:
    assert sentence in upload(client.as_member(cast.max), content)


def test_a_package_that_is_no_workbook_is_refused(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.max)

    assert "neither a CSV file nor a workbook" in upload(client, packed({"hello.txt": "hello"}))
    assert "more than 500,000 cells" in upload(client, empty_cells())


def test_a_workbook_of_typed_cells_is_read(cast: Cast, client: OutsideClient) -> None:
    content = workbook(["Name", "Parent", "Weight", "Archived"], ["A", None, 2, False], ["B", "A"])

    lines = lines_of(upload_file(client.as_member(cast.max), content))

    assert [(line.number, line.name, line.weight, line.archived) for line in lines] == [
        (2, "A", Decimal(2), False),
        (3, "B", None, None),
    ]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("merged-parent.xlsx", "below Northwind Group &gt; Test North"),
        ("hidden-first-sheet.xlsx", "Test West"),
        ("readme-sheet-first.xlsx", "Test West"),
        ("strict-ooxml.xlsx", "Test West"),
        ("code-turned-date.xlsx", "Cell C2 holds a date (2026-03-01) where text is meant."),
        ("code-turned-date.xlsx", "Cell A3 holds a date (2026-09-01) where text is meant."),
        ("error-cells.xlsx", "Cell A2 holds an error: #REF!."),
        ("error-cells.xlsx", "Cell C3 holds an error: #N/A."),
        ("german-booleans.csv", "1 new"),
        ("weight-binary-noise.xlsx", "new"),
        ("weight-binary-noise.csv", "1 new"),
        ("wrong-dimension.xlsx", "1 new"),
        ("formatted-to-the-bottom.xlsx", "1 new"),
        ("typed-booleans.xlsx", "1 new"),
        ("sep-line.csv", "1 new"),
        ("comma-in-quoted-header.csv", "1 new"),
        ("other-header-words.csv", "Row 1 lacks the column parent."),
        ("only-a-chart.xlsx", "The workbook has no sheet with cells."),
        ("windows-1252.csv", "with words such as: Süd."),
    ],
)
def test_what_people_brought_is_read_or_told(
    cast: Cast, client: OutsideClient, name: str, says: str
) -> None:
    Unit.objects.filter(pk=cast.company.pk).update(name="Kestrelmoor Group")

    said = upload(client.as_member(cast.max), case(f"units/{name}"))

    assert says.replace("Northwind", "Kestrelmoor") in said


def test_a_code_that_is_shown_with_noughts_keeps_them(cast: Cast, client: OutsideClient) -> None:
    answer = upload_file(client.as_member(cast.max), case("units/code-007.xlsx"))

    assert [line.code for line in lines_of(answer)] == ["007"]


def test_the_sheet_and_the_row_of_the_names_can_be_chosen(
    cast: Cast, client: OutsideClient
) -> None:
    first, second = io.BytesIO(), workbook(["name", "parent"], ["name", "parent"], ["Deep", ""])
    with xlsxwriter.Workbook(first) as book:
        for name in ("One", "Two"):
            book.add_worksheet(name).write_column(0, 0, ["name", f"in {name}"])
            book.get_worksheet_by_name(name).write_column(0, 1, ["parent", ""])
    client.as_member(cast.max)

    answer = upload_file(client, first.getvalue())
    assert "in One" in answer.text
    assert "in Two" in read_again(client, IMPORT, answer, sheet="Two").text
    answer = upload_file(client, second)
    assert len(lines_of(answer)) == 2
    assert len(lines_of(read_again(client, IMPORT, answer, header_row=2))) == 1


def test_the_separator_and_the_encoding_can_be_chosen(cast: Cast, client: OutsideClient) -> None:
    content = "name;parent\nŁódź;\n".encode("cp1250")
    client.as_member(cast.max)

    answer = upload_file(client, content)
    assert "£ód" in answer.text
    assert "Łódź" in read_again(client, IMPORT, answer, encoding="cp1250").text
    wrong = read_again(client, IMPORT, answer, separator="comma").text
    assert "Row 1 lacks the column name, parent." in wrong


def test_what_was_chosen_but_not_shown_is_shown_before_it_is_applied(
    cast: Cast, client: OutsideClient
) -> None:
    client.as_member(cast.max)
    answer = upload_file(client, b"name,parent\nname,parent\nLedger,Northwind Group\n")

    again = client.post(f"{IMPORT}/apply", form_of(answer, ["seen"]) | {"header_row": "2"})

    assert not Unit.objects.filter(name="Ledger").exists()
    client.post(f"{IMPORT}/apply", form_of(again, ["seen"]))
    assert Unit.objects.filter(name="Ledger").exists()


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (",,1,,", "It has no name."),
        ("x" * 121 + ",,1,,", "The name is longer than 120 characters"),
        ("A,,heavy,,", "The weight is not a number from 0 to 1000 with at most 3 decimals: heavy"),
        ("A,,-1,,", "The weight is not a number"),
        ("A,,1e-9,,", "The weight is not a number"),
        ("A,,1e999999999,,", "The weight is not a number"),
        ("A,,NaN,,", "The weight is not a number"),
        ("A,,1," + "x" * 41 + ",", "one has more than 40 characters"),
        ("A,,1,,perhaps", "Archived is neither yes nor no: perhaps"),
    ],
)
def test_a_cell_that_cannot_be_read_refuses_its_row(
    cast: Cast, client: OutsideClient, cells: str, sentence: str
) -> None:
    said = upload(client.as_member(cast.max), f"name,parent,weight,tags,archived\n{cells}\n")

    assert sentence in said
    assert "1 refused" in said


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"content": ""},
        {"content": "?"},
        {"content": "bmFtZQ=="},
        {"content": "bmFtZSxwYXJlbnQKQSwK", "header_row": "9" * 5000},
        {"content": "bmFtZSxwYXJlbnQKQSwK", "header_row": "7"},
        {"content": "bmFtZSxwYXJlbnQKQSwK", "encoding": "rot13", "separator": "x", "sheet": "x"},
    ],
)
def test_a_preview_that_was_tampered_with_is_refused_or_shown_again(
    cast: Cast, client: OutsideClient, fields: dict[str, str]
) -> None:
    answer = client.as_member(cast.max).post(f"{IMPORT}/apply", {"seen": "", **fields})

    assert answer.status_code in {200, 302}
    assert Unit.objects.count() == 4


def test_an_import_of_a_thousand_units_takes_few_statements(
    cast: Cast, client: OutsideClient
) -> None:
    rows = ["name,parent", *(f"Team {at},Northwind Group" for at in range(1000))]
    fields = form_of(upload_file(client.as_member(cast.max), "\n".join(rows).encode()), ["seen"])

    with at_most(25):
        client.post(f"{IMPORT}/apply", fields)

    assert Unit.objects.count() == 1004


@pytest.mark.parametrize("page", ["import", "export.csv", "export.xlsx"])
def test_the_pages_of_files_keep_their_budget(cast: Cast, client: OutsideClient, page: str) -> None:
    client.as_member(cast.max)

    with at_most(8):
        assert client.get(f"/o/northwind/units/{page}").status_code == 200


def test_archiving_by_import_keeps_the_day_of_what_was_archived(
    cast: Cast, client: OutsideClient
) -> None:
    at = timezone.now()
    units.archive(unit=cast.search, at=at)

    apply(
        client.as_member(cast.max),
        "name,parent,weight,archived\nSearch,Northwind Group,3,yes\n",
    )

    cast.search.refresh_from_db()
    assert (cast.search.archived_at, cast.search.weight) == (at, Decimal(3))
