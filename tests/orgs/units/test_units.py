"""One unit: adding, editing, archiving, and what is refused."""

from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.urls import reverse

from orgs.database import tenancy
from orgs.models import Member, Unit
from orgs.permissions import Permission
from orgs.units import actions as units
from orgs.units import tree
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.orgs.statements import at_most

ADD = "/o/northwind/units/add"


def address(name: str, unit: Unit) -> str:
    return reverse(f"orgs:{name}", args=["northwind", unit.pk])


def test_the_tree_puts_children_below_parents_and_siblings_by_name(cast: Cast) -> None:
    units.add(organization=cast.organization, name="analytics", parent=cast.company)

    places = tree.tree(cast.organization)

    assert [(place.depth, place.unit.name) for place in places] == [
        (0, "Northwind Group"),
        (1, "analytics"),
        (1, "Platform"),
        (2, "Payments"),
        (1, "Search"),
    ]


def test_a_list_of_some_units_keeps_their_depths_in_the_whole_tree(cast: Cast) -> None:
    reached = Unit.objects.permitted(cast.lin, Permission.COMPARE)

    with at_most(1):
        options = tree.unit_options(cast.organization, reached)

    assert [(option.depth, option.name) for option in options] == [(1, "Platform"), (2, "Payments")]


def test_a_deep_tree_is_set_in_no_further_than_the_page_can(cast: Cast) -> None:
    below = cast.payments
    for number in range(4):
        below = units.add(organization=cast.organization, name=f"Team {number}", parent=below)

    assert max(place.depth for place in tree.tree(cast.organization)) == 6
    assert max(place.indent for place in tree.tree(cast.organization)) == 4


def test_an_administrator_adds_a_unit(cast: Cast, client: OutsideClient) -> None:
    answer = client.as_member(cast.max).post(
        ADD, {"name": "  Ledger ", "parent": cast.platform.pk}, follow=True
    )

    assert answer.redirect_chain == [("/o/northwind/units/", 302)]
    assert Unit.objects.get(name="Ledger").parent == cast.platform


def test_the_place_of_a_new_unit_is_chosen_already(cast: Cast, client: OutsideClient) -> None:
    page = client.as_member(cast.max).get(f"{ADD}?below={cast.search.pk}").content.decode()

    assert f'<option value="{cast.search.pk}" selected>' in page


@pytest.mark.parametrize("name", ["Payments", "PAYMENTS"])
def test_a_name_that_is_taken_is_said_at_the_field(
    cast: Cast, client: OutsideClient, name: str
) -> None:
    answer = client.as_member(cast.max).post(ADD, {"name": name, "parent": cast.platform.pk})

    assert answer.status_code == 200
    assert answer.context["form"].errors == {
        "name": [f"There is already a unit called {name} there."]
    }


def test_the_same_name_may_stand_elsewhere_in_the_tree(cast: Cast) -> None:
    units.add(organization=cast.organization, name="Payments", parent=cast.search)

    assert Unit.objects.filter(name="Payments").count() == 2


def test_two_units_at_the_top_cannot_share_a_name(cast: Cast) -> None:
    with pytest.raises(units.UnitNameTakenError):
        units.add(organization=cast.organization, name="northwind group")


def test_an_archived_unit_takes_no_units_below_it(cast: Cast, client: OutsideClient) -> None:
    units.archive(unit=cast.search, at=NOON)

    with pytest.raises(units.ParentArchivedError):
        units.add(organization=cast.organization, name="Ledger", parent=cast.search)
    answer = client.as_member(cast.max).post(ADD, {"name": "Ledger", "parent": cast.search.pk})

    assert list(answer.context["form"].errors) == ["parent"]


def test_a_foreign_unit_cannot_be_the_parent(
    cast: Cast, eve: Member, client: OutsideClient
) -> None:
    with tenancy.scope(organization=eve.organization_id):
        foreign = Unit.objects.get()

    answer = client.as_member(cast.max).post(ADD, {"name": "Ledger", "parent": foreign.pk})

    assert list(answer.context["form"].errors) == ["parent"]
    assert "Far away" not in answer.content.decode()


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "a\0b"])
def test_a_name_of_the_wrong_shape_is_said_at_the_field(
    cast: Cast, client: OutsideClient, name: str
) -> None:
    client.as_member(cast.max)

    for page in (ADD, address("unit_edit", cast.search)):
        answer = client.post(page, {"name": name, "weight": "1"})
        assert answer.status_code == 200
        assert list(answer.context["form"].errors) == ["name"]


@pytest.mark.parametrize("parent", ["nonsense", "-1", "9" * 40, "a\0b"])
def test_a_parent_that_is_none_is_said_at_the_field(
    cast: Cast, client: OutsideClient, parent: str
) -> None:
    answer = client.as_member(cast.max).post(ADD, {"name": "Ledger", "parent": parent})

    assert list(answer.context["form"].errors) == ["parent"]


def test_an_administrator_renames_a_unit(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.max).post(
        address("unit_edit", cast.search), {"name": "Discovery", "weight": "1"}
    )

    cast.search.refresh_from_db()
    assert cast.search.name == "Discovery"


def test_renaming_to_a_siblings_name_is_said_at_the_field(
    cast: Cast, client: OutsideClient
) -> None:
    answer = client.as_member(cast.max).post(
        address("unit_edit", cast.search), {"name": "platform", "weight": "1"}
    )

    assert list(answer.context["form"].errors) == ["name"]


def test_a_unit_is_archived_and_brought_back(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.max)

    page = client.post(address("unit_archive", cast.search), follow=True).content.decode()
    cast.search.refresh_from_db()
    assert cast.search.archived_at
    assert "Search is archived. Its results stay." in page
    assert address("unit_restore", cast.search) in page

    client.post(address("unit_restore", cast.search))
    cast.search.refresh_from_db()
    assert cast.search.archived_at is None


@pytest.mark.parametrize(
    "name", ["unit_edit", "unit_archive", "unit_restore", "unit_move", "unit_merge"]
)
def test_a_foreign_unit_is_not_found(
    cast: Cast, eve: Member, client: OutsideClient, name: str
) -> None:
    with tenancy.scope(organization=eve.organization_id):
        foreign = Unit.objects.get()
    client.as_member(cast.max)

    assert client.get(address("unit", foreign)).status_code == 404
    assert client.post(address(name, foreign), {"name": "Ours", "weight": "1"}).status_code == 404
    assert client.post(f"/o/northwind/units/{'9' * 30}/archive").status_code == 404
    with tenancy.scope(organization=eve.organization_id):
        assert Unit.objects.get().name == "Far away"


@pytest.mark.parametrize(
    "name", ["unit_edit", "unit_archive", "unit_restore", "unit_move", "unit_merge"]
)
def test_a_leader_may_not_change_units(cast: Cast, client: OutsideClient, name: str) -> None:
    assert client.as_member(cast.lin).post(address(name, cast.payments)).status_code == 403


def test_an_administrator_edits_code_weight_and_constraints(
    cast: Cast, client: OutsideClient
) -> None:
    facts = {
        "name": "Search",
        "code": "SRCH",
        "weight": "2.5",
        "tags": "On-premises  only, region: EU,region: eu",
    }

    page = client.as_member(cast.max).post(address("unit_edit", cast.search), facts, follow=True)

    cast.search.refresh_from_db()
    assert (cast.search.code, cast.search.weight) == ("SRCH", Decimal("2.5"))
    assert cast.search.tags == ["on-premises only", "region: eu"]
    assert "on-premises only, region: eu" in page.content.decode()


def test_a_code_belongs_to_one_unit_in_any_case(cast: Cast, client: OutsideClient) -> None:
    Unit.objects.filter(pk=cast.search.pk).update(code="SRCH")
    client.as_member(cast.max)

    facts = {"name": "Payments", "code": "srch", "weight": "1"}
    edited = client.post(address("unit_edit", cast.payments), facts)
    added = client.post(ADD, {"name": "Ledger", "code": "Srch"})

    for answer in (edited, added):
        assert answer.context["form"].errors == {
            "code": [f"Another unit has the code {answer.context['form'].data['code']}."]
        }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("weight", "-1"),
        ("weight", "1000.001"),
        ("weight", "NaN"),
        ("weight", "much"),
        ("weight", ""),
        ("code", "x" * 21),
        ("tags", "x" * 41),
        ("tags", ",".join(map(str, range(21)))),
    ],
)
def test_a_fact_of_the_wrong_shape_is_said_at_its_field(
    cast: Cast, client: OutsideClient, field: str, value: str
) -> None:
    facts = {"name": "Search", "code": "", "weight": "1", "tags": ""} | {field: value}

    answer = client.as_member(cast.max).post(address("unit_edit", cast.search), facts)

    assert list(answer.context["form"].errors) == [field]


def test_the_database_refuses_a_weight_that_is_none(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="a_units_weight_is_from_0_to_1000"):
        Unit.objects.filter(pk=cast.search.pk).update(weight=-1)


def test_a_unit_with_active_units_below_is_not_archived(cast: Cast, client: OutsideClient) -> None:
    page = client.as_member(cast.max).post(address("unit_archive", cast.platform), follow=True)

    cast.platform.refresh_from_db()
    assert cast.platform.archived_at is None
    assert "Units below Platform are active. Move or archive them first." in page.content.decode()


def test_a_unit_is_not_brought_back_below_an_archived_one(
    cast: Cast, client: OutsideClient
) -> None:
    units.archive(unit=cast.payments, at=NOON)
    units.archive(unit=cast.platform, at=NOON)

    page = client.as_member(cast.max).post(address("unit_restore", cast.payments), follow=True)

    cast.payments.refresh_from_db()
    assert cast.payments.archived_at
    assert "Platform is archived." in page.content.decode()


def test_a_move_that_does_not_say_where_moves_nothing(cast: Cast, client: OutsideClient) -> None:
    address = f"/o/northwind/units/{cast.payments.pk}/move"

    answer = client.as_member(cast.max).post(address, {})

    assert "Choose where the unit goes." in answer.text
    cast.payments.refresh_from_db()
    assert cast.payments.parent == cast.platform
    client.post(address, {"parent": ""})
    cast.payments.refresh_from_db()
    assert cast.payments.parent is None
