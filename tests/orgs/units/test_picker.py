"""Choosing a unit in a form: a list of few, a search of many, with and without its script."""

import pytest
from django.urls import reverse

from orgs.database import tenancy
from orgs.models import Grant, Member, Unit
from orgs.sign_on import settings_actions
from orgs.units import actions as units
from orgs.units import picker
from orgs.units.tree import place_of
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.orgs.organization.test_pages import GATE
from tests.orgs.statements import at_most
from tests.orgs.units.test_tree import address, grow

FIND = "/o/northwind/units/find"
CHOOSE = ("unit_add", "people_invite")
MOST_BYTES = 30_000  # a page that listed 1,000 units once would have 60,000 more


@pytest.fixture
def large(cast: Cast) -> Cast:
    """Return the cast in an organization of a thousand teams."""
    grow(cast, 1000)
    Unit.objects.filter(pk=cast.payments.pk).update(code="PAY-1")
    return cast


def choosing(cast: Cast) -> list[str]:
    """Return the pages with a form that chooses a unit."""
    pages = [reverse(f"orgs:{name}", args=["northwind"]) for name in CHOOSE]
    pages += [address(name, cast.platform) for name in ("unit_move", "unit_merge")]
    return [*pages, reverse("orgs:person", args=["northwind", cast.tom.pk])]


def team(number: int) -> Unit:
    return Unit.objects.get(name=f"Team {number:04}")


def test_few_units_are_a_list_and_many_a_search(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.max)

    for page in choosing(cast):
        assert "data-unit-search" not in client.get(page).text
    grow(cast, picker.MOST_LISTED)
    for page in choosing(cast):
        assert "data-unit-search" in client.get(page).text


def test_a_page_weighs_no_more_in_a_large_organization(large: Cast, client: OutsideClient) -> None:
    provider = {"issuer": "https://id.example.org", "client_id": "groundwork", "secret": "kept"}
    here = large.organization
    settings_actions.configure(organization=here, role_claim="groups", at=NOON, **provider)
    client.as_member(large.ada)

    for page in [*choosing(large), reverse("orgs:sign_on_settings", args=["northwind"])]:
        answer = client.get(page)
        assert "data-unit-search" in answer.text
        assert len(answer.content) < MOST_BYTES


def test_all_choices_of_a_page_are_read_in_one_statement(
    large: Cast, client: OutsideClient
) -> None:
    client.as_member(large.max)

    for name in CHOOSE:
        with at_most(GATE + 1):
            client.get(reverse(f"orgs:{name}", args=["northwind"]))
    with at_most(GATE + 2):
        client.get(address("unit_move", large.platform))
    with at_most(GATE + 1):
        assert client.get(FIND, {"q": "team"}).status_code == 200


def found(client: OutsideClient, **asked: str | int) -> list[str]:
    """Return the names that the search offers."""
    page = client.get(FIND, asked).text
    return [part.split('"')[0] for part in page.split('data-name="')[1:]]


def test_a_search_offers_at_most_twenty_units_with_their_places(
    large: Cast, client: OutsideClient
) -> None:
    page = client.as_member(large.max).get(FIND, {"q": "TEAM"}).text

    assert page.count('role="option"') == picker.MOST_FOUND
    assert "20 of 1000 units; type more" in page
    assert 'data-place="Northwind Group › Search"' in page


def test_a_search_finds_names_and_codes_the_best_first(large: Cast, client: OutsideClient) -> None:
    client.as_member(large.max)
    for name in ("Research", "Search tools"):
        units.add(organization=large.organization, name=name)

    assert found(client, q="search") == ["Search", "Search tools", "Research"]
    assert found(client, q="pay-1") == ["Payments"]
    assert found(client, q="a\0b") == []
    assert found(client)[:3] == ["Northwind Group", "Platform", "Payments"]


@pytest.mark.parametrize("without", ["nonsense", "-1", "9" * 40, "٣"])
def test_nonsense_leaves_no_unit_out(cast: Cast, client: OutsideClient, without: str) -> None:
    assert len(found(client.as_member(cast.max), without=without)) == 4


def test_what_cannot_be_chosen_is_not_offered(
    large: Cast, eve: Member, client: OutsideClient
) -> None:
    units.archive(unit=team(7), at=NOON)
    client.as_member(large.max)
    page = client.get(address("unit_move", large.platform)).text

    assert f'hx-get="{FIND}?without={large.platform.pk}"' in page
    assert found(client, q="p", without=large.platform.pk) == ["Northwind Group"]
    assert found(client, q="Team 0007") == found(client, q="Far away") == []


@pytest.mark.parametrize("name", ["payments", "platform", "archived", "foreign"])
def test_what_cannot_be_chosen_is_refused(
    large: Cast, eve: Member, client: OutsideClient, name: str
) -> None:
    units.archive(unit=team(7), at=NOON)
    with tenancy.scope(organization=eve.organization_id):
        foreign = Unit.objects.get()
    unit = {"archived": team(7), "foreign": foreign}.get(name) or getattr(large, name)
    client.as_member(large.max)

    for words in ({}, {"parent_words": unit.name}):
        sent = {"parent": unit.pk, **words}
        answer = client.post(address("unit_move", large.platform), sent)
        assert list(answer.context["form"].errors) == ["parent"]
    assert [step["name"] for step in place_of(large.platform.pk)] == ["Northwind Group", "Platform"]


@pytest.mark.parametrize("words", ["Team 0042", "team 0042", " 0042 ", "T-42"])
def test_words_that_name_one_unit_choose_it_without_a_script(
    large: Cast, client: OutsideClient, words: str
) -> None:
    Unit.objects.filter(pk=team(42).pk).update(code="T-42")

    sent = {"parent": "", "parent_words": words}
    client.as_member(large.max).post(address("unit_move", large.platform), sent)

    assert place_of(large.platform.pk)[-2]["name"] == "Team 0042"


def test_words_that_fit_several_units_are_a_list_to_choose_from(
    large: Cast, client: OutsideClient
) -> None:
    client.as_member(large.max)
    sent = {"role": "viewer", "unit": "", "unit_words": "Team 004"}
    give = reverse("orgs:grant_give", args=["northwind", large.vic.pk])

    page = client.post(give, sent)
    assert "10 units fit “Team 004”. Choose one." in page.text
    assert (
        f'<option value="{team(42).pk}">Team 0042, Northwind Group › Search</option>' in page.text
    )
    client.post(give, sent | {"unit": team(42).pk})

    assert Grant.objects.filter(member=large.vic, unit=team(42), role="viewer").exists()


def test_words_that_fit_no_unit_are_kept_and_refused(large: Cast, client: OutsideClient) -> None:
    sent = {"name": "New", "parent": large.search.pk, "parent_words": "Serach"}

    page = client.as_member(large.max).post(reverse("orgs:unit_add", args=["northwind"]), sent)

    assert "No unit that can be chosen here has “Serach”" in page.text
    assert 'value="Serach"' in page.text
    assert 'name="parent" value=""' in page.text


def test_an_error_elsewhere_keeps_what_was_chosen(large: Cast, client: OutsideClient) -> None:
    sent = {"name": "", "parent": team(42).pk, "parent_words": "Team 0042"}

    page = client.as_member(large.max).post(reverse("orgs:unit_add", args=["northwind"]), sent)

    assert f'name="parent" value="{team(42).pk}"' in page.text
    assert 'value="Team 0042"' in page.text
    assert "Northwind Group › Search</div>" in page.text


def test_an_empty_search_means_no_unit(large: Cast, client: OutsideClient) -> None:
    sent = {"parent": large.company.pk, "parent_words": ""}

    client.as_member(large.max).post(address("unit_move", large.platform), sent)

    assert [step["name"] for step in place_of(large.platform.pk)] == ["Platform"]


def test_a_merge_wants_a_unit(large: Cast, client: OutsideClient) -> None:
    page = client.as_member(large.max).get(
        address("unit_merge", large.payments), {"into": "", "into_words": ""}
    )

    assert list(page.context["form"].errors) == ["into"]
