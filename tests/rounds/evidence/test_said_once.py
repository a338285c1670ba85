"""Evidence that is sent twice is there once: the database holds it, whoever looked before."""

import pytest
from django.db import IntegrityError, transaction

from assessments.rounds.evidence import actions as evidence
from assessments.rounds.evidence import files
from assessments.rounds.evidence.actions import EvidenceThereError
from assessments.rounds.models import Evidence, Session
from orgs.database import tenancy
from tests.cast import NOON, Cast
from tests.rounds.evidence_pieces import some_evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def brought(session: Session, cast: Cast) -> Evidence:
    """Tom's, who alone sees it before the reveal."""
    tenancy.set_local("person", cast.tom.user_id)
    return some_evidence(session, cast.tom)


def test_the_same_again_is_refused_and_its_file_not_stored_again(
    session: Session, cast: Cast, brought: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "store", pytest.fail)

    with pytest.raises(EvidenceThereError):
        some_evidence(session, cast.tom)


def test_the_database_refuses_what_a_look_would_have_missed(
    session: Session, cast: Cast, brought: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    removed: list[str] = []
    monkeypatch.setattr(files, "remove", removed.append)

    def blind(piece: Evidence, _content: bytes) -> None:
        piece.said_digest = brought.said_digest

    monkeypatch.setattr(evidence, "_refuse_again", blind)
    with pytest.raises(EvidenceThereError):
        some_evidence(session, cast.tom)

    assert len(removed) == 1
    assert Evidence.objects.count() == 1


def test_other_words_another_author_or_another_condition_are_other_evidence(
    session: Session, cast: Cast, brought: Evidence
) -> None:
    some_evidence(session, cast.tom, says="The list of services")
    some_evidence(session, cast.tom, condition="RUN-1b")
    by_uma = some_evidence(session, cast.uma)

    digests = set(Evidence.objects.values_list("said_digest", flat=True))
    assert len(digests | {by_uma.said_digest}) == 4


def test_what_was_withdrawn_may_be_brought_again(
    session: Session, cast: Cast, brought: Evidence
) -> None:
    Evidence.objects.filter(pk=brought.pk).update(withdrawn_at=NOON)

    assert some_evidence(session, cast.tom).pk != brought.pk


def test_rows_of_earlier_versions_have_no_digest_and_stand_beside_each_other(
    session: Session, cast: Cast, brought: Evidence
) -> None:
    copies = [Evidence.objects.get(pk=brought.pk) for _ in range(2)]
    for copy in copies:
        copy.pk, copy.said_digest = None, ""
    Evidence.objects.bulk_create(copies)

    copies[0].pk, copies[0].said_digest = None, brought.said_digest
    with pytest.raises(IntegrityError), transaction.atomic():
        copies[0].save(force_insert=True)
