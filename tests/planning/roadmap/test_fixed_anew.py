from datetime import timedelta

from django.utils import timezone

from assessments.planning.models import Plan
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.planning.pages import get, url
from tests.planning.roadmap.conftest import submit_later


def test_a_plan_that_is_fixed_anew_begins_that_day_with_nothing_late(
    client: OutsideClient, cast: Cast, fixed: Plan
) -> None:
    submit_later(cast, RUN=2)

    client.as_member(cast.ada).post(url("order_fix", cast.payments.pk), {"which": "best"})

    anew, today = Plan.objects.get(), timezone.localdate()
    assert (anew.fixed_on, anew.starts_on) == (today, today)
    page = get(client, cast.lin, url("roadmap", cast.payments.pk))
    assert "Late:" not in page


def test_a_plan_that_is_fixed_anew_keeps_a_first_day_that_is_to_come(
    client: OutsideClient, cast: Cast, fixed: Plan
) -> None:
    later = timezone.localdate() + timedelta(30)
    Plan.objects.update(starts_on=later, fixed=fixed.fixed | {"capacities": {"2": "90"}})

    client.as_member(cast.ada).post(url("order_fix", cast.payments.pk), {"which": "best"})

    anew = Plan.objects.get()
    assert (anew.starts_on, anew.fixed["capacities"]) == (later, {"2": "90"})


def test_a_plan_that_is_fixed_anew_keeps_what_was_entered_for_quarters_to_come(
    client: OutsideClient, cast: Cast, fixed: Plan
) -> None:
    entered = fixed.fixed | {"capacities": {"1": "30", "3": "90"}}
    Plan.objects.update(starts_on=timezone.localdate() - timedelta(100), fixed=entered)

    client.as_member(cast.ada).post(url("order_fix", cast.payments.pk), {"which": "best"})

    assert Plan.objects.get().fixed["capacities"] == {"2": "90"}
