"""Units keep the order in which somebody listed them; otherwise they go by name."""

import io

import pytest

from orgs.archive import export, restore
from orgs.branding import actions as branding
from orgs.branding.queries import look_of
from orgs.models import Organization, Unit
from orgs.organization.setup import add_units
from orgs.units import actions as units
from orgs.units.tree import tree
from orgs.web.pictures import Picture
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.orgs.units.test_import_file import apply

pytestmark = pytest.mark.django_db
HEAD = "name,parent\n"
SEARCH = "Northwind Group > Search"


def below(parent: Unit | None, organization: Organization) -> list[str]:
    wanted = parent.pk if parent else None
    return [place.unit.name for place in tree(organization) if place.unit.parent_id == wanted]


@pytest.fixture
def listed(cast: Cast) -> Unit:
    """A unit with three below it, in an order of their own."""
    made = add_units(
        owner=cast.ada, rows=[(0, "Regions"), (1, "West"), (1, "East"), (1, "Antarctica")]
    )
    return made[0]


def test_a_list_keeps_its_order(cast: Cast, listed: Unit) -> None:
    assert below(listed, cast.organization) == ["West", "East", "Antarctica"]


def test_a_unit_that_is_added_or_moved_there_stands_behind(cast: Cast, listed: Unit) -> None:
    units.add(organization=cast.organization, name="Andorra", parent=listed)
    units.move(unit=cast.search, parent=listed)

    order = ["West", "East", "Antarctica", "Andorra", "Search"]
    assert below(listed, cast.organization) == order


def test_where_nobody_listed_them_units_go_by_name(cast: Cast) -> None:
    for name in ("Zeta", "Alpha"):
        units.add(organization=cast.organization, name=name, parent=cast.search)

    assert below(cast.search, cast.organization) == ["Alpha", "Zeta"]


def test_an_import_keeps_the_files_order_behind_what_is_listed(
    cast: Cast, client: OutsideClient, listed: Unit
) -> None:
    client.as_member(cast.max)
    apply(
        client,
        f"{HEAD}South,Regions\nNorth,Regions\nZebra,{SEARCH}\nApe,{SEARCH}\n",
    )

    assert below(listed, cast.organization) == ["West", "East", "Antarctica", "South", "North"]
    assert below(cast.search, cast.organization) == ["Zebra", "Ape"]


def test_an_import_beside_units_that_go_by_name_goes_by_name(
    cast: Cast, client: OutsideClient
) -> None:
    units.add(organization=cast.organization, name="Middle", parent=cast.search)
    client.as_member(cast.max)

    apply(client, f"{HEAD}Zebra,Northwind Group > Search\nApe,Northwind Group > Search\n")

    assert below(cast.search, cast.organization) == ["Ape", "Middle", "Zebra"]


def test_an_archive_takes_order_and_look_along(cast: Cast, listed: Unit) -> None:
    picture = Picture("image/png", b"\x89PNG\r\n\x1a\n")
    branding.choose(
        organization=cast.organization, accent="#123456", paper_size="Letter", logo=picture
    )
    before, to = look_of(cast.organization), io.BytesIO()
    export.write(organization=cast.organization, to=to, at=NOON)
    to.seek(0)

    copy = restore.restore_archive(source=to, slug="copy")

    assert look_of(copy) == before
    regions = Unit.objects.get(organization=copy, name="Regions")
    assert below(regions, copy) == ["West", "East", "Antarctica"]
