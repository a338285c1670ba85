"""One's own levels and records in the economics (method.md 4.6)."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from assessments.frameworks.json_reader import DocumentError
from assessments.planning.economics.json_command import answer_document
from tests.frameworks.documents import FRAMEWORK
from tests.planning.portfolios import steadily

KEYS = ("RUN", "DEL", "OBS", "FIN", "DAT", "GOV", "REACH", "PLT")
LIKE_REBASE = {"phi": 0.5, "w": 2}
SECOND = dict(zip(KEYS, (3, 3, 1, 1, 3, 3, 1, 2), strict=True))
SECOND_TARGET = dict(zip(KEYS, (3, 3, 3, 2, 3, 3, 1, 3), strict=True))
MEASURED_DAYS = {"integration": 20, "governance": 20, "operations": 20, "agent": 50}


def answered(own: dict[str, object], **given: object) -> Any:
    asked = {**given, "own": {"framework": FRAMEWORK.key, **own}}
    return answer_document(asked, {FRAMEWORK.key: FRAMEWORK})


def every(level: int) -> dict[str, int]:
    return dict.fromkeys(KEYS, level)


@pytest.mark.parametrize(
    ("low", "high", "effort", "numbers", "systems", "ratios"),
    [
        (0, 2, 171, (2.571, 0.65, 0.8097), (3.492, 5.655), (1.16, 1.89)),
        (1, 2, 140, (2.105, 0.5333, 0.7541), (3.373, 5.088), (1.12, 1.70)),
        (0, 3, 391, (5.880, 0.85, 0.9050), (2.661, 4.816), (0.89, 1.61)),
        (1, 3, 360, (5.414, 0.8, 0.8812), (2.744, 4.837), (0.91, 1.61)),
        (2, 3, 220, (3.308, 0.5714, 0.7723), (3.042, 4.699), (1.01, 1.57)),
        (2, 2, 0, (0, 0, 0.5), (3, 3), (1, 1)),
    ],
)
def test_the_worked_table_comes_out_with_phi_and_w_given(
    low: int,
    high: int,
    effort: int,
    numbers: tuple[float, ...],
    systems: tuple[float, float],
    ratios: tuple[float, float],
) -> None:
    answer = answered({"levels": every(low), "to": high}, **LIKE_REBASE)
    own = answer["own"]
    best = answered({"levels": every(low), "to": high}, pi_I=own["pi_I_high"], **LIKE_REBASE)

    assert sum(step["effort"] for step in own["steps"]) == effort
    assert answer["N_S"] == 3
    assert [own["F"], own["rho"], own["pi_I_high"]] == pytest.approx(numbers, abs=0.0005)
    assert [answer["N_I"], best["N_I"]] == pytest.approx(systems, abs=0.0005)
    assert [own["ratio_low"], own["ratio_high"]] == pytest.approx(ratios, abs=0.005)


@pytest.mark.parametrize(
    ("low", "high", "numbers", "ratios"),
    [
        (0, 2, (0.5, 2, 3), (1.16, 1.89)),
        (1, 2, (0.4286, 1.75, 3.429), (1.07, 1.61)),
        (0, 3, (0.5, 2, 3), (0.89, 1.61)),
        (1, 3, (0.4286, 1.75, 3.429), (0.84, 1.47)),
        (2, 3, (0.2593, 1.35, 4.444), (0.85, 1.31)),
        (2, 2, (0.2593, 1.35, 4.444), (1, 1)),
    ],
)
def test_the_vendors_figures_are_brought_to_the_present_level(
    low: int, high: int, numbers: tuple[float, ...], ratios: tuple[float, float]
) -> None:
    answer = answered({"levels": every(low), "to": high})
    own = answer["own"]

    assert [own["phi"], own["w"], answer["N_S"]] == pytest.approx(numbers, abs=0.0005)
    assert [own["ratio_low"], own["ratio_high"]] == pytest.approx(ratios, abs=0.005)


def test_the_second_example_charges_no_step_that_is_true_already() -> None:
    asked = {"levels": SECOND, "target": SECOND_TARGET, "to": 3, "days": MEASURED_DAYS}
    answer = answered(asked, w=2)
    own = answer["own"]

    free = {(row["capability"], row["level"]) for row in own["steps"] if row["is_true_already"]}
    assert free == {("DAT", 3), ("GOV", 3)}
    assert sum(row["effort"] for row in own["steps"]) == 80
    assert [own["F"], own["rho"], own["phi"], own["pi_I_high"]] == pytest.approx(
        [1.203, 0.3810, 6 / 11, 0.6815], abs=0.0005
    )
    assert answer["N_I"] == pytest.approx(3.407, abs=0.0005)
    best = answered(asked, w=2, pi_I=own["pi_I_high"])
    assert best["N_I"] == pytest.approx(4.644, abs=0.0005)
    assert [own["ratio_low"], own["ratio_high"]] == pytest.approx([1.14, 1.55], abs=0.005)


def test_steps_that_remove_no_plumbing_only_cost() -> None:
    asked = {"levels": SECOND | {"OBS": 2}, "target": SECOND_TARGET, "to": 3}
    own = answered(asked | {"days": MEASURED_DAYS}, w=2)["own"]

    assert sum(row["effort"] for row in own["steps"]) == 70
    assert own["F"] == pytest.approx(1.053, abs=0.0005)
    assert own["rho"] == 0
    assert [own["ratio_low"], own["ratio_high"]] == pytest.approx([0.91, 0.91], abs=0.005)


def test_the_answer_has_its_keys_beside_the_quantities() -> None:
    answer = answered({"levels": {}})

    assert list(answer)[-1] == "own"
    assert list(answer["own"]) == [
        "levels_after", "steps", "F", "rho", "phi", "w", "pi_S", "pi_S_low", "pi_S_high",
        "pi_I_high", "ratio_low", "ratio_high", "marks",
    ]  # fmt: skip
    assert answer["own"]["steps"][0].keys() == {"capability", "level", "effort", "is_true_already"}
    assert answer["own"]["levels_after"] == every(2)


def test_the_vendors_figures_follow_the_capacity() -> None:
    answer = answered({"levels": every(0), "capacity": 33.25})

    assert answer["own"]["w"] == 4
    assert answer["own"]["F"] == pytest.approx(2 * 171 / 66.5)
    assert answer["C_S_build"] == 4 * 4 * 112_500


def test_only_decided_pilots_tell_the_yield_and_running_ones_its_bounds() -> None:
    projects = {"production": 1, "running": 4, "stalled": 2, "retired": 1}
    own = answered({"levels": {}, "projects": projects})["own"]

    assert [own["pi_S"], own["pi_S_low"], own["pi_S_high"]] == [1 / 4, 1 / 8, 5 / 8]
    undecided = answered({"levels": {}, "projects": {"running": 3}})["own"]
    assert [undecided[key] for key in ("pi_S", "pi_S_low", "pi_S_high")] == [0.5, 0, 1]
    assert undecided["marks"]["pi_S"] == "default"


def test_what_is_given_at_the_top_wins() -> None:
    own = answered({"levels": every(1)}, rho=0.2, F=1, pi_S=0.3, w=1)["own"]

    assert [own[key] for key in ("rho", "F", "pi_S", "w")] == [0.2, 1, 0.3, 1]
    assert {own["marks"][key] for key in ("rho", "F", "pi_S", "w")} == {"assumed"}
    assert own["pi_I_high"] == pytest.approx(0.3 + 0.65 * 0.2 * 18 / 17)


def test_numbers_are_marked_by_their_weakest_input() -> None:
    efforts = {key: [2, 2, 2, 2] for key in KEYS}
    own = {"levels": every(1), "effort": efforts, "capacity": 30}

    assert answered(own)["own"]["marks"]["F"] == "measured"
    assert answered({**own, "effort": {"RUN": [1, 1, 1, 1]}})["own"]["marks"]["F"] == "default"
    assert answered({"levels": every(1), "effort": efforts})["own"]["marks"]["F"] == "default"
    marks = answered(own)["own"]["marks"]
    assert {marks[key] for key in ("rho", "phi", "w", "ratio_low", "ratio_high")} == {"default"}


@pytest.mark.parametrize(("days", "mark"), [(19, "few data"), (20, "measured")])
def test_a_share_of_plumbing_from_less_than_20_days_is_on_few_data(days: int, mark: str) -> None:
    assert answered({"levels": {}, "days": {"agent": days}})["own"]["marks"]["phi"] == mark


@pytest.mark.parametrize(("decided", "mark"), [(3, "few data"), (4, "measured")])
def test_a_yield_from_less_than_4_pilots_is_on_few_data(decided: int, mark: str) -> None:
    own = answered({"levels": {}, "projects": {"stalled": decided}})["own"]
    assert own["marks"]["pi_S"] == mark


def test_kinds_that_do_not_apply_count_by_their_days_alone() -> None:
    levels, target = every(0) | {"DAT": None}, {"GOV": 0}

    rows = [answered({"levels": levels, "target": target}), answered({"levels": levels})]
    assert [row["own"]["rho"] for row in rows] == pytest.approx([0.65, 0.65])
    days = {"integration": 30, "operations": 10}
    own = answered({"levels": levels, "target": target, "days": days})["own"]
    assert own["rho"] == pytest.approx(0.65 / 4)
    nothing = answered({"levels": dict.fromkeys(KEYS)})["own"]
    assert (nothing["rho"], nothing["F"], nothing["ratio_low"]) == (0, 0, 1)


def test_without_days_of_plumbing_the_foundation_changes_no_yield() -> None:
    own = answered({"levels": every(1), "days": {"agent": 40}})["own"]

    assert own["phi"] == 0
    assert own["pi_I_high"] == own["pi_S"]


def test_a_foundation_that_outlasts_the_horizon_leads_to_nothing() -> None:
    assert answered({"levels": every(0), "to": 4}, H=6)["own"]["ratio_high"] == 0


def test_without_any_pilot_in_production_there_is_no_ratio() -> None:
    own = answered({"levels": every(0), "projects": {"stalled": 5}})["own"]
    assert (own["ratio_low"], own["ratio_high"]) == (None, None)


@pytest.mark.parametrize(
    ("own", "place"),
    [
        ([], "own"),
        ({"framework": "x", "levels": {}}, "own.framework"),
        ({"framework": FRAMEWORK.key}, "own.levels"),
        ({"framework": FRAMEWORK.key, "levels": {"X": 1}}, "own.levels.X"),
        ({"framework": FRAMEWORK.key, "levels": {"RUN": 5}}, "own.levels.RUN"),
        ({"framework": FRAMEWORK.key, "levels": {}, "to": 5}, "own.to"),
        ({"framework": FRAMEWORK.key, "levels": {}, "target": {"RUN": None}}, "own.target.RUN"),
        ({"framework": FRAMEWORK.key, "levels": {}, "effort": {"RUN": [1]}}, "own.effort.RUN"),
        ({"framework": FRAMEWORK.key, "levels": {}, "capacity": 0}, "own.capacity"),
        ({"framework": FRAMEWORK.key, "levels": {}, "days": {"x": 1}}, "own.days.x"),
        ({"framework": FRAMEWORK.key, "levels": {}, "days": {"agent": -1}}, "own.days.agent"),
        ({"framework": FRAMEWORK.key, "levels": {}, "projects": {"running": 0.5}},
         "own.projects.running"),
        ({"framework": {}, "levels": {}}, "own.framework"),
    ],
)  # fmt: skip
def test_nonsense_about_oneself_is_refused_by_its_place(own: object, place: str) -> None:
    with pytest.raises(DocumentError, match=rf"^{place}: "):
        answer_document({"own": own}, {FRAMEWORK.key: FRAMEWORK})


def test_the_command_knows_the_built_in_framework(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.json"
    path.write_text(json.dumps({"own": {"framework": "ai-infrastructure", "levels": every(1)}}))
    call_command("trajectories", str(path))

    assert json.loads(capsys.readouterr().out)["own"]["levels_after"] == every(2)


all_levels = st.fixed_dictionaries({key: st.one_of(st.none(), st.integers(0, 4)) for key in KEYS})
targets = st.fixed_dictionaries({key: st.integers(0, 4) for key in KEYS})
days = st.fixed_dictionaries({key: st.integers(0, 40) for key in MEASURED_DAYS})
projects = st.fixed_dictionaries(
    {key: st.integers(0, 5) for key in ("production", "running", "stalled", "retired")}
)
mechanisms = st.sampled_from(["yield", "upkeep"])


@steadily
@given(all_levels, days, projects, mechanisms)
def test_where_nothing_is_to_build_the_ratio_is_exactly_1(
    levels: dict[str, Any], days: dict[str, int], projects: dict[str, int], mechanism: str
) -> None:
    asked = {"levels": levels, "to": 0, "days": days, "projects": projects}
    own = answered(asked, mechanism=mechanism)["own"]

    assert own["steps"] == []
    assert (own["F"], own["rho"], own["pi_I_high"]) == (0, 0, own["pi_S"])
    assert (own["ratio_low"], own["ratio_high"]) == (1, 1)


@steadily
@given(all_levels, targets, days, projects, st.integers(1, 4))
def test_the_low_end_is_the_case_of_an_unchanged_yield(
    levels: dict[str, Any],
    target: dict[str, int],
    days: dict[str, int],
    projects: dict[str, int],
    to: int,
) -> None:
    asked = {"levels": levels, "target": target, "to": to, "days": days, "projects": projects}
    own = answered(asked)["own"]
    same = answered(asked, pi_I=own["pi_S"])

    if same["N_S"]:
        assert own["ratio_low"] == pytest.approx(same["N_I"] / same["N_S"])
        assert own["ratio_low"] <= own["ratio_high"]
    assert own["pi_S"] <= own["pi_I_high"] <= max(own["pi_S"], 0.95)
    assert own["pi_S_low"] <= own["pi_S"] <= own["pi_S_high"]


@steadily
@given(all_levels, targets, days)
def test_a_higher_foundation_never_removes_less(
    levels: dict[str, Any], target: dict[str, int], days: dict[str, int]
) -> None:
    asked = {"levels": levels, "target": target, "days": days}
    removed = [answered(asked | {"to": to})["own"]["rho"] for to in range(5)]

    assert removed == sorted(removed)
    assert all(0 <= share < 1 for share in removed)
