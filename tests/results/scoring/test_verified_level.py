"""The verified level: the prefix that proven conditions reach, never above the claimed level."""

from collections.abc import Collection
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.frameworks.ladder import Answer, Answers, bounds
from assessments.frameworks.schema import Capability
from assessments.results.models import CapabilityResult
from assessments.results.result_page.queries import result_page
from assessments.results.scoring.backed_levels import verified_level
from assessments.results.submission import actions, snapshot_queries
from assessments.rounds.evidence import actions as evidence
from assessments.rounds.models import Evidence, Session
from orgs.database import tenancy
from tests.cast import NOON, Cast, everywhere, revealed, settle_all, vote
from tests.frameworks.documents import FRAMEWORK
from tests.results.cases import KEYS
from tests.rounds.evidence_pieces import UNTIL, some_evidence

DAY = UNTIL - timedelta(days=90)
AT = NOON.replace(year=DAY.year, month=DAY.month, day=DAY.day)


def proven_up_to(capability: Capability, level: int) -> set[str]:
    return {row.key for row in capability.conditions_up_to(level)}


def brute_force(capability: Capability, answers: Answers, proven: Collection[str]) -> int:
    """Return the highest level at and below which every condition is said and proven to hold."""
    return max(
        level
        for level in range(5)
        if all(
            answers.conditions.get(row.key) is Answer.YES and row.key in proven
            for row in capability.conditions_up_to(level)
        )
    )


@given(st.sampled_from(KEYS), st.data())
def test_it_is_the_prefix_of_proven_conditions_and_never_above_the_claim(
    key: str, data: st.DataObject
) -> None:
    capability = FRAMEWORK.capability(key)
    conditions = [row.key for row in capability.conditions]
    said = data.draw(st.fixed_dictionaries({row: st.sampled_from(Answer) for row in conditions}))
    likely = data.draw(st.sampled_from([said, dict.fromkeys(conditions, Answer.YES)]))
    proven = data.draw(st.sets(st.sampled_from(conditions)))
    answers = Answers(conditions=likely)

    level = verified_level(capability, answers, proven)

    span = bounds(capability, answers)
    assert span is not None
    assert level is not None
    assert level <= span.low
    assert level == brute_force(capability, answers, proven)


def test_more_evidence_never_lowers_it() -> None:
    capability = FRAMEWORK.capability("RUN")
    answers = Answers(anchor=3)

    levels = [verified_level(capability, answers, proven_up_to(capability, n)) for n in range(5)]

    assert levels == [0, 1, 2, 3, 3]


def test_what_does_not_apply_has_no_verified_level() -> None:
    capability = FRAMEWORK.capability("DAT")

    assert verified_level(capability, Answers(not_applicable=True), {"DAT-1a"}) is None


@pytest.fixture
def talking(cast: Cast, session: Session) -> Session:
    """Return Payments' revealed session, settled at level 2, with evidence of Tom's for RUN."""
    for member in cast.voters:
        vote(session, member, everywhere(2))
    for condition in ("RUN-1a", "RUN-1b", "RUN-2a"):
        some_evidence(session, cast.tom, condition)
    revealed(session, cast.fay)
    settle_all(session, cast.fay, everywhere(2))
    return session


def level_of(session: Session, cast: Cast, key: str = "RUN") -> CapabilityResult:
    result = actions.submit(session=session, by=cast.fay, at=AT)
    return CapabilityResult.objects.get(result=result, capability=key)


def check_all(cast: Cast) -> None:
    for piece in Evidence.objects.select_related("session"):
        evidence.check(evidence=piece, by=cast.uma, at=AT)


def test_checked_evidence_verifies_as_far_as_it_goes(cast: Cast, talking: Session) -> None:
    check_all(cast)

    row = level_of(talking, cast)

    assert (row.claimed, row.verified) == (2, 1)


def test_unchecked_evidence_verifies_nothing_and_without_any_nothing_is_said(
    cast: Cast, talking: Session
) -> None:
    row = level_of(talking, cast)

    assert row.verified == 0
    assert CapabilityResult.objects.get(result=row.result_id, capability="DEL").verified is None


def test_evidence_that_expired_before_submission_does_not_count(
    cast: Cast, talking: Session
) -> None:
    check_all(cast)
    Evidence.objects.filter(condition="RUN-1b").update(expires_on=DAY - timedelta(days=1))
    Evidence.objects.filter(condition="RUN-1a").update(expires_on=DAY)

    row = level_of(talking, cast)

    assert row.verified == 0
    frozen = {piece["condition"]: piece["counts"] for piece in row.result.evidence}
    assert frozen == {"RUN-1a": True, "RUN-1b": False, "RUN-2a": True}


def test_withdrawn_evidence_is_left_out(cast: Cast, talking: Session) -> None:
    check_all(cast)
    withdrawn = Evidence.objects.get(condition="RUN-1a")
    evidence.withdraw(evidence=withdrawn, by=cast.tom, may_run=False, at=AT)

    row = level_of(talking, cast)

    assert row.verified == 0
    assert withdrawn.pk not in {piece["id"] for piece in row.result.evidence}


def test_a_result_keeps_its_verified_level_whatever_happens_to_the_evidence(
    cast: Cast, talking: Session
) -> None:
    check_all(cast)
    row = level_of(talking, cast)
    actions.reopen(session=talking, by=cast.fay, at=AT)
    for piece in Evidence.objects.select_related("session"):
        evidence.withdraw(evidence=piece, by=cast.fay, may_run=True, at=AT)

    again = level_of(talking, cast)

    row.refresh_from_db()
    assert (row.verified, again.verified) == (1, None)
    assert len(row.result.evidence) == 3


def test_the_digest_tells_of_evidence_and_not_of_row_numbers(cast: Cast, talking: Session) -> None:
    check_all(cast)
    result = level_of(talking, cast).result
    rows = list(result.capabilities.order_by("position"))
    framework = result.framework_version.digest
    assert snapshot_queries.digest(result, rows, framework) == result.digest

    result.evidence = [piece | {"id": 1, "by": 2, "checked_by": 3} for piece in result.evidence]
    assert snapshot_queries.digest(result, rows, framework) == result.digest

    result.evidence[0]["grade"] = 3
    assert snapshot_queries.digest(result, rows, framework) != result.digest


def test_the_page_tells_the_evidence_of_each_condition_and_its_age(
    cast: Cast, talking: Session
) -> None:
    check_all(cast)
    tenancy.set_local("person", cast.vic.user_id)
    page = result_page(level_of(talking, cast).result)

    row = next(row for row in page.rows if row.capability.key == "RUN")
    assert row.evidence_text == "evidence for 3 of 12 conditions, 3 verified, 0 days old"
    shown = {it.condition.key: it.evidence for level in row.levels for it in level.conditions}
    (piece,) = shown["RUN-1a"]
    assert (piece.grade, piece.by, piece.checked_by, piece.counts) == ("E2", "Tom", "Uma", True)
    assert shown["RUN-2b"] == ()
