"""The ways to submit and reopen, through their addresses."""

import pytest
from django.urls import reverse

from assessments.results.models import Result
from assessments.rounds.campaign import actions as campaign
from assessments.rounds.models import Round, Session, SettledAnswer
from orgs.models import Member
from orgs.permissions import Role
from tests.cast import Cast, a_member
from tests.conftest import OutsideClient
from tests.results.pages import page_of, text, url


def test_the_facilitator_submits_and_lands_on_the_result(
    client: OutsideClient, cast: Cast, settled: Session
) -> None:
    response = client.as_member(cast.fay).post(url("submit", settled.pk))

    result = Result.objects.get()
    assert (response.status_code, response["Location"]) == (302, url("result", result.pk))
    assert result.submitted_by == cast.fay


def test_a_submit_with_open_capabilities_names_them(
    client: OutsideClient, cast: Cast, settled: Session
) -> None:
    SettledAnswer.objects.filter(session=settled, capability="OBS").delete()

    response = client.as_member(cast.fay).post(url("submit", settled.pk))

    assert response.status_code == 409
    assert "1 capability is still to settle" in text(response)
    link = reverse("rounds:settle", args=["northwind", settled.pk, "OBS"])
    assert f'<a href="{link}">Unified observability</a>' in response.content.decode()
    assert not Result.objects.exists()


def test_a_second_submit_is_told_so(client: OutsideClient, cast: Cast, settled: Session) -> None:
    client.as_member(cast.fay).post(url("submit", settled.pk))
    again = client.post(url("submit", settled.pk))

    assert again.status_code == 409
    assert Result.objects.count() == 1


def test_an_archived_round_takes_no_submission(
    client: OutsideClient, cast: Cast, settled: Session, spring: Round
) -> None:
    campaign.close_round(round_id=spring.pk)
    campaign.archive_round(round_id=spring.pk)

    assert client.as_member(cast.fay).post(url("submit", settled.pk)).status_code == 409


@pytest.mark.parametrize("name", ["submit", "reopen"])
def test_who_may_not_run_the_session_is_refused(
    client: OutsideClient, cast: Cast, eve: Member, settled: Session, name: str
) -> None:
    sibling = a_member(cast.organization, "Fred", Role.FACILITATOR, cast.search)
    answers = {
        member.user.name: client.as_member(member).post(url(name, settled.pk)).status_code
        for member in (cast.tom, cast.lin, cast.kim, sibling, eve)
    }

    assert answers == {"Tom": 403, "Lin": 403, "Kim": 403, "Fred": 404, "Eve": 404}


@pytest.mark.parametrize("name", ["submit", "reopen"])
def test_reading_does_not_submit(
    client: OutsideClient, cast: Cast, settled: Session, name: str
) -> None:
    assert client.as_member(cast.fay).get(url(name, settled.pk)).status_code == 405


def test_ids_that_do_not_exist_are_not_found(client: OutsideClient, cast: Cast) -> None:
    client.as_member(cast.ada)
    for pk in (0, 10**30):
        assert client.get(url("result", pk)).status_code == 404
        assert client.get(url("result_of_session", pk)).status_code == 404
        assert client.post(url("submit", pk)).status_code == 404


def test_reopening_leads_back_to_the_session(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    assert "Reopen the session" in text(page_of(client, cast.fay, result))
    assert "Reopen the session" not in text(page_of(client, cast.tom, result))

    response = client.as_member(cast.fay).post(url("reopen", result.session_id))

    assert response.status_code == 302
    assert client.post(url("reopen", result.session_id)).status_code == 409
