"""The pages of the rounds room through their addresses."""

import json
import re

import pytest
from django.urls import reverse

from assessments.frameworks.ladder import Answer
from assessments.rounds.models import (
    Participant,
    Round,
    RoundState,
    Session,
    SessionState,
    SettledAnswer,
    Vote,
)
from orgs.database import tenancy
from orgs.models import Member
from tests.cast import (
    Cast,
    an_open_round,
    conditions_for,
    everywhere,
    revealed,
    the_framework,
    the_session,
    the_version,
    vote,
)
from tests.conftest import OutsideClient

SECRET = "a comment that nobody else may read yet"


def address(name: str, *args: object) -> str:
    return reverse(f"rounds:{name}", args=["northwind", *args])


def toms_vote(cast: Cast, capability: str = "RUN") -> Vote:
    tenancy.set_local("person", cast.tom.user_id)
    return Vote.objects.get(person=cast.tom, capability=capability)


def test_a_voter_answers_a_condition_and_sees_the_level_that_follows(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.tom)
    for condition in ("RUN-1a", "RUN-1b"):
        page = client.post(
            address("vote_condition", session.pk, "RUN", condition), {condition: "yes"}
        )

    assert "These answers make level 1, and up to 4" in page.content.decode()
    assert toms_vote(cast).answers.conditions == {"RUN-1a": Answer.YES, "RUN-1b": Answer.YES}


def test_saving_a_condition_costs_at_most_eight_statements(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.tom)
    target = address("vote_condition", session.pk, "RUN", "RUN-1a")
    client.post(target, {"RUN-1a": "yes"})

    client.post(target, {"RUN-1a": "no"})

    assert len(client.statements) <= 8


@pytest.mark.parametrize(
    ("name", "args", "body"),
    [
        ("vote_anchor", ["RUN"], {"anchor": "5"}),
        ("vote_anchor", ["RUN"], {"anchor": "two"}),
        ("vote_anchor", ["RUN"], {}),
        ("vote_condition", ["RUN", "RUN-1a"], {"RUN-1a": "perhaps"}),
        ("vote_condition", ["RUN", "RUN-1a"], {"RUN-1b": "yes"}),
        ("vote_comment", ["RUN"], {"text": "x" * 5001}),
        ("vote_comment", ["RUN"], {"text": "NUL \x00 byte"}),
        ("vote_confidence", ["RUN"], {"confidence": "9"}),
        ("vote_all", ["RUN"], {"anchor": "9"}),
    ],
)
def test_nonsense_is_refused_with_a_sentence(
    cast: Cast,
    session: Session,
    client: OutsideClient,
    name: str,
    args: list[str],
    body: dict[str, str],
) -> None:
    answer = client.as_member(cast.tom).post(address(name, session.pk, *args), body)

    assert answer.status_code == 400
    assert not Vote.objects.exists()


@pytest.mark.parametrize("args", [["XXX"], ["run"]])
def test_an_unknown_capability_is_not_found(
    cast: Cast, session: Session, client: OutsideClient, args: list[str]
) -> None:
    client.as_member(cast.tom)

    assert client.get(address("vote_capability", session.pk, *args)).status_code == 404
    assert client.post(address("vote_anchor", session.pk, *args)).status_code in (400, 404)


def test_a_condition_of_another_capability_is_not_found(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    target = address("vote_condition", session.pk, "RUN", "DEL-1a")

    assert client.as_member(cast.tom).post(target, {"DEL-1a": "yes"}).status_code == 404


def test_a_vote_after_the_reveal_is_a_conflict_and_keeps_what_was_voted(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    vote(session, cast.tom, {"RUN": 2})
    revealed(session, by=cast.fay)

    answer = client.as_member(cast.tom).post(
        address("vote_anchor", session.pk, "RUN"), {"anchor": "4"}, HTTP_HX_REQUEST="true"
    )

    assert answer.status_code == 409
    assert "revealed" in answer.content.decode()
    assert toms_vote(cast).anchor == 2


def test_without_script_a_whole_capability_is_saved_at_once(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    body = {"anchor": "1", "RUN-1a": "yes", "RUN-2a": "dont_know", "text": "See the inventory."}

    answer = client.as_member(cast.tom).post(address("vote_all", session.pk, "RUN"), body)

    assert answer.status_code == 302
    saved = toms_vote(cast)
    assert (saved.anchor, saved.comment) == (1, "See the inventory.")
    assert saved.conditions == {"RUN-1a": "yes", "RUN-2a": "dont_know"}


def test_the_vote_goes_on_with_the_first_capability_that_is_not_answered(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    vote(session, cast.tom, {"RUN": 2})

    answer = client.as_member(cast.tom).get(address("vote", session.pk))

    assert answer.headers["Location"] == address("vote_capability", session.pk, "DEL")


def test_no_page_shows_anybody_a_vote_before_the_reveal(
    cast: Cast, spring: Round, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.tom).post(address("vote_comment", session.pk, "RUN"), {"text": SECRET})
    pages = [
        address("session", session.pk),
        address("session_progress", session.pk) + "?state=open",
        address("round", spring.pk),
        address("vote_capability", session.pk, "RUN"),
        address("settle", session.pk, "RUN"),
    ]

    for member in (cast.ada, cast.max, cast.lin, cast.fay, cast.uma, cast.vic):
        client.as_member(member)
        for page in pages:
            assert SECRET not in client.get(page).content.decode()
    own = client.as_member(cast.tom).get(address("vote_capability", session.pk, "RUN"))
    assert SECRET in own.content.decode()


def test_a_comment_cannot_smuggle_markup_into_the_page(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.tom).post(
        address("vote_comment", session.pk, "RUN"), {"text": "<script>alert(1)</script>"}
    )
    revealed(session, by=cast.fay)

    page = client.as_member(cast.fay).get(address("settle", session.pk, "RUN"))

    assert "<script>alert" not in page.content.decode()
    assert "&lt;script&gt;alert(1)" in page.content.decode()


def test_the_facilitator_reveals_and_settles(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    for member in cast.voters:
        vote(session, member, everywhere(2))
    client.as_member(cast.fay)
    client.post(address("reveal", session.pk))
    page = client.get(address("session", session.pk)).content.decode()
    assert "All agree (5 people)." in page

    client.post(address("settle_majority", session.pk, "RUN"))

    session.refresh_from_db()
    assert session.state == SessionState.REVEALED
    assert SettledAnswer.objects.get().capability == "RUN"


def test_a_settlement_without_its_rationale_stays_on_the_page(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    for member in cast.voters:
        vote(session, member, {"RUN": 2})
    revealed(session, by=cast.fay)
    answers = {key: str(value) for key, value in conditions_for(the_framework(), "RUN", 4).items()}

    page = client.as_member(cast.fay).post(
        address("settle", session.pk, "RUN"), {**answers, "seen_version": "0"}
    )

    assert page.status_code == 400
    assert "departs from the majority" in page.content.decode()
    assert re.search(r'id="RUN-4a-yes" value="yes"\s+checked', page.content.decode())


def test_a_stale_settlement_is_a_conflict_that_shows_both(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    for member in cast.voters:
        vote(session, member, {"RUN": 2})
    revealed(session, by=cast.fay)
    client.as_member(cast.fay).post(address("settle_majority", session.pk, "RUN"))

    page = client.as_member(cast.ada).post(
        address("settle", session.pk, "RUN"), {"seen_version": "0", "rationale": "My own words"}
    )

    assert page.status_code == 409
    assert "My own words" in page.content.decode()
    assert "Settled by Fay" in page.content.decode()


def test_the_level_is_previewed_without_being_stored(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    vote(session, cast.tom, {"RUN": 2})
    revealed(session, by=cast.fay)

    page = client.as_member(cast.fay).post(
        address("settle_standing", session.pk, "RUN"),
        {"seen_version": "0", "RUN-1a": "yes", "RUN-1b": "yes", "RUN-2a": "no"},
    )

    assert "These answers make level 1." in page.content.decode()
    assert not SettledAnswer.objects.exists()


def test_the_open_page_turns_into_the_reveal_once_the_votes_are_revealed(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    vote(session, cast.tom, {"RUN": 2})
    revealed(session, by=cast.fay)

    answer = client.as_member(cast.tom).get(
        address("session_progress", session.pk) + "?seen=x", HTTP_HX_REQUEST="true"
    )

    assert json.loads(answer.headers["HX-Location"])["path"] == address("session", session.pk)


def test_an_administrator_drafts_opens_and_closes_a_round(
    cast: Cast, client: OutsideClient
) -> None:
    the_version()
    body = {"name": "Autumn 2026", "units": [str(cast.payments.pk)]}
    for key in the_framework().capabilities_by_key:
        body |= {f"target-{key}": "3", f"weight-{key}": "1"}
    client.as_member(cast.max).post(address("round_new"), body)
    drafted = Round.objects.get()
    assert (drafted.state, drafted.target["FIN"]) == (RoundState.DRAFT, 3)

    for verb, state in (("open", "open"), ("close", "closed"), ("archive", "archived")):
        client.post(address(f"round_{verb}", drafted.pk))
        drafted.refresh_from_db()
        assert drafted.state == state


def test_a_round_form_with_nonsense_says_what_is_wrong(
    cast: Cast, eve: Member, client: OutsideClient
) -> None:
    the_version()
    tenancy.set_local("organization", eve.organization_id)
    foreign = eve.organization.units.get()
    tenancy.set_local("organization", cast.organization.pk)
    body = {"name": "\x00", "units": [str(foreign.pk)], "target-RUN": "7", "weight-RUN": "-1"}

    page = client.as_member(cast.max).post(address("round_new"), body)

    assert page.status_code == 400
    assert "Null characters are not allowed" in page.content.decode()
    assert not Round.objects.exists()


def test_drafts_are_seen_by_those_who_manage_rounds_only(cast: Cast, client: OutsideClient) -> None:
    drafted = Round.objects.create(
        organization=cast.organization, version=the_version(), name="Secret plan"
    )

    assert client.as_member(cast.max).get(address("round", drafted.pk)).status_code == 200
    for member in (cast.lin, cast.fay, cast.vic):
        assert client.as_member(member).get(address("round", drafted.pk)).status_code == 404


def test_a_stranger_is_not_added_as_a_participant(
    cast: Cast, eve: Member, session: Session, client: OutsideClient
) -> None:
    answer = client.as_member(cast.fay).post(
        address("participant_add", session.pk), {"member": str(eve.pk)}
    )

    assert answer.status_code == 400
    assert not Participant.objects.filter(member=eve).exists()


def test_who_voted_what_is_read_capability_by_capability_once_it_is_revealed(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    voter = client.as_member(cast.tom)
    vote(session, cast.tom, everywhere(2))
    voter.post(address("vote_comment", session.pk, "RUN"), {"text": SECRET})
    place = address("capability_votes", session.pk, "RUN")
    assert client.as_member(cast.fay).get(place).status_code == 409

    revealed(session, by=cast.fay)
    page = client.as_member(cast.fay).get(place)
    part = client.get(place, headers={"HX-Request": "true"})
    assert len(client.statements) <= 9, "\n".join(client.statements)

    for answer in (page, part):
        assert SECRET in answer.content.decode()
        assert str(cast.tom) in answer.content.decode()
    assert b"<html" in page.content
    assert b"<html" not in part.content
    assert place in client.get(address("session", session.pk)).content.decode()


BUDGETS = [
    ("rounds", "max", 8),
    ("round", "max", 10),
    ("round_new", "max", 9),
    ("session", "fay", 12),
    ("session_progress", "fay", 9),
    ("vote_capability", "tom", 9),
]


@pytest.mark.parametrize(("name", "who", "most"), BUDGETS, ids=str)
def test_a_page_keeps_its_budget_of_statements(
    cast: Cast,
    spring: Round,
    session: Session,
    client: OutsideClient,
    name: str,
    who: str,
    most: int,
) -> None:
    for member in cast.voters:
        vote(session, member, everywhere(2))
    args: dict[str, list[object]] = {
        "round": [spring.pk],
        "session": [session.pk],
        "session_progress": [session.pk],
        "vote_capability": [session.pk, "RUN"],
    }
    client.as_member(getattr(cast, who)).get(address(name, *args.get(name, [])))

    assert len(client.statements) <= most, "\n".join(client.statements)


def test_the_revealed_session_costs_the_same_for_one_voter_and_for_five(
    cast: Cast, spring: Round, client: OutsideClient
) -> None:
    counts = []
    for name, voters in (("One", [cast.tom]), ("Five", cast.voters)):
        session = the_session(an_open_round(cast, name), cast.payments)
        for member in voters:
            vote(session, member, everywhere(2))
        revealed(session, by=cast.fay)
        client.as_member(cast.fay).get(address("session", session.pk))
        counts.append(len(client.statements))

    assert counts[0] == counts[1] <= 12
