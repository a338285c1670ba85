"""Two who put one unit's steps into an order: the second does not overwrite unseen."""

from assessments.planning.investment import actions as investment
from assessments.planning.models import Plan, UseCase
from assessments.planning.portfolio.level_closure import CapabilityStep
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.planning.pages import url


def test_an_order_that_was_changed_since_the_page_is_not_replaced(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    address = url("order_own", cast.payments.pk)
    page = client.as_member(cast.lin).get(address)
    assert 'name="shown" value="-"' in page.text
    investment.put_in_order(unit=cast.payments, steps=[CapabilityStep("RUN", 3)])

    steps = {"steps": page.text.split('name="steps" value="')[1].split('"')[0], "shown": "-"}
    refused = client.post(address, steps)

    assert refused.status_code == 409
    assert Plan.objects.get(unit=cast.payments).own_order == ["RUN@3"]
    assert client.post(address, steps | {"shown": "RUN@3"}).status_code == 302
    assert Plan.objects.get(unit=cast.payments).own_order != ["RUN@3"]
