"""The JSON documents of `score_answers`: answers in, a score out, without any database."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessments.frameworks.json_reader import JsonReader, printable_name
from assessments.frameworks.ladder import Answer, Answers
from assessments.frameworks.schema import TOP_LEVEL, Capability, Framework

from .score import MAX_WEIGHT, WITHOUT_EVIDENCE, CapabilityScore, PercentToTarget, Score, score


@dataclass(frozen=True)
class ScoreRequest:
    """What a document asks to be scored."""

    framework: Framework
    answers: Mapping[str, Answers]
    target: Mapping[str, int]
    weights: Mapping[str, Fraction]


def answer_document(document: object, frameworks: Mapping[str, Framework]) -> dict[str, object]:
    """Return the output document for an input document. Raise DocumentError if it is malformed."""
    question = request_from_json(document, frameworks)
    outcome = score(question.framework, question.answers, question.target, question.weights)
    return score_to_json(question.framework, outcome)


def request_from_json(document: object, frameworks: Mapping[str, Framework]) -> ScoreRequest:
    """Return what an input document says. Raise DocumentError, naming the place, if malformed."""
    fields = JsonReader(document).fields(
        "framework", optional=("target", "weights", "capabilities")
    )
    framework = frameworks.get(fields["framework"].text())
    if framework is None:
        fields["framework"].fail("no such framework")
    target = _by_capability(fields.get("target"), framework)
    weights = _by_capability(fields.get("weights"), framework)
    capabilities = _by_capability(fields.get("capabilities"), framework)
    return ScoreRequest(
        framework=framework,
        answers={
            key: _answers(entry, framework.capability(key)) for key, entry in capabilities.items()
        },
        target={key: entry.whole(0, TOP_LEVEL) for key, entry in target.items()},
        weights={key: entry.number(0, MAX_WEIGHT) for key, entry in weights.items()},
    )


def score_to_json(framework: Framework, outcome: Score) -> dict[str, object]:
    """Return a score as the output document."""
    known = outcome.known_weight
    return {
        "framework": framework.key,
        "version": framework.version,
        "scoring": WITHOUT_EVIDENCE,
        "capabilities": {row.capability: _capability(row) for row in outcome.capabilities},
        "stage": {
            "value": outcome.stage.value,
            "low": outcome.stage.low,
            "high": outcome.stage.high,
            "held_by": list(outcome.stage.held_by),
        },
        "percent_to_target": _percentages(outcome.percent_to_target),
        "coverage": {"known_weight": _decimal(known)},
    }


def _by_capability(reader: JsonReader | None, framework: Framework) -> dict[str, JsonReader]:
    entries = reader.entries() if reader else {}
    for key, entry in entries.items():
        if key not in framework.capabilities_by_key:
            entry.fail(f"no such capability in {framework.key}")
    return entries


def _answers(reader: JsonReader, capability: Capability) -> Answers:
    fields = reader.fields(optional=("conditions", "level", "not_applicable"))
    if "not_applicable" in fields and fields["not_applicable"].flag():
        return _not_applicable(fields, capability)
    conditions = fields["conditions"].entries() if "conditions" in fields else {}
    for key, entry in conditions.items():
        if key not in capability.level_of_condition:
            entry.fail(f"no such condition in {printable_name(capability.key)}")
    return Answers(
        conditions={key: Answer(entry.choice(tuple(Answer))) for key, entry in conditions.items()},
        anchor=fields["level"].whole(0, TOP_LEVEL) if "level" in fields else None,
    )


def _not_applicable(fields: Mapping[str, JsonReader], capability: Capability) -> Answers:
    if not capability.not_applicable_allowed:
        fields["not_applicable"].fail(f"{capability.key} always applies")
    if "level" in fields:
        fields["level"].fail("cannot stand beside not_applicable")
    if "conditions" in fields and fields["conditions"].entries():
        fields["conditions"].fail("cannot stand beside not_applicable")
    return Answers(not_applicable=True)


def _capability(row: CapabilityScore) -> dict[str, object]:
    return {
        "claimed": row.claimed,
        "low": row.low,
        "high": row.high,
        "supported": row.supported,
        "target": row.target,
        "not_applicable": row.not_applicable,
        "unsupported": [
            {
                "level": reason.level,
                "needs": reason.needs,
                "level_needed": reason.level_needed,
                "level_have": reason.level_have,
            }
            for reason in row.unsupported
        ],
    }


def _percentages(percent: PercentToTarget) -> dict[str, float | None]:
    return {
        "claimed": _decimal(percent.claimed),
        "supported": _decimal(percent.supported),
        "low": _decimal(percent.low),
        "high": _decimal(percent.high),
    }


def _decimal(number: Fraction | None) -> float | None:
    return None if number is None else float(round(number, 6))
