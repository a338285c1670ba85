"""Settling at the majority carries the row that was shown; who comes second gets both."""

import pytest
from django.urls import reverse

from assessments.rounds.models import Session, SettledAnswer
from tests.cast import Cast, an_open_round, revealed, settle_all, the_session, vote
from tests.conftest import OutsideClient

UNSEEN = "0-0-0-0.000000"


@pytest.fixture
def session(cast: Cast) -> Session:
    led_session = the_session(an_open_round(cast), cast.payments)
    for member in cast.voters:
        vote(led_session, member, {"RUN": 2})
    return revealed(led_session, by=cast.fay)


def majority(session: Session) -> str:
    return reverse("rounds:settle_majority", args=["northwind", session.pk, "RUN"])


def test_the_button_carries_the_row_that_it_stands_in(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    page = client.as_member(cast.fay).get(reverse("rounds:session", args=["northwind", session.pk]))

    assert f'name="shown" value="{UNSEEN}"' in page.text


def test_the_majority_does_not_replace_what_was_settled_since_the_page(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    settle_all(session, cast.ada, {"RUN": 3})

    refused = client.as_member(cast.fay).post(majority(session), {"shown": UNSEEN})

    assert refused.status_code == 409
    assert "Settled by Ada at" in refused.text
    assert "<form" in refused.text
    assert SettledAnswer.objects.get(capability="RUN").version == 1


def test_a_second_click_settles_nothing_anew(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.fay)
    for _again in range(2):
        assert client.post(majority(session), {"shown": UNSEEN}).status_code == 302

    assert SettledAnswer.objects.get().version == 1


def test_votes_given_since_the_page_are_looked_at_first(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    refused = client.as_member(cast.fay).post(majority(session), {"shown": "0-1-1-7.000000"})

    assert refused.status_code == 409
    assert "This changed since you opened the page." in refused.text
    assert not SettledAnswer.objects.exists()
