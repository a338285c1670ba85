"""Findings through their page: of the organization, of a unit, and for nobody else."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.planning.models import DeploymentPlace, RunningAgent
from assessments.planning.register import actions as register
from assessments.results.submission import actions as submission
from assessments.rounds.context import actions as context
from assessments.rounds.context.work_kinds import WorkKind
from assessments.rounds.models import LateJudgement, NamedFramework, Session
from tests.cast import NOON, Cast, everywhere, revealed, settle_all, vote
from tests.conftest import OutsideClient
from tests.planning.register_rows import a_project, a_stack
from tests.rounds.context.test_context import name_it

pytestmark = pytest.mark.django_db


def submitted(session: Session, cast: Cast, level: int) -> None:
    for member in cast.voters:
        vote(session, member, everywhere(level))
    revealed(session, by=cast.fay)
    settle_all(session, cast.fay, everywhere(level))
    submission.submit(session=session, by=cast.fay, at=NOON)


def page(client: OutsideClient, cast: Cast, query: str = "") -> str:
    answer = client.as_member(cast.lin).get(
        reverse("planning:findings", args=["northwind"]) + query
    )
    assert answer.status_code == 200
    return answer.text


def test_without_a_result_there_is_nothing_to_find(client: OutsideClient, cast: Cast) -> None:
    assert "No result to find anything in" in page(client, cast)


def test_levels_below_target_make_all_three_gaps_present(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    submitted(session, cast, 1)

    text = page(client, cast)

    assert text.count('data-answer="present"') == 3
    assert "All three occur together" in text
    assert "Where engineering days go is not recorded." in text


def test_levels_at_target_make_a_gap_absent_until_a_fact_speaks_for_it(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    submitted(session, cast, 4)
    assert page(client, cast).count('data-answer="absent"') == 3

    a_stack(cast.payments)

    text = page(client, cast)
    assert text.count('data-answer="unknown"') == 1
    assert "1 parallel stack runs beside the shared one." in text


def test_days_of_the_register_decide_the_test_of_40_percent(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    submitted(session, cast, 1)
    project = a_project(cast.payments)
    days = {(project, WorkKind.INTEGRATION): Decimal(45), (project, WorkKind.AGENT): Decimal(55)}
    register.enter_month(month=date(2026, 3, 1), days=days, by=cast.lin)

    text = page(client, cast)

    assert "45.0%" in text
    assert "It would be at 40% if 5.0 days moved from plumbing to agent logic." in text
    assert "45.0% here" in text


def test_a_unit_that_no_place_meets_is_named(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    submitted(session, cast, 4)
    cast.payments.tags = ["on-premises only"]
    cast.payments.save()
    DeploymentPlace.objects.create(
        organization=cast.organization, name="Cloud", meets=["region: eu"]
    )

    assert "No deployment place meets the constraints of 1 unit: Payments." in page(client, cast)


def test_more_actions_than_reviewers_can_read_speak_for_control_by_hand(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    submitted(session, cast, 4)
    RunningAgent.objects.create(
        organization=cast.organization,
        unit=cast.payments,
        name="Triage",
        actions_per_day=500,
        reviewers=Decimal(2),
    )

    assert "500 actions a day are reviewed by hand; 2.0 reviewers can read 192" in page(
        client, cast
    )


def test_a_unit_for_which_one_may_not_plan_has_no_findings(
    client: OutsideClient, cast: Cast
) -> None:
    address = reverse("planning:findings", args=["northwind"]) + f"?unit={cast.search.pk}"

    assert client.as_member(cast.lin).get(address).status_code == 404


def test_findings_keep_to_their_statements(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    submitted(session, cast, 1)
    for number in range(5):
        a_project(cast.payments, f"Project {number}")

    page(client, cast)

    assert len(client.statements) <= 10


def test_the_own_break_even_share_says_how_one_came_to_its_numbers(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    submitted(session, cast, 1)
    lin = client.as_member(cast.lin)

    text = lin.get(
        reverse("planning:break_even", args=["northwind"]) + f"?unit={cast.payments.pk}"
    ).text

    assert "By the numbers of Payments" in text
    assert "default" in text
    assert "person-weeks of steps to level 2 at 66.5 a month" in text
    assert len(lin.statements) <= 16


def unjudged(session: Session, cast: Cast) -> None:
    """Submit Payments' session; all voters named the same framework, and nobody judged that."""
    for member in cast.voters:
        name_it(session, member)
    submitted(session, cast, 4)


def judged(session: Session, cast: Cast, *, is_same: bool, at: datetime) -> None:
    rows = NamedFramework.objects.values_list("pk", flat=True) if is_same else ()
    context.judge(session=session, same=[*rows], opened=[*rows], by=cast.fay, at=at)


def test_where_nobody_named_a_framework_it_was_not_asked(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    submitted(session, cast, 4)

    not_known = "Whether teams can name the governance framework that applies is not known."

    assert f"{not_known} Not asked." in page(client, cast)


def test_answers_that_nobody_judged_lead_to_where_they_are_judged(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    unjudged(session, cast)

    text = page(client, cast)

    assert "is not known. Asked, not judged." in text
    facts = reverse("rounds:facts", args=["northwind", session.pk])
    assert f'<a href="{facts}#named"> Answers of Payments</a>' in " ".join(text.split())


def test_findings_go_by_the_newest_judgement_and_say_that_it_came_after_the_submission(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    unjudged(session, cast)
    judged(session, cast, is_same=True, at=datetime(2026, 3, 3, 12, tzinfo=NOON.tzinfo))

    said = "framework that applies: 1 of 1. Judged on 3 March 2026, after the result was submitted."
    assert said in page(client, cast)

    judged(session, cast, is_same=False, at=datetime(2026, 3, 5, 12, tzinfo=NOON.tzinfo))

    assert "framework that applies: 0 of 1. Judged on 5 March 2026" in page(client, cast)


def test_a_judgement_of_a_revision_that_was_replaced_is_not_heard(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    unjudged(session, cast)
    judged(session, cast, is_same=True, at=NOON + timedelta(days=1))
    submission.reopen(session=session, by=cast.fay, at=NOON)
    judged(session, cast, is_same=False, at=NOON + timedelta(days=2))
    assert "framework that applies: 1 of 1. Judged on" in page(client, cast)

    submission.submit(session=session, by=cast.fay, at=NOON + timedelta(days=3))

    text = page(client, cast)
    assert LateJudgement.objects.count() == 1
    assert "framework that applies: 0 of 1." in text
    assert "after the result was submitted" not in text
