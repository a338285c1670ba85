"""The foundation that opens most options: the order without use cases of one's own."""

from decimal import Decimal

import pytest

from assessments.planning.models import Plan, UseCase
from assessments.planning.use_cases import actions as use_cases
from assessments.planning.use_cases.actions import UseCaseValues
from assessments.results.models import Result
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.planning.pages import get, url, words


@pytest.fixture
def one_wish(cast: Cast, result: Result) -> UseCase:
    """Return the one use case that Payments wishes; it can start at once."""
    facts = UseCaseValues(name="Forecasts", value=Decimal(3), requires={"RUN": 1})
    return use_cases.add(unit=cast.payments, facts=facts)


def test_without_use_cases_the_order_is_that_which_opens_most_options(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    page = get(client, cast.lin, url("order", cast.payments.pk))

    assert "The foundation that opens most options." in page
    assert "The same exact order over the 10 use cases that come with" in page
    assert "none of this unit's own is in it" in page
    assert "all takes 423" in page
    assert "value 3 of 10 use cases" in get(
        client, cast.lin, url("order_budget", cast.payments.pk), budget=120
    )


def test_a_unit_with_use_cases_sees_it_at_an_address_of_its_own(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    own = get(client, cast.lin, url("order", cast.payments.pk))
    options = get(client, cast.lin, url("order", cast.payments.pk), of="options")

    assert "The foundation that opens most options, whatever is chosen" in own
    assert "This order is for the use cases of this unit and their values." in own
    assert "The order for this unit's own use cases" in options
    assert "value 0 of 69" in get(client, cast.lin, url("order_budget", cast.payments.pk), budget=0)


def test_where_all_can_start_the_page_leads_to_the_options(
    client: OutsideClient, cast: Cast, one_wish: UseCase
) -> None:
    page = client.as_member(cast.lin).get(url("order", cast.payments.pk))

    assert "All use cases of this unit can start already." in words(page)
    assert f'{url("order", cast.payments.pk)}?of=options"' in page.content.decode()
    assert "all takes 423" in get(client, cast.lin, url("order", cast.payments.pk), of="options")


def test_its_parts_and_files_are_of_the_options_too(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    client.as_member(cast.lin)
    address = url("order", cast.payments.pk) + "?of=options"

    page = client.get(address).content.decode()

    for part in ("order_chart", "order_svg", "order_png", "order_mark", "order_fix", "order_own"):
        assert f'{url(part, cast.payments.pk)}?of=options"' in page
    file = client.get(url("order_svg", cast.payments.pk) + "?of=options")
    assert 'filename="order-options-payments.svg"' in file["Content-Disposition"]
    assert "Open use cases of the framework over person-weeks" in file.content.decode()


def test_what_is_decided_there_leads_back_there(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    client.as_member(cast.lin)

    answer = client.post(
        url("order_mark", cast.payments.pk) + "?of=options", {"step": "GOV@3", "mark": "pinned"}
    )

    assert answer["Location"] == url("order", cast.payments.pk) + "?of=options"
    page = words(client.get(answer["Location"])).split("Step by step")[1]
    assert page.index("Automated governance → 3") < page.index("Consolidated runtime → 2")


def test_an_own_order_of_the_options_is_mended(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    client.as_member(cast.lin)
    address = url("order_own", cast.payments.pk)

    client.post(address, {"steps": "REACH@3"})

    own = Plan.objects.get().own_order
    assert own.index("REACH@2") < own.index("REACH@3")
    assert "Your own order cost of delay" in words(client.get(address))


def test_a_plan_fixed_over_the_options_says_so(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    client.as_member(cast.lin)

    client.post(url("order_fix", cast.payments.pk) + "?of=options", {"which": "best"})

    assert Plan.objects.get().fixed["of"] == "options"


@pytest.mark.parametrize("unit", ["payments", "platform"])
def test_it_costs_few_statements(
    client: OutsideClient, cast: Cast, result: Result, unit: str
) -> None:
    get(client, cast.lin, url("order", getattr(cast, unit).pk))
    get(client, cast.lin, url("order", getattr(cast, unit).pk))

    assert len(client.statements) <= 12
