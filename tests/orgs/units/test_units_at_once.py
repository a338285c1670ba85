"""Two who change one unit at once: the second gets both states, nothing is overwritten."""

from decimal import Decimal

from django.urls import reverse

from orgs.models import Unit
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.saves import seen_at


def address(name: str, unit: Unit) -> str:
    return reverse(f"orgs:{name}", args=["northwind", unit.pk])


def test_whoever_edits_a_unit_second_gets_both_states(cast: Cast, client: OutsideClient) -> None:
    page = address("unit_edit", cast.search)
    seen = seen_at(client.as_member(cast.ada), page)
    hers = {"name": "Discovery", "code": "", "weight": "1", "tags": "", "shown": seen}
    his = {"name": "Search", "code": "", "weight": "2", "tags": "", "shown": seen}
    assert client.post(page, hers).status_code == 302

    refused = client.as_member(cast.max).post(page, his)

    assert refused.status_code == 409
    assert "Changed by Ada on" in refused.text
    assert "Discovery" in refused.text
    cast.search.refresh_from_db()
    assert (cast.search.name, cast.search.weight) == ("Discovery", Decimal(1))

    together = his | {"name": "Discovery", "shown": refused.context["form"]["shown"].value()}
    for _again in range(2):  # an answer that got lost is asked for once more
        assert client.post(page, together).status_code == 302
    cast.search.refresh_from_db()
    assert (cast.search.name, cast.search.weight) == ("Discovery", Decimal(2))


def test_whoever_moves_a_unit_second_gets_both_places(cast: Cast, client: OutsideClient) -> None:
    page = address("unit_move", cast.payments)
    seen = seen_at(client.as_member(cast.ada), page)
    assert client.post(page, {"parent": cast.company.pk, "shown": seen}).status_code == 302

    refused = client.as_member(cast.max).post(page, {"parent": cast.search.pk, "shown": seen})

    assert refused.status_code == 409
    assert "Northwind Group" in refused.text
    cast.payments.refresh_from_db()
    assert cast.payments.parent_id == cast.company.pk
    assert client.post(page, {"parent": cast.company.pk, "shown": seen}).status_code == 302
