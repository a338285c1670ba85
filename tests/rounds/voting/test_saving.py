"""Changes that are sent more than once, too late, by two windows, or by somebody else."""

import pytest
from django.urls import reverse

from assessments.rounds.models import Session, SettledAnswer, Vote
from assessments.rounds.voting.actions import REMEMBERED_CHANGES
from orgs.database import tenancy
from tests.cast import Cast, conditions_for, everywhere, revealed, the_framework, vote
from tests.conftest import OutsideClient


def key(number: int) -> str:
    return f"change-of-a-test-{number:05}"


def address(name: str, session: Session, *args: str) -> str:
    return reverse(f"rounds:{name}", args=["northwind", session.pk, "RUN", *args])


def sends(client: OutsideClient, session: Session, answer: str, change: str, **more: str) -> int:
    """Answer RUN-1a as a page's script does, and return the status."""
    target = address("vote_condition", session, "RUN-1a")
    headers = {"HX-Request": "true", "X-Change": change, **more}
    return int(client.post(target, {"RUN-1a": answer}, headers=headers).status_code)


def writes(client: OutsideClient, session: Session, text: str, seen: str, change: str = "") -> str:
    """Comment as a page's script does, and return status and page."""
    headers = {"HX-Request": "true", "X-Change": change}
    body = {"text": text, "seen": seen}
    answer = client.post(address("vote_comment", session), body, headers=headers)
    return f"{answer.status_code} {answer.headers.get('HX-Retarget')} {answer.content.decode()}"


def toms_vote(cast: Cast) -> Vote:
    tenancy.set_local("person", cast.tom.user_id)
    return Vote.objects.get(person=cast.tom)


def test_a_change_that_is_sent_again_after_a_later_one_is_not_applied_again(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.tom)
    sends(client, session, "yes", key(1))
    sends(client, session, "no", key(2))

    assert sends(client, session, "yes", key(1)) == 200
    assert toms_vote(cast).conditions == {"RUN-1a": "no"}
    assert toms_vote(cast).changes == [key(1), key(2)]


def test_a_change_whose_answer_got_lost_is_acknowledged_even_after_the_reveal(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.tom)
    sends(client, session, "yes", key(1))
    revealed(session, by=cast.fay)

    assert sends(client, session, "yes", key(1)) == 200
    assert sends(client, session, "no", key(2)) == 409
    assert toms_vote(cast).conditions == {"RUN-1a": "yes"}


def test_a_vote_remembers_its_last_changes_only(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.tom)
    for number in range(REMEMBERED_CHANGES + 3):
        sends(client, session, "yes", key(number))

    assert toms_vote(cast).changes == [key(n) for n in range(3, REMEMBERED_CHANGES + 3)]


def test_saving_with_a_key_costs_at_most_eight_statements(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.tom)
    for number in range(2):
        sends(client, session, "yes", key(number))

    assert len(client.statements) <= 8


@pytest.mark.parametrize("change", ["short", "x" * 37, "no blanks in a key!", "å" * 20])
def test_a_key_that_is_none_is_refused(
    cast: Cast, session: Session, client: OutsideClient, change: str
) -> None:
    assert sends(client.as_member(cast.tom), session, "yes", change) == 400
    assert not Vote.objects.exists()


def test_what_somebody_typed_is_not_stored_for_who_signed_in_since(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.uma)

    status = sends(client, session, "yes", key(1), **{"X-Person": str(cast.tom.user_id)})

    assert status == 401
    for member in (cast.tom, cast.uma):
        tenancy.set_local("person", member.user_id)
        assert not Vote.objects.exists()


def test_a_comment_does_not_overwrite_one_that_its_writer_has_not_seen(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.tom)
    assert writes(client, session, "From the phone", "").startswith("200")

    answer = writes(client, session, "From the <desk>", "")

    assert answer.startswith("409 #comment-place")
    assert "From the phone" in answer
    assert "From the &lt;desk&gt;" in answer
    assert toms_vote(cast).comment == "From the phone"

    assert writes(client, session, "From both", "From the phone").startswith("200")
    assert toms_vote(cast).comment == "From both"


def test_a_comment_sent_again_is_no_conflict_with_itself(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.tom)
    writes(client, session, "Two\nlines", "", key(1))

    assert writes(client, session, "Two\r\nlines", "", key(1)).startswith("200")
    assert writes(client, session, "Two\r\nlines", "").startswith("200")
    assert writes(client, session, "Three", "Two\r\nlines").startswith("200")
    assert toms_vote(cast).comment == "Three"


def test_without_script_two_comments_come_back_side_by_side_and_the_answers_are_stored(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.tom)
    writes(client, session, "From the phone", "")
    body = {"anchor": "2", "RUN-1a": "yes", "text": "From the desk", "seen": ""}

    answer = client.post(address("vote_all", session), body)

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Stored meanwhile" in page
    assert "From the phone" in page
    assert "From the desk" in page
    vote = toms_vote(cast)
    assert (vote.anchor, vote.comment) == (2, "From the phone")


def test_that_it_does_not_apply_is_sent_like_any_other_change_and_renews_the_page(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    key_of = next(row.key for row in the_framework().capabilities if row.not_applicable_allowed)
    target = reverse("rounds:vote_not_applicable", args=["northwind", session.pk, key_of])
    headers = {"HX-Request": "true", "X-Change": key(1)}

    answer = client.as_member(cast.tom).post(
        target,
        {"reason": "None here.", "approver": "Lin", "review_on": "2027-03-01"},
        headers=headers,
    )

    assert answer.headers["HX-Refresh"] == "true"
    assert toms_vote(cast).not_applicable


def settlement(level: int, rationale: str, seen: int, change: str) -> dict[str, str]:
    """Return what the form of settling RUN sends."""
    answers = conditions_for(the_framework(), "RUN", level)
    words = {"rationale": rationale, "seen_version": str(seen), "change": change}
    return {name: answer.value for name, answer in answers.items()} | words


def a_revealed_session(cast: Cast, session: Session) -> Session:
    vote(session, cast.tom, everywhere(2))
    return revealed(session, by=cast.fay)


def test_settling_sent_twice_makes_one_version(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    a_revealed_session(cast, session)
    client.as_member(cast.fay)
    body = settlement(2, "We looked.", 0, key(1))

    statuses = [client.post(address("settle", session), body).status_code for _ in range(2)]

    assert statuses == [302, 302]
    assert SettledAnswer.objects.get().version == 1


@pytest.mark.parametrize("by_script", [True, False], ids=["by script", "without script"])
def test_who_settles_second_sees_both_answers_side_by_side_and_can_store_what_comes_of_it(
    cast: Cast, session: Session, client: OutsideClient, by_script: bool
) -> None:
    headers = {"HX-Request": "true"} if by_script else {}
    a_revealed_session(cast, session)
    client.as_member(cast.fay)
    client.post(address("settle", session), settlement(2, "As <Fay> saw it", 0, key(1)))
    client.as_member(cast.ada)

    answer = client.post(
        address("settle", session), settlement(3, "As Ada saw it", 0, key(2)), headers=headers
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("<html" in page) is not by_script
    assert "As &lt;Fay&gt; saw it" in page
    assert "As Ada saw it" in page
    level_3 = the_framework().capability("RUN").levels[3].conditions
    assert all(f'<th scope="row">{row.text}</th>' in page for row in level_3)
    assert 'name="seen_version" value="1"' in page
    assert SettledAnswer.objects.get().rationale == "As <Fay> saw it"

    client.post(address("settle", session), settlement(3, "As both saw it", 1, key(3)))
    assert SettledAnswer.objects.get().rationale == "As both saw it"
