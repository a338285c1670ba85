"""What an organization holds about a person, for them and for administrators."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from assessments.rounds.models import Session
from orgs.archive.export import tables
from orgs.archive.personal_data import keys_to_members
from orgs.database.event_tables import event_models
from orgs.models import Invitation, Member, SignOnIdentity
from tests import cast as tests_cast
from tests.cast import Cast, everywhere, vote
from tests.conftest import OutsideClient
from tests.orgs.invitations import an_invitation
from tests.reports.worlds import a_result


@pytest.fixture
def world(cast: Cast, session: Session) -> Cast:
    """Return the cast with a result, and with votes of Tom and Uma that nobody may read."""
    a_result(cast, session)
    autumn = tests_cast.an_open_round(cast, "Autumn 2026")
    for member in (cast.tom, cast.uma):
        vote(tests_cast.the_session(autumn, cast.payments), member, everywhere(3))
    return cast


def exported(by: Member, about: Member) -> dict[str, Any]:
    own = by.pk == about.pk
    name, args = ("orgs:own_export", []) if own else ("orgs:person_export", [about.pk])
    answer = OutsideClient().as_member(by).get(reverse(name, args=["northwind", *args]))
    assert answer.headers["Content-Disposition"].endswith('.json"')
    found: dict[str, Any] = json.loads(answer.getvalue())
    return found


def test_ones_own_export_holds_ones_own_votes_and_nobody_elses(world: Cast) -> None:
    found = exported(world.tom, world.tom)

    assert found["person"]["email"] == "tom@example.org"
    assert {row["person_id"] for row in found["rounds.vote"]} == {world.tom.pk}
    assert len({row["session_id"] for row in found["rounds.vote"]}) == 2
    assert [row["role"] for row in found["orgs.grant"]] == ["contributor"]
    assert any("vote of Tom" in event["what"] for event in found["history"])
    assert not any("Uma" in event["what"] for event in found["history"])


def test_an_administrators_export_of_a_person_holds_no_vote_before_its_reveal(world: Cast) -> None:
    own, found = exported(world.tom, world.tom), exported(world.max, world.tom)

    assert found["rounds.vote"]
    assert len({row["session_id"] for row in found["rounds.vote"]}) == 1
    hidden = {row["id"] for row in own["rounds.vote"]} - {row["id"] for row in found["rounds.vote"]}
    assert hidden
    told = [event["what"] for event in found["history"]]
    assert told
    assert not any("Autumn" in said for said in told if "vote" in said)


def test_it_tells_what_a_person_did_and_what_was_done_to_them(world: Cast) -> None:
    found = exported(world.ada, world.fay)

    told = [event["what"] for event in found["history"]]
    assert any("made Fay a member" in said for said in told)
    assert any("gave Fay the role Facilitator" in said for said in told)
    assert {row["by_id"] for row in found["rounds.settledanswer"]} == {world.fay.pk}
    assert set(found["results.result"][0]) == {
        *("id", "session_id", "revision", "unit_id", "round_id"),
        *("submitted_by_id", "submitted_at"),
    }


def test_no_export_tells_a_link_or_a_token(world: Cast) -> None:
    invitation = an_invitation(world)
    Invitation.objects.filter(pk=invitation.pk).update(email=world.tom.user.email)

    text = json.dumps(exported(world.max, world.tom))

    assert "tom@example.org" in text
    assert invitation.nonce not in text
    assert invitation.token_hash not in text


def test_it_tells_who_the_person_is_at_a_provider(world: Cast) -> None:
    SignOnIdentity.objects.create(
        organization=world.organization, member=world.tom, issuer="https://a.example", subject="s-1"
    )

    (told,) = exported(world.tom, world.tom)["orgs.signonidentity"]

    assert (told["issuer"], told["subject"]) == ("https://a.example", "s-1")
    assert exported(world.max, world.fay)["orgs.signonidentity"] == []


def test_every_table_that_names_a_member_is_told_or_left_out_on_purpose() -> None:
    naming = {model for model in apps.get_models() if keys_to_members(model)}
    # Told by address; told though it stays out of archives; told as history.
    left_out = {Invitation, SignOnIdentity, *event_models()}

    assert naming - left_out <= {table.model for table in tables()}


def test_the_way_to_it_leads_from_the_account(world: Cast, client: OutsideClient) -> None:
    client.as_member(world.tom)
    link = reverse("orgs:own_export", args=["northwind"])

    assert reverse("orgs:own_data") in client.get(reverse("orgs:account")).content.decode()
    assert link in client.get(reverse("orgs:own_data")).content.decode()
    assert len(client.statements) <= 8


def test_a_member_without_access_gets_nothing(world: Cast, client: OutsideClient) -> None:
    client.as_member(world.tom)
    Member.objects.filter(pk=world.tom.pk).update(deactivated_at=tests_cast.NOON)

    assert client.get(reverse("orgs:own_export", args=["northwind"])).status_code == 404
