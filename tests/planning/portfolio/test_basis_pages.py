"""One basis for findings and plan, through all their pages (method.md 5.0)."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.planning.portfolio import asked_queries
from assessments.planning.use_cases import actions as use_cases
from assessments.results.models import Result
from assessments.rounds.models import Round, Session
from orgs.models import Unit
from orgs.units import actions as units
from tests.cast import NOON, Cast, an_open_round, the_framework, the_session
from tests.conftest import OutsideClient
from tests.planning.conftest import submit_at
from tests.planning.pages import url
from tests.planning.portfolios import EXAMPLE_LEVELS

pytestmark = pytest.mark.django_db

PAGES = ("use_cases", "order", "roadmap", "trajectories", "sourcing", "strategy")
BASIS = re.compile(r"<p[^>]*data-basis[^>]*>(.*?)</p>", re.DOTALL)


@pytest.fixture
def asked(cast: Cast, session: Session) -> Round:
    """Return a round that asks Payments, with a result, and 29 silent units beside it."""
    for number in range(29):
        below = units.add(organization=cast.organization, name=f"U{number}", parent=cast.platform)
        Session.objects.create(
            organization=cast.organization, round=session.round, unit=below, opened_at=NOON
        )
    submit_at(cast, session, EXAMPLE_LEVELS)
    use_cases.copy_starters(unit=cast.platform, starters=the_framework().use_cases)
    return session.round


def addresses(unit: Unit, query: str = "") -> list[str]:
    findings = reverse("planning:findings", args=["northwind"])
    # A roadmap keeps the basis on which its plan was fixed, whatever the address says.
    pages = [page for page in PAGES if not query or page != "roadmap"]
    plans = [url(page, unit.pk) + query for page in pages]
    return [f"{findings}?unit={unit.pk}{query.replace('?', '&')}", *plans]


def bases(client: OutsideClient, cast: Cast, unit: Unit, query: str = "") -> set[str]:
    """Return what the pages say that they rest on; the same on all of them."""
    lin = client.as_member(cast.lin)
    found = set()
    for address in addresses(unit, query):
        page = lin.get(address)
        assert page.status_code == 200, address
        said = BASIS.search(page.text)
        assert said, address
        found.add(" ".join(unescape(re.sub(r"<[^>]+>", " ", said[1])).split()))
    return found


def test_all_pages_print_the_same_basis_with_the_same_levels(
    client: OutsideClient, cast: Cast, asked: Round
) -> None:
    (said,) = bases(client, cast, cast.platform)

    assert said.startswith("From 1 of 30 units, results from March 2026. Supported levels: RUN 1")
    assert "3% of the weight is known." in said


def test_with_one_of_thirty_units_no_gap_is_present(
    client: OutsideClient, cast: Cast, asked: Round
) -> None:
    lin = client.as_member(cast.lin)

    text = lin.get(addresses(cast.platform)[0]).text.split("Unit by unit")[0]

    assert 'data-answer="present"' not in text
    assert text.count('data-answer="unknown"') == 3
    assert "All three occur together" not in text


def test_below_three_quarters_both_ends_stand_beside_the_numbers(
    client: OutsideClient, cast: Cast, asked: Round
) -> None:
    lin = client.as_member(cast.lin)

    for address in addresses(cast.platform):
        assert "Only 3% of the weight is known, less than 75%" in lin.get(address).text, address
    assert "at its lowest to its highest: 0 to 69 of 69" in " ".join(
        lin.get(url("use_cases", cast.platform.pk)).text.split()
    )
    order = lin.get(url("order", cast.platform.pk)).text
    assert "With all that is unknown at its highest: nothing is left to do." in order


def test_the_own_team_is_a_basis_of_its_own(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    submit_at(cast, session, EXAMPLE_LEVELS)
    below = units.add(organization=cast.organization, name="Cards", parent=cast.payments)
    Session.objects.create(
        organization=cast.organization, round=session.round, unit=below, opened_at=NOON
    )

    (together,) = bases(client, cast, cast.payments)
    (alone,) = bases(client, cast, cast.payments, "?show=own")

    assert together.startswith("From 1 of 2 units")
    assert alone.startswith("From the own team's result of 2 March 2026 (Spring 2026).")
    assert "100% of the weight is known." in alone


def test_a_unit_last_asked_too_long_ago_is_named_as_left_out(
    client: OutsideClient, cast: Cast, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit_at(cast, session, EXAMPLE_LEVELS)
    monkeypatch.setattr(asked_queries, "ASKED_WITHIN", timedelta(days=548))
    lately = units.add(organization=cast.organization, name="Cards", parent=cast.platform)
    Session.objects.filter(pk=session.pk).update(opened_at=timezone.now() - timedelta(days=600))
    Session.objects.create(
        organization=cast.organization, round=session.round, unit=lately, opened_at=timezone.now()
    )

    page = client.as_member(cast.lin).get(url("use_cases", cast.platform.pk)).text

    assert "Last asked more than 18 months ago, so left out: Payments." in page
    assert "No result yet" in page


def test_a_silent_newer_round_leaves_the_last_result_standing(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    submit_at(cast, session, EXAMPLE_LEVELS)
    autumn = an_open_round(cast, "Autumn 2026", [cast.payments])
    Session.objects.filter(pk=the_session(autumn, cast.payments).pk).update(
        opened_at=NOON + timedelta(days=180)
    )

    (said,) = bases(client, cast, cast.payments)

    assert said.startswith("From the own team's result of 2 March 2026 (Spring 2026).")


def test_the_newest_result_is_that_of_the_session_opened_last(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    autumn = an_open_round(cast, "Autumn 2026", [cast.payments])
    later = the_session(autumn, cast.payments)
    Session.objects.filter(pk=later.pk).update(opened_at=NOON + timedelta(days=180))
    submit_at(cast, later, EXAMPLE_LEVELS | {"RUN": 2})
    submit_at(cast, session, EXAMPLE_LEVELS)
    assert Result.objects.count() == 2

    (said,) = bases(client, cast, cast.payments)

    assert "(Autumn 2026)" in said
