"""Rounds that many units have submitted, made by copying real results."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from assessments.results.models import CapabilityResult, Result
from assessments.rounds.campaign import actions as campaign
from assessments.rounds.models import Round, Session, SessionState
from bench.dataset.organization import NOON, Dataset, open_round, staff_units
from bench.dataset.votes import submit_sessions

PATTERNS = 40
AT_ONCE = 500


def rounds_with_results(dataset: Dataset, count: int) -> list[Round]:
    """Return so many rounds in which every unit has a result, the oldest first.

    The first forty units really submit, in a round of their own; the others get copies.
    """
    first = Dataset(dataset.owner, dataset.units[:PATTERNS], dataset.framework, dataset.version)
    staff_units(first)
    submit_sessions(first, open_round(first))
    patterns = [(row, list(row.capabilities.all())) for row in Result.objects.order_by("pk")]
    rounds = [_open_quarter(dataset, number) for number in range(count)]
    for number, quarter in enumerate(rounds):
        _copy_results(quarter, patterns, number)
    return rounds


def _open_quarter(dataset: Dataset, number: int) -> Round:
    opens = NOON.date() + timedelta(days=91 * (number + 1))
    drafted = campaign.draft(
        organization=dataset.organization,
        version=dataset.version,
        plan=campaign.RoundPlan(
            f"Quarter {number + 1}",
            dataset.framework.default_target,
            {},
            opens,
            opens + timedelta(days=30),
        ),
        units=dataset.units,
    )
    return campaign.open_round(round_id=drafted.pk, at=NOON + timedelta(days=91 * (number + 1)))


def _copy_results(
    quarter: Round, patterns: Sequence[tuple[Result, Sequence[CapabilityResult]]], number: int
) -> None:
    sessions = Session.objects.filter(round=quarter)
    sessions.update(state=SessionState.SUBMITTED)
    chosen = [
        (session, patterns[(place * 7 + number * (place % 3)) % len(patterns)])
        for place, session in enumerate(sessions.order_by("pk"))
    ]
    copies = [_result_copy(session, row) for session, (row, _capabilities) in chosen]
    Result.objects.bulk_create(copies, batch_size=AT_ONCE)
    pairs = zip(copies, (capabilities for _session, (_row, capabilities) in chosen), strict=True)
    CapabilityResult.objects.bulk_create(_capability_copies(pairs), batch_size=AT_ONCE)


def _result_copy(session: Session, row: Result) -> Result:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return Result(
        **values
        | {
            "id": None,
            "session_id": session.pk,
            "round_id": session.round_id,
            "unit_id": session.unit_id,
        }
    )


def _capability_copies(
    pairs: Iterator[tuple[Result, Sequence[CapabilityResult]]],
) -> Iterator[CapabilityResult]:
    for copy, rows in pairs:
        for row in rows:
            fields = row._meta.concrete_fields
            values = {field.attname: getattr(row, field.attname) for field in fields}
            yield CapabilityResult(**values | {"id": None, "result_id": copy.pk})
