"""What a session counts and its diagnostic questions: who writes, who sees, what is frozen."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.urls import reverse

from assessments.results.models import Result
from assessments.results.submission import actions as submission
from assessments.results.submission import snapshot_queries
from assessments.rounds import participants
from assessments.rounds.context import actions, diagnostics
from assessments.rounds.context import queries as context_queries
from assessments.rounds.models import (
    Diagnostics,
    DiagnosticsSource,
    NamedFramework,
    Session,
    SessionScope,
)
from assessments.rounds.session_state import NotInStateError
from orgs.database import tenancy
from orgs.database.event_tables import event_models
from orgs.models import Member
from tests.cast import (
    NOON,
    Cast,
    an_open_round,
    everywhere,
    revealed,
    settle_all,
    the_session,
    vote,
)
from tests.conftest import OutsideClient

SECRET = "The policy that only Tom knows"
LINK = "https://policies.example.org/ai"
SCOPE = {
    "seen_version": "0",
    "names-services": "Ledger\n Checkout \n\nLedger",
    "number-teams": "7",
    "number-spend": "184000.50",
    "note-spend": "EUR, October 2026",
}
DIAGNOSTICS = {
    "seen_version": "0",
    "name-0": "Ticket agent",
    "integration-0": "40",
    "governance-0": "10",
    "operations-0": "5.5",
    "agent-0": "44.5",
    "succeeded": "5",
    "with_help": "1",
    "without_help": "2",
    "parallel_stacks": "A GPU box in the lab",
}
(NamedEvent,) = (it for it in event_models() if "_namedframeworkevent" in it._meta.db_table)


def address(name: str, *args: object) -> str:
    return reverse(f"rounds:{name}", args=["northwind", *args])


def name_it(session: Session, member: Member, text: str = SECRET, link: str = LINK) -> None:
    former = tenancy.setting("person")
    tenancy.set_local("person", member.user_id)
    place = participants.participant_of(member=member, session_id=session.pk)
    assert place is not None
    actions.name_framework(participant=place, text=text, link=link, at=NOON)
    tenancy.set_local("person", former)


def talking(cast: Cast, session: Session) -> Session:
    """Return the revealed session; four of five name the same framework."""
    for member in cast.voters:
        vote(session, member, everywhere(2))
    for member, text in zip(cast.voters, ["AI policy"] * 3 + ["the AI policy", ""], strict=True):
        name_it(session, member, text)
    return revealed(session, cast.fay)


def test_the_facilitator_lists_what_is_counted_and_it_stands_beside_its_questions(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    answer = client.as_member(cast.fay).post(address("scope_edit", session.pk), SCOPE)

    assert answer.status_code == 302
    lists = SessionScope.objects.get().lists
    assert lists["services"]["names"] == ["Ledger", "Checkout"]
    assert lists["spend"] == {"names": [], "number": "184000.50", "note": "EUR, October 2026"}
    assert "places" not in lists
    client.as_member(cast.tom)
    observed = client.get(address("vote_capability", session.pk, "OBS")).content.decode()
    platform = client.get(address("vote_capability", session.pk, "PLT")).content.decode()
    assert "In-scope services: 2 · half is 1, most 2, nearly all 2" in observed
    assert "Checkout" in observed
    assert "Teams: 7 · half is 4, most 6, nearly all 7" in platform


def test_lists_of_the_earlier_session_are_offered_and_do_not_count(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.fay).post(address("scope_edit", session.pk), SCOPE)
    talking(cast, session)
    autumn = the_session(an_open_round(cast, "Autumn 2026"), cast.payments)
    Session.objects.filter(pk=autumn.pk).update(opened_at=NOON + timedelta(days=90))

    form = client.get(address("scope_edit", autumn.pk)).content.decode()

    assert "These lists are from Spring 2026" in form
    assert "Ledger\nCheckout" in form
    assert not SessionScope.objects.filter(session=autumn).exists()


def test_whoever_comes_second_gets_409_and_keeps_what_they_typed(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.fay).post(address("scope_edit", session.pk), SCOPE)
    client.post(address("diagnostics_edit", session.pk), DIAGNOSTICS)

    late = client.post(address("scope_edit", session.pk), {**SCOPE, "names-services": "Mine"})
    later = client.post(address("diagnostics_edit", session.pk), {**DIAGNOSTICS, "name-0": "Mine"})

    assert (late.status_code, later.status_code) == (409, 409)
    assert "Mine" in late.content.decode()
    assert "Mine" in later.content.decode()
    assert SessionScope.objects.get().lists["services"]["names"] == ["Ledger", "Checkout"]


def test_the_facilitator_answers_for_projects_pilots_and_stacks(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    answer = client.as_member(cast.fay).post(address("diagnostics_edit", session.pk), DIAGNOSTICS)

    assert answer.status_code == 302
    said = diagnostics.diagnostics_from_json(context_queries.diagnostics_document(session))
    assert said.plumbing is not None
    assert said.plumbing.all_kinds.pooled == Fraction(111, 200)
    assert said.pilots == diagnostics.Pilots(5, 1, 2)
    assert said.parallel_stacks == ("A GPU box in the lab",)
    page = client.get(address("facts", session.pk)).content.decode()
    assert "56% of the days went into plumbing" in page
    assert "2 of 5 were repeated without help (40%)." in page


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name-1": "Search agent"}, "Give its days"),
        ({"agent-1": "4"}, "Give the project a name"),
        ({"with_help": "6"}, "More than succeeded"),
        ({"succeeded": ""}, "Say how many succeeded"),
        ({"no_stacks": "on"}, "Name them, or say"),
        ({"integration-0": "-1"}, "greater than or equal to 0"),
        ({"integration-0": "many"}, "Enter a number"),
    ],
)
def test_answers_that_do_not_fit_together_are_refused(
    cast: Cast, session: Session, client: OutsideClient, said: dict[str, str], sentence: str
) -> None:
    answer = client.as_member(cast.fay).post(
        address("diagnostics_edit", session.pk), DIAGNOSTICS | said
    )

    assert sentence in answer.content.decode()
    assert not Diagnostics.objects.exists()


def test_answers_that_the_facilitator_leaves_alone_keep_their_source(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.fay).post(address("diagnostics_edit", session.pk), DIAGNOSTICS)
    Diagnostics.objects.update(
        projects_source=DiagnosticsSource.PLAN, pilots_source=DiagnosticsSource.PLAN
    )
    assert "records of effort" in client.get(address("facts", session.pk)).content.decode()

    changed = {**DIAGNOSTICS, "seen_version": "1", "with_help": "2"}
    client.post(address("diagnostics_edit", session.pk), changed)

    said = Diagnostics.objects.get()
    assert (said.projects_source, said.pilots_source) == (
        DiagnosticsSource.PLAN,
        DiagnosticsSource.FACILITATOR,
    )


def test_before_the_reveal_nobody_but_its_author_sees_a_named_framework_or_its_past(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    body = {"text": SECRET, "link": LINK}
    assert (
        client.as_member(cast.tom).post(address("framework_named", session.pk), body).status_code
        == 302
    )

    assert SECRET in client.get(address("framework_named", session.pk)).content.decode()
    for other in (cast.ada, cast.max, cast.lin, cast.fay, cast.uma):
        client.as_member(other)
        pages = [client.get(address(name, session.pk)) for name in ("facts", "session")]
        assert not any(SECRET in page.content.decode() for page in pages)
        with tenancy.scope(organization=cast.organization.pk, person=other.user_id):
            assert not NamedFramework.objects.exists()
            assert not NamedEvent.objects.exists()


def test_a_framework_is_named_or_none_known_and_not_after_the_reveal(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    target = address("framework_named", session.pk)
    client.as_member(cast.tom)
    for body in (
        {"link": ""},
        {"text": "AI policy", "knows_none": "on"},
        {"text": "x", "link": "file:///x"},
    ):
        assert client.post(target, body).status_code == 400
    assert client.post(target, {"knows_none": "on"}).status_code == 302
    vote(session, cast.tom, {"RUN": 2})
    revealed(session, cast.fay)

    assert client.post(target, {"text": "Now I know"}).status_code == 409
    assert NamedFramework.objects.get().text == ""


def test_the_facilitator_marks_the_same_framework_and_the_links_that_opened(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    talking(cast, session)
    named = {row.person_id: row.pk for row in NamedFramework.objects.all()}
    numbers = [named[member.pk] for member in cast.voters]
    body = {"same": numbers[:4], "opened": numbers[:1]}

    answer = client.as_member(cast.fay).post(address("frameworks_judge", session.pk), body)

    assert answer.status_code == 302
    page = client.get(address("facts", session.pk)).content.decode()
    assert "Yes: 4 of 5 name the same one, and its link opens." in page


def test_marks_of_another_session_are_refused_and_none_is_made_before_the_reveal(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    name_it(session, cast.tom)
    with pytest.raises(NotInStateError):
        actions.judge(session=session, same=[], opened=[], by=cast.fay, at=NOON)

    answer = client.as_member(cast.fay).post(
        address("frameworks_judge", session.pk), {"same": ["1"]}
    )

    assert answer.status_code == 400


def test_a_result_freezes_scope_and_answers_and_raises_flags(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.fay).post(address("scope_edit", session.pk), SCOPE)
    said = {**DIAGNOSTICS, "with_help": "0", "without_help": "0"}
    client.post(address("diagnostics_edit", session.pk), said)
    talking(cast, session)
    actions.judge(session=session, same=[], opened=[], by=cast.fay, at=NOON)
    settle_all(session, cast.fay, everywhere(3))

    result = submission.submit(session=session, by=cast.fay, at=NOON)

    assert result.diagnostics["flags"] == [
        "data_too_high",
        "platform_too_high",
        "governance_too_high",
        "reach_too_high",
    ]
    assert result.scope["teams"]["number"] == "7"
    page = client.get(reverse("results:result", args=["northwind", result.pk])).content.decode()
    assert "Is the data level too high?" in page
    assert "184,000.50 EUR, October 2026" in page
    assert {row.claimed for row in result.capabilities.all()} == {3}
    stored = Result.objects.get(pk=result.pk)
    rows = list(stored.capabilities.order_by("position"))
    framework = stored.framework_version.digest
    assert snapshot_queries.digest(stored, rows, framework) == stored.digest
    stored.diagnostics["pilots"]["succeeded"] = 9
    assert snapshot_queries.digest(stored, rows, framework) != stored.digest


def test_a_result_without_any_answers_says_nothing_of_them(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    for member in cast.voters:
        vote(session, member, everywhere(2))
    revealed(session, cast.fay)
    settle_all(session, cast.fay, everywhere(2))

    result = submission.submit(session=session, by=cast.fay, at=NOON)

    assert (result.diagnostics, result.scope, result.evidence) == ({}, {}, [])
    page = client.as_member(cast.vic).get(reverse("results:result", args=["northwind", result.pk]))
    assert "Diagnostic questions" not in page.content.decode()


def test_the_page_of_facts_takes_few_statements(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.fay).post(address("scope_edit", session.pk), SCOPE)
    client.post(address("diagnostics_edit", session.pk), DIAGNOSTICS)
    talking(cast, session)

    client.get(address("facts", session.pk))

    assert len(client.statements) <= 14, client.statements
