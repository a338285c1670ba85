import io
import json
import math
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.frameworks.json_reader import DocumentError
from assessments.results.scoring.json_command import answer_document
from tests.frameworks.documents import FRAMEWORK

FRAMEWORKS = {"ai-infrastructure": FRAMEWORK}
EXAMPLE = {"RUN": 2, "DEL": 3, "OBS": 1, "FIN": 0, "DAT": 3, "GOV": 3, "REACH": 1, "PLT": 2}


def asked(**members: object) -> dict[str, object]:
    return {"framework": "ai-infrastructure", **members}


def levels(**given: int) -> dict[str, object]:
    return {key: {"level": level} for key, level in given.items()}


def run(path: Path | str, capsys: pytest.CaptureFixture[str]) -> Any:
    call_command("score_answers", str(path))
    return json.loads(capsys.readouterr().out)


def answer(**members: object) -> Any:
    return answer_document(asked(**members), FRAMEWORKS)


def refused(path: Path | str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ending:
        call_command("score_answers", str(path))

    printed = capsys.readouterr()
    assert ending.value.code == 2
    assert printed.out == ""
    assert printed.err.endswith("\n")
    assert printed.err.count("\n") == 1
    return printed.err.strip()


def test_the_worked_example_comes_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(asked(capabilities=levels(**EXAMPLE))))

    output = run(file, capsys)

    assert list(output) == [
        "framework",
        "version",
        "scoring",
        "capabilities",
        "stage",
        "percent_to_target",
        "coverage",
    ]
    assert (output["framework"], output["version"], output["scoring"]) == (
        "ai-infrastructure",
        "1",
        "1",
    )
    assert list(output["capabilities"]) == list(EXAMPLE)
    assert output["capabilities"]["GOV"] == {
        "claimed": 3,
        "low": 3,
        "high": 3,
        "supported": 2,
        "target": 3,
        "not_applicable": False,
        "unsupported": [{"level": 3, "needs": "OBS", "level_needed": 2, "level_have": 1}],
    }
    assert output["stage"] == {"value": 0, "low": 0, "high": 0, "held_by": ["FIN"]}
    percent = {"claimed": 70.0, "supported": 60.0, "low": 60.0, "high": 60.0}
    assert output["percent_to_target"] == percent
    assert output["coverage"] == {"known_weight": 1.0}


def test_a_hyphen_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = io.BytesIO(b"\xef\xbb\xbf" + json.dumps(asked()).encode())
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=content))

    output = run("-", capsys)

    assert output["percent_to_target"] == {
        "claimed": 0.0,
        "supported": 0.0,
        "low": 0.0,
        "high": 100.0,
    }
    assert output["coverage"] == {"known_weight": 0.0}
    assert output["capabilities"]["RUN"]["high"] == 4


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "document: is not JSON (line 1, column 2: "),
        (b"\xff\xfe", "document: is not UTF-8 text"),
        (b'{"framework": "ai-infrastructure", "framework": "x"}', "framework: the key is written"),
        (
            b'{"framework": "ai-infrastructure", "capabilities": {"RUN": {}, "RUN": {}}}',
            "capabilities.RUN: the key is written twice",
        ),
        (b'{"framework": "ai-infrastructure", "weights": {"RUN": NaN}}', "weights.RUN: must be a"),
        (b'{"framework": "\\ud800"}', "framework: must not contain NUL"),
        (b'{"framework": "ai-infrastructure", "a\\nb\\u0000": 1}', r'"a\nb\u0000": no such key'),
    ],
)
def test_a_malformed_file_ends_with_status_2_and_one_line(
    content: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.json"
    file.write_bytes(content)

    assert refused(file, capsys).startswith(message)


@pytest.mark.parametrize("name", ["no-such-file", "", "a\0b"])
def test_a_file_that_cannot_be_read_is_told(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(name, capsys).startswith("document: cannot be read (")


def test_an_endless_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "assessments.frameworks.management.document_command.MAX_BYTES", 10, raising=True
    )
    file = tmp_path / "answers.json"
    file.write_text(" " * 11)

    assert refused(file, capsys) == "document: is larger than 10 bytes"


MALFORMED = [
    ([], "document: must be an object"),
    ({}, "framework: is missing"),
    ({"framework": "x"}, "framework: no such framework"),
    ({"framework": 1}, "framework: must be a text"),
    (asked(colour=1), "colour: no such key here"),
    (asked(target=[]), "target: must be an object"),
    (asked(target={"X": 1}), "target.X: no such capability in ai-infrastructure"),
    (asked(target={"RUN": 5}), "target.RUN: must be 0 to 4"),
    (asked(target={"RUN": -1}), "target.RUN: must be 0 to 4"),
    (asked(target={"RUN": True}), "target.RUN: must be a whole number from 0 to 4"),
    (asked(target={"RUN": 3.0}), "target.RUN: must be a whole number from 0 to 4"),
    (asked(target=None), "target: must be an object"),
    (asked(weights={"X": 1}), "weights.X: no such capability in ai-infrastructure"),
    (asked(weights={"RUN": -0.5}), "weights.RUN: must be a number from 0 to 1000"),
    (asked(weights={"RUN": 1000.5}), "weights.RUN: must be a number from 0 to 1000"),
    (asked(weights={"RUN": 10**400}), "weights.RUN: must be a number from 0 to 1000"),
    (asked(weights={"RUN": math.inf}), "weights.RUN: must be a number from 0 to 1000"),
    (asked(weights={"RUN": False}), "weights.RUN: must be a number from 0 to 1000"),
    (asked(weights={"RUN": "1"}), "weights.RUN: must be a number from 0 to 1000"),
    (asked(capabilities={"X": {}}), "capabilities.X: no such capability in ai-infrastructure"),
    (asked(capabilities={"RUN": None}), "capabilities.RUN: must be an object"),
    (asked(capabilities={"RUN": {"levle": 1}}), "capabilities.RUN.levle: no such key here"),
    (asked(capabilities={"RUN": {"level": 5}}), "capabilities.RUN.level: must be 0 to 4"),
    (
        asked(capabilities={"RUN": {"conditions": {"RUN-9z": "yes"}}}),
        "capabilities.RUN.conditions.RUN-9z: no such condition in RUN",
    ),
    (
        asked(capabilities={"RUN": {"conditions": {"OBS-1a": "yes"}}}),
        "capabilities.RUN.conditions.OBS-1a: no such condition in RUN",
    ),
    (
        asked(capabilities={"RUN": {"conditions": {"RUN-1a": "maybe"}}}),
        "capabilities.RUN.conditions.RUN-1a: must be one of yes, no, dont_know",
    ),
    (
        asked(capabilities={"RUN": {"conditions": {"RUN-1a": True}}}),
        "capabilities.RUN.conditions.RUN-1a: must be one of yes, no, dont_know",
    ),
    (
        asked(capabilities={"RUN": {"not_applicable": True}}),
        "capabilities.RUN.not_applicable: RUN always applies",
    ),
    (
        asked(capabilities={"DAT": {"not_applicable": "yes"}}),
        "capabilities.DAT.not_applicable: must be true or false",
    ),
    (
        asked(capabilities={"DAT": {"not_applicable": True, "level": 1}}),
        "capabilities.DAT.level: cannot stand beside not_applicable",
    ),
    (
        asked(capabilities={"DAT": {"not_applicable": True, "conditions": {"DAT-1a": "yes"}}}),
        "capabilities.DAT.conditions: cannot stand beside not_applicable",
    ),
]


@pytest.mark.parametrize(("document", "message"), MALFORMED)
def test_a_malformed_document_is_refused_with_the_place(document: object, message: str) -> None:
    with pytest.raises(DocumentError) as refusal:
        answer_document(document, FRAMEWORKS)

    assert str(refusal.value) == message


def test_what_does_not_apply_has_null_levels_and_no_target() -> None:
    output = answer(capabilities={"DAT": {"not_applicable": True}})

    assert output["capabilities"]["DAT"] == {
        "claimed": None,
        "low": None,
        "high": None,
        "supported": None,
        "target": 0,
        "not_applicable": True,
        "unsupported": [],
    }


def test_not_applicable_false_changes_nothing() -> None:
    said = {"RUN": {"not_applicable": False, "level": 2}}

    assert answer(capabilities=said)["capabilities"]["RUN"]["claimed"] == 2


def test_an_explicit_condition_wins_over_the_picked_level() -> None:
    said = {"RUN": {"level": 2, "conditions": {"RUN-1b": "no"}}}

    assert answer(capabilities=said)["capabilities"]["RUN"]["claimed"] == 0


def test_decimal_weights_count_as_written() -> None:
    said = levels(RUN=3, DEL=0)
    target = dict.fromkeys(EXAMPLE, 0) | {"RUN": 3, "DEL": 3}

    output = answer(capabilities=said, target=target, weights={"RUN": 0.1, "DEL": 0.2})

    assert output["percent_to_target"]["claimed"] == 33.333333


def test_without_a_target_the_percentages_are_null() -> None:
    output = answer(target=dict.fromkeys(EXAMPLE, 0))

    assert set(output["percent_to_target"].values()) == {None}
    assert output["coverage"] == {"known_weight": None}
    assert output["stage"] == {"value": 0, "low": 0, "high": 0, "held_by": []}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["RUN", "DAT", "conditions", "level", "RUN-1a", "not_applicable", ""]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["target", "weights", "capabilities", "x"]), JSON))
def test_no_document_is_refused_in_another_way(members: dict[str, object]) -> None:
    try:
        said = json.dumps(answer(**members), allow_nan=False)
    except DocumentError as refusal:
        said = str(refusal)

    assert "\n" not in said
