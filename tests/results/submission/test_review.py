"""A leader accepts what was submitted, or returns it with comments."""

import pytest

from assessments.results.models import Result
from assessments.results.submission import actions as submission
from assessments.rounds.campaign import actions as campaign
from assessments.rounds.models import Review, Round, Session, SessionState, Verdict
from assessments.rounds.review.actions import NothingSaidError, Remarks
from assessments.rounds.session_state import NotInStateError
from orgs.database.event_tables import event_models
from orgs.models import Mail
from orgs.permissions import Role
from tests.cast import NOON, Cast, a_member
from tests.conftest import OutsideClient
from tests.results.pages import page_of, text, url

SAID = Remarks(comments={"OBS": "Which services export traces?", "RUN": "  "}, note="Nearly there.")


def mailed() -> list[tuple[str, str]]:
    """Return who got which mail, in order."""
    return list(Mail.objects.order_by("pk").values_list("recipient", "subject"))


def test_the_leaders_above_are_told_of_a_submission(cast: Cast, settled: Session) -> None:
    a_member(cast.organization, "Sid", Role.LEADER, cast.search)
    result = submission.submit(session=settled, by=cast.fay, at=NOON)

    assert mailed() == [("lin@example.org", "To review: Payments, Spring 2026")]
    mail = Mail.objects.get()
    assert "Fay submitted Payments in the round Spring 2026, revision 1." in mail.body
    assert f"/o/northwind/sessions/{result.session_id}/review" in mail.body
    assert f"/o/northwind/sessions/{result.session_id}/review" in mail.html


def test_an_accepted_result_is_marked_and_its_facilitator_told(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    answer = client.as_member(cast.lin).post(url("accept", result.session_id), follow=True)

    assert "Accepted. The result of Payments stands." in text(answer)
    assert "accepted by Lin on" in text(page_of(client, cast.tom, result))
    assert 'data-state="accepted"' in client.get("/o/northwind/results/").content.decode()
    assert mailed()[1:] == [("fay@example.org", "Accepted: Payments, Spring 2026")]
    assert Session.objects.get(pk=result.session_id).state == SessionState.ACCEPTED


def test_a_returned_session_opens_again_with_the_comments_beside_the_capabilities(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    body = {"comment-OBS": "Which services export traces?", "note": "Nearly there."}

    client.as_member(cast.lin).post(url("review", result.session_id), body)

    session = Session.objects.get(pk=result.session_id)
    assert (session.state, session.revision) == (SessionState.REVEALED, 2)
    page = client.as_member(cast.fay).get(f"/o/northwind/sessions/{session.pk}/").content.decode()
    assert page.count("Which services export traces?") == 1
    assert "Nearly there." in page
    settle = f"/o/northwind/sessions/{session.pk}/settle/"
    assert "Which services export" in client.get(f"{settle}OBS/").content.decode()
    assert "Which services export" not in client.get(f"{settle}RUN/").content.decode()
    returned = Mail.objects.order_by("pk").last()
    assert returned is not None
    assert (returned.recipient, returned.subject) == (
        "fay@example.org",
        "Returned: Payments, Spring 2026",
    )
    assert "Unified observability:\nWhich services export traces?" in returned.body
    assert "Which services export traces?" in returned.html


def test_submitting_again_makes_the_next_revision_and_the_comments_are_gone(
    client: OutsideClient, cast: Cast, result: Result, settled: Session
) -> None:
    submission.send_back(session=settled, remarks=SAID, by=cast.lin, at=NOON)

    again = submission.submit(session=settled, by=cast.fay, at=NOON)

    assert again.revision == 2
    page = client.as_member(cast.fay).get(f"/o/northwind/sessions/{settled.pk}/")
    assert "Which services export" not in page.content.decode()
    submission.accept(session=settled, by=cast.lin, at=NOON)
    assert "accepted by Lin" in text(page_of(client, cast.fay, again))
    assert "accepted by Lin" not in text(page_of(client, cast.fay, result))


def test_a_return_says_something(client: OutsideClient, cast: Cast, result: Result) -> None:
    answer = client.as_member(cast.lin).post(url("review", result.session_id), {"note": " "})

    assert answer.status_code == 400
    assert "Say what is to be looked at again" in text(answer)
    assert Session.objects.get(pk=result.session_id).state == SessionState.SUBMITTED
    with pytest.raises(NothingSaidError):
        submission.send_back(session=result.session, remarks=Remarks(), by=cast.lin, at=NOON)


def test_nobody_accepts_what_they_submitted_themselves(
    client: OutsideClient, cast: Cast, settled: Session
) -> None:
    submission.submit(session=settled, by=cast.ada, at=NOON)

    answer = client.as_member(cast.ada).post(url("accept", settled.pk))

    assert answer.status_code == 409
    assert "You submitted this yourself" in text(answer)
    assert not Review.objects.exists()
    submission.accept(session=settled, by=cast.max, at=NOON)


def test_what_is_accepted_is_not_reopened_but_returned(cast: Cast, result: Result) -> None:
    session = result.session
    submission.accept(session=session, by=cast.lin, at=NOON)

    with pytest.raises(NotInStateError):
        submission.accept(session=session, by=cast.lin, at=NOON)
    with pytest.raises(NotInStateError):
        submission.reopen(session=session, by=cast.fay, at=NOON)
    submission.send_back(session=session, remarks=SAID, by=cast.lin, at=NOON)

    verdicts = Review.objects.order_by("pk").values_list("verdict", "revision")
    assert list(verdicts) == [(Verdict.ACCEPTED, 1), (Verdict.RETURNED, 1)]


def test_reviewing_goes_on_after_the_close_and_ends_with_the_archive(
    cast: Cast, result: Result, spring: Round
) -> None:
    campaign.close_round(round_id=spring.pk)
    submission.send_back(session=result.session, remarks=SAID, by=cast.lin, at=NOON)
    again = submission.submit(session=result.session, by=cast.fay, at=NOON)
    campaign.archive_round(round_id=spring.pk)

    with pytest.raises(NotInStateError):
        submission.accept(session=again.session, by=cast.lin, at=NOON)


def test_reopening_tells_the_leaders(cast: Cast, result: Result) -> None:
    submission.reopen(session=result.session, by=cast.fay, at=NOON)

    assert mailed()[-1] == ("lin@example.org", "Reopened: Payments, Spring 2026")


def test_a_leader_finds_what_waits_for_review(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    link = url("review", result.session_id)

    assert link in client.as_member(cast.lin).get("/o/northwind/").content.decode()
    assert link in page_of(client, cast.lin, result).content.decode()
    for other in (cast.fay, cast.tom, cast.vic):
        assert link not in page_of(client, other, result).content.decode()
    client.as_member(cast.lin).post(url("accept", result.session_id))
    assert link not in client.get("/o/northwind/").content.decode()


def test_every_review_is_in_the_history(cast: Cast, result: Result) -> None:
    submission.send_back(session=result.session, remarks=SAID, by=cast.lin, at=NOON)

    (events,) = (row for row in event_models() if row._meta.db_table == "rounds_reviewevent")
    (event,) = events.objects.all()
    assert (event.verdict, event.by_id) == ("returned", cast.lin.pk)
    assert event.comments == {"OBS": "Which services export traces?"}


def test_the_review_page_keeps_its_budget(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    answer = client.as_member(cast.lin).get(url("review", result.session_id))

    assert answer.status_code == 200
    assert len(client.statements) <= 12, "\n".join(client.statements)


def test_comments_on_a_session_that_moved_on_meanwhile_stay_on_the_page(
    client: OutsideClient, cast: Cast, result: Result, settled: Session
) -> None:
    submission.send_back(session=settled, remarks=SAID, by=cast.max, at=NOON)
    target, body = (
        url("review", settled.pk),
        {"comment-OBS": "An hour of work", "seen_revision": "1"},
    )

    returned = client.as_member(cast.lin).post(target, body)
    submission.submit(session=settled, by=cast.fay, at=NOON)
    submitted_again = client.post(target, body)

    for answer, sentence in (
        (returned, "The session is revealed now"),
        (submitted_again, "It was submitted again: this is revision 2 now."),
    ):
        assert answer.status_code == 409
        assert sentence in text(answer)
        assert "An hour of work" in text(answer)
    assert Review.objects.count() == 1
    assert 'name="seen_revision" value="2"' in submitted_again.content.decode()
    assert client.post(target, {**body, "seen_revision": "2"}).status_code == 302


def test_nobody_accepts_a_revision_that_they_did_not_read(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    page = client.as_member(cast.lin).get(url("review", result.session_id))
    assert 'name="seen_revision" value="1"' in page.text
    submission.reopen(session=result.session, by=cast.fay, at=NOON)
    submission.submit(session=result.session, by=cast.fay, at=NOON)

    refused = client.post(url("accept", result.session_id), {"seen_revision": 1})

    assert refused.status_code == 409
    assert "this is revision 2 now" in text(refused)
    assert Session.objects.get(pk=result.session_id).state == SessionState.SUBMITTED
    client.post(url("accept", result.session_id), {"seen_revision": 2})
    assert Session.objects.get(pk=result.session_id).state == SessionState.ACCEPTED
