"""Two who change one row of the register at once: the second gets both states."""

from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.planning.models import EffortRecord, ParallelStack
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.planning.register_rows import a_project, a_stack
from tests.saves import filled_at, seen_at


def url(name: str, *args: object) -> str:
    return reverse(f"planning:{name}", args=["northwind", *args])


def test_whoever_edits_a_project_second_gets_both_states(cast: Cast, client: OutsideClient) -> None:
    project = a_project(cast.payments)
    before = project.pipelines_own
    page = url("project_edit", project.pk)
    seen = filled_at(client.as_member(cast.lin), page)
    assert client.post(page, seen | {"name": "Forecasts of demand"}).status_code == 302

    refused = client.as_member(cast.ada).post(page, seen | {"code": "FCX", "pipelines_own": "7"})

    assert refused.status_code == 409
    assert "Changed by Lin on" in refused.text
    project.refresh_from_db()
    assert (project.name, project.pipelines_own) == ("Forecasts of demand", before)


def test_whoever_edits_a_stack_second_gets_both_states(cast: Cast, client: OutsideClient) -> None:
    stack = a_stack(cast.payments)
    page = url("surrounding_edit", "stacks", stack.pk)
    seen = filled_at(client.as_member(cast.lin), page)
    assert client.post(page, seen | {"cost": "900"}).status_code == 302

    refused = client.as_member(cast.ada).post(page, seen | {"cost": "1200"})

    assert refused.status_code == 409
    assert ParallelStack.objects.get(pk=stack.pk).cost == 900
    assert client.post(page, seen | {"cost": "900.00"}).status_code == 302


def test_days_entered_meanwhile_are_not_cleared_by_a_page_that_did_not_show_them(
    cast: Cast, client: OutsideClient
) -> None:
    project = a_project(cast.payments)
    page = url("effort") + "?month=2026-03"
    seen = seen_at(client.as_member(cast.lin), page)
    theirs = {f"{project.pk}-integration": "4", "shown": seen}
    assert client.post(page, theirs).status_code == 302

    refused = client.as_member(cast.ada).post(page, {f"{project.pk}-agent": "2", "shown": seen})

    assert refused.status_code == 409
    assert list(EffortRecord.objects.values_list("kind", "days")) == [("integration", Decimal(4))]
    assert client.post(page, theirs).status_code == 302, "the same again is no conflict"


@pytest.mark.parametrize("name", ["project_add", "place_add"])
def test_a_form_that_adds_a_row_carries_nothing(
    name: str, cast: Cast, client: OutsideClient
) -> None:
    assert 'name="shown"' not in client.as_member(cast.lin).get(url(name)).text
