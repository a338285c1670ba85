"""A round's life."""

import pytest
from django.db import DatabaseError, transaction

from assessments.frameworks.models import FrameworkVersion
from assessments.rounds.campaign import actions as campaign
from assessments.rounds.models import Round, RoundState, Session, SessionState
from orgs.database import tenancy
from orgs.models import Member
from orgs.units import actions as units
from tests.cast import NOON, Cast, an_open_round, the_version
from tests.conftest import OutsideClient


def test_opening_a_round_makes_a_session_for_each_chosen_active_unit(cast: Cast) -> None:
    units.archive(unit=cast.search, at=NOON)

    opened = an_open_round(cast)

    assert [row.unit for row in Session.objects.filter(round=opened)] == [cast.payments]


def test_a_round_without_an_active_unit_does_not_open(cast: Cast) -> None:
    units.archive(unit=cast.search, at=NOON)

    with pytest.raises(campaign.NothingToAskError):
        an_open_round(cast, units=[cast.search])
    assert Round.objects.get().state == RoundState.DRAFT


def test_a_round_opens_once_and_closes_once(spring: Round) -> None:
    with pytest.raises(campaign.RoundNotInStateError):
        campaign.open_round(round_id=spring.pk, at=NOON)
    campaign.close_round(round_id=spring.pk)
    with pytest.raises(campaign.RoundNotInStateError):
        campaign.close_round(round_id=spring.pk)


def test_two_rounds_cannot_share_a_name(cast: Cast, spring: Round) -> None:
    with pytest.raises(campaign.RoundNameTakenError):
        an_open_round(cast)


def test_the_database_refuses_a_round_that_asks_another_organizations_version(
    cast: Cast, eve: Member
) -> None:
    built_in = the_version()
    tenancy.set_local("organization", eve.organization_id)
    foreign = FrameworkVersion.objects.create(
        organization=eve.organization,
        key="own",
        version="1",
        name="Own",
        document=built_in.document,
        digest="0" * 64,
    )
    tenancy.set_local("organization", cast.organization.pk)

    with pytest.raises(DatabaseError, match="own organization"), transaction.atomic():
        Round.objects.create(organization=cast.organization, version=foreign, name="Stolen")


def test_the_list_of_rounds_counts_sessions_within_reach_alone(
    cast: Cast, spring: Round, client: OutsideClient
) -> None:
    """Tom answers in Payments; that Search is asked as well is nothing to him."""
    for member, asked in ((cast.tom, 1), (cast.kim, 1), (cast.lin, 1), (cast.max, 2)):
        (shown,) = client.as_member(member).get("/o/northwind/rounds/").context["rounds"]
        assert (shown.asked, shown.done) == (asked, 0)
    Session.objects.filter(unit=cast.search).update(state=SessionState.SUBMITTED)

    (shown,) = client.as_member(cast.tom).get("/o/northwind/rounds/").context["rounds"]
    assert (shown.asked, shown.done) == (1, 0)
    (shown,) = client.as_member(cast.max).get("/o/northwind/rounds/").context["rounds"]
    assert (shown.asked, shown.done) == (2, 1)
