import re
from fractions import Fraction
from typing import Any

import pytest
from django.utils.translation import override

from assessments.planning.number_text import money_text
from assessments.results.models import Result
from orgs.organization import actions as organization
from tests.cast import Cast
from tests.conftest import OutsideClient

from .pages import get, url

PROSE = ("lose money on AI", "not money saved")


@pytest.fixture
def swiss(cast: Cast) -> Cast:
    organization.choose_currency(organization=cast.organization, currency="CHF")
    return cast


def outcome(client: OutsideClient, cast: Cast, **asked: Any) -> str:
    return get(client, cast.lin, url("trajectories_outcome", cast.payments.pk), **asked)


@pytest.mark.parametrize(
    ("language", "francs", "dollars"),
    [
        ("en", "CHF 1,200", "−$1,200"),
        ("de", "1.200 CHF", "−1.200 $"),
        ("fr", "1 200 CHF", "−1 200 $US"),
    ],
)
def test_an_amount_is_written_as_the_readers_language_writes_it(
    language: str, francs: str, dollars: str
) -> None:
    with override(language):
        written = money_text(Fraction(12001, 10), "CHF"), money_text(Fraction(-1200), "USD")
    assert tuple(" ".join(text.split()) for text in written) == (francs, dollars)


def test_what_is_not_known_has_no_currency() -> None:
    assert money_text(None, "CHF") == "–"


def test_amounts_are_in_the_organizations_currency_once_its_burn_is_given(
    client: OutsideClient, swiss: Cast, result: Result
) -> None:
    page = outcome(client, swiss, b="100000")

    assert "spent by then CHF 1,200,000 CHF 1,200,000" in page
    assert "$1" not in page.partition("Where the claim fails")[0]


def test_another_currency_has_no_default_burn(
    client: OutsideClient, swiss: Cast, result: Result
) -> None:
    address = url("trajectories", swiss.payments.pk)

    page = get(client, swiss.lin, address)
    assert "burn a month b to be entered CHF the sources' burn is in US dollars" in page
    assert "Amounts need your burn a month." in page
    assert "cost of the fixed scope needs your burn" in page
    assert "$" not in page.partition("Where the claim fails")[0].partition("After 12 months")[2]

    entered = get(client, swiss.lin, address, b="100000")
    assert "burn a month b assumed CHF your own number" in entered
    assert "default 225000" not in entered
    assert "needs your burn" not in entered


def test_a_value_is_told_without_a_burn_and_its_net_is_not(
    client: OutsideClient, swiss: Cast, result: Result
) -> None:
    page = outcome(client, swiss, level=1, w="2", pi_S="50", v="100000")

    assert "value of live service CHF 1,800,000 CHF 1,800,000" in page
    assert "cost needs your burn needs your burn net needs your burn" in page
    assert "paid back needs your burn needs your burn" in page


def test_the_units_beside_the_numbers_follow_the_burn(
    client: OutsideClient, swiss: Cast, result: Result
) -> None:
    address = url("trajectories_outcome", swiss.payments.pk)
    html = client.as_member(swiss.lin).get(address, {"b": "100000"}).content.decode()

    for symbol in ("b", "v"):
        assert f'id="unit-{symbol}" hx-swap-oob="true">CHF</span>' in html


def test_the_sources_amounts_stay_us_dollars(
    client: OutsideClient, swiss: Cast, result: Result
) -> None:
    page = outcome(client, swiss, begin="defaults")

    assert "cost of the fixed scope $1,800,000 $1,400,000" in page
    assert "needs your burn" not in page


def test_what_faster_coding_is_worth_is_in_the_currency_of_its_salary(
    client: OutsideClient, swiss: Cast, result: Result
) -> None:
    address = url("trajectories_gains", swiss.payments.pk)

    assert "capacity released CHF 652,174" in get(
        client, swiss.lin, address, quality="50", staff="100", salary="100000"
    )
    assert "capacity released $" in get(client, swiss.lin, address, quality="50")


def test_a_changed_currency_converts_nothing(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    before = outcome(client, cast, b="100000")
    organization.choose_currency(organization=cast.organization, currency="JPY")

    assert "spent by then $1,200,000" in before
    assert "spent by then ¥1,200,000" in outcome(client, cast, b="100000")


def test_no_amount_is_called_money(client: OutsideClient, cast: Cast, result: Result) -> None:
    page = get(client, cast.lin, url("trajectories", cast.payments.pk))
    for prose in PROSE:
        page = page.replace(prose, "")

    assert not re.findall(r".{30}\bmoney\b.{10}", page, re.IGNORECASE)
    assert "burn a month b default USD" in page
