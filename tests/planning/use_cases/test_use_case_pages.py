import json

import pytest
from django.urls import reverse

from assessments.planning.models import UseCase
from assessments.planning.portfolio.unit_queries import unit_in_use
from assessments.results.models import Result
from assessments.rounds.models import Session
from orgs.models import Member
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.planning.pages import get, url, words


def test_the_plan_leads_to_the_topmost_unit_that_the_member_may_plan(
    client: OutsideClient, cast: Cast
) -> None:
    answer = client.as_member(cast.lin).get(url("plan"))

    assert answer.headers["Location"] == url("use_cases", cast.platform.pk)


def test_a_unit_without_use_cases_is_offered_the_frameworks(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    assert "framework's 10 use cases" in get(client, cast.lin, url("use_cases", cast.payments.pk))

    client.post(url("use_cases_copy", cast.payments.pk))
    client.post(url("use_cases_copy", cast.payments.pk))

    assert UseCase.objects.filter(unit=cast.payments).count() == 10


def test_each_use_case_says_what_blocks_it_and_why_what_it_does_not_name_does(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    page = get(client, cast.lin, url("use_cases", cast.payments.pk))

    assert "Open today: 0 of 69 in value." in page
    assert "Coding assistants for all engineers value 8" in page
    assert "2 steps missing, 40 person-weeks" in page
    assert "Self-service platform is at 1, has to be at 2" in page
    assert "PLT 2 needs RUN 2: a golden path paves a shared runtime and pipeline" in page


def test_a_missing_step_that_is_true_already_is_listed_and_not_counted(
    client: OutsideClient, cast: Cast, claiming: list[UseCase]
) -> None:
    page = get(client, cast.lin, url("use_cases", cast.payments.pk))

    assert "5 steps missing, 103 person-weeks, 1 more true already" in page
    assert "Automated governance 3 true already, waits for OBS 2" in page


def test_what_waits_for_each_capability_is_listed_with_its_value(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    page = get(client, cast.lin, url("use_cases", cast.payments.pk))

    assert "Consolidated runtime 9 63 19.0" in page
    assert "Unified observability 8 55 11.0" in page


def test_before_a_result_nothing_is_called_open_or_blocked(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    client.as_member(cast.lin).post(url("use_cases_copy", cast.payments.pk))

    page = get(client, cast.lin, url("use_cases", cast.payments.pk))

    assert "No result yet" in page
    assert "blocked" not in page.replace("what is blocked", "")
    assert "Open today" not in page


def test_a_group_is_planned_from_what_the_units_below_it_reach(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    page = get(client, cast.lin, url("use_cases", cast.platform.pk))

    assert "From 1 of 1 unit, results from March 2026." in page


def test_a_use_case_is_written_changed_and_deleted(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    client.as_member(cast.lin)
    said = {"name": "Fraud desk", "value": "2.5", "DEL": "3", "constraint": "inside the EU"}
    client.post(url("use_case_new", cast.payments.pk), said)
    written = UseCase.objects.get()
    assert (written.requires, str(written.value)) == ({"DEL": 3}, "2.50")

    client.post(url("use_case", cast.payments.pk, written.pk), said | {"DEL": "", "OBS": "1"})
    written.refresh_from_db()
    assert written.requires == {"OBS": 1}

    client.post(url("use_case_delete", cast.payments.pk, written.pk))
    assert not UseCase.objects.exists()


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"name": "", "value": "1"}, "This field is required"),
        ({"name": "x", "value": "-1"}, "greater than or equal to 0"),
        ({"name": "x", "value": "1", "DEL": "5"}, "not one of the available choices"),
        ({"name": "CODING assistants for all engineers", "value": "1"}, "already a use case"),
    ],
)
def test_a_use_case_that_cannot_be_is_refused_with_a_sentence(
    client: OutsideClient,
    cast: Cast,
    wished: list[UseCase],
    said: dict[str, str],
    complaint: str,
) -> None:
    answer = client.as_member(cast.lin).post(url("use_case_new", cast.payments.pk), said)

    assert complaint in words(answer)
    assert UseCase.objects.count() == 10


def test_a_unit_out_of_reach_is_not_there(
    client: OutsideClient, cast: Cast, eve: Member, wished: list[UseCase]
) -> None:
    lin = client.as_member(cast.lin)
    assert lin.get(url("use_cases", cast.search.pk)).status_code == 404
    assert lin.get(url("use_case", cast.platform.pk, wished[0].pk)).status_code == 404

    foreign = reverse("planning:use_case", args=["elsewhere", cast.payments.pk, wished[0].pk])
    assert client.as_member(eve).get(foreign).status_code == 404


def test_a_unit_with_a_plan_is_not_merged_away(cast: Cast, wished: list[UseCase]) -> None:
    assert "has a plan" in unit_in_use(cast.payments)
    assert unit_in_use(cast.search) == ""


def test_the_page_of_use_cases_costs_few_statements(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    get(client, cast.lin, url("use_cases", cast.payments.pk))
    get(client, cast.lin, url("use_cases", cast.payments.pk))

    assert len(client.statements) <= 14


def test_the_files_say_what_the_page_says(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    lin = client.as_member(cast.lin)
    page = get(client, cast.lin, url("use_cases", cast.payments.pk))

    document = json.loads(lin.get(url("use_cases_file", cast.payments.pk, "json")).content)

    assert document["about"]["basis"] in page
    assert [row["use_case"] for row in document["use_cases"]] == [
        row.name for row in UseCase.objects.order_by("-value", "name")
    ]
    blocked = next(row for row in document["use_cases"] if row["status"] == "blocked")
    assert f"{blocked['steps']} steps missing, {blocked['person_weeks']:g} person-weeks" in page
    assert sum(row["value"] for row in document["use_cases"]) == 69
    assert sum(row["shared_blame"] for row in document["waiting"]) == pytest.approx(69)
    assert {row["capability"] for row in document["waiting"]} >= {"Unified observability"}
