"""Two who change one round at once: the second gets both states."""

from datetime import date

import pytest
from django.urls import reverse

from assessments.rounds.campaign import actions as campaign
from assessments.rounds.models import Round, RoundUnit
from tests.cast import Cast, an_open_round, everywhere, the_version
from tests.conftest import OutsideClient
from tests.saves import filled_at


def address(name: str, *args: object) -> str:
    return reverse(f"rounds:{name}", args=["northwind", *args])


@pytest.fixture
def drafted(cast: Cast) -> Round:
    plan = campaign.RoundPlan("Autumn", everywhere(3), {})
    return campaign.draft(
        organization=cast.organization, version=the_version(), plan=plan, units=[cast.payments]
    )


def test_whoever_changes_a_draft_second_gets_both_states(
    cast: Cast, drafted: Round, client: OutsideClient
) -> None:
    page = address("round_edit", drafted.pk)
    seen = filled_at(client.as_member(cast.ada), page)
    units = [cast.payments.pk, cast.search.pk]
    assert client.post(page, seen | {"units": units}).status_code == 302

    # Choosing a branch in between fills the form in anew, which is not a new look at the draft.
    mine = seen | {"weight-RUN": "2"}
    branch = client.as_member(cast.max).post(page, mine | {"below": cast.payments.pk})
    assert branch.context["form"]["shown"].value() == seen["shown"]
    refused = client.post(page, mine)

    assert refused.status_code == 409
    assert "Changed by Ada on" in refused.text
    assert "Search" in refused.text
    drafted.refresh_from_db()
    assert drafted.weights["RUN"] == 1
    assert set(drafted.chosen.values_list("unit", flat=True)) == set(units)
    shown = refused.context["form"]["shown"].value()
    for _again in range(2):  # an answer that got lost is asked for once more
        together = mine | {"units": units, "shown": shown}
        assert client.post(page, together).status_code == 302
    drafted.refresh_from_db()
    assert drafted.weights["RUN"] == 2


def test_whoever_moves_the_days_of_a_round_second_gets_both(
    cast: Cast, client: OutsideClient
) -> None:
    spring = an_open_round(cast)
    page = address("round_dates", spring.pk)
    seen = filled_at(client.as_member(cast.ada), page)
    assert client.post(page, seen | {"closes_on": "2027-03-01"}).status_code == 302

    refused = client.as_member(cast.max).post(page, seen | {"closes_on": "2027-02-01"})

    assert refused.status_code == 409
    assert "2027-03-01" in refused.text
    spring.refresh_from_db()
    assert spring.closes_on == date(2027, 3, 1)


def test_whoever_sets_the_target_of_a_unit_second_gets_both(
    cast: Cast, client: OutsideClient
) -> None:
    spring = an_open_round(cast)
    page = address("unit_target", spring.pk, cast.payments.pk)
    seen = filled_at(client.as_member(cast.ada), page)
    hers = seen | {"target-RUN": "1", "reason": "It is small"}
    assert client.post(page, hers).status_code == 302

    refused = client.as_member(cast.max).post(page, seen | {"target-OBS": "1", "reason": "Quiet"})

    assert refused.status_code == 409
    assert "Changed by Ada on" in refused.text
    own = RoundUnit.objects.get(round=spring, unit=cast.payments)
    assert (own.target, own.reason) == ({"RUN": 1}, "It is small")
