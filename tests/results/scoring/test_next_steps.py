"""What to do next, and what it would unlock, without a database."""

from assessments.frameworks.ladder import Answer, Answers
from assessments.results.scoring.explanation import why, why_from_json
from assessments.results.scoring.next_steps import CurrentLevels, NextStep, NextStepKind, next_step
from assessments.results.scoring.score import score
from tests.frameworks.documents import FRAMEWORK
from tests.results.cases import EXAMPLE, NOT_APPLICABLE, TARGET, picked, without


def steps(answers: dict[str, Answers]) -> dict[str, NextStep]:
    outcome = score(FRAMEWORK, answers, TARGET, {})
    standings = {
        row.capability: CurrentLevels(row.claimed, row.supported, row.target, row.knows_nothing)
        for row in outcome.capabilities
    }
    found = {}
    for row in outcome.capabilities:
        key = row.capability
        given = answers.get(key, Answers())
        reasons = why(FRAMEWORK.capability(key), given, [given], row.unsupported)
        if step := next_step(FRAMEWORK, key, standings, reasons):
            found[key] = step
    return found


def test_only_what_is_below_its_target_has_a_next_step() -> None:
    assert set(steps(picked(EXAMPLE))) == {"RUN", "OBS", "FIN", "DAT", "GOV", "PLT"}


def test_a_step_names_its_effort_and_what_it_unlocks() -> None:
    step = steps(picked(EXAMPLE))["OBS"]

    assert (step.kind, step.level, step.effort.default_person_weeks) == (NextStepKind.BUILD, 2, 10)
    assert [(unlock.key, unlock.level, unlock.is_claimed) for unlock in step.unlocks] == [
        ("RUN", 4, False),
        ("FIN", 3, False),
        ("DAT", 3, True),
        ("GOV", 3, True),
        ("REACH", 3, False),
        ("PLT", 3, False),
    ]


def test_a_claim_without_backing_asks_for_its_prerequisite_and_not_for_work() -> None:
    step = steps(picked(EXAMPLE))["GOV"]

    assert step.kind is NextStepKind.BACK
    assert [(need.key, need.level) for need in step.needs] == [("OBS", 2)]


def test_where_nobody_knows_the_next_step_is_to_find_out() -> None:
    step = steps(picked(without(EXAMPLE, "OBS")))["OBS"]

    assert (step.kind, step.level) == (NextStepKind.FIND_OUT, 1)
    assert step.unknown
    assert not step.missing


def test_not_applicable_needs_nothing_and_counts_as_met() -> None:
    found = steps(picked(EXAMPLE) | {"DAT": NOT_APPLICABLE})

    assert "DAT" not in found
    assert "DAT" not in {need.key for need in found["PLT"].needs}


def test_what_is_stored_reads_back_as_it_was() -> None:
    capability = FRAMEWORK.capability("RUN")
    said = [Answers(anchor=2), Answers(conditions={"RUN-1a": Answer.NO}), NOT_APPLICABLE]

    reasons = why(capability, Answers(anchor=1), said, ())

    assert why_from_json(reasons.document()) == reasons
    assert reasons.not_applicable_votes == 1
    assert reasons.split == ("RUN-1a",)
    assert reasons.missing == ("RUN-2a", "RUN-2b", "RUN-2c")
