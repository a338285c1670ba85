"""What stacks cost, how many applications are connected, and days of a project that cannot be."""

from decimal import Decimal

import pytest

from assessments.planning.models import ApplicationGroup, Project
from assessments.planning.register.page import (
    ApplicationCount,
    applications_sentence,
    stack_text,
    stacks_sentence,
)
from orgs.refusals import NotNowError
from orgs.units import actions as units
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.planning.pages import get, url, words
from tests.planning.register_rows import a_stack

PROJECT = {"name": "Claims triage", "stage": "production", "started_on": "2026-03-02"}


def test_a_cost_that_nobody_entered_is_not_guessed() -> None:
    assert stacks_sentence([None, None], "EUR") == "What they cost nobody has entered."
    assert stacks_sentence([], "EUR") == ""


def test_a_stack_says_why_it_exists_and_what_it_costs() -> None:
    assert stack_text("Latency", Decimal(500), "EUR") == "Latency · €500 a month"
    assert stack_text("Latency", None, "EUR") == "Latency"
    assert stack_text("", None, "EUR") == ""


def test_stacks_cost_what_is_entered_of_them() -> None:
    said = stacks_sentence([Decimal(500), None, Decimal(0)], "USD")

    assert said == "Cost entered for 2 of 3: $500 a month, $6,000 a year."


def test_the_share_connected_is_of_the_applications_where_somebody_counted() -> None:
    counts = [ApplicationCount(300, 45), ApplicationCount(100, None)]

    assert applications_sentence(counts) == (
        "Applications: 400. Connected: 45 of the 300 where somebody counted, 15.0%."
    )
    assert applications_sentence(counts[1:]) == (
        "Applications: 100. How many of them are connected nobody has counted."
    )
    assert applications_sentence([ApplicationCount(0, 0)]).startswith("Applications: 0.")
    assert applications_sentence([]) == ""


def test_stacks_and_applications_stand_beside_what_others_published(
    client: OutsideClient, cast: Cast
) -> None:
    a_stack(cast.payments, cost=Decimal(2500))
    sent = {"name": "All", "unit": cast.payments.pk, "applications": "200", "connected": "30"}
    client.as_member(cast.lin).post(url("applications_add"), sent)

    page = get(client, cast.lin, url("surroundings"))

    assert "Own cluster Payments $2,500 a month" in page
    assert "Cost entered for 1 of 1: $2,500 a month, $30,000 a year." in page
    assert "Connected: 30 of the 200 where somebody counted, 15.0%." in page
    assert "an organization manages 897 applications on average. Salesforce, 2025" in page


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"in_production_on": "2026-03-01"}, "on or after the day on which it starts"),
        ({"in_production_on": "2026-04-01", "stage": "pilot"}, "neither an idea nor a pilot"),
        (
            {"in_production_on": "2026-04-01", "ended_on": "2026-03-31", "stage": "retired"},
            "ends on or after the day on which it is in production",
        ),
        ({"in_production_on": "someday"}, "Enter a valid date"),
        ({"pipelines_cost": "-1"}, "greater than or equal to 0"),
        ({"pipelines_cost": "1" * 20}, "no more than 14 digits"),
    ],
)
def test_a_project_that_cannot_be_is_refused_with_a_sentence(
    client: OutsideClient, cast: Cast, said: dict[str, str], complaint: str
) -> None:
    sent = {**PROJECT, "unit": cast.payments.pk, **said}

    answer = client.as_member(cast.lin).post(url("project_add"), sent)

    assert complaint in words(answer)
    assert not Project.objects.exists()


def test_no_more_applications_are_connected_than_there_are(
    client: OutsideClient, cast: Cast
) -> None:
    sent = {"name": "All", "unit": cast.payments.pk, "applications": "20", "connected": "30"}

    answer = client.as_member(cast.lin).post(url("applications_add"), sent)

    assert "No more applications can be connected than there are." in words(answer)
    assert not ApplicationGroup.objects.exists()


def test_applications_of_one_name_are_counted_once_in_a_unit(
    client: OutsideClient, cast: Cast
) -> None:
    sent = {"name": "All", "unit": cast.payments.pk, "applications": "20"}
    lin = client.as_member(cast.lin)
    lin.post(url("applications_add"), sent)

    assert "already has an entry" in words(lin.post(url("applications_add"), sent))
    with pytest.raises(NotNowError, match="All in the register"):
        units.merge(unit=cast.payments, into=cast.search, at=NOON)


def test_a_project_shows_its_day_in_production_and_what_its_pipelines_cost(
    client: OutsideClient, cast: Cast
) -> None:
    sent = {**PROJECT, "unit": cast.payments.pk, "in_production_on": "2026-04-01"}
    client.as_member(cast.lin).post(url("project_add"), sent | {"pipelines_cost": "1200.5"})

    page = get(client, cast.lin, url("project", Project.objects.get().pk))

    assert "In production 1 April 2026" in page
    assert "Upkeep of own pipelines, a month $1,200" in page
    form = get(client, cast.lin, url("project_edit", Project.objects.get().pk))
    assert "In the organization's currency." in form
