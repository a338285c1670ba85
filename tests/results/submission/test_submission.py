"""Submission freezes what the settled answers mean."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from assessments.frameworks.ladder import Answer
from assessments.frameworks.models import FrameworkVersion
from assessments.results.models import CapabilityResult, Result
from assessments.results.submission import actions, snapshot_queries
from assessments.rounds import session_state
from assessments.rounds.models import Round, Session, SettledAnswer
from assessments.rounds.reveal import actions as reveal
from tests.cast import NOON, Cast, everywhere, revealed, settle_all, the_framework, vote
from tests.results.cases import EXAMPLE
from tests.results.conftest import voted


def row_of(result: Result, capability: str) -> CapabilityResult:
    return CapabilityResult.objects.get(result=result, capability=capability)


def test_the_first_example_of_the_method_is_what_is_frozen(result: Result) -> None:
    assert result.stage == 0
    assert result.held_by == ["FIN"]
    assert result.percent_claimed == Decimal(70)
    assert result.percent_supported == result.percent_high == Decimal(60)
    assert result.known_weight == 1
    assert (result.answered, result.asked, result.raters) == (8, 8, 5)
    assert result.revision == 1


def test_a_row_keeps_the_claim_beside_what_is_backed(result: Result) -> None:
    governance = row_of(result, "GOV")

    assert (governance.claimed, governance.supported, governance.verified) == (3, 2, None)
    [reason] = governance.why["unsupported"]
    assert (reason["level"], reason["needs"], reason["level_needed"], reason["level_have"]) == (
        3,
        "OBS",
        2,
        1,
    )


def test_the_rows_stand_in_the_frameworks_order(result: Result) -> None:
    rows = CapabilityResult.objects.filter(result=result).order_by("position")

    assert [row.capability for row in rows] == list(the_framework().capabilities_by_key)


def test_votes_are_kept_as_levels_and_contested_votes_are_marked(
    cast: Cast, session: Session
) -> None:
    for member, level in zip(cast.voters, (0, 1, 2, 2, 4), strict=True):
        vote(session, member, {"RUN": level})
    revealed(session, cast.fay)
    settle_all(session, cast.fay, everywhere(1))

    runtime = row_of(actions.submit(session=session, by=cast.fay, at=NOON), "RUN")

    assert runtime.votes == [0, 1, 2, 2, 4]
    assert runtime.contested
    assert runtime.why["said"]["RUN-1a"] == {"yes": 4, "no": 1, "dont_know": 0}
    assert "RUN-1a" in runtime.why["split"]


def test_only_people_who_said_something_count_as_raters(cast: Cast, session: Session) -> None:
    vote(session, cast.tom, {"RUN": 2})
    revealed(session, cast.fay)
    settle_all(session, cast.fay, everywhere(2))

    result = actions.submit(session=session, by=cast.fay, at=NOON)

    assert result.raters == 1
    assert row_of(result, "OBS").votes == []


def test_weights_of_the_round_are_read_exactly(cast: Cast, settled: Session, spring: Round) -> None:
    Round.objects.filter(pk=spring.pk).update(weights={"FIN": 0.1, "RUN": 2.5})

    result = actions.submit(session=settled, by=cast.fay, at=NOON)

    assert row_of(result, "FIN").weight == Decimal("0.1")
    assert row_of(result, "RUN").weight == Decimal("2.5")
    # supported 2 3 1 0 2 2 1 2 under 3 3 3 2 3 3 0 3: gaps 2.5 + 2 + 0.2 + 3 of 22.7
    assert result.percent_supported == (100 * (1 - Decimal("7.7") / Decimal("22.7"))).quantize(
        Decimal("0.0001")
    )


def test_a_later_change_of_the_target_does_not_change_a_result(
    result: Result, spring: Round
) -> None:
    Round.objects.filter(pk=spring.pk).update(target=everywhere(1))

    result.refresh_from_db()
    assert result.percent_supported == Decimal(60)
    assert row_of(result, "RUN").target == 3


@pytest.mark.parametrize("model", [Result, CapabilityResult])
def test_the_database_refuses_to_change_a_result(result: Result, model: type) -> None:
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        model.objects.update(organization_id=result.organization_id)  # type: ignore[attr-defined]


def test_submitting_twice_makes_one_result(cast: Cast, settled: Session) -> None:
    actions.submit(session=settled, by=cast.fay, at=NOON)

    with pytest.raises(session_state.NotInStateError):
        actions.submit(session=settled, by=cast.fay, at=NOON)
    assert Result.objects.count() == 1


def test_nothing_is_submitted_while_a_capability_is_open(cast: Cast, settled: Session) -> None:
    SettledAnswer.objects.filter(session=settled, capability__in=["OBS", "PLT"]).delete()

    with pytest.raises(
        session_state.NotSettledError, match="Unified observability, Self-service platform"
    ):
        actions.submit(session=settled, by=cast.fay, at=NOON)
    assert not Result.objects.exists()
    settled.refresh_from_db()
    assert settled.state == "revealed"


def test_reopening_makes_the_next_revision_and_keeps_the_first(
    cast: Cast, result: Result, settled: Session
) -> None:
    reopened = actions.reopen(session=settled, by=cast.fay, at=NOON)
    second = actions.submit(session=reopened, by=cast.fay, at=NOON)

    assert second.revision == 2
    assert list(Result.objects.order_by("revision")) == [result, second]
    assert list(Result.objects.newest_revisions()) == [second]


def test_the_digest_can_be_made_again_from_what_is_stored(result: Result) -> None:
    stored = Result.objects.get(pk=result.pk)
    rows = CapabilityResult.objects.filter(result=stored).order_by("position")
    version = FrameworkVersion.objects.get(pk=stored.framework_version_id)

    assert snapshot_queries.digest(stored, rows, version.digest) == stored.digest
    stored.stage = 4
    assert snapshot_queries.digest(stored, rows, version.digest) != stored.digest


def test_nobody_knowing_is_never_level_zero_known(cast: Cast, session: Session) -> None:
    voted(session, cast, EXAMPLE)
    unknown = dict.fromkeys(the_framework().capability("OBS").level_of_condition, Answer.DONT_KNOW)
    reveal.settle(
        session=session,
        settlement=reveal.Settlement(
            capability=the_framework().capability("OBS"),
            conditions=unknown,
            rationale="Nobody who could tell was there.",
            seen_version=1,
        ),
        by=cast.fay,
        at=NOON,
    )

    result = actions.submit(session=session, by=cast.fay, at=NOON)
    row = row_of(result, "OBS")

    assert (row.claimed, row.low, row.high, row.knows_nothing) == (0, 0, 4, True)
    assert (result.percent_supported, result.percent_high) == (Decimal(50), Decimal(80))
    assert result.known_weight == Decimal("0.85714")
    assert result.answered == 7
