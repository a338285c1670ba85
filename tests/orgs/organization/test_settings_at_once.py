"""Two owners who change the settings at once: the second gets both states."""

from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.saves import seen_at

SETTINGS = "/o/northwind/settings/"


def test_whoever_saves_the_settings_second_gets_both_states(
    cast: Cast, client: OutsideClient
) -> None:
    seen = seen_at(client.as_member(cast.ada), SETTINGS)
    assert (
        client.post(SETTINGS, {"name": "Northwind", "currency": "EUR", "shown": seen}).status_code
        == 302
    )

    refused = client.post(SETTINGS, {"name": "Northwind", "currency": "CHF", "shown": seen})

    assert refused.status_code == 409
    assert "Changed by Ada on" in refused.text
    cast.organization.refresh_from_db()
    assert cast.organization.currency == "EUR"
    assert (
        client.post(SETTINGS, {"name": "Northwind", "currency": "EUR", "shown": seen}).status_code
        == 302
    )
