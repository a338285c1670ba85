"""Names of units as people write them, in files and on pages."""

from typing import Any

import pytest

from orgs.models import Unit
from orgs.units import actions as units
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.orgs.units.test_import_file import apply, upload

HEAD = "name,parent\n"


def test_a_name_in_other_letters_of_the_same_look_changes_nothing(
    cast: Cast, client: OutsideClient
) -> None:
    client.as_member(cast.max)
    apply(client, f"{HEAD}Zürich,Northwind Group\n")

    page = upload(client, f"{HEAD}Zu\u0308rich,Northwind Group\n")

    assert "unchanged" in page
    assert Unit.objects.filter(name_key="zürich").count() == 1
    apply(client, f"{HEAD}Zu\u0308rich\u200b,Northwind Group\n")
    assert Unit.objects.get(name_key="zürich").name == "Zürich"


@pytest.mark.parametrize(
    ("first", "second"), [("İzmir", "izmir"), ("ΟΔΟΣ", "οδοσ"), ("Kraft", "\u212araft")]
)
def test_two_rows_that_would_be_one_name_each_other(
    cast: Cast, client: OutsideClient, first: str, second: str
) -> None:
    client.as_member(cast.max)

    page = upload(client, f"{HEAD}{first},Northwind Group\n{second},Northwind Group\n")

    assert "Row 3 puts a unit with the same name" in page
    assert "Row 2 puts a unit with the same name" in page


@pytest.mark.parametrize(
    ("name", "says"), [("\u200b", "would be invisible"), ("\u202eabc", "direction")]
)
def test_a_name_that_nobody_can_read_refuses_its_row(
    cast: Cast, client: OutsideClient, name: str, says: str
) -> None:
    client.as_member(cast.max)

    assert says in upload(client, f"{HEAD}{name},Northwind Group\n")


@pytest.mark.parametrize(
    "parent",
    [
        "Northwind Group > Platform",
        "northwind group / PLATFORM",
        "Northwind Group › Platform",
        "Northwind Group/Platform",
    ],
)
def test_a_path_is_understood_with_any_of_its_signs(
    cast: Cast, client: OutsideClient, parent: str
) -> None:
    units.add(organization=cast.organization, name="Platform", parent=None)
    platform = Unit.objects.get(name="Platform", parent=cast.company)
    client.as_member(cast.max)

    apply(client, f"{HEAD}Ledger,{parent}\nLedger North,{parent} > Ledger\n")
    apply(client, f"{HEAD}Ledger North,{parent} / Ledger\n")

    ledger = Unit.objects.get(name="Ledger")
    assert ledger.parent == platform
    assert Unit.objects.get(name="Ledger North").parent == ledger


@pytest.mark.parametrize(
    ("page", "field"),
    [("units/add", "name"), ("units/add", "code")],
)
def test_a_form_refuses_what_nobody_can_read(
    cast: Cast, client: OutsideClient, page: str, field: str
) -> None:
    given: dict[str, Any] = {"name": "Ledger", "code": "L", "parent": "", field: "\u202eabc"}

    answer = client.as_member(cast.max).post(f"/o/northwind/{page}", given)

    assert "direction of reading" in answer.text
    assert not Unit.objects.filter(name="Ledger").exists()


def test_a_search_finds_a_unit_by_its_path(cast: Cast, client: OutsideClient) -> None:
    found = client.as_member(cast.max).get(
        "/o/northwind/units/find", {"q": "northwind group / platform"}
    )

    assert [match.node.name for match in found.context["found"]] == ["Platform"]
