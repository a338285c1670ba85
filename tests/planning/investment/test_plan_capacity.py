"""A plan's capacity: person-weeks a month, null until somebody enters it."""

import io
import re
from decimal import Decimal
from importlib import import_module

import pytest
from django.db import connection

from assessments.planning.archive import monthly
from assessments.planning.models import Plan, UseCase
from assessments.results.models import Result
from orgs.archive import export, restore
from orgs.database import tenancy
from orgs.database.event_tables import event_models, tracked_model
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.orgs.archive.test_archive import rewritten
from tests.planning.pages import get, url

MIGRATION = import_module("assessments.planning.migrations.0003_plan_capacity")
PlanEvent = next(event for event in event_models() if tracked_model(event) is Plan)


def keep(cast: Cast, capacity: str | None) -> Plan:
    return Plan.objects.create(
        organization=cast.organization,
        unit=cast.payments,
        capacity=None if capacity is None else Decimal(capacity),
    )


def quarter(page: str, number: int) -> str:
    """Return what a quarter of the order's page is said to get done."""
    rows = page.partition("By quarter")[2]
    found = re.search(rf"\b{number} from \w+ \d+ (.+?) stage \d", rows)
    return found[1].strip() if found else ""


def run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("quarterly", "a_month"), [("60", None), ("100", "33.33"), ("78", "26"), ("0", "0")]
)
def test_the_migration_takes_a_third_of_what_was_entered(
    cast: Cast, quarterly: str, a_month: str | None
) -> None:
    plan, expected = keep(cast, quarterly), a_month and Decimal(a_month)
    operations = [
        MIGRATION.recounted(table, sql=MIGRATION.MONTHLY, reverse_sql=MIGRATION.QUARTERLY)
        for table in ("planning_plan", "planning_planevent")
    ]
    tenancy.set_local("organization", "")
    for operation in operations:
        run(operation.sql)

    tenancy.set_local("organization", cast.organization.pk)
    plan.refresh_from_db()
    assert plan.capacity == expected
    assert [row.capacity for row in PlanEvent.objects.all()] == [expected]

    for operation in operations:
        run(operation.reverse_sql[:-1])
    plan.refresh_from_db()
    assert plan.capacity == pytest.approx(Decimal(quarterly), abs=Decimal("0.01"))


@pytest.mark.parametrize("format_", [1, 2])
def test_an_archive_of_an_earlier_format_has_capacities_of_a_quarter(
    cast: Cast, format_: int
) -> None:
    keep(cast, "78")
    to = io.BytesIO()
    export.write(organization=cast.organization, to=to, at=NOON)

    def older(name: str, content: bytes) -> bytes:
        return re.sub(rb'"format": \d+', b'"format": %d' % format_, content)

    restore.restore_archive(source=rewritten(to.getvalue(), older), slug="copy")

    assert Plan.objects.get().capacity == 26
    past = [row.capacity for row in PlanEvent.objects.all()]
    assert past == [Decimal(26)]


def test_an_archive_of_today_has_capacities_of_a_month(cast: Cast) -> None:
    keep(cast, "78")
    to = io.BytesIO()
    export.write(organization=cast.organization, to=to, at=NOON)

    restore.restore_archive(source=to, slug="copy")

    assert Plan.objects.get().capacity == 78


def test_what_nobody_entered_stays_null_in_an_archive() -> None:
    assert monthly({"capacity": "60.00"}, 2) == {"capacity": None}
    assert monthly({"capacity": "100.00"}, 2) == {"capacity": "33.33"}
    assert monthly({"capacity": "60.00"}, 3) == {"capacity": "60.00"}
    assert monthly({"capacity": None}, 3) == {"capacity": None}


def test_a_quarter_has_three_months_of_capacity(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    keep(cast, "20")

    page = get(client, cast.lin, url("order", cast.payments.pk))

    assert "One step after the other at 20 person-weeks a month." in page
    assert quarter(page, 1) == "Consolidated runtime → 2, Self-service platform → 2"
    assert "No capacity is entered" not in page


def test_without_a_capacity_the_quarters_count_with_the_vendors_and_say_so(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    page = get(client, cast.lin, url("order", cast.payments.pk))

    assert "No capacity is entered, so this counts with the 66.5 person-weeks a month" in page
    assert "Enter your own" in page


def test_a_capacity_can_be_entered_taken_back_and_is_never_0(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    address = url("order_means", cast.payments.pk)
    lin = client.as_member(cast.lin)

    lin.post(address, {"capacity": "20.5"})
    assert Plan.objects.get().capacity == Decimal("20.5")
    assert 'value="20.5"' in lin.get(address).text
    lin.post(address, {"capacity": ""})
    assert Plan.objects.get().capacity is None
    assert lin.post(address, {"capacity": "0"}).status_code == 200
    assert Plan.objects.get().capacity is None


def test_an_entered_capacity_makes_the_foundation_longer(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    address = url("trajectories", cast.payments.pk)
    asked = {"level": 2}
    assert "100 person-weeks of steps to level 2 at 66.5 a month" in get(
        client, cast.lin, address, **asked
    )

    keep(cast, "20")

    assert "100 person-weeks of steps to level 2 at 20 a month" in get(
        client, cast.lin, address, **asked
    )
