"""Two who change one use case at once: the second gets both states."""

from decimal import Decimal

from django.urls import reverse

from assessments.planning.use_cases import actions as use_cases
from tests.cast import Cast, the_version
from tests.conftest import OutsideClient
from tests.saves import filled_at


def test_whoever_edits_a_use_case_second_gets_both_states(
    cast: Cast, client: OutsideClient
) -> None:
    the_version()
    facts = use_cases.UseCaseValues("Forecasts", Decimal(3), {"RUN": 2})
    row = use_cases.add(unit=cast.payments, facts=facts)
    page = reverse("planning:use_case", args=["northwind", cast.payments.pk, row.pk])
    seen = filled_at(client.as_member(cast.lin), page)
    assert client.post(page, seen | {"RUN": "3", "note": "Soon"}).status_code == 302

    refused = client.as_member(cast.ada).post(page, seen | {"value": "8"})

    assert refused.status_code == 409
    assert "Changed by Lin on" in refused.text
    row.refresh_from_db()
    assert (row.value, row.requires) == (Decimal(3), {"RUN": 3})
    shown = refused.context["form"]["shown"].value()
    together = seen | {"RUN": "3", "note": "Soon", "value": "8", "shown": shown}
    assert client.post(page, together).status_code == 302
    row.refresh_from_db()
    assert (row.value, row.requires, row.note) == (Decimal(8), {"RUN": 3}, "Soon")
