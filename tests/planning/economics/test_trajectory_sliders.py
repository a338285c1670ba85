"""The sliders of the trajectories, what follows them, and the address that they leave."""

import re
from typing import Any

import pytest

from assessments.results.models import Result
from assessments.rounds.models import Round, Session
from orgs.units import actions as units
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.planning.pages import get, url


def page_html(client: OutsideClient, cast: Cast, **asked: Any) -> str:
    return str(client.as_member(cast.lin).get(url("trajectories", cast.payments.pk), asked).text)


def outcome_html(client: OutsideClient, cast: Cast, **asked: Any) -> str:
    address = url("trajectories_outcome", cast.payments.pk)
    return str(client.as_member(cast.lin).get(address, asked).text)


def outcome(client: OutsideClient, cast: Cast, **asked: Any) -> str:
    return get(client, cast.lin, url("trajectories_outcome", cast.payments.pk), **asked)


def pair(html: str, symbol: str) -> dict[str, str]:
    """Return the attributes of a number and its slider, the slider's under "slider"."""
    found = re.search(rf'<div class="pair" id="pair-{symbol}"(.*?)</div>', html, re.DOTALL)
    if not found:
        return {}
    slider, number = re.findall(r"<input(.*?)>", found[1], re.DOTALL)
    bounds = dict(re.findall(r'([\w-]+)="([^"]*)"', slider))
    return dict(re.findall(r'([\w-]+)="([^"]*)"', number)) | {
        "slider": f"{bounds['min']} {bounds['value']} {bounds['max']}",
        "is out of band": str('hx-swap-oob="true"' in found[1]),
    }


def test_the_horizon_goes_from_6_to_36_months(
    client: OutsideClient, cast: Cast, spring: Round
) -> None:
    assert pair(page_html(client, cast), "H")["slider"] == "6 12 36"


def test_what_comes_as_a_range_stands_in_an_empty_field(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    shown = pair(page_html(client, cast, level=2), "pi_I")

    # DAT, GOV: ρ = 0.4/0.75; RUN, DEL: 0.2/0.55; ρ = 0.4768, and 50 + 45 · 0.4768 · 18/17 = 72.7.
    assert shown["value"] == shown["data-usual"] == ""
    assert shown["placeholder"] == "50 to 72.7"
    assert shown["slider"] == "0 50 100"
    assert pair(page_html(client, cast, level=2, pi_I="60"), "pi_I")["value"] == "60"
    assert pair(page_html(client, cast, begin="defaults"), "pi_I")["value"] == "95"


def test_the_range_of_one_yield_follows_the_other_at_once(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    shown = pair(outcome_html(client, cast, level=2, pi_S="80", pi_I=""), "pi_I")

    assert (shown["value"], shown["slider"]) == ("", "0 80 100")
    assert shown["placeholder"] == "80 to 87.6"
    assert shown["is out of band"] == "True"


def test_a_number_that_somebody_wrote_is_left_alone(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    for asked in ({"pi_I": "90"}, {"pi_I": "80"}):
        assert not pair(outcome_html(client, cast, level=2, pi_S="80", **asked), "pi_I")


def test_a_yield_at_its_low_end_assumes_nothing(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    asked = {"level": 2, "pi_S": "80"}

    assert outcome(client, cast, **asked, pi_I="80")[:90] == outcome(client, cast, **asked)[:90]
    assert "The low end" not in outcome(client, cast, **asked, pi_I="81")


def test_both_mechanisms_can_be_chosen_without_opening_anything(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    html = page_html(client, cast, mechanism="upkeep")
    chosen = html.partition('id="mechanism"')[2].partition("</div>")[0]

    assert "<details" not in chosen
    assert re.search(r'value="upkeep"[^>]* checked', chosen)
    assert not re.search(r'value="yield"[^>]* checked', chosen)


def test_another_level_keeps_what_is_assumed_and_lets_go_of_what_it_changes(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    html = page_html(client, cast, mechanism="upkeep", H="24", F="9", mu_I="5", level=2)

    assert 'href="?mechanism=upkeep&amp;H=24&amp;level=3"' in html


def test_the_outcome_comes_before_the_sliders(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    html = page_html(client, cast)

    assert html.index('id="outcome"') < html.index('id="numbers"')
    assert html.index('id="worth"') < html.index('id="number-staff"')


def test_the_sources_numbers_stay_the_sources_while_one_of_them_is_moved(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    html = page_html(client, cast, begin="defaults")
    form = html.partition('id="numbers"')[2].partition("</form>")[0]

    assert '<input type="hidden" name="begin" value="defaults">' in form
    assert "8.1 systems on a foundation, 3 without" in outcome(
        client, cast, begin="defaults", F="3"
    )


def test_what_both_paths_return_follows_from_the_value_of_a_system(
    client: OutsideClient, cast: Cast, spring: Round
) -> None:
    page = outcome(client, cast, begin="defaults", v="100000")

    assert "value of live service $1,800,000 $4,500,000" in page
    assert "cost $2,700,000 $2,700,000 net −$900,000 $1,800,000" in page
    assert "paid back not within the horizon month 9" in page


def test_without_a_value_no_return_is_invented(
    client: OutsideClient, cast: Cast, spring: Round
) -> None:
    for asked in ({}, {"v": "0"}, {"v": ""}):
        page = outcome(client, cast, begin="defaults", **asked)

        assert "Give the value of one live system a month" in page
        assert "paid back" not in page


def test_the_return_on_a_foundation_is_a_range(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    asked = {"level": 2, "phi": "50", "rho": "65", "F": "2", "w": "2", "pi_S": "50"}

    page = outcome(client, cast, **asked, b="225000", v="150000")

    # w_I = 1.35. M_I from 0.5 · 10²/2.7 = 18.52 to 0.8097 · 10²/2.7 = 29.99 system-months.
    assert "value of live service $2,700,000 $2,777,778 to $4,498,366" in page
    # 150,000 t²/8 = 225,000 t at 12. At the low end (t − 2)² = 8.1 t: t = 11.75; at the high end
    # (t − 2)² = 5.002 t: t = 8.53.
    assert "paid back month 12 month 9 to 12" in page
    late = outcome(client, cast, **asked, b="225000", v="140000")
    assert "paid back not within the horizon month 9 at best" in late


@pytest.mark.parametrize(("best", "is_band"), [({"best_yield": "95"}, True), ({}, False)])
def test_the_chart_of_a_range_is_a_band(
    client: OutsideClient, cast: Cast, spring: Round, best: dict[str, str], is_band: bool
) -> None:
    for file in ("trajectories_chart", "trajectories_svg"):
        answer = client.as_member(cast.lin).get(url(file, cast.payments.pk), {"pi_I": "50", **best})
        assert ("mark-area" in answer.content.decode()) is is_band


@pytest.fixture
def mostly_silent(cast: Cast, result: Result) -> Result:
    """Return Payments' result, with ten silent units below Payments."""
    for number in range(10):
        below = units.add(organization=cast.organization, name=f"U{number}", parent=cast.payments)
        Session.objects.create(
            organization=cast.organization, round=result.round, unit=below, opened_at=NOON
        )
    return result


def test_where_little_is_known_both_ends_of_the_levels_are_told(
    client: OutsideClient, cast: Cast, mostly_silent: Result
) -> None:
    page = outcome(client, cast, level=2)
    assert "With all that is unknown at its lowest: " in page
    # At level 4 everywhere a pilot takes 2 · (1 − 0.95/2) = 1.05 months: 0.5 · 12/1.05 systems.
    assert "at its highest: 5.7 systems against 5.7, 1 times as many." in page

    assert "With all that is unknown" not in outcome(client, cast, level=2, show="own")
    assert "With all that is unknown" not in outcome(client, cast, begin="defaults")


def test_the_ends_of_the_levels_follow_what_is_assumed_and_nothing_else(
    client: OutsideClient, cast: Cast, mostly_silent: Result
) -> None:
    untouched = outcome(client, cast, level=2)
    form = page_html(client, cast, level=2).partition('id="numbers"')[2].partition("</form>")[0]
    sent = {symbol: pair(form, symbol)["value"] for symbol in ("phi", "rho", "F", "w", "b", "pi_I")}

    ends = "With all that is unknown"
    assert ends in (same := outcome(client, cast, level=2, **sent))
    assert same.partition(ends)[2][:150] == untouched.partition(ends)[2][:150]
    longer = outcome(client, cast, level=2, **sent, H="24")
    assert longer.partition(ends)[2][:150] != untouched.partition(ends)[2][:150]


def test_the_chosen_basis_stays_while_numbers_change(
    client: OutsideClient, cast: Cast, mostly_silent: Result
) -> None:
    html = page_html(client, cast, show="own", level=2)
    form = html.partition('id="numbers"')[2].partition("</form>")[0]

    assert '<input type="hidden" name="show" value="own">' in form
    assert 'href="?begin=defaults&amp;show=own"' in html
    assert 'href="?show=own&amp;level=3"' in html
    assert 'scenarios/save?show=own"' in html
    assert 'trajectories/gains?show=own"' in html
