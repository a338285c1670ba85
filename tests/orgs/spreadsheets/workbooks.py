"""Workbooks written part by part, so that a test can make what no spreadsheet would."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from itertools import chain
from xml.sax.saxutils import escape, quoteattr

OOXML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def packed(parts: Mapping[str, Iterable[str] | str]) -> bytes:
    """Return a package with the parts, whose pieces need not fit into memory together."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in parts.items():
            with archive.open(name, "w", force_zip64=True) as part:
                for piece in [pieces] if isinstance(pieces, str) else pieces:
                    part.write(piece.encode())
    return file.getvalue()


def xlsx(
    *sheets: Iterable[str] | str, after: str = "", strings: str = "", formats: Iterable[str] = ()
) -> bytes:
    """Return an XLSX workbook whose sheets hold these rows; style N has the Nth format."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    kinds = [*((f"r{n}", "worksheet", f"worksheets/s{n}.xml") for n in numbers)]
    kinds += [("st", "styles", "styles.xml"), ("sh", "sharedStrings", "strings.xml")]
    parts: dict[str, Iterable[str] | str] = {
        "_rels/.rels": _relations([("r", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{OOXML}" xmlns:r="{RELATIONS}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(kinds),
        "xl/styles.xml": _styles(tuple(formats)),
        "xl/strings.xml": f'<sst xmlns="{OOXML}">{strings}</sst>',
    }
    for number, rows in zip(numbers, sheets, strict=True):
        parts[f"xl/worksheets/s{number}.xml"] = chain(
            [f'<worksheet xmlns="{OOXML}"><sheetData>'],
            [rows] if isinstance(rows, str) else rows,
            [f"</sheetData>{after}</worksheet>"],
        )
    return packed(parts)


def ods(*tables: Iterable[str] | str, styles: str = "") -> bytes:
    """Return an ODS workbook whose tables hold these rows."""

    def content() -> Iterable[str]:
        yield f"<office:document-content {ODF}><office:automatic-styles>{styles}"
        yield "</office:automatic-styles><office:body><office:spreadsheet>"
        for number, rows in enumerate(tables, start=1):
            yield f'<table:table table:name="S{number}" table:style-name="ta{number}">'
            yield from [rows] if isinstance(rows, str) else rows
            yield "</table:table>"
        yield "</office:spreadsheet></office:body></office:document-content>"

    return packed(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content()}
    )


def xlsx_row(number: int, cells: Iterable[str]) -> str:
    """Return a row of texts."""
    texts = "".join(
        f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
        for cell in cells
    )
    return f'<row r="{number}">{texts}</row>'


def ods_row(cells: Iterable[str]) -> str:
    """Return a row of texts."""
    texts = "".join(
        f'<table:table-cell office:value-type="string" office:string-value={quoteattr(cell)}>'
        f"<text:p>{escape(cell)}</text:p></table:table-cell>"
        for cell in cells
    )
    return f"<table:table-row>{texts}</table:table-row>"


def ods_text(text: str, attributes: str = "") -> str:
    """Return an ODS cell with a text."""
    kind = 'office:value-type="string"'
    return f"<table:table-cell {kind} {attributes}><text:p>{text}</text:p></table:table-cell>"


def _relations(rows: Iterable[tuple[str, str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, kind, target in rows
    )
    return f'<Relationships xmlns="{PACKAGE}">{listed}</Relationships>'


def _styles(formats: tuple[str, ...]) -> str:
    own = "".join(
        f'<numFmt numFmtId="{164 + place}" formatCode={quoteattr(pattern)}/>'
        for place, pattern in enumerate(formats)
    )
    used = "".join(f'<xf numFmtId="{164 + place}"/>' for place in range(len(formats)))
    return (
        f'<styleSheet xmlns="{OOXML}"><numFmts>{own}</numFmts>'
        f'<cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'
    )


def empty_cells() -> bytes:
    """12 million empty cells."""
    return xlsx(f"<row>{'<c/>' * 16_000}</row>" for _row in range(750))


def empty_rows() -> bytes:
    """8 million empty rows."""
    return xlsx("<row/>" * 100_000 for _part in range(80))


def one_large_cell() -> bytes:
    """One cell of 48 MB."""
    return xlsx(
        piece
        for piece in [
            '<row r="1"><c r="A1" t="inlineStr"><is><t>', *["x" * 2**20] * 48, "</t></is></c></row>"
        ]
    )  # fmt: skip


def one_large_string() -> bytes:
    """One text of 48 MB that a cell points to."""
    return xlsx(
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
        strings=f"<si><t>{'x' * 48_000_000}</t></si>",
    )


def one_large_attribute() -> bytes:
    """One attribute of 48 MB."""
    return xlsx(f'<row r="{"1" * 48_000_000}"/>')


def two_corners() -> bytes:
    """The first and the last cell that a sheet can have."""
    return xlsx(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    )


def deep_elements() -> bytes:
    """Elements in elements, 16 million deep."""
    return xlsx("<a>" * 100_000 for _part in range(160))


def all_merged() -> bytes:
    """A merge over everything, and three million more."""
    return xlsx(
        xlsx_row(1, ["name", "parent"]) + xlsx_row(2, ["a", "b"]),
        after="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 3_000_000 + "</mergeCells>",
    )


def ods_empty_cells() -> bytes:
    """12 million empty cells."""
    return ods(
        f"<table:table-row>{'<table:table-cell/>' * 16_000}</table:table-row>"
        for _row in range(750)
    )


def ods_empty_rows() -> bytes:
    """8 million empty rows."""
    return ods("<table:table-row/>" * 100_000 for _part in range(80))


def ods_repeated_rows() -> bytes:
    """A row that is there a million times, each cell a thousand times."""
    cell = ods_text("x", 'table:number-columns-repeated="1000"')
    return ods(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')


def ods_repeated_narrow_rows() -> bytes:
    """A row of a hundred cells that is there a million times."""
    cell = ods_text("x", 'table:number-columns-repeated="100"')
    return ods(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')


def ods_one_large_cell() -> bytes:
    """One cell of 48 MB."""
    return ods(
        piece
        for piece in [
            '<table:table-row><table:table-cell office:value-type="string"><text:p>',
            *["x" * 2**20] * 48,
            "</text:p></table:table-cell></table:table-row>",
        ]
    )


def ods_two_corners() -> bytes:
    """The first and the last cell that a sheet can have."""
    return ods(
        f"<table:table-row>{ods_text('name')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048574"/>'
        '<table:table-row><table:table-cell table:number-columns-repeated="16383"/>'
        f"{ods_text('x')}</table:table-row>"
    )


ATTACKS = (
    empty_cells,
    empty_rows,
    one_large_cell,
    one_large_string,
    one_large_attribute,
    two_corners,
    deep_elements,
    all_merged,
    ods_empty_cells,
    ods_empty_rows,
    ods_repeated_rows,
    ods_repeated_narrow_rows,
    ods_one_large_cell,
    ods_two_corners,
)


def large_table(rows: int = 100_000, columns: int = 10) -> Iterable[list[str]]:
    """Yield rows as a tracker would export them."""
    for number in range(rows):
        day = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
        texts = [f"Note {number} about column {place}" for place in range(columns - 5)]
        yield [f"PAY-{number}", "2", day, "CLAIMS", "Integration", *texts]
