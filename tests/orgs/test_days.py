"""One meaning of a day for each purpose: the organization's decides, the reader's is shown."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from assessments.rounds.campaign import actions as campaign
from assessments.rounds.campaign import schedule_actions
from assessments.rounds.models import Round, RoundState
from orgs import time_zones
from orgs.days import beginning, latest_day, organization_day, reader_day
from orgs.models import Organization
from orgs.organization import actions
from tests.cast import Cast, the_version
from tests.conftest import OutsideClient

EAST, WEST = "Pacific/Kiritimati", "Etc/GMT+12"  # never on the same day
LATE = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
SETTINGS = "/o/northwind/settings/"


def in_zone(name: str) -> Organization:
    return Organization(name="Northwind", time_zone=name)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("", date(2026, 11, 30)),
        ("Europe/Berlin", date(2026, 12, 1)),
        ("America/New_York", date(2026, 11, 30)),
    ],
)
def test_an_organizations_day_is_that_of_its_zone_whoever_reads(zone: str, day: date) -> None:
    for reader in (EAST, WEST):
        with timezone.override(time_zones.zone(reader)):
            assert organization_day(in_zone(zone), LATE) == day


def test_what_is_shown_is_the_readers_day() -> None:
    with timezone.override(time_zones.zone("Europe/Berlin")):
        assert reader_day(LATE) == date(2026, 12, 1)
    with timezone.override(time_zones.zone("America/New_York")):
        assert reader_day(LATE) == date(2026, 11, 30)


@pytest.mark.parametrize("zone", [EAST, WEST, "", "Europe/Berlin"])
def test_a_day_begins_where_the_day_before_ends(zone: str) -> None:
    organization, day = in_zone(zone), date(2026, 10, 25)  # a day of 25 hours in Berlin

    begins = beginning(organization, day)

    assert organization_day(organization, begins) == day
    assert organization_day(organization, begins - timedelta(seconds=1)) < day


@pytest.mark.parametrize("zone", [EAST, WEST, ""])
def test_no_organization_is_further_than_the_latest_day(zone: str) -> None:
    assert organization_day(in_zone(zone), LATE) <= latest_day(LATE)


def choose(cast: Cast, zone: str) -> None:
    actions.choose_time_zone(organization=cast.organization, time_zone=zone)
    cast.organization.refresh_from_db()


@pytest.mark.django_db
@pytest.mark.parametrize(("zone", "hours"), [("Europe/Berlin", -1), ("America/New_York", 5)])
def test_rounds_open_and_close_by_the_organizations_days(cast: Cast, zone: str, hours: int) -> None:
    choose(cast, zone)
    first, last = date(2026, 12, 1), date(2026, 12, 10)
    plan = campaign.RoundPlan(
        name="Dated", target={}, weights={}, opens_on=first, closes_on=last, reminds_on=None
    )
    drafted = campaign.draft(
        organization=cast.organization, version=the_version(), plan=plan, units=[cast.payments]
    )
    begins = datetime(2026, 12, 1, tzinfo=UTC) + timedelta(hours=hours)

    for moment, state in [
        (begins - timedelta(minutes=1), RoundState.DRAFT),
        (begins, RoundState.OPEN),
        (begins + timedelta(days=10, minutes=-1), RoundState.OPEN),
        (begins + timedelta(days=10), RoundState.CLOSED),
    ]:
        for organization_id, round_id in schedule_actions.due_rounds(latest_day(moment)):
            schedule_actions.apply_dates(organization_id, round_id, at=moment)
        assert Round.objects.get(pk=drafted.pk).state == state


@pytest.mark.django_db
def test_an_owner_chooses_the_zone_and_pages_of_rounds_name_it(
    cast: Cast, client: OutsideClient
) -> None:
    the_version()
    ada = client.as_member(cast.ada)
    assert "Time zone" in ada.get(SETTINGS).text

    ada.post(SETTINGS, {"name": "Northwind", "currency": "USD", "time_zone": "Europe/Berlin"})

    assert Organization.objects.get(pk=cast.organization.pk).time_zone == "Europe/Berlin"
    assert "time zone Europe/Berlin" in ada.get("/o/northwind/rounds/new").text


@pytest.mark.django_db
def test_only_zones_that_exist_are_chosen(cast: Cast, client: OutsideClient) -> None:
    wish = {"currency": "USD", "time_zone": "Europe/Atlantis"}

    assert client.as_member(cast.ada).post(SETTINGS, wish).status_code == 200
    with pytest.raises(ValidationError):
        choose(cast, "Europe/Atlantis")
    assert Organization.objects.get(pk=cast.organization.pk).time_zone == ""
