"""Build, buy or wait: what a unit assumes about each way to a foundation, and what follows."""

from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.planning.models import FoundationOption
from assessments.planning.portfolio.unit_queries import unit_in_use
from assessments.planning.sourcing.ways import WayToFoundation
from assessments.results.models import Result
from assessments.rounds.models import Session
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.planning.pages import get, url, words
from tests.planning.register_rows import a_project

BUILD = {"build-months": "8", "build-cost": "400000", "build-upkeep": "5000"}
BUY = {"buy-months": "2", "buy-cost": "90000", "buy-removes": "40", "buy-note": "connections"}


def test_what_is_spent_grows_evenly_until_it_stands_and_monthly_from_then_on() -> None:
    way = WayToFoundation(months=Fraction(24), cost=Fraction(240), upkeep=Fraction(5))

    assert [way.spent(months) for months in (12, 24, 36)] == [120, 240, 300]


@pytest.mark.parametrize(
    ("way", "spent"),
    [
        (WayToFoundation(), None),
        (WayToFoundation(months=Fraction(3)), None),
        (WayToFoundation(cost=Fraction(7)), 7),
        (WayToFoundation(cost=Fraction(7), upkeep=Fraction(1)), None),
        (WayToFoundation(months=Fraction(0), upkeep=Fraction(1)), 12),
        (WayToFoundation(months=Fraction(0), cost=Fraction(7)), 7),
    ],
)
def test_what_nobody_said_is_not_guessed(way: WayToFoundation, spent: int | None) -> None:
    assert way.spent(12) == spent


def test_days_are_removed_only_of_recorded_ones() -> None:
    way = WayToFoundation(removes=Fraction(2, 5))

    assert way.removed_days(Fraction(100)) == 40
    assert way.removed_days(Fraction(0)) is None
    assert WayToFoundation().removed_days(Fraction(100)) is None


def test_three_ways_stand_side_by_side_once_something_is_said(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    address = url("sourcing", cast.payments.pk)
    assert "Spent within" not in get(client, cast.lin, address)

    client.post(address, BUILD | BUY)
    page = get(client, cast.lin, address)

    assert "Stands after 8 months 2 months –" in page
    assert "Spent within 12 months $420,000 $90,000 –" in page
    assert "Spent within 36 months $540,000 $90,000 –" in page
    assert "Removes of today's plumbing – 40.0% –" in page
    assert "What it removes – connections –" in page
    assert "recorded days of plumbing" not in page
    assert "takes 6 to 18 months to build" in page
    assert "Rebase, no date" in page


def test_the_share_removed_is_told_in_own_days(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    project = a_project(cast.payments)
    days = {f"{project.pk}-integration": "50", f"{project.pk}-agent": "50"}
    client.as_member(cast.lin).post(url("effort") + "?month=2026-03", days)
    client.post(url("sourcing", cast.payments.pk), BUY)

    page = get(client, cast.lin, url("sourcing", cast.payments.pk))

    assert "Of 50.0 recorded days of plumbing – 20.0 days less –" in page


def test_building_is_told_by_own_levels_and_in_months_only_at_an_own_capacity(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    page = get(client, cast.lin, url("sourcing", cast.payments.pk))

    assert "Building up to level 2:" in page
    assert "person-weeks a month" not in page


def test_before_a_result_building_has_no_effort(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    assert "Building up to" not in get(client, cast.lin, url("sourcing", cast.payments.pk))


def test_what_is_emptied_is_cleared_and_the_unit_is_free_again(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    lin = client.as_member(cast.lin)
    lin.post(url("sourcing", cast.payments.pk), BUILD)
    assert FoundationOption.objects.get().cost == Decimal(400_000)
    assert "has a plan" in unit_in_use(cast.payments)

    lin.post(url("sourcing", cast.payments.pk), {"build-months": ""})

    assert not FoundationOption.objects.exists()
    assert unit_in_use(cast.payments) == ""


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"build-months": "-1"}, "greater than or equal to 0"),
        ({"build-months": "121"}, "less than or equal to 120"),
        ({"buy-removes": "101"}, "less than or equal to 100"),
        ({"wait-cost": "much"}, "Enter a number"),
        ({"wait-cost": "1" * 15}, "no more than 14 digits"),
        ({"wait-note": "x" * 501}, "at most 500 characters"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    client: OutsideClient, cast: Cast, result: Result, said: dict[str, str], complaint: str
) -> None:
    answer = client.as_member(cast.lin).post(url("sourcing", cast.payments.pk), said)

    assert complaint in words(answer)
    assert not FoundationOption.objects.exists()


def test_the_page_of_the_ways_costs_few_statements(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    get(client, cast.lin, url("sourcing", cast.payments.pk))
    get(client, cast.lin, url("sourcing", cast.payments.pk))

    assert len(client.statements) <= 15


def test_saving_leads_back_to_the_basis_that_was_chosen(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    address = url("sourcing", cast.payments.pk) + "?show=own"

    answer = client.as_member(cast.lin).post(address, BUILD)

    assert answer.headers["Location"] == address
