"""A page of the plan as CSV, workbook or JSON: the tables that it shows, whatever the format."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from types import MappingProxyType

from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from assessments.results.files import csv_file, json_file, xlsx_file
from assessments.results.files.table import Cell, Table

CONTENT_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "csv": "text/csv; charset=utf-8",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "json": "application/json; charset=utf-8",
    }
)


@dataclass(frozen=True)
class AboutLine:
    """One thing that holds for all tables; `key` names it for programs, `label` for people."""

    key: str
    label: str
    says: Cell


@dataclass(frozen=True)
class PlanTables:
    """What a page of a plan exports.

    `page` and `of` (a unit's name) name the files. `about` says what the numbers rest on: the last
    sheet of a workbook, the first entry of JSON. The first table is the page's main one. `query` is
    what the page's own address asks for, without its question mark.
    """

    page: str
    of: str
    about: Sequence[AboutLine]
    tables: Sequence[Table] = field(hash=False)
    query: str = ""


def plan_file(found: PlanTables, kind: str, table: str = "") -> HttpResponse:
    """Return the tables as a file: csv, xlsx or json.

    CSV holds one table, the main one where none is named by its key. Raise Http404 for any other
    kind or table.
    """
    if kind not in CONTENT_TYPES:
        raise Http404
    name, chosen = found.page, _chosen(found, table)
    if kind == "csv" and chosen is not found.tables[0]:
        name = f"{found.page}-{chosen.key}"
    written: Mapping[str, Callable[[], Iterator[str] | bytes]] = {
        "csv": lambda: csv_file.render_csv(chosen),
        "xlsx": lambda: _workbook(found),
        "json": lambda: json_file.render_json(_about_json(found), found.tables),
    }
    content = written[kind]()
    file = f"{slugify(f'{name}-{found.of}')}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return HttpResponse(content, content_type=CONTENT_TYPES[kind], headers=headers)


def _chosen(found: PlanTables, key: str) -> Table:
    if not key:
        return found.tables[0]
    for table in found.tables:
        if table.key == key:
            return table
    raise Http404


def _about_json(found: PlanTables) -> dict[str, Cell]:
    return {line.key: line.says for line in found.about}


def _workbook(found: PlanTables) -> bytes:
    file = BytesIO()
    lines = [(line.label, line.says) for line in found.about]
    heads = (_("About"), _("What it is"))
    about = Table("about", _("About these numbers"), ("about", "is"), heads, lines)
    xlsx_file.write_xlsx(file, [*found.tables, about])
    return file.getvalue()
