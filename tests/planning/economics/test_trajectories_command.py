import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from assessments.frameworks.json_reader import DocumentError
from assessments.planning.economics.json_command import answer_document

SYMBOLS = [
    "w_I", "P_S", "P_I", "N_S", "N_I", "C_S_build", "C_S_consolidation", "C_I", "H_p", "H_n",
    "phi_star", "F_star", "n_star_build", "n_star_total", "M_S", "M_I",
]  # fmt: skip


def run(path: Path, document: object, capsys: pytest.CaptureFixture[str]) -> Any:
    path.write_text(json.dumps(document))
    call_command("trajectories", str(path))
    return json.loads(capsys.readouterr().out)


def test_the_defaults_come_out_by_symbol(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = run(tmp_path / "empty.json", {}, capsys)

    assert list(output) == SYMBOLS
    assert [output[key] for key in ("N_S", "N_I", "M_S", "M_I")] == [3, 9, 18, 45]
    assert [output[key] for key in ("C_S_build", "C_S_consolidation", "C_I")] == [
        1_800_000, 1_200_000, 1_400_000
    ]  # fmt: skip
    assert output["H_n"] == pytest.approx(2.769, abs=0.001)
    assert output["phi_star"] == pytest.approx(0.1765, abs=0.0001)


def test_what_is_given_replaces_the_default(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "f.json", {"F": 12, "b": 1}, capsys)["N_I"] == 0


def test_the_mechanism_of_upkeep_is_chosen_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = run(tmp_path / "upkeep.json", {"mechanism": "upkeep", "mu_S": 0.3}, capsys)

    assert list(output) == SYMBOLS
    assert output["N_S"] == pytest.approx(2.782, abs=0.001)
    assert output["N_I"] == pytest.approx(9.474, abs=0.001)
    assert run(tmp_path / "usual.json", {"mechanism": "yield", "mu_S": 1}, capsys)["N_S"] == 3


def test_what_no_number_answers_is_null() -> None:
    assert answer_document({"rho": 0})["H_p"] is None


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ({"phi": 1.5}, "phi"),
        ({"rho": -0.1}, "rho"),
        ({"pi_S": 2}, "pi_S"),
        ({"pi_I": "0.5"}, "pi_I"),
        ({"w": 0}, "w"),
        ({"F": -1}, "F"),
        ({"b": float("inf")}, "b"),
        ({"H": True}, "H"),
        ({"x": 1}, "x"),
        ({"mu_S": 1.1}, "mu_S"),
        ({"mechanism": "decay"}, "mechanism"),
        ({"mechanism": None}, "mechanism"),
        ([], "document"),
    ],
)
def test_nonsense_is_refused_by_its_place(document: object, place: str) -> None:
    with pytest.raises(DocumentError, match=rf"^{place}: "):
        answer_document(document)


def test_a_share_above_1_ends_with_status_2_and_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ending:
        run(tmp_path / "share.json", {"phi": 1.5}, capsys)

    printed = capsys.readouterr()
    assert ending.value.code == 2
    assert (printed.out, printed.err) == ("", "phi: must be a number from 0 to 1\n")
