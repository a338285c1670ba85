"""What the register says to a session's diagnostic questions: offered, taken over, never forced."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.planning.register import actions as register
from assessments.rounds.context import actions as context
from assessments.rounds.context.forms import initial_diagnostics
from assessments.rounds.context.work_kinds import WorkKind
from assessments.rounds.models import Diagnostics, DiagnosticsSource, Session
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.planning.register_rows import a_project

pytestmark = pytest.mark.django_db

SAID = [{"name": "Ours", "integration": "1", "governance": "0", "operations": "0", "agent": "9"}]


def at(name: str, session: Session) -> str:
    return reverse(f"planning:{name}", args=["northwind", session.pk])


@pytest.fixture
def triage(cast: Cast) -> None:
    """Payments' project: 61.5 days, 41.5 of them plumbing, repeated once without help."""
    project = a_project(
        cast.payments,
        succeeded_on=timezone.localdate() - timedelta(days=120),
        replicated_with_help=0,
        replicated_without_help=1,
    )
    days = dict(zip(WorkKind, map(Decimal, ("30.04", "10", "1.5", "20")), strict=True))
    entered = {(project, kind): number for kind, number in days.items()}
    register.enter_month(month=date(2026, 3, 1), days=entered, by=cast.lin)


def take(client: OutsideClient, cast: Cast, session: Session) -> Diagnostics:
    client.as_member(cast.fay).post(at("session_offer_take", session))
    return Diagnostics.objects.get(session=session)


def test_the_facilitator_sees_what_the_register_knows_and_takes_it_over(
    client: OutsideClient, cast: Cast, session: Session, triage: None
) -> None:
    fay = client.as_member(cast.fay)
    assert (
        at("session_offer", session)
        in fay.get(reverse("rounds:facts", args=["northwind", session.pk])).text
    )
    page = fay.get(at("session_offer", session), headers={"hx-request": "true"}).text
    assert "Engineering days of Claims triage: 67.5% of them plumbing." in page
    assert "1 pilot that succeeded" in page
    assert len(fay.statements) <= 12

    said = take(client, cast, session)

    assert said.projects == [
        {
            "name": "Claims triage",
            "integration": "30",
            "governance": "10",
            "operations": "1.5",
            "agent": "20",
        }
    ]
    assert said.pilots == {"succeeded": 1, "with_help": 0, "without_help": 1}
    assert (said.projects_source, said.pilots_source) == (
        DiagnosticsSource.PLAN,
        DiagnosticsSource.PLAN,
    )
    again = fay.get(at("session_offer", session), headers={"hx-request": "true"}).text
    assert "From the register" not in again


def test_what_the_session_says_is_never_overwritten(
    client: OutsideClient, cast: Cast, session: Session, triage: None
) -> None:
    context.answer(
        session=session,
        answers=context.DiagnosticAnswers(projects=SAID),
        seen_version=0,
        by=cast.fay,
        at=NOON,
    )

    said = take(client, cast, session)

    assert said.projects == SAID
    assert said.projects_source == DiagnosticsSource.FACILITATOR
    assert said.pilots_source == DiagnosticsSource.PLAN
    with pytest.raises(context.NothingToTakeOverError):
        context.take_over(
            session=session,
            known=context.DiagnosticAnswers(projects=SAID, pilots=said.pilots),
            by=cast.fay,
            at=NOON,
        )


def test_saving_the_form_as_it_stands_leaves_the_register_as_the_source(
    client: OutsideClient, cast: Cast, session: Session, triage: None
) -> None:
    shown = initial_diagnostics(take(client, cast, session))
    sent = {name: value for name, value in shown.items() if value}

    client.as_member(cast.fay).post(
        reverse("rounds:diagnostics_edit", args=["northwind", session.pk]), sent
    )

    said = Diagnostics.objects.get(session=session)
    assert said.version == 2
    assert said.projects_source == DiagnosticsSource.PLAN


def test_a_register_without_days_offers_nothing(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    a_project(cast.payments)

    page = client.as_member(cast.fay).get(at("session_offer", session)).text
    assert "The register knows nothing that the session does not say." in page
    client.as_member(cast.fay).post(at("session_offer_take", session))

    assert not Diagnostics.objects.exists()
