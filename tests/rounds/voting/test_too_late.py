"""Forms that were opened in time and sent too late: 409, and what was typed stays on the page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.results.submission import actions as submission
from assessments.rounds.campaign import actions as campaign
from assessments.rounds.models import (
    Diagnostics,
    Evidence,
    NamedFramework,
    Round,
    RoundUnit,
    Session,
    SessionScope,
)
from tests.cast import NOON, Cast, everywhere, revealed, settle_all, the_framework, vote
from tests.conftest import OutsideClient

TYPED = "What took an hour to write"
SOON = str(timezone.now().date() + timedelta(days=30))
OF_A_SESSION = {
    "scope_edit": {"seen_version": "0", "names-services": TYPED},
    "diagnostics_edit": {"seen_version": "0", "name-0": TYPED, "agent-0": "3"},
    "evidence_add": {"says": TYPED, "expires_on": SOON},
}


def address(name: str, *args: object) -> str:
    return reverse(f"rounds:{name}", args=["northwind", *args])


def aims() -> dict[str, str]:
    keys = the_framework().capabilities_by_key
    return {f"target-{key}": "4" for key in keys} | {f"weight-{key}": "1" for key in keys}


def submitted(cast: Cast, session: Session) -> None:
    for member in cast.voters:
        vote(session, member, everywhere(2))
    revealed(session, by=cast.fay)
    settle_all(session, cast.fay, everywhere(2))
    submission.submit(session=session, by=cast.fay, at=NOON)


def refused(client: OutsideClient, target: str, body: dict[str, str]) -> str:
    """Send the form and return the page of its refusal, which still holds what was typed."""
    answer = client.post(target, body)
    page = str(answer.content.decode())
    assert answer.status_code == 409, page
    assert TYPED in page
    assert 'data-draft="back"' in page
    return page


@pytest.mark.parametrize("name", OF_A_SESSION)
def test_a_session_submitted_meanwhile_keeps_what_was_typed_about_it(
    cast: Cast, session: Session, client: OutsideClient, name: str
) -> None:
    submitted(cast, session)
    place = [session.pk, "RUN-1a"] if name == "evidence_add" else [session.pk]

    page = refused(client.as_member(cast.fay), address(name, *place), OF_A_SESSION[name])

    assert "The session is submitted now" in page
    assert not any(model.objects.exists() for model in (SessionScope, Diagnostics, Evidence))


def test_a_framework_named_after_the_reveal_or_the_close_stays_on_the_page(
    cast: Cast, session: Session, client: OutsideClient, spring: Round
) -> None:
    target, body = address("framework_named", session.pk), {"text": TYPED}
    vote(session, cast.tom, {"RUN": 2})
    revealed(session, by=cast.fay)
    assert "The session is revealed now" in refused(client.as_member(cast.tom), target, body)

    campaign.close_round(round_id=spring.pk)

    assert "The round is closed" in refused(client, target, body)
    assert not NamedFramework.objects.exists()


def test_the_forms_of_a_round_keep_what_was_typed_when_its_state_has_changed(
    cast: Cast, session: Session, client: OutsideClient, spring: Round
) -> None:
    submitted(cast, session)
    client.as_member(cast.ada)
    body = {**aims(), "name": TYPED, "units": str(cast.search.pk), "reason": TYPED}

    edited = refused(client, address("round_edit", spring.pk), body)
    aimed = refused(client, address("unit_target", spring.pk, cast.payments.pk), body)

    assert "Spring 2026 is open now" in edited
    assert "The result rests on this target" in aimed
    assert not RoundUnit.objects.exclude(target={}).exists()
    campaign.close_round(round_id=spring.pk)
    days = client.post(address("round_dates", spring.pk), {"closes_on": SOON})
    assert (days.status_code, SOON in days.content.decode()) == (409, True)


def test_whoever_comes_second_gets_both_texts_and_may_then_save(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    target = address("scope_edit", session.pk)
    body = {"seen_version": "0", "names-services": "Ledger", "number-teams": "7"}
    client.as_member(cast.fay).post(target, body)

    page = refused(client.as_member(cast.ada), target, {**body, "names-services": TYPED})

    assert "Changed by Fay on" in page
    assert f'<td class="other-text">Ledger</td><td class="other-text">{TYPED}</td>' in page
    assert "Teams: Or only how many</th>" not in page
    assert 'name="seen_version" value="1"' in page
    again = client.post(target, {**body, "names-services": TYPED, "seen_version": "1"})
    assert again.status_code == 302
    assert SessionScope.objects.get().lists["services"]["names"] == [TYPED]


def test_both_diagnostic_answers_stand_side_by_side_with_the_project_that_they_are_of(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    target = address("diagnostics_edit", session.pk)
    body = {"seen_version": "0", "name-0": "Ticket agent", "agent-0": "3", "no_stacks": "on"}
    client.as_member(cast.fay).post(target, body)

    page = refused(
        client,
        target,
        {**body, "agent-0": "4.5", "name-1": TYPED, "agent-1": "2", "no_stacks": ""},
    )

    for row in (
        "1. Days of agent logic, evaluation, work with users|3|4.5",
        f"2. Project|–|{TYPED}",
        "It runs none|yes|–",
    ):
        label, stored, own = row.split("|")
        cells = f'<td class="other-text">{stored}</td><td class="other-text">{own}</td>'
        assert f'<th scope="row">{label}</th>{cells}' in page
    assert "1. Project</th>" not in page


def test_what_is_sent_again_because_its_answer_got_lost_is_stored_once(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.fay)
    for _time in range(2):
        for name in ("scope_edit", "diagnostics_edit"):
            sent = client.post(address(name, session.pk), OF_A_SESSION[name])
            assert sent.status_code == 302
    assert (SessionScope.objects.get().version, Diagnostics.objects.get().version) == (1, 1)

    target = address("evidence_add", session.pk, "RUN-1a")
    assert client.post(target, OF_A_SESSION["evidence_add"]).status_code == 302
    assert "You have already added this" in refused(client, target, OF_A_SESSION["evidence_add"])
