"""Time sheets as trackers, spreadsheets and people write them, through the worker."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.planning.models import BatchState, EffortBatch, EffortRecord
from assessments.planning.timesheets import actions, tasks
from assessments.planning.timesheets.column_mapping import mapping_from_json
from assessments.planning.worklogs.lines import ColumnMapping
from orgs.models import Member
from orgs.written_values.date_forms import DateOrder
from orgs.written_values.words import TimeUnit
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.planning.register_rows import a_project, a_time_sheet

pytestmark = pytest.mark.django_db

TOGGL = """
"User","Email","Client","Project","Description","Billable","Start date","Start time","Duration"
"Ana","ana@example.com","","Alert triage","Tune","No","2026-10-05","09:00:00","01:30:00"
"""
CLOCKIFY = """
Project,Client,Description,User,Email,Tags,Start Date,Start Time,Duration (h),Duration (decimal)
Alert triage,,Tune,Ana,ana@example.com,,05/10/2026,09:00:00,01:30:00,1.50
Total,,,,,,,,01:30:00,1.50
"""
HARVEST = """
Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,First Name,Last Name
26.10.2026,,Alert triage,,operations,"two
lines","7,5",No,Aino,Virta
"""
KIMAI = """
Datum;Von;Bis;Dauer;Benutzer;Kunde;Projekt;Tätigkeit;Beschreibung
05.10.2026;09:00;10:30;1:30;ana;Wir;Alert triage;Ops;Regeln
"""
JIRA = """
Issue key,Project key,Time Spent (seconds),Started,Author
AT-1,Alert triage,5400,05/Oct/26 9:00 AM,ana
"""
TEMPO = """
Issue Key,Issue summary,Hours,Work date,Username,Full name,Project Name
AT-1,Rules,1.5,2026-10-05T23:30:00.000+0200,ana,Ana,Alert triage
"""
TIME_SPENT = """
Project,Date,Time Spent
Alert triage,2026-10-05,5400
"""
MONTHS = """
Project,Month,Days
Alert triage,2026-03,4
Alert triage,Mar 2026,4
Alert triage,March 2026,2
Alert triage,03/2026,2
"""
LOCAL_MONTHS = """
Project,Date,Hours
Alert triage,31/Mär/26 9:00,1
Alert triage,31/Mai/26 9:00,1
Alert triage,31/Okt/26 9:00,1
Alert triage,31/Dez/26,1
Alert triage,5/févr./26,1
Alert triage,5/août/26,1
Alert triage,5/ene/26,1
"""
NO_TIME = """
Project,Date,Hours
Alert triage,2026-10-05,0
Alert triage,2026-10-05,
"""
OTHER_YEARS = """
Project,Date,Hours
Alert triage,2206-10-05,1
Alert triage,0026-10-05,1
"""
ONE_MONTH_FIRST = """
Project,Date,Hours
Alert triage,05/10/2026,1
Alert triage,05/13/2026,1
"""


def checked(by: Member, text: str, **chosen: object) -> EffortBatch:
    """Return the time sheet, checked with its preset and these choices besides."""
    batch = a_time_sheet(by, text.lstrip().encode())
    mapping = mapping_from_json(batch.mapping)
    return worked(actions.check(batch=batch, mapping=_with(mapping, chosen)))


def _with(mapping: ColumnMapping, chosen: dict[str, object]) -> ColumnMapping:
    return replace(mapping, **{"one_kind": "operations", **chosen})  # type: ignore[arg-type]


def worked(batch: EffortBatch) -> EffortBatch:
    tasks.import_effort(batch.organization_id, batch.pk)
    batch.refresh_from_db()
    return batch


def added(batch: EffortBatch, **chosen: bool) -> Sequence[tuple[float, str, str]]:
    """Apply the time sheet; return hours, first and last day of the register's records."""
    assert worked(actions.apply(batch=batch, **chosen)).state == BatchState.APPLIED
    rows = EffortRecord.objects.order_by("begins_on", "pk")
    return [(float(row.days * 8), f"{row.begins_on}", f"{row.ends_on}") for row in rows]


@pytest.mark.parametrize("text", [TOGGL, CLOCKIFY, KIMAI, JIRA, TEMPO])
def test_an_hour_and_a_half_is_that_in_the_exports_of_products(cast: Cast, text: str) -> None:
    a_project(cast.payments, "Alert triage")

    order = DateOrder.DAY_FIRST if text is CLOCKIFY else DateOrder.FOUND

    batch = checked(cast.lin, text, order=order)

    assert batch.faults == []
    assert added(batch) == [(1.5, "2026-10-05", "2026-10-05")]


def test_a_note_of_two_lines_and_decimal_commas_are_read(cast: Cast) -> None:
    a_project(cast.payments, "Alert triage")

    assert added(checked(cast.lin, HARVEST)) == [(7.5, "2026-10-26", "2026-10-26")]


def test_a_row_of_totals_is_not_counted_and_told(cast: Cast) -> None:
    a_project(cast.payments, "Alert triage")

    batch = checked(cast.lin, CLOCKIFY, order=DateOrder.DAY_FIRST)

    assert (batch.good, batch.faulty, batch.found["absences"]) == (1, 0, {"total": 1})
    assert batch.found["projects"] == []


def test_what_is_open_is_asked_once_for_the_column(cast: Cast) -> None:
    a_project(cast.payments, "Alert triage")

    asked = checked(cast.lin, CLOCKIFY)

    assert (asked.good, asked.found["questions"]) == (0, {"ambiguous_date": "05/10/2026"})


def test_a_unit_that_nobody_says_is_asked_and_an_impossible_one_doubted(cast: Cast) -> None:
    a_project(cast.payments, "Alert triage")

    asked = checked(cast.lin, TIME_SPENT)
    assert (asked.good, asked.found["questions"]) == (0, {"no_unit": "5400"})

    wrong = checked(cast.lin, TIME_SPENT, unit=TimeUnit.HOURS)
    assert (wrong.good, wrong.found["doubted"]) == (0, 1)
    assert wrong.found["doubts"] == [{"line": 2, "doubt": "more_than_a_person", "word": "5400"}]
    with pytest.raises(actions.NotThereYetError, match="nothing to be added"):
        actions.apply(batch=wrong)

    right = checked(cast.lin, TIME_SPENT, unit=TimeUnit.SECONDS)
    assert added(right) == [(1.5, "2026-10-05", "2026-10-05")]


def test_a_doubted_line_is_added_if_somebody_says_so(cast: Cast) -> None:
    a_project(cast.payments, "Alert triage")
    batch = checked(cast.lin, TIME_SPENT, unit=TimeUnit.HOURS)

    assert added(batch, also_doubted=True) == [(5400, "2026-10-05", "2026-10-05")]


def test_days_of_another_age_are_doubted(cast: Cast) -> None:
    a_project(cast.payments, "Alert triage")

    batch = checked(cast.lin, OTHER_YEARS)

    assert [(row["line"], row["doubt"]) for row in batch.found["doubts"]] == [
        (2, "far_ahead"),
        (3, "long_ago"),
    ]


def test_a_month_is_all_of_its_days(cast: Cast) -> None:
    a_project(cast.payments, "Alert triage")

    rows = added(checked(cast.lin, MONTHS))

    assert rows == [(days * 8, "2026-03-01", "2026-03-31") for days in (4, 4, 2, 2)]


def test_months_in_the_users_language_are_read(cast: Cast) -> None:
    a_project(cast.payments, "Alert triage")

    batch = checked(cast.lin, LOCAL_MONTHS, order=DateOrder.DAY_FIRST)

    assert (batch.good, batch.faulty) == (7, 0)
    assert [begins[5:] for _hours, begins, _ends in added(batch)] == [
        *("01-05", "02-05", "03-31", "05-31", "08-05", "10-31", "12-31")
    ]


def test_entries_of_no_time_are_left_out_and_counted_apart(cast: Cast) -> None:
    a_project(cast.payments, "Alert triage")

    batch = checked(cast.lin, NO_TIME)

    assert (batch.good, batch.faulty, batch.found["absences"]) == (0, 0, {"no_time": 2})


def test_one_day_that_fits_in_one_order_says_that_of_all(cast: Cast) -> None:
    a_project(cast.payments, "Alert triage")

    days = [begins for _hours, begins, _ends in added(checked(cast.lin, ONE_MONTH_FIRST))]

    assert days == ["2026-05-10", "2026-05-13"]


def test_what_was_understood_is_kept_for_the_preview(cast: Cast) -> None:
    a_project(cast.payments, "Alert triage")

    understood = checked(cast.lin, LOCAL_MONTHS).found["understood"]

    assert ["1", "1"] in understood["times"]
    assert ["31/Dez/26", "2026-12-31", "2026-12-31"] in understood["days"]


def test_what_a_check_of_an_earlier_version_found_is_checked_again(cast: Cast) -> None:
    a_project(cast.payments, "Alert triage")
    batch = checked(cast.lin, JIRA)
    EffortBatch.objects.update(
        found={"begins": "", "ends": "", "days": [], "projects": [], "kinds": []}
    )

    with pytest.raises(actions.NotThereYetError, match="Check the columns again"):
        actions.apply(batch=batch)


def test_halves_of_a_day_are_of_the_hours_that_were_chosen(cast: Cast) -> None:
    a_project(cast.payments, "Alert triage")

    batch = checked(cast.lin, JIRA, hours_per_day=Decimal("7.5"))

    assert worked(actions.apply(batch=batch)).state == BatchState.APPLIED
    assert EffortRecord.objects.get().days == Decimal("0.2")


def test_projects_of_one_name_are_offered_with_their_units(
    client: OutsideClient, cast: Cast
) -> None:
    for unit in (cast.payments, cast.platform):
        a_project(unit, "Alert triage")
    batch = checked(cast.max, JIRA)

    page = client.as_member(cast.max).get(
        reverse("planning:time_sheet", args=["northwind", batch.pk])
    )

    assert "Alert triage · Payments</option>" in page.text
    assert "Alert triage · Platform</option>" in page.text
