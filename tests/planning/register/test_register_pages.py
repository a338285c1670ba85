"""The register through its pages: projects, days by month, places, stacks and agents."""

from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.planning.models import DeploymentPlace, EffortRecord, Project
from orgs.refusals import NotNowError
from orgs.units import actions as units
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.planning.register_rows import a_project

pytestmark = pytest.mark.django_db


def at(name: str, *args: object) -> str:
    return reverse(f"planning:{name}", args=["northwind", *args])


def test_an_empty_register_says_what_to_do_first(client: OutsideClient, cast: Cast) -> None:
    page = client.as_member(cast.lin).get(at("register")).text

    assert "No AI project yet" in page
    assert "Add a project" in page


def test_a_leader_adds_a_project_and_what_nobody_knows_stays_unknown(
    client: OutsideClient, cast: Cast
) -> None:
    sent = {"name": "Claims triage", "unit": cast.payments.pk, "stage": "pilot"}

    client.as_member(cast.lin).post(at("project_add"), sent)

    project = Project.objects.get()
    assert project.unit == cast.payments
    assert project.pipelines_own is None
    assert project.replicated_without_help is None


def test_a_project_belongs_to_a_unit_for_which_one_may_plan(
    client: OutsideClient, cast: Cast
) -> None:
    sent = {"name": "Claims triage", "unit": cast.search.pk, "stage": "pilot"}

    page = client.as_member(cast.lin).post(at("project_add"), sent).text

    assert "Select a valid choice" in page
    assert not Project.objects.exists()


def test_a_name_that_the_unit_has_already_is_said_beside_the_field(
    client: OutsideClient, cast: Cast
) -> None:
    a_project(cast.payments)
    sent = {"name": "claims TRIAGE", "unit": cast.payments.pk, "stage": "idea"}

    page = client.as_member(cast.lin).post(at("project_add"), sent).text
    assert "already has an entry" in page


def test_days_of_a_month_are_entered_in_a_grid_and_cleared_by_emptying_a_cell(
    client: OutsideClient, cast: Cast
) -> None:
    project = a_project(cast.payments)
    lin = client.as_member(cast.lin)
    cells = {f"{project.pk}-integration": "12.5", f"{project.pk}-agent": "7"}

    lin.post(at("effort") + "?month=2026-03", cells)
    lin.post(at("effort") + "?month=2026-03", cells)
    assert sum(row.days for row in EffortRecord.objects.all()) == Decimal("19.5")
    page = lin.get(at("effort") + "?month=2026-03").text
    assert 'value="12.5"' in page
    lin.post(at("effort") + "?month=2026-03", {f"{project.pk}-agent": "7"})

    assert [row.kind for row in EffortRecord.objects.all()] == ["agent"]


def test_days_that_are_no_numbers_keep_what_was_typed(client: OutsideClient, cast: Cast) -> None:
    project = a_project(cast.payments)

    page = client.as_member(cast.lin).post(
        at("effort") + "?month=2026-03", {f"{project.pk}-agent": "-3"}
    )

    assert 'value="-3"' in page.text
    assert not EffortRecord.objects.exists()


def test_a_month_that_is_none_shows_last_month_and_says_so(
    client: OutsideClient, cast: Cast
) -> None:
    a_project(cast.payments)

    page = client.as_member(cast.lin).get(at("effort") + "?month=soon").text

    assert "A month looks like 2026-03." in page


def test_places_meet_constraints_in_the_words_of_the_units(
    client: OutsideClient, cast: Cast
) -> None:
    client.as_member(cast.lin).post(
        at("place_add"), {"name": "Frankfurt", "meets": "Region: EU, on-premises only"}
    )

    assert DeploymentPlace.objects.get().meets == ["on-premises only", "region: eu"]


def test_a_unit_with_projects_is_not_merged_away(cast: Cast) -> None:
    a_project(cast.payments)

    with pytest.raises(NotNowError, match="Claims triage in the register"):
        units.merge(unit=cast.payments, into=cast.search, at=NOON)


def test_the_register_keeps_to_its_statements_however_many_projects_there_are(
    client: OutsideClient, cast: Cast
) -> None:
    for number in range(30):
        a_project(cast.payments, f"Project {number}")
    lin = client.as_member(cast.lin)

    assert "Project 29" in lin.get(at("register")).text
    assert len(lin.statements) <= 7
    lin.get(at("project", Project.objects.order_by("pk")[0].pk))
    assert len(lin.statements) <= 8
    lin.get(at("effort"))
    assert len(lin.statements) <= 6
    lin.get(at("surroundings"))
    assert len(lin.statements) <= 8


def test_ten_days_are_shown_as_ten_and_not_as_a_power(client: OutsideClient, cast: Cast) -> None:
    project = a_project(cast.payments)
    lin = client.as_member(cast.lin)
    lin.post(at("effort") + "?month=2026-03", {f"{project.pk}-integration": "10"})

    page = lin.get(at("effort") + "?month=2026-03").text

    assert 'value="10"' in page


def test_the_pages_of_the_plan_lead_to_each_other(client: OutsideClient, cast: Cast) -> None:
    lin = client.as_member(cast.lin)

    for name in ("register", "findings", "surroundings"):
        page = lin.get(at(name)).text
        for other in ("register", "findings", "plan"):
            assert f'href="{at(other)}' in page
    assert at("findings") not in client.as_member(cast.vic).get(at("register")).text
