import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command

from assessments.frameworks.json_reader import DocumentError
from assessments.planning.investment.json_command import answer_document
from tests.frameworks.documents import BUILT_IN, FRAMEWORK, changed
from tests.planning.portfolios import EXAMPLE_LEVELS

FRAMEWORKS = {"ai-infrastructure": FRAMEWORK}


def asked(**members: object) -> dict[str, object]:
    return {"framework": "ai-infrastructure", "levels": EXAMPLE_LEVELS, **members}


def answer(**members: object) -> Any:
    return answer_document(asked(**members), FRAMEWORKS)


def a_copy() -> Any:
    return changed(lambda _document: None)


def refusal(document: object) -> str:
    with pytest.raises(DocumentError) as refused:
        answer_document(document, FRAMEWORKS)
    return str(refused.value)


def a_use_case(**members: object) -> dict[str, object]:
    return {"id": "mine", "requires": {"DEL": 3}, "value": 2, **members}


def test_the_worked_example_comes_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plan.json"
    use_cases = [
        {"id": row["id"], "requires": row["requires"], "value": row["value"]}
        for row in a_copy()["use_cases"]
    ]
    file.write_text(json.dumps(asked(use_cases=use_cases, budgets=[60, 120, 180, 250])))

    call_command("plan_order", str(file))
    output = json.loads(capsys.readouterr().out)

    assert list(output) == [
        "start", "target", "open_value", "total_value", "total_effort", "cost_of_delay", "order",
        "best_for_budget", "use_cases",
    ]  # fmt: skip
    assert output["start"] == EXAMPLE_LEVELS
    assert output["target"] == {
        "RUN": 3, "DEL": 4, "OBS": 4, "FIN": 3, "DAT": 4, "GOV": 3, "REACH": 3, "PLT": 3
    }  # fmt: skip
    assert [output[key] for key in ("open_value", "total_value", "total_effort")] == [0, 69, 423]
    assert output["cost_of_delay"] == 16026
    assert output["order"][1] == {
        "capability": "PLT", "level": 2, "effort": 10, "cumulative": 40, "opens": ["U1"], "gain": 8,
        "is_true_already": False,
    }  # fmt: skip
    assert [row["value"] for row in output["best_for_budget"]] == [8, 19, 28, 37]
    assert output["best_for_budget"][0] == {
        "budget": 60,
        "value": 8,
        "levels": EXAMPLE_LEVELS | {"RUN": 2, "PLT": 2},
    }
    assert output["use_cases"][0] == {
        "id": "U1", "status": "near", "direct": ["PLT"], "hidden": ["RUN"], "effort": 40
    }  # fmt: skip


def test_a_dash_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "sys.stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps(asked()).encode()))
    )

    call_command("plan_order", "-")

    assert json.loads(capsys.readouterr().out)["total_effort"] == 423


def test_a_malformed_document_ends_with_status_2_and_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(asked(effort={"RUN": [3, -1, 30, 10]})))

    with pytest.raises(SystemExit) as ending:
        call_command("plan_order", str(file))

    printed = capsys.readouterr()
    assert (ending.value.code, printed.out) == (2, "")
    assert printed.err == "effort.RUN[1]: must be a number from 0 to 1000000000\n"


def test_what_is_left_out_is_level_0_and_the_frameworks_own() -> None:
    output = answer_document({"framework": "ai-infrastructure"}, FRAMEWORKS)

    assert set(output["start"].values()) == {0}  # type: ignore[attr-defined]
    assert output["total_value"] == 69
    assert output["best_for_budget"] == []


def test_levels_are_reduced_to_the_supported_ones() -> None:
    assert answer(levels={"OBS": 4})["start"]["OBS"] == 1


CLAIMED = {"RUN": 3, "DEL": 3, "OBS": 1, "FIN": 1, "DAT": 3, "GOV": 3, "REACH": 1, "PLT": 2}
FOUNDATION = {"RUN": 3, "DEL": 3, "OBS": 3, "FIN": 2, "DAT": 3, "GOV": 3, "REACH": 1, "PLT": 3}


@pytest.mark.parametrize(("claims", "effort"), [({}, 80), ({"OBS": 2}, 70)])
def test_claimed_levels_that_wait_for_another_cost_nothing(
    claims: dict[str, int], effort: int
) -> None:
    output = answer(levels=CLAIMED | claims, use_cases=[a_use_case(requires=FOUNDATION)])

    assert output["total_effort"] == effort


def test_a_claimed_level_is_reached_right_after_what_it_waits_for() -> None:
    output = answer(levels=CLAIMED, use_cases=[a_use_case(requires=FOUNDATION)])

    assert (output["start"]["DAT"], output["start"]["GOV"]) == (2, 2)
    rows = [(row["capability"], row["level"], row["effort"]) for row in output["order"]]
    at = rows.index(("OBS", 2, 10))
    assert rows[at + 1 : at + 3] == [("DAT", 3, 0), ("GOV", 3, 0)]
    free = [row["capability"] for row in output["order"] if row["is_true_already"]]
    assert free == ["DAT", "GOV"]


@pytest.mark.parametrize("key", EXAMPLE_LEVELS)
def test_a_higher_claim_never_costs_more(key: str) -> None:
    efforts = [answer(levels=EXAMPLE_LEVELS | {key: level})["total_effort"] for level in range(5)]

    assert efforts == sorted(efforts, reverse=True)


def test_null_does_not_apply_and_blocks_nothing() -> None:
    output = answer(levels=EXAMPLE_LEVELS | {"REACH": None})

    assert output["start"]["REACH"] is None
    assert output["target"]["REACH"] is None
    assert all(step["capability"] != "REACH" for step in output["order"])


def test_own_efforts_are_used_and_decimals_stay_exact() -> None:
    output = answer(use_cases=[a_use_case(value=0.5)], effort={"DEL": [1, 1, 0.1, 1]})

    assert output["order"] == [
        {
            "capability": "RUN", "level": 2, "effort": 30, "cumulative": 30,
            "opens": [], "gain": 0, "is_true_already": False,
        },
        {
            "capability": "DEL", "level": 3, "effort": 0.1, "cumulative": 30.1,
            "opens": ["mine"], "gain": 0.5, "is_true_already": False,
        },
    ]  # fmt: skip
    assert output["cost_of_delay"] == 15.05


def test_a_whole_framework_may_stand_in_place_of_its_name() -> None:
    assert answer(framework=BUILT_IN)["cost_of_delay"] == 16026


def test_a_framework_that_goes_round_in_a_circle_is_refused() -> None:
    def circle(document: Any) -> None:
        document["prerequisites"].append({"of": "DEL@2", "requires": ["RUN@3"], "because": "-"})

    assert "circle" in refusal(asked(framework=changed(circle)))


@pytest.mark.parametrize(
    ("members", "place"),
    [
        ({"framework": "nothing"}, "framework"),
        ({"levels": {"RUN": 5}}, "levels.RUN"),
        ({"levels": {"XXX": 1}}, "levels.XXX"),
        ({"levels": {"RUN": True}}, "levels.RUN"),
        ({"use_cases": [a_use_case(), a_use_case()]}, "use_cases[1].id"),
        ({"use_cases": [a_use_case(requires={"DEL": -1})]}, "use_cases[0].requires.DEL"),
        ({"use_cases": [a_use_case(requires={"ABC": 1})]}, "use_cases[0].requires.ABC"),
        ({"use_cases": [a_use_case(value=-1)]}, "use_cases[0].value"),
        ({"use_cases": [{"id": "x"}]}, "use_cases[0].requires"),
        ({"effort": {"RUN": [1, 2, 3]}}, "effort.RUN"),
        ({"effort": {"RUN": [1, 2, 3, float("nan")]}}, "effort.RUN[3]"),
        ({"budgets": [-1]}, "budgets[0]"),
        ({"budgets": 60}, "budgets"),
        ({"extra": 1}, "extra"),
    ],
)
def test_nonsense_is_refused_by_its_place(members: dict[str, object], place: str) -> None:
    message = refusal(asked(**members))

    assert message.startswith(f"{place}: ")
    assert "\n" not in message


def test_a_document_that_is_no_object_is_refused() -> None:
    assert refusal([]) == "document: must be an object"
