"""The shape of the tree: moving, merging, the page that shows it, and what is refused."""

import pytest
from django.urls import reverse

from assessments.results.submission import actions as submission
from assessments.rounds.campaign import actions as campaign
from assessments.rounds.models import Round, Session
from orgs.database import tenancy
from orgs.models import Grant, InvitedGrant, Member, Unit
from orgs.people import actions as people
from orgs.people.actions import GrantOffer
from orgs.permissions import Permission, Role
from orgs.units import actions as units
from orgs.units import tree as units_tree
from orgs.units.tree import place_of
from tests.cast import NOON, Cast, everywhere, revealed, settle_all, vote
from tests.conftest import OutsideClient
from tests.orgs.conftest import TwoWorlds
from tests.orgs.people.test_races import at_once, slowed
from tests.orgs.statements import at_most

TREE = "/o/northwind/units/"


def address(name: str, unit: Unit) -> str:
    return reverse(f"orgs:{name}", args=["northwind", unit.pk])


def names(unit: Unit) -> list[str]:
    return [step["name"] for step in place_of(unit.pk)]


def grow(cast: Cast, number: int) -> None:
    """Add units below Search."""
    Unit.objects.bulk_create(
        Unit(organization=cast.organization, parent=cast.search, name=f"Team {at:04}")
        for at in range(number)
    )


def test_a_unit_moves_with_all_below_it(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.max)

    client.post(address("unit_move", cast.platform), {"parent": cast.search.pk})
    assert names(cast.payments) == ["Northwind Group", "Search", "Platform", "Payments"]

    client.post(address("unit_move", cast.platform), {"parent": ""})
    assert names(cast.payments) == ["Platform", "Payments"]


def test_a_role_above_the_new_place_reaches_a_moved_unit_at_once(cast: Cast) -> None:
    units.move(unit=cast.search, parent=cast.platform)

    assert cast.search in Unit.objects.permitted(cast.lin, Permission.COMPARE)


@pytest.mark.parametrize("place", ["platform", "payments"])
def test_a_unit_does_not_move_below_itself(cast: Cast, client: OutsideClient, place: str) -> None:
    below = getattr(cast, place)

    with pytest.raises(units.BelowItselfError, match="Choose another unit"):
        units.move(unit=cast.platform, parent=below)
    answer = client.as_member(cast.max).post(
        address("unit_move", cast.platform), {"parent": below.pk}
    )

    assert list(answer.context["form"].errors) == ["parent"]
    assert names(cast.payments) == ["Northwind Group", "Platform", "Payments"]


def test_a_unit_does_not_move_below_an_archived_one(cast: Cast) -> None:
    units.archive(unit=cast.search, at=NOON)

    with pytest.raises(units.ParentArchivedError):
        units.move(unit=cast.payments, parent=cast.search)


def test_a_unit_does_not_move_beside_one_of_its_name(cast: Cast, client: OutsideClient) -> None:
    units.add(organization=cast.organization, name="payments", parent=cast.search)

    answer = client.as_member(cast.max).post(
        address("unit_move", cast.payments), {"parent": cast.search.pk}
    )

    assert "There is already a unit called Payments there." in answer.content.decode()


def test_two_moves_at_once_make_no_cycle(
    two_worlds: TwoWorlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = two_worlds.cast
    monkeypatch.setattr(units, "_refuse_below", slowed(units._refuse_below))

    def move(unit: Unit, parent: Unit) -> None:
        with tenancy.scope(organization=cast.organization.pk):
            units.move(unit=unit, parent=parent)

    outcomes = at_once(
        lambda: move(cast.platform, cast.search), lambda: move(cast.search, cast.platform)
    )

    assert outcomes == ["BelowItselfError", "done"]


def test_merging_moves_units_grants_and_invitations_and_keeps_the_results(cast: Cast) -> None:
    ledger = units.add(organization=cast.organization, name="Ledger", parent=cast.payments)
    people.give(member=cast.tom, offer=GrantOffer(Role.CONTRIBUTOR, cast.search))
    for unit in (cast.payments, cast.search):
        offer = GrantOffer(Role.VIEWER, unit)
        people.invite(by=cast.ada, email="noa@example.org", offer=offer, at=NOON)

    units.merge(unit=cast.payments, into=cast.search, at=NOON)

    cast.payments.refresh_from_db()
    assert (cast.payments.archived_at, cast.payments.merged_into) == (NOON, cast.search)
    assert names(ledger) == ["Northwind Group", "Search", "Ledger"]
    assert not Grant.objects.filter(unit=cast.payments).exists()
    assert Grant.objects.filter(unit=cast.search, member=cast.tom).count() == 1
    assert Grant.objects.filter(unit=cast.search, member=cast.fay).count() == 1
    assert InvitedGrant.objects.get().unit == cast.search


def test_a_unit_is_not_merged_into_itself_or_below(cast: Cast) -> None:
    for into in (cast.platform, cast.payments):
        with pytest.raises(units.BelowItselfError):
            units.merge(unit=cast.platform, into=into, at=NOON)


def test_an_archived_unit_takes_no_part_in_a_merge(cast: Cast) -> None:
    units.archive(unit=cast.search, at=NOON)

    for unit, into in ((cast.search, cast.payments), (cast.payments, cast.search)):
        with pytest.raises(units.ParentArchivedError):
            units.merge(unit=unit, into=into, at=NOON)


def test_a_unit_with_an_open_session_is_not_merged(
    cast: Cast, session: Session, spring: Round
) -> None:
    with pytest.raises(units.UnitInUseError, match="open session in Spring 2026"):
        units.merge(unit=cast.payments, into=cast.search, at=NOON)

    campaign.close_round(round_id=spring.pk)
    units.merge(unit=cast.payments, into=cast.search, at=NOON)


def test_two_units_of_a_name_are_not_merged_side_by_side(cast: Cast) -> None:
    units.add(organization=cast.organization, name="PAYMENTS", parent=cast.search)

    with pytest.raises(units.NamesClashError):
        units.merge(unit=cast.platform, into=cast.search, at=NOON)
    assert names(cast.payments) == ["Northwind Group", "Platform", "Payments"]


def test_merging_says_what_will_happen_and_asks_once(cast: Cast, client: OutsideClient) -> None:
    page = address("unit_merge", cast.payments)
    client.as_member(cast.max)

    said = client.get(page, {"into": cast.search.pk}).content.decode()
    assert "6 roles held here move to Search." in said
    assert "Payments is archived. Its results stay its own." in said
    cast.payments.refresh_from_db()
    assert cast.payments.archived_at is None

    done = client.post(page, {"into": cast.search.pk}, follow=True).content.decode()
    assert "Payments is part of Search now." in done
    assert "Merged into" in client.get(address("unit", cast.payments)).content.decode()


def test_a_merged_unit_that_comes_back_is_a_unit_of_its_own(cast: Cast) -> None:
    units.merge(unit=cast.payments, into=cast.search, at=NOON)
    cast.payments.refresh_from_db()

    units.restore(unit=cast.payments)

    cast.payments.refresh_from_db()
    assert (cast.payments.archived_at, cast.payments.merged_into) == (None, None)


@pytest.mark.parametrize(("name", "field"), [("unit_move", "parent"), ("unit_merge", "into")])
def test_a_foreign_unit_is_no_place(
    cast: Cast, eve: Member, client: OutsideClient, name: str, field: str
) -> None:
    with tenancy.scope(organization=eve.organization_id):
        foreign = Unit.objects.get()

    answer = client.as_member(cast.max).post(address(name, cast.search), {field: str(foreign.pk)})

    assert list(answer.context["form"].errors) == [field]
    assert "Far away" not in answer.content.decode()


def test_a_result_keeps_the_place_it_had_when_it_was_frozen(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    vote(session, cast.tom, everywhere(2))
    revealed(session, by=cast.fay)
    settle_all(session, cast.fay, everywhere(2))
    result = submission.submit(session=session, by=cast.fay, at=NOON)

    units.move(unit=cast.payments, parent=cast.search)
    units.edit(unit=cast.platform, name="Base", code="", weight=cast.platform.weight, tags=[])

    result.refresh_from_db()
    assert [step["id"] for step in result.place] == [
        cast.company.pk, cast.platform.pk, cast.payments.pk
    ]  # fmt: skip
    page = client.as_member(cast.ada).get(reverse("results:result", args=["northwind", result.pk]))
    assert "Northwind Group › Platform › Payments" in page.content.decode()


def test_a_large_tree_shows_at_most_200_rows_in_few_statements(
    cast: Cast, client: OutsideClient
) -> None:
    grow(cast, 1000)
    client.as_member(cast.max)

    with at_most(8):
        top = client.get(TREE).content.decode()
    with at_most(8):
        first = client.get(TREE, {"open": f"{cast.company.pk},{cast.search.pk}"}).content.decode()
    last = client.get(TREE, {"open": f"{cast.company.pk},{cast.search.pk}", "page": "6"}).text

    assert top.count('<div class="row-item-text') == 3
    assert first.count('<div class="row-item-text') == 200
    assert "Rows 1 to 200 of 1003" in first
    assert "Team 0999" in last


def test_a_small_tree_stands_open_and_its_branches_close(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.max)
    page = client.get(TREE).text
    closed = client.get(TREE, {"open": str(cast.company.pk)}, headers={"HX-Request": "true"})

    assert "Payments" in page
    assert f'href="{TREE}?open={cast.company.pk}"' in page
    assert "Payments" not in closed.text
    assert closed.text.lstrip().startswith('<div id="unit-tree">')
    assert "HX-Request" in closed["Vary"]


@pytest.mark.parametrize("asked", ["", "nonsense", "-1,,9", "9" * 40, "٣", "1" * 5000])
def test_an_address_with_nonsense_opens_nothing(
    cast: Cast, client: OutsideClient, asked: str
) -> None:
    page = client.as_member(cast.max).get(TREE, {"open": asked, "page": asked})

    assert page.status_code == 200
    assert page.text.count('<div class="row-item-text') == 1


@pytest.mark.parametrize("words", ["PAYM", "pay-1", "y-1"])
def test_a_search_finds_a_unit_by_name_or_code_and_says_where_it_is(
    cast: Cast, client: OutsideClient, words: str
) -> None:
    Unit.objects.filter(pk=cast.payments.pk).update(code="PAY-1")

    page = client.as_member(cast.max).get(TREE, {"q": words}).text

    assert "1 unit has" in page
    assert "Northwind Group › Platform" in page
    assert "Search</a>" not in page


def test_a_search_shows_at_most_200_units_and_says_so(cast: Cast, client: OutsideClient) -> None:
    grow(cast, 300)
    client.as_member(cast.max)

    with at_most(8):
        page = client.get(TREE, {"q": "team"}).text

    assert page.count('<div class="row-item-text') == 200
    assert "300 units have" in page
    assert "The first 200 are shown" in page


def test_a_search_that_finds_nothing_leads_back_to_the_tree(
    cast: Cast, client: OutsideClient
) -> None:
    page = client.as_member(cast.max).get(TREE, {"q": "a\0b<script>"}).text

    assert "0 units have" in page
    assert "Show the tree" in page
    assert "<script>alert" not in page


def test_the_open_part_follows_the_tree(cast: Cast) -> None:
    tree = units_tree.branches(cast.organization)
    shown = units_tree.visible_rows(tree, units_tree.expanded_units(tree, None))

    assert [(row.depth, row.node.name) for row in shown] == [
        (0, "Northwind Group"),
        (1, "Platform"),
        (2, "Payments"),
        (1, "Search"),
    ]
