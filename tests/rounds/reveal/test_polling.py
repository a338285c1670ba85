"""Pages that follow a session: nothing new costs next to nothing, and changed rows alone come."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.rounds.models import Participant, Session
from orgs.database import tenancy
from tests.cast import Cast, everywhere, revealed, settle_all, vote
from tests.conftest import OutsideClient

IN_PLACE = {"HX-Request": "true"}


def address(name: str, *args: object) -> str:
    return reverse(f"rounds:{name}", args=["northwind", *args])


@pytest.fixture
def shown(cast: Cast, session: Session) -> Session:
    """Return the revealed session; all five voted level 2."""
    for member in cast.voters:
        vote(session, member, everywhere(2))
    return revealed(session, by=cast.fay)


def marks(page: str) -> dict[str, str]:
    return dict(re.findall(r'class="reveal-mark" name="(\w+)" value="([^"]+)"', page))


def stamp(page: str) -> str:
    found = re.search(r"seen=(\w+)", page)
    assert found
    return found[1]


def asked_live(client: OutsideClient, session: Session, **known: str) -> Any:
    return client.get(address("session_live", session.pk), {"state": "revealed", **known})


def test_nothing_new_is_an_empty_answer_of_at_most_six_statements(
    cast: Cast, shown: Session, client: OutsideClient
) -> None:
    client.as_member(cast.lin)
    seen = stamp(asked_live(client, shown).content.decode())

    answer = asked_live(client, shown, seen=seen)

    assert (answer.status_code, answer.content) == (204, b"")
    assert len(client.statements) <= 6, "\n".join(client.statements)


def test_a_settled_row_comes_alone_with_its_news(
    cast: Cast, shown: Session, client: OutsideClient
) -> None:
    page = client.as_member(cast.tom).get(address("session", shown.pk)).content.decode()
    known = marks(page)
    assert len(known) == 8
    settle_all(shown, cast.fay, {"RUN": 2})

    answer = asked_live(client, shown, **known).content.decode()

    assert re.findall(r'<article class="reveal-row" id="(\w+)"', answer) == ["RUN"]
    assert "settled by Fay." in answer
    assert "7 capabilities to settle" in answer


def test_a_row_that_the_page_knows_does_not_come_again(
    cast: Cast, shown: Session, client: OutsideClient
) -> None:
    settle_all(shown, cast.fay, {"RUN": 2})
    page = client.as_member(cast.tom).get(address("session", shown.pk)).content.decode()

    answer = asked_live(client, shown, **marks(page)).content.decode()

    assert "<article" not in answer
    assert "seen=" in answer


def test_a_page_whose_session_was_submitted_keeps_what_stands_on_it(
    cast: Cast, shown: Session, client: OutsideClient
) -> None:
    Session.objects.filter(pk=shown.pk).update(state="submitted")

    answer = asked_live(client.as_member(cast.fay), shown, seen="former")

    assert answer.status_code == 286
    assert "The session is submitted now." in answer.content.decode()


def test_the_open_page_follows_who_has_answered(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.fay).get(address("session_progress", session.pk))
    seen = stamp(client.get(address("session_progress", session.pk)).content.decode())
    assert client.get(address("session_progress", session.pk), {"seen": seen}).status_code == 204
    assert len(client.statements) <= 6

    vote(session, cast.tom, {"RUN": 2})

    page = client.get(address("session_progress", session.pk), {"seen": seen}).content.decode()
    assert "1 of 8" in page


def test_a_voter_is_told_once_the_votes_are_revealed(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    vote(session, cast.tom, {"RUN": 2})
    client.as_member(cast.tom)
    assert client.get(address("vote_live", session.pk)).status_code == 204

    revealed(session, by=cast.fay)

    answer = client.get(address("vote_live", session.pk))
    assert answer.status_code == 286
    assert "The votes are revealed." in answer.content.decode()


def test_the_reveal_takes_the_place_of_the_open_page_on_the_projector_too(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    vote(session, cast.tom, {"RUN": 2})
    revealed(session, by=cast.fay)

    answer = client.as_member(cast.tom).get(
        address("session_progress", session.pk), {"view": "projector"}, headers=IN_PLACE
    )

    target = json.loads(answer.headers["HX-Location"])
    assert target["path"] == address("session", session.pk) + "?view=projector"
    assert target["select"] == "#main"


def test_presence_is_noted_at_most_every_fifteen_seconds_and_ends_after_thirty(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    seats = Participant.objects.filter(session=session, member=cast.tom)
    ask = client.as_member(cast.tom).get
    ask(address("session_progress", session.pk))
    noted = seats.get().seen_at
    assert noted is not None
    page = ask(address("session_progress", session.pk)).content.decode()
    assert not any("UPDATE rounds_participant" in sql for sql in client.statements)
    assert page.count("here now") == 1

    seats.update(seen_at=timezone.now() - timedelta(seconds=40))

    page = client.as_member(cast.vic).get(address("session_progress", session.pk)).content.decode()
    assert page.count("here now") == 0


def test_who_only_looks_on_is_not_counted_as_a_participant(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.vic).get(address("session_progress", session.pk))

    assert not Participant.objects.exclude(seen_at=None).exists()


def test_presence_is_in_no_history(cast: Cast, session: Session, client: OutsideClient) -> None:
    events = Participant._meta.apps.get_model("rounds", "ParticipantEvent").objects
    before = events.count()

    client.as_member(cast.tom).get(address("session_progress", session.pk))

    tenancy.set_local("organization", cast.organization.pk)
    assert Participant.objects.get(session=session, member=cast.tom).seen_at
    assert events.count() == before


def test_settling_in_place_tells_the_page_to_ask_what_changed(
    cast: Cast, shown: Session, client: OutsideClient
) -> None:
    client.as_member(cast.fay)
    panel = client.get(address("settle", shown.pk, "RUN"), headers=IN_PLACE)
    assert "<html" not in panel.content.decode()
    assert "HX-Request" in panel.headers["Vary"]
    body = dict.fromkeys(re.findall(r'name="(RUN-\w+)"', panel.content.decode()), "no")

    refused = client.post(
        address("settle", shown.pk, "RUN"), {**body, "seen_version": "0"}, headers=IN_PLACE
    )
    assert refused.status_code == 400
    assert "departs from the majority" in refused.content.decode()

    stored = client.post(
        address("settle", shown.pk, "RUN"),
        {**body, "seen_version": "0", "rationale": "We looked."},
        headers=IN_PLACE,
    )
    assert stored.content == b""
    assert "session-changed" in stored.headers["HX-Trigger"]
