"""Evidence: private until the reveal, checked by somebody else, graded by what it is."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from assessments.rounds.evidence import actions as evidence
from assessments.rounds.evidence import queries as evidence_queries
from assessments.rounds.models import Evidence, Grade, Session, SessionState
from assessments.rounds.session_state import NotInStateError
from orgs.archive import export as archive
from orgs.database import tenancy
from orgs.database.event_tables import event_models
from orgs.models import Member
from orgs.people import erasure
from tests.cast import NOON, Cast, an_open_round, everywhere, revealed, the_framework, the_session
from tests.cast import vote as cast_vote
from tests.conftest import OutsideClient
from tests.rounds.evidence_pieces import UNTIL, some_evidence

LINK = "https://wiki.example.org/inventory"
SECRET = "Only Tom knows this inventory"
(EvidenceEvent,) = (model for model in event_models() if "_evidenceevent" in model._meta.db_table)


def address(name: str, *args: object) -> str:
    return reverse(f"rounds:{name}", args=["northwind", *args])


def open_to(session: Session, cast: Cast) -> Session:
    """Reveal the session, with one vote in it."""
    cast_vote(session, cast.tom, everywhere(2))
    return revealed(session, by=cast.fay)


def seen_by(member: Member) -> list[Evidence]:
    with tenancy.scope(organization=member.organization_id, person=member.user_id):
        return list(Evidence.objects.all())


def past_seen_by(member: Member) -> int:
    with tenancy.scope(organization=member.organization_id, person=member.user_id):
        return int(EvidenceEvent.objects.count())


def test_before_the_reveal_nobody_but_its_author_sees_evidence_or_its_past(
    cast: Cast, session: Session
) -> None:
    brought = some_evidence(session, cast.tom)

    assert seen_by(cast.tom) == [brought]
    assert past_seen_by(cast.tom) == 1
    for other in (cast.ada, cast.max, cast.lin, cast.fay, cast.uma):
        assert (seen_by(other), past_seen_by(other)) == ([], 0)


def test_after_the_reveal_the_session_sees_it(cast: Cast, session: Session) -> None:
    brought = some_evidence(session, cast.tom)
    open_to(session, cast)

    assert seen_by(cast.vic) == [brought]


@pytest.mark.parametrize("name", ["evidence", "evidence_condition"])
def test_no_page_shows_others_evidence_before_the_reveal(
    cast: Cast, session: Session, client: OutsideClient, name: str
) -> None:
    some_evidence(session, cast.tom, says=SECRET)
    args = [session.pk] if name == "evidence" else [session.pk, "RUN-1a"]

    mine = client.as_member(cast.tom).get(address(name, *args)).content.decode()
    others = [
        client.as_member(other).get(address(name, *args)).content.decode()
        for other in (cast.fay, cast.ada, cast.uma)
    ]

    assert ("E1" if name == "evidence" else SECRET) in mine
    assert not any(SECRET in page or "list.txt" in page for page in others)
    if name == "evidence":
        assert all("1 of 12 conditions with evidence" not in page for page in others)


def test_a_private_file_is_not_found_by_others(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    brought = some_evidence(session, cast.tom)
    target = address("evidence_file", session.pk, brought.pk)

    assert client.as_member(cast.fay).get(target).status_code == 404
    assert client.as_member(cast.tom).get(target).status_code == 200


def test_the_grade_follows_from_what_the_evidence_is(cast: Cast, session: Session) -> None:
    said = some_evidence(session, cast.tom, file=None)
    linked = some_evidence(session, cast.tom, file=None, url=LINK)
    measured = some_evidence(session, cast.tom, source="The cluster's inventory job")
    assert (said.grade, linked.grade, measured.grade) == (0, 1, 1)
    open_to(session, cast)

    checked = evidence.check(evidence=linked, by=cast.uma, at=NOON)
    proven = evidence.check(evidence=measured, by=cast.fay, at=NOON)

    assert (checked.grade, proven.grade) == (Grade.CHECKED, Grade.MEASURED)
    with pytest.raises(evidence.NotYoursToCheckError, match="nothing to check"):
        evidence.check(evidence=said, by=cast.uma, at=NOON)


def test_nobody_checks_their_own_evidence(cast: Cast, session: Session) -> None:
    brought = some_evidence(session, cast.tom)
    open_to(session, cast)

    with pytest.raises(evidence.NotYoursToCheckError, match="somebody else"):
        evidence.check(evidence=brought, by=cast.tom, at=NOON)


def test_who_brought_it_first_does_not_check_what_others_took_over(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    """Tom brings it, Ben takes it over and then Uma: none of the three is somebody else."""
    piece = some_evidence(session, cast.tom)
    for number, by in enumerate((cast.ben, cast.uma)):
        open_to(session, cast)
        session = the_session(an_open_round(cast, f"Round {number}"), cast.payments)
        tenancy.set_local("person", by.user_id)
        piece = evidence.take_over(session=session, evidence=piece, by=by, at=NOON)
    open_to(session, cast)
    target = address("evidence_condition", session.pk, "RUN-1a")

    for bringer in (cast.tom, cast.ben, cast.uma):
        assert "I looked at a sample" not in client.as_member(bringer).get(target).text
        with pytest.raises(evidence.NotYoursToCheckError, match="somebody else"):
            evidence.check(evidence=piece, by=bringer, at=NOON)
    assert "I looked at a sample" in client.as_member(cast.sol).get(target).text
    assert evidence.check(evidence=piece, by=cast.sol, at=NOON).grade == Grade.CHECKED


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        (
            "grade = 2, checked_by_id = author_id, checked_at = now()",
            "somebody_other_than_its_author",
        ),
        ("grade = 2", "has_the_grade_that_follows"),
        ("grade = 3, source = 'a job'", "has_the_grade_that_follows"),
        ("url = 'javascript:alert(1)', file = ''", "links_lead_to_web_pages"),
        ("url = 'https://example.org'", "a_link_or_a_file_not_both"),
    ],
)
def test_the_database_refuses_what_no_action_would_write(
    cast: Cast, session: Session, wrong: str, constraint: str
) -> None:
    some_evidence(session, cast.tom)
    open_to(session, cast)

    with (
        pytest.raises(IntegrityError, match=constraint),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE rounds_evidence SET {wrong} WHERE id > 0")


def test_evidence_cannot_be_checked_before_the_reveal_or_brought_after_submission(
    cast: Cast, session: Session
) -> None:
    brought = some_evidence(session, cast.tom)
    with pytest.raises(NotInStateError):
        evidence.check(evidence=brought, by=cast.uma, at=NOON)

    Session.objects.filter(pk=session.pk).update(state=SessionState.SUBMITTED)

    with pytest.raises(NotInStateError):
        some_evidence(session, cast.tom)


def test_a_check_can_be_taken_back_by_who_made_it(cast: Cast, session: Session) -> None:
    brought = some_evidence(session, cast.tom)
    open_to(session, cast)
    evidence.check(evidence=brought, by=cast.uma, at=NOON)

    with pytest.raises(evidence.NotYoursToCheckError):
        evidence.take_check_back(evidence=brought, by=cast.ben)
    assert evidence.take_check_back(evidence=brought, by=cast.uma).grade == Grade.POINTED_AT


def test_only_its_author_or_a_facilitator_changes_evidence(cast: Cast, session: Session) -> None:
    brought = some_evidence(session, cast.tom)
    open_to(session, cast)
    later = UNTIL + timedelta(days=30)

    with pytest.raises(evidence.NotYoursToChangeError):
        evidence.withdraw(evidence=brought, by=cast.uma, may_run=False, at=NOON)
    changed = evidence.change_term(evidence=brought, expires_on=later, by=cast.fay, may_run=True)

    assert changed.expires_on == later


def test_withdrawing_before_the_reveal_deletes_and_afterwards_marks(
    cast: Cast, session: Session, django_capture_on_commit_callbacks: object
) -> None:
    first, second = (some_evidence(session, cast.tom, says=says) for says in ("One", "Two"))
    tenancy.set_local("person", cast.tom.user_id)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        evidence.withdraw(evidence=first, by=cast.tom, may_run=False, at=NOON)
    assert not default_storage.exists(first.file)
    open_to(session, cast)

    evidence.withdraw(evidence=second, by=cast.tom, may_run=False, at=NOON)

    assert Evidence.objects.get().withdrawn_at == NOON
    assert default_storage.exists(second.file)
    framework = the_framework()
    rows = evidence_queries.session_evidence(session, framework, NOON.date())
    assert sum(row.backed for row in rows) == 0


def test_evidence_of_an_earlier_session_is_offered_and_never_counts_by_itself(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    brought = some_evidence(session, cast.tom, says="The list of spring")
    open_to(session, cast)
    evidence.check(evidence=brought, by=cast.uma, at=NOON)
    autumn = the_session(an_open_round(cast, "Autumn 2026"), cast.payments)
    Session.objects.filter(pk=autumn.pk).update(opened_at=NOON + timedelta(days=90))
    target = address("evidence_condition", autumn.pk, "RUN-1a")
    client.as_member(cast.ben)
    assert "The list of spring" in client.get(target).content.decode()
    assert not Evidence.objects.filter(session=autumn).exists()

    client.post(address("evidence_take_over", autumn.pk, "RUN-1a"), {"piece": brought.pk})

    tenancy.set_local("person", cast.ben.user_id)
    taken = Evidence.objects.get(session=autumn)
    assert (taken.author, taken.grade, taken.checked_by) == (cast.ben, Grade.POINTED_AT, None)
    assert taken.expires_on == brought.expires_on
    assert default_storage.exists(taken.file)
    assert taken.file != brought.file
    assert "Carry over" not in client.get(target).content.decode()


def test_deleting_the_organization_deletes_private_files_too(cast: Cast, session: Session) -> None:
    brought = some_evidence(session, cast.tom)
    with tenancy.scope(organization=cast.organization.pk, person="", erasing="on"):
        files = archive.stored_files(cast.organization.pk)

    assert files == [brought.file]


def test_erasing_a_person_deletes_what_nobody_else_has_seen(
    cast: Cast, session: Session, django_capture_on_commit_callbacks: object
) -> None:
    autumn = the_session(an_open_round(cast, "Autumn 2026"), cast.payments)
    shown, private = some_evidence(session, cast.tom), some_evidence(autumn, cast.tom)
    open_to(session, cast)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erasure.erase_member(member=cast.tom, at=NOON)

    kept = Evidence.objects.select_related("author__user").get()
    assert (kept.pk, str(kept.author)) == (shown.pk, "Former member")
    assert not default_storage.exists(private.file)
    assert default_storage.exists(shown.file)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"url": "javascript:alert(1)"}, "beginning with http"),
        ({"url": "ftp://example.org/list"}, "beginning with http"),
        ({"url": "https://me:secret@example.org/"}, "passwords"),
        ({"url": LINK, "expires_on": "2020-01-01"}, "over"),
        ({"url": LINK, "expires_on": "2999-01-01"}, "two years"),
        ({"source": "a nightly job"}, "Link to what was measured"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(
    cast: Cast, session: Session, client: OutsideClient, body: dict[str, str], sentence: str
) -> None:
    target = address("evidence_add", session.pk, "RUN-1a")
    usual = {"says": "A list", "expires_on": UNTIL.isoformat()}

    answer = client.as_member(cast.tom).post(target, usual | body)

    assert sentence in answer.content.decode()
    assert seen_by(cast.tom) == []


def test_an_unknown_condition_is_not_found(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.tom)

    assert client.get(address("evidence_condition", session.pk, "RUN-9z")).status_code == 404


def test_the_pages_take_few_statements_however_much_evidence_there_is(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    open_to(session, cast)
    client.as_member(cast.fay)
    counts = []
    for turn in range(2):
        pages = ["evidence"], ["evidence_condition", "RUN-1a"]
        for name, *args in pages:
            client.get(address(name, session.pk, *args))
            counts.append(len(client.statements))
        for condition in ("RUN-1a", "RUN-2a", "DAT-1a"):
            some_evidence(session, cast.tom, condition, says=f"List {turn}")

    assert counts[:2] == counts[2:]
    assert max(counts) <= 12, client.statements
