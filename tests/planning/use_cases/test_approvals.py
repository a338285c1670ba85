"""Approved against shipped use cases, and those that follow each other in the same queue."""

from datetime import date

import pytest

from assessments.planning.models import Project, ProjectStage, UseCase
from assessments.planning.use_cases.approvals import (
    GapAt,
    TrackedUseCase,
    gap_by_quarter,
    pivots,
)
from assessments.results.models import Result
from assessments.rounds.models import Session
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.frameworks.documents import FRAMEWORK
from tests.planning.pages import get, url, words
from tests.planning.portfolios import EXAMPLE_LEVELS, NOWHERE
from tests.planning.register_rows import a_project

TODAY = date(2026, 11, 15)
OBSERVED = dict.fromkeys(FRAMEWORK.capabilities_by_key, 4) | {"OBS": 1, "FIN": 1}


def approved(on: date, shipped: date | None = None, pk: int = 1) -> TrackedUseCase:
    return TrackedUseCase(pk, "Desk", {}, on, shipped, is_shipped=bool(shipped))


def in_a_row(*required: dict[str, int]) -> list[TrackedUseCase]:
    """Return use cases each of which replaces the one before it."""
    return [
        TrackedUseCase(place, f"Use case {place}", requires, replaces=place - 1 or None)
        for place, requires in enumerate(required, start=1)
    ]


def test_the_gap_grows_by_what_is_approved_and_shrinks_by_what_ships() -> None:
    rows = [
        approved(date(2026, 2, 1), date(2026, 8, 1)),
        approved(date(2026, 5, 1)),
        approved(date(2026, 11, 15)),
    ]

    assert [
        (row.quarter, row.approved, row.shipped, row.gap) for row in gap_by_quarter(rows, TODAY)
    ] == [(1, 1, 0, 1), (2, 2, 0, 2), (3, 2, 1, 1), (4, 3, 1, 2)]


def test_what_has_not_happened_yet_does_not_count() -> None:
    tomorrow = date(2026, 11, 16)

    assert gap_by_quarter([approved(tomorrow)], TODAY) == ()
    assert gap_by_quarter([approved(TODAY, tomorrow)], TODAY) == (GapAt(2026, 4, 1, 0),)


def test_what_ships_before_its_approval_counts_from_the_approval_on() -> None:
    early = approved(date(2026, 11, 1), date(2026, 1, 1))

    assert gap_by_quarter([early], TODAY) == (GapAt(2026, 4, 1, 1),)


def test_at_most_two_years_are_listed_and_none_of_what_came_before_is_lost() -> None:
    gaps = gap_by_quarter([approved(date(2020, 1, 1)), approved(TODAY)], TODAY)

    assert (len(gaps), gaps[0], gaps[-1].approved) == (8, GapAt(2025, 1, 1, 0), 2)


def test_the_third_use_case_in_a_row_that_waits_for_the_same_is_flagged() -> None:
    rows = in_a_row({"OBS": 3}, {"OBS": 4, "FIN": 3}, {"OBS": 3, "FIN": 3})

    flagged = pivots(rows, FRAMEWORK, OBSERVED)

    assert {pk: (row.place, dict(row.waits_for)) for pk, row in flagged.items()} == {
        2: (2, {"OBS": 3}),
        3: (3, {"OBS": 3}),
    }


def test_a_use_case_with_another_blocker_is_no_pivot() -> None:
    assert pivots(in_a_row({"OBS": 1}, {"GOV": 1}), FRAMEWORK, NOWHERE) == {}


def test_once_the_levels_stand_nothing_is_flagged() -> None:
    levels = dict.fromkeys(FRAMEWORK.capabilities_by_key, 4)

    assert pivots(in_a_row({"OBS": 3}, {"OBS": 3}), FRAMEWORK, levels) == {}


def test_what_only_prerequisites_share_is_named_where_nothing_else_is_shared() -> None:
    (flagged,) = pivots(in_a_row({"PLT": 2}, {"OBS": 2}), FRAMEWORK, NOWHERE).values()

    assert flagged.place == 2
    assert not {"PLT", "OBS"} & set(flagged.waits_for)


def test_a_row_without_an_end_is_followed_once() -> None:
    first, second = in_a_row({"OBS": 3}, {"OBS": 3})
    circle = [TrackedUseCase(1, "First", {"OBS": 3}, replaces=2), second]

    assert first.replaces is None
    assert {row.place for row in pivots(circle, FRAMEWORK, OBSERVED).values()} == {2}


def said(use_case: UseCase, **changes: object) -> dict[str, object]:
    return {"name": use_case.name, "value": "5", **use_case.requires, **changes}


def test_a_use_case_says_when_it_was_approved_who_carries_it_and_what_it_replaces(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    desk, triage = wished[2], wished[3]
    project = a_project(
        cast.payments, stage=ProjectStage.PRODUCTION, in_production_on=date(2026, 5, 4)
    )
    sent = said(desk, approved_on="2026-03-02", project=project.pk, replaces=triage.pk)
    client.as_member(cast.lin).post(url("use_case", cast.payments.pk, desk.pk), sent)

    page = get(client, cast.lin, url("use_cases", cast.payments.pk))

    assert "approved on 2 March 2026" in page
    assert "carried by Claims triage (in production on 4 May 2026)" in page
    assert f"replaces {triage.name}" in page
    assert "Second use case in a row that waits for OBS 3" in page
    assert "1 use case approved, 1 of them in production: a gap of 0." in page
    assert f"Given up for another, and planned no more: {triage.name}" in page
    assert "Open today: 0 of 60 in value." in page
    assert "what leadership approved and what engineering shipped. Rebase, no date" in page
    form = get(client, cast.lin, url("use_case", cast.payments.pk, desk.pk))
    assert "Claims triage (Payments)" in form


def test_production_without_a_day_is_named_and_not_counted(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    project = a_project(cast.payments, stage=ProjectStage.PRODUCTION)
    for use_case, day in ((wished[0], date(2026, 3, 2)), (wished[1], None)):
        use_case.approved_on, use_case.project = day, project
        use_case.save()

    page = get(client, cast.lin, url("use_cases", cast.payments.pk))

    assert "Not counted as shipped: 1 that is in production since a day that nobody entered" in page
    assert "Not counted as approved: 1 in production without a day of approval." in page


def test_a_project_that_leaves_the_register_leaves_its_use_case_in_the_plan(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    project = a_project(cast.payments)
    UseCase.objects.filter(pk=wished[0].pk).update(project=project)

    client.as_member(cast.lin).post(url("project_strike", project.pk))

    assert not Project.objects.exists()
    assert UseCase.objects.get(pk=wished[0].pk).project is None


def test_replacements_do_not_go_in_a_circle(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    first, second, third = wished[:3]
    UseCase.objects.filter(pk=second.pk).update(replaces=first)
    UseCase.objects.filter(pk=third.pk).update(replaces=second)
    address = url("use_case", cast.payments.pk, first.pk)

    answer = client.as_member(cast.lin).post(address, said(first, replaces=third.pk))

    assert f"{third.name} replaces this one already" in words(answer)
    assert UseCase.objects.get(pk=first.pk).replaces is None


@pytest.mark.parametrize("which", ["itself", "of another unit"])
def test_a_use_case_replaces_another_one_of_its_unit(
    client: OutsideClient, cast: Cast, wished: list[UseCase], which: str
) -> None:
    foreign = UseCase.objects.create(
        organization=cast.organization, unit=cast.search, name="Ranking", value=1
    )
    replaced = {"itself": wished[0], "of another unit": foreign}[which]
    address = url("use_case", cast.payments.pk, wished[0].pk)

    answer = client.as_member(cast.lin).post(address, said(wished[0], replaces=replaced.pk))

    assert "Choose another use case of this unit." in words(answer)


def test_a_project_of_another_unit_carries_no_use_case(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    project = a_project(cast.search)
    address = url("use_case", cast.payments.pk, wished[0].pk)

    answer = client.as_member(cast.lin).post(address, said(wished[0], project=project.pk))

    assert "Choose a project of this unit, or of one below it." in words(answer)


def test_before_a_result_nothing_is_called_a_pivot(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    client.as_member(cast.lin).post(url("use_cases_copy", cast.payments.pk))
    first, second = UseCase.objects.order_by("pk")[:2]
    UseCase.objects.filter(pk=second.pk).update(replaces=first)

    assert "in a row" not in get(client, cast.lin, url("use_cases", cast.payments.pk))


def test_the_example_of_the_method_waits_in_a_row(result: Result) -> None:
    rows = in_a_row({"OBS": 3}, {"OBS": 3, "DAT": 3})

    assert dict(pivots(rows, FRAMEWORK, EXAMPLE_LEVELS)[2].waits_for) == {"OBS": 3}


def test_the_files_tell_what_the_page_tells(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    newer, older = wished[2:4]
    newer.approved_on, newer.replaces = date(2026, 3, 2), older
    newer.project = a_project(cast.payments)
    newer.save()

    address = url("use_cases_file", cast.payments.pk, "json")
    told = client.as_member(cast.lin).get(address).json()

    row = next(row for row in told["use_cases"] if row["use_case"] == newer.name)
    assert row["approved_on"] == "2026-03-02"
    assert (row["project"], row["in_production_on"]) == ("Claims triage", None)
    assert row["replaces"] == older.name
    assert row["in_a_row"] == "Second use case in a row that waits for OBS 3"
    assert older.name not in {row["use_case"] for row in told["use_cases"]}
    assert told["approved"][-1]["gap"] == 1
    assert [row["is_carried"] for row in told["agents"]] == [False, False, False]
