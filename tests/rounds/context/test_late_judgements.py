"""Named governance frameworks that are judged after the submission: kept beside the result."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments.results.models import Result
from assessments.results.submission import actions as submission
from assessments.rounds.campaign import actions as campaign
from assessments.rounds.context import actions
from assessments.rounds.models import LateJudgement, NamedFramework, Session, SettledAnswer
from assessments.rounds.session_state import NotInStateError
from tests.cast import NOON, Cast, everywhere, settle_all
from tests.conftest import OutsideClient
from tests.rounds.context.test_context import address, talking

LATER = NOON + timedelta(days=2)
YES = "Yes: 4 of 5 name the same one, and its link opens."


@pytest.fixture
def unjudged(cast: Cast, session: Session) -> Result:
    """Return Payments' result; four of five named the same framework, and nobody judged that."""
    talking(cast, session)
    settle_all(session, cast.fay, everywhere(2))
    return submission.submit(session=session, by=cast.fay, at=NOON)


def marks() -> list[int]:
    return list(NamedFramework.objects.exclude(text="").values_list("pk", flat=True))


def judge(result: Result, cast: Cast, same: list[int], at: datetime = LATER) -> None:
    actions.judge(session=result.session, same=same, opened=marks(), by=cast.fay, at=at)


def page(client: OutsideClient, result: Result) -> str:
    answer = client.get(reverse("results:result", args=["northwind", result.pk]))
    return " ".join(answer.content.decode().split())


def test_the_facilitator_judges_after_the_submission_and_the_result_stays(
    cast: Cast, unjudged: Result, client: OutsideClient
) -> None:
    client.as_member(cast.fay)
    assert "Judge the named frameworks" in page(client, unjudged)
    body = {"same": marks(), "opened": marks()}

    sent = client.post(address("frameworks_judge", unjudged.session_id), body)

    assert sent.status_code == 302
    late = LateJudgement.objects.get()
    assert (late.by, late.revision) == (cast.fay, 1)
    assert Result.objects.get().diagnostics == unjudged.diagnostics
    assert unjudged.diagnostics["frameworks"]["is_judged"] is False
    shown = page(client, unjudged)
    assert "Asked, not judged" in shown
    assert f"by Fay, after the result was submitted. {YES}" in shown
    assert "Judge the named frameworks" not in shown
    facts = client.get(address("facts", unjudged.session_id)).content.decode()
    assert "after the result was submitted" in facts


def test_of_several_judgements_the_newest_counts_and_what_is_sent_again_is_kept_once(
    cast: Cast, unjudged: Result, client: OutsideClient
) -> None:
    judge(unjudged, cast, marks()[:1])
    for _time in range(2):
        judge(unjudged, cast, marks(), LATER + timedelta(days=1))

    assert LateJudgement.objects.count() == 2
    shown = page(client.as_member(cast.vic), unjudged)
    assert YES in shown
    assert "No: 1 of 5" not in shown


def test_a_judgement_is_never_changed(cast: Cast, unjudged: Result) -> None:
    judge(unjudged, cast, marks())

    with pytest.raises(IntegrityError, match="A judgement never changes"), transaction.atomic():
        LateJudgement.objects.update(frameworks={})


def test_the_next_revision_freezes_what_was_judged_late(cast: Cast, unjudged: Result) -> None:
    judge(unjudged, cast, marks())
    submission.reopen(session=unjudged.session, by=cast.fay, at=LATER)

    again = submission.submit(session=unjudged.session, by=cast.fay, at=LATER)

    assert again.diagnostics["frameworks"]["is_judged"] is True
    assert LateJudgement.objects.get().revision == 1


def test_before_the_submission_a_judgement_is_frozen_with_the_result_alone(
    cast: Cast, session: Session
) -> None:
    talking(cast, session)

    actions.judge(session=session, same=marks(), opened=marks(), by=cast.fay, at=NOON)

    assert not LateJudgement.objects.exists()


def test_an_archived_round_is_not_judged_any_more(
    cast: Cast, unjudged: Result, client: OutsideClient
) -> None:
    campaign.close_round(round_id=unjudged.round_id)
    campaign.archive_round(round_id=unjudged.round_id)

    with pytest.raises(NotInStateError):
        judge(unjudged, cast, marks())

    assert "Judge the named frameworks" not in page(client.as_member(cast.fay), unjudged)
    facts = client.get(address("facts", unjudged.session_id)).content.decode()
    assert "until the round is archived" in facts
    assert "Save the marks" not in facts


def test_who_does_not_facilitate_reads_the_marks_and_sets_none(
    cast: Cast, unjudged: Result, client: OutsideClient
) -> None:
    client.as_member(cast.tom)

    facts = client.get(address("facts", unjudged.session_id)).content.decode()
    sent = client.post(address("frameworks_judge", unjudged.session_id), {"same": marks()})

    assert "Save the marks" not in facts
    assert sent.status_code == 403
    assert not LateJudgement.objects.exists()


def test_a_submit_lists_what_nobody_has_judged_beside_what_is_open(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    talking(cast, session)
    settle_all(session, cast.fay, everywhere(2))
    SettledAnswer.objects.filter(capability="OBS").delete()
    client.as_member(cast.fay)
    submit = reverse("results:submit", args=["northwind", session.pk])
    link = f'<a href="{address("facts", session.pk)}#named">'

    assert link in client.get(address("session", session.pk)).content.decode()
    refused = client.post(submit)
    assert refused.status_code == 409
    assert link in refused.content.decode()

    actions.judge(session=session, same=[], opened=[], by=cast.fay, at=NOON)
    assert link not in client.get(address("session", session.pk)).content.decode()
    assert link not in client.post(submit).content.decode()


def test_what_nobody_has_judged_keeps_nobody_from_submitting(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    talking(cast, session)
    settle_all(session, cast.fay, everywhere(2))

    sent = client.as_member(cast.fay).post(
        reverse("results:submit", args=["northwind", session.pk]), follow=True
    )

    assert "can still be judged" in sent.content.decode()
    assert Result.objects.get().diagnostics["frameworks"]["is_judged"] is False
