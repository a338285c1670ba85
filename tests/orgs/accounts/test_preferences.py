"""The time zone in which a person reads times."""

from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from orgs import time_zones
from orgs.accounts import actions as accounts
from orgs.people import actions as people
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.orgs.statements import at_most

# Session, person, savepoint and its end.
SIGNED_IN = 4


def test_a_person_chooses_the_zone_of_their_pages(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.tom)

    answer = client.post("/preferences/", {"time_zone": "Asia/Tokyo"}, follow=True)

    cast.tom.user.refresh_from_db()
    assert cast.tom.user.time_zone == "Asia/Tokyo"
    assert " JST." in answer.content.decode()
    assert '<option value="Asia/Tokyo" selected>' in answer.content.decode()


def test_choosing_nothing_is_the_installations_zone(cast: Cast, client: OutsideClient) -> None:
    accounts.choose_preferences(user=cast.tom.user, time_zone="Asia/Tokyo")

    page = client.as_member(cast.tom).post("/preferences/", {"time_zone": ""}, follow=True)

    assert " UTC." in page.content.decode()


@pytest.mark.parametrize("name", ["Mars/Olympus", "../etc/passwd", "Asia/Tokyo\0", "x" * 65])
def test_a_zone_that_is_none_is_refused(cast: Cast, client: OutsideClient, name: str) -> None:
    page = client.as_member(cast.tom).post("/preferences/", {"time_zone": name})

    assert list(page.context["form"].errors) == ["time_zone"]
    with pytest.raises(ValidationError):
        accounts.choose_preferences(user=cast.tom.user, time_zone=name)


def test_preferences_want_somebody_signed_in(cast: Cast, client: OutsideClient) -> None:
    assert client.get("/preferences/")["Location"] == "/accounts/login/?next=/preferences/"


def test_the_preferences_keep_their_budget(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.tom)

    with at_most(SIGNED_IN):
        assert client.get("/preferences/").status_code == 200


def test_a_zone_ends_with_its_request(cast: Cast, client: OutsideClient) -> None:
    accounts.choose_preferences(user=cast.tom.user, time_zone="Asia/Tokyo")

    client.as_member(cast.tom).get("/preferences/")

    assert timezone.get_current_timezone_name() == "UTC"


def test_a_day_on_a_page_is_the_readers_day(cast: Cast, client: OutsideClient) -> None:
    offer = GrantOffer(Role.VIEWER, cast.search)
    midnight = timezone.now().replace(hour=20, minute=0)
    invited = people.invite(by=cast.ada, email="noa@example.org", offer=offer, at=midnight)
    client.as_member(cast.ada)
    accounts.choose_preferences(user=cast.ada.user, time_zone="Asia/Tokyo")

    page = client.get("/o/northwind/people/").content.decode()

    there = invited.expires_at.astimezone(ZoneInfo("Asia/Tokyo"))
    assert f"valid until {there.day} {there:%B %Y}" in page
    assert there.day != invited.expires_at.day


def test_a_zone_that_the_machine_knows_no_more_is_the_installations() -> None:
    assert str(time_zones.zone("Europe/Atlantis")) == "UTC"
    assert str(time_zones.zone("")) == "UTC"


def test_every_offered_zone_exists() -> None:
    offered = [name for _region, zones in time_zones.by_region() for name, _place in zones]

    assert len(offered) > 300
    assert {"Europe/Berlin", "America/Argentina/Ushuaia"} <= set(offered)
    for name in offered:
        assert NOON.astimezone(ZoneInfo(name)) == NOON
