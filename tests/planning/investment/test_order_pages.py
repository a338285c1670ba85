import re
from typing import Any

import pytest

from assessments.planning.chart_drawing import themed_svg
from assessments.planning.models import Plan, UseCase
from assessments.planning.portfolio.basis import Mark
from assessments.results.models import Result
from assessments.rounds.models import Session
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.planning.pages import get, url, words


def test_the_order_begins_with_what_opens_most_soonest(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    page = get(client, cast.lin, url("order", cast.payments.pk))

    assert "After 40 person-weeks the first step opens Coding assistants" in page
    assert "all takes 423" in page
    assert "Best order cost of delay 16,026" in page
    assert "Weakest capability first" in page
    assert "On the way to Coding assistants for all engineers, 1 step further." in page
    assert "9 use cases need it." in page
    assert "first at low and high efforts" in page


def test_a_step_of_the_order_can_be_made_an_action(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    page = client.as_member(cast.lin).get(url("order", cast.payments.pk)).content.decode()

    found = re.search(r'href="(/o/northwind/results/[0-9]+/actions/new/[A-Z]+/[1-4])"', page)

    assert found
    assert client.get(found[1]).status_code == 200


def test_without_a_result_the_page_says_what_is_missing(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    page = get(client, cast.lin, url("order", cast.payments.pk))

    assert "Nothing to put in order yet" in page
    assert "The order of investment starts from a result." in page


def test_a_budget_shows_the_most_that_it_opens(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    for budget, value in ((60, 8), (120, 19), (180, 28), (250, 37)):
        page = get(client, cast.lin, url("order_budget", cast.payments.pk), budget=budget)
        assert f"With {budget} person-weeks: value {value} of 69" in page

    nonsense = get(client, cast.lin, url("order", cast.payments.pk), budget="much")
    assert "With 199.5 person-weeks" in nonsense  # a quarter of the vendors' capacity


def decide(client: OutsideClient, cast: Cast, step: str, mark: str) -> Any:
    address = url("order_mark", cast.payments.pk)
    return client.as_member(cast.lin).post(address, {"step": step, "mark": mark})


def test_a_pinned_step_comes_first(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    decide(client, cast, "GOV@3", Mark.PINNED)

    page = get(client, cast.lin, url("order", cast.payments.pk))
    steps = page.split("Step by step")[1]
    assert steps.index("Automated governance → 3") < steps.index("Consolidated runtime → 2")
    assert "comes first, with all that it needs" in page

    decide(client, cast, "GOV@3", "")
    assert Plan.objects.get().marks == {}


def test_an_excluded_step_takes_the_use_cases_that_need_it_along(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    decide(client, cast, "REACH@2", Mark.EXCLUDED)

    page = get(client, cast.lin, url("order", cast.payments.pk))

    assert "Finance documents inside the boundary, Regulated or regional roll-out." in page
    assert "value 0 of 54" in get(client, cast.lin, url("order_budget", cast.payments.pk), budget=0)


def test_a_funded_step_costs_this_budget_nothing(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    decide(client, cast, "RUN@2", Mark.FUNDED)

    assert "all takes 393" in get(client, cast.lin, url("order", cast.payments.pk))


@pytest.mark.parametrize("unit", ["payments", "platform"])
def test_what_is_true_already_costs_nothing_and_says_what_it_waits_for(
    client: OutsideClient, cast: Cast, claiming: list[UseCase], unit: str
) -> None:
    planned = getattr(cast, unit)
    UseCase.objects.update(unit=planned)

    page = get(client, cast.lin, url("order", planned.pk))

    assert "all takes 383" in page
    assert "1 step is true already" in page
    step = page.split("Step by step")[1].split("Automated governance → 3")[1]
    assert "true already, waits for OBS 2" in step.split("Automated governance")[0]
    quarters = page.split("By quarter")[1]
    assert "Automated governance → 3 (true already)" in quarters


def test_a_step_that_is_true_already_is_neither_funded_nor_made_an_action(
    client: OutsideClient, cast: Cast, claiming: list[UseCase]
) -> None:
    page = client.as_member(cast.lin).get(url("order", cast.payments.pk)).content.decode()

    assert 'Funded<span class="visually-hidden">: Unified observability → 2' in page
    assert 'Funded<span class="visually-hidden">: Automated governance → 3' not in page
    assert "/actions/new/OBS/2" in page
    assert "/actions/new/GOV/3" not in page


def test_an_own_effort_of_a_step_that_is_true_already_costs_nothing(
    client: OutsideClient, cast: Cast, claiming: list[UseCase]
) -> None:
    said = {"capacity": "60", "GOV@3": "40"}
    client.as_member(cast.lin).post(url("order_means", cast.payments.pk), said)

    assert "all takes 383" in get(client, cast.lin, url("order", cast.payments.pk))
    means = get(client, cast.lin, url("order_means", cast.payments.pk))
    assert "Automated governance 3 true already: costs nothing" in means


def test_in_ones_own_order_what_is_true_already_places_itself(
    client: OutsideClient, cast: Cast, claiming: list[UseCase]
) -> None:
    address = url("order_own", cast.payments.pk)

    client.as_member(cast.lin).post(address, {"steps": "OBS@2 RUN@2", "up": "RUN@2"})
    assert Plan.objects.get().own_order[:3] == ["RUN@2", "OBS@2", "GOV@3"]

    page = client.get(address).content.decode()
    assert 'data-step="OBS@2"' in page
    assert 'data-step="GOV@3"' not in page
    assert "true already, waits for OBS 2" in words(client.get(address))


def test_a_fixed_plan_keeps_what_cost_nothing_then(
    client: OutsideClient, cast: Cast, claiming: list[UseCase]
) -> None:
    client.as_member(cast.lin).post(url("order_fix", cast.payments.pk), {"which": "best"})

    steps = dict(Plan.objects.get().fixed["steps"])
    assert (steps["OBS@2"], steps["GOV@3"]) == ("10", "0")


def test_a_step_that_is_none_is_refused(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    assert decide(client, cast, "RUN@9", Mark.PINNED).status_code == 400
    assert not Plan.objects.exists()


def test_own_efforts_and_capacity_change_the_order(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    said = {"capacity": "100", "starts_on": "2026-01-01", "value_unit": "points", "RUN@2": "60.5"}

    client.as_member(cast.lin).post(url("order_means", cast.payments.pk), said)

    assert Plan.objects.get().efforts == {"RUN@2": "60.5"}
    page = get(client, cast.lin, url("order", cast.payments.pk))
    assert "all takes 453.5" in page
    assert "at 100 person-weeks a month" in page
    assert "1 from Jan 2026" in page
    assert 'value="60.5"' in client.get(url("order_means", cast.payments.pk)).content.decode()


def test_a_negative_effort_is_refused(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    answer = client.as_member(cast.lin).post(
        url("order_means", cast.payments.pk), {"capacity": "60", "RUN@2": "-1"}
    )

    assert "greater than or equal to 0" in words(answer)
    assert not Plan.objects.exists()


def test_ones_own_order_is_mended_and_compared(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    client.as_member(cast.lin)
    address = url("order_own", cast.payments.pk)

    client.post(address, {"steps": "REACH@3 nonsense RUN@2"})

    own = Plan.objects.get().own_order
    assert own.index("REACH@2") < own.index("REACH@3")
    assert len(own) == 19
    page = get(client, cast.lin, address)
    assert "Your own order cost of delay" in page

    client.post(address, {"steps": " ".join(own), "down": own[0]})
    client.post(address, {"steps": ""})
    assert Plan.objects.get().own_order == []


def test_a_button_moves_a_step_up(client: OutsideClient, cast: Cast, wished: list[UseCase]) -> None:
    address = url("order_own", cast.payments.pk)

    client.as_member(cast.lin).post(address, {"steps": "RUN@2 DAT@2", "up": "DAT@2"})

    assert Plan.objects.get().own_order[:2] == ["DAT@2", "RUN@2"]


def test_a_fixed_plan_stands_beside_later_results(
    client: OutsideClient, cast: Cast, result: Result, wished: list[UseCase]
) -> None:
    client.as_member(cast.lin).post(url("order_fix", cast.payments.pk), {"which": "best"})
    plan = Plan.objects.get()
    assert plan.fixed["steps"][0] == ["RUN@2", "30"]
    Plan.objects.update(starts_on=result.submitted_at.date())

    page = get(client, cast.lin, url("order", cast.payments.pk))

    assert "The plan was fixed on" in page
    assert "Spring 2026: stage 1" in page


def test_a_plan_that_rests_on_all_below_is_not_measured_by_the_own_team(
    client: OutsideClient, cast: Cast, result: Result, wished: list[UseCase]
) -> None:
    client.as_member(cast.lin).post(url("order_fix", cast.payments.pk), {"which": "best"})
    plan = Plan.objects.get()
    rolled = plan.fixed | {"scope": "rolled"}
    Plan.objects.update(starts_on=result.submitted_at.date(), fixed=rolled)

    page = get(client, cast.lin, url("order", cast.payments.pk))

    assert "The plan was fixed on" in page
    assert "the roadmap holds later results of the unit with all below it against it" in page
    assert "Spring 2026: stage 1" not in page


def test_a_budget_that_nobody_entered_says_whose_it_is(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    address, told = (
        url("order", cast.payments.pk),
        "A quarter of the programme that vendors describe",
    )

    assert told in get(client, cast.lin, address)
    assert told not in get(client, cast.lin, address + "?budget=60")
    Plan.objects.create(organization=cast.organization, unit=cast.payments, capacity=20)
    assert told not in get(client, cast.lin, address)


def test_the_chart_is_drawn_in_the_themes_colours(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    answer = client.as_member(cast.lin).get(url("order_chart", cast.payments.pk))

    svg = answer.content.decode()
    assert svg.startswith("<svg")
    assert "var(--accent)" in svg
    assert "style=" not in svg


@pytest.mark.parametrize("chart", ["order", "trajectories"])
def test_a_chart_is_downloaded_on_white_paper_with_its_title(
    client: OutsideClient, cast: Cast, wished: list[UseCase], chart: str
) -> None:
    page = client.as_member(cast.lin).get(url(chart, cast.payments.pk)).content.decode()
    svg = client.get(url(f"{chart}_svg", cast.payments.pk))
    png = client.get(url(f"{chart}_png", cast.payments.pk))

    assert url(f"{chart}_svg", cast.payments.pk) in page
    assert svg["Content-Disposition"] == f'attachment; filename="{chart}-payments.svg"'
    picture = svg.content.decode()
    assert "Payments" in picture
    assert 'fill="#ffffff"' in picture
    assert "var(" not in picture
    assert png["Content-Type"] == "image/png"
    assert png.content.startswith(b"\x89PNG")


def test_a_chart_escapes_what_people_wrote() -> None:
    svg = themed_svg(
        {"data": {"values": [{"a": 1}]}, "mark": "point", "title": "<script>alert(1)</script>",
         "encoding": {"x": {"field": "a", "type": "quantitative", "title": "<b>"}}}
    )  # fmt: skip

    assert "<script" not in svg
    assert "<b>" not in svg


@pytest.mark.parametrize("unit", ["payments", "platform"])
def test_the_page_of_the_order_costs_few_statements(
    client: OutsideClient, cast: Cast, wished: list[UseCase], unit: str
) -> None:
    get(client, cast.lin, url("order", getattr(cast, unit).pk))
    get(client, cast.lin, url("order", getattr(cast, unit).pk))

    assert len(client.statements) <= 12
