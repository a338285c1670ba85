import pytest

from orgs.database.event_tables import event_models, tracked_model
from orgs.models import Organization
from tests.cast import Cast
from tests.conftest import OutsideClient

SETTINGS = "/o/northwind/settings/"


def currency_of(cast: Cast) -> str:
    return Organization.objects.get(pk=cast.organization.pk).currency


def test_an_owner_chooses_the_currency_and_is_told_that_nothing_is_converted(
    cast: Cast, client: OutsideClient
) -> None:
    assert currency_of(cast) == "USD"
    page = client.as_member(cast.ada).get(SETTINGS).content.decode()
    assert '<option value="USD" selected>US Dollar (USD)</option>' in page
    assert "Changing it converts nothing" in page

    client.post(SETTINGS, {"name": "Northwind", "currency": "CHF"})

    assert currency_of(cast) == "CHF"
    assert '<option value="CHF" selected>' in client.get(SETTINGS).content.decode()


@pytest.mark.parametrize("wish", ["DEM", "XXX", "chf", ""])
def test_only_what_is_tender_somewhere_is_a_currency(
    cast: Cast, client: OutsideClient, wish: str
) -> None:
    answer = client.as_member(cast.ada).post(SETTINGS, {"name": "Northwind", "currency": wish})

    assert answer.status_code == 200
    assert currency_of(cast) == "USD"


def test_the_history_tells_of_the_change(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.ada).post(SETTINGS, {"name": "Northwind", "currency": "CHF"})

    event = next(row for row in event_models() if tracked_model(row) is Organization)
    assert [row.currency for row in event.objects.order_by("pgh_id")] == ["USD", "CHF"]
    page = " ".join(client.get("/o/northwind/history/").content.decode().split())
    assert "its amounts are in CHF" in page


def test_a_refused_second_factor_leaves_the_currency_too(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.ada).post(
        SETTINGS, {"name": "Northwind", "currency": "CHF", "required": "on"}
    )

    assert currency_of(cast) == "USD"
