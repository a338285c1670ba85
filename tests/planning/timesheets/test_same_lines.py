"""Lines that come again: known, corrected, told apart, and recognised from earlier versions."""

import hashlib
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from assessments.planning.models import BatchState, EffortBatch, EffortRecord, Project
from assessments.planning.timesheets import actions, tasks
from assessments.planning.timesheets.column_mapping import mapping_from_json
from assessments.planning.worklogs.lines import LEFT_OUT
from orgs.models import Member
from orgs.written_values.words import TimeUnit
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.planning.register_rows import a_project, a_time_sheet

pytestmark = pytest.mark.django_db

HEADER = "Issue Key,Project Key,Username,Work date,Hours"
ANA, BEN = "AT-7,CLAIMS,ana,2026-10-06,8", "AT-7,CLAIMS,ben,2026-10-06,8"
NUMBERED = f"{HEADER},Worklog Id"


def checked(by: Member, *lines: str, header: str = HEADER, **chosen: Any) -> EffortBatch:
    """Return the time sheet, checked with its preset and these choices besides."""
    batch = a_time_sheet(by, "\n".join((header, *lines)).encode())
    mapping = replace(
        mapping_from_json(batch.mapping),
        **{"one_kind": "operations", **chosen},
    )
    return worked(actions.check(batch=batch, mapping=mapping))


def worked(batch: EffortBatch) -> EffortBatch:
    tasks.import_effort(batch.organization_id, batch.pk)
    batch.refresh_from_db()
    return batch


def apply(batch: EffortBatch, **chosen: bool) -> None:
    assert worked(actions.apply(batch=batch, **chosen)).state == BatchState.APPLIED


def days() -> Decimal:
    return sum(EffortRecord.objects.values_list("days", flat=True), Decimal(0))


@pytest.fixture
def claims(cast: Cast) -> Project:
    return a_project(cast.payments, code="CLAIMS")


def test_equal_hours_of_two_people_are_two_days(cast: Cast, claims: Project) -> None:
    apply(checked(cast.lin, ANA))
    apply(checked(cast.lin, BEN))

    assert days() == 2


def test_the_same_file_with_other_choices_is_offered_as_a_correction(
    cast: Cast, claims: Project
) -> None:
    apply(checked(cast.lin, ANA, BEN))

    again = checked(cast.lin, ANA, BEN, hours_per_day=Decimal(4))

    assert (again.good, again.known, again.found["corrected"]) == (0, 0, 2)
    assert again.found["corrections"] == [[2, "1.0000", "2.0000"], [3, "1.0000", "2.0000"]]
    with pytest.raises(actions.NotThereYetError):
        actions.apply(batch=again)
    apply(again, corrections=True)
    assert days() == 4
    assert checked(cast.lin, ANA, BEN, hours_per_day=Decimal(4)).known == 2


@pytest.mark.parametrize(
    "chosen",
    [
        {"one_kind": "agent"},
        {"unit": TimeUnit.MINUTES},
        {"reference": "", "kind": "Username", "kinds": {"ana": "agent", "ben": "agent"}},
    ],
)
def test_no_choice_counts_a_file_twice(cast: Cast, claims: Project, chosen: dict[str, Any]) -> None:
    apply(checked(cast.lin, ANA, BEN))

    again = checked(cast.lin, ANA, BEN, **chosen)

    assert (again.good, again.found["corrected"]) == (0, 2)
    apply(again, corrections=True)
    assert EffortRecord.objects.count() == 2


def test_a_correction_that_is_not_wanted_changes_nothing(cast: Cast, claims: Project) -> None:
    apply(checked(cast.lin, ANA))
    again = checked(cast.lin, ANA, BEN, hours_per_day=Decimal(4))

    apply(again)

    assert sorted(EffortRecord.objects.values_list("days", flat=True)) == [1, 2]


def test_what_is_left_out_now_is_offered_to_be_taken_out(cast: Cast, claims: Project) -> None:
    apply(checked(cast.lin, ANA))

    again = checked(cast.lin, ANA, projects={"claims": LEFT_OUT})

    assert again.found["corrections"] == [[2, "1.0000", "0"]]
    apply(again, corrections=True)
    assert not EffortRecord.objects.exists()


def test_a_worklog_that_its_author_changed_is_offered_as_a_correction(
    cast: Cast, claims: Project
) -> None:
    apply(checked(cast.lin, f"{ANA},4711", header=NUMBERED))

    again = checked(cast.lin, f"{ANA[:-1]}6,4711", f"{BEN},4712", header=NUMBERED)

    assert (again.good, again.found["corrections"]) == (1, [[2, "1.0000", "0.7500"]])


def test_lines_of_projects_that_one_may_not_plan_are_known_and_never_corrected(
    cast: Cast, claims: Project
) -> None:
    apply(checked(cast.lin, ANA))
    Project.objects.update(unit=cast.search)
    other = a_project(cast.payments, "Other")

    again = checked(cast.lin, ANA, projects={"claims": str(other.pk)})

    assert (again.good, again.known, again.found["corrected"]) == (0, 1, 0)


def as_an_earlier_version(claims: Project, number: int = 1) -> str:
    """Return the fingerprint that versions before this one stored for Ana's line."""
    said = (str(claims.pk), "operations", "1", "2026-10-06", "2026-10-06", "AT-7", str(number))
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:40]


def read_by_an_earlier_version(claims: Project, fingerprint: str) -> None:
    EffortRecord.objects.create(
        organization_id=claims.organization_id,
        project=claims,
        kind="operations",
        days=1,
        begins_on="2026-10-06",
        ends_on="2026-10-06",
        source="october.csv",
        reference="AT-7",
        fingerprint=fingerprint,
    )


def test_a_line_that_an_earlier_version_read_is_known(cast: Cast, claims: Project) -> None:
    read_by_an_earlier_version(claims, as_an_earlier_version(claims))

    assert checked(cast.lin, ANA).known == 1


def test_of_two_equal_lines_an_earlier_version_read_one(cast: Cast, claims: Project) -> None:
    read_by_an_earlier_version(claims, as_an_earlier_version(claims))

    batch = checked(cast.lin, ANA, ANA)

    assert (batch.known, batch.good) == (1, 1)


def test_a_line_that_was_read_elsewhere_by_an_earlier_version_is_known(
    cast: Cast, claims: Project
) -> None:
    # Made of the keys that projects had in the installation from which the archive came.
    read_by_an_earlier_version(claims, hashlib.sha256(b"elsewhere").hexdigest()[:40])

    batch = checked(cast.lin, ANA, ANA)

    assert (batch.known, batch.good) == (1, 1)


def test_once_applied_an_earlier_line_is_recognised_whatever_is_chosen(
    cast: Cast, claims: Project
) -> None:
    read_by_an_earlier_version(claims, as_an_earlier_version(claims))
    apply(checked(cast.lin, ANA, "AT-8,CLAIMS,ana,2026-10-07,8"))

    again = checked(cast.lin, ANA, hours_per_day=Decimal(4))

    assert (again.good, again.found["corrected"]) == (0, 1)


def test_the_page_offers_doubted_lines_and_corrections_apart(
    client: OutsideClient, cast: Cast, claims: Project
) -> None:
    apply(checked(cast.lin, ANA))
    batch = checked(cast.lin, ANA, BEN, "AT-9,CLAIMS,ben,2026-10-08,80", hours_per_day=Decimal(4))
    lin = client.as_member(cast.lin)

    page = lin.get(reverse("planning:time_sheet", args=["northwind", batch.pk])).text
    assert "Include the 1 doubtful line" in page
    assert "Line 4 makes 80 hours, more than one person can work then" in page
    assert "1 days become 2" in page

    address = reverse("planning:time_sheet_apply", args=["northwind", batch.pk])
    lin.post(address, {"also_doubted": "on", "corrections": "on"})
    worked(batch)

    assert days() == 2 + 2 + 20
