"""Charts of the plan as specifications; drawn, they are looked at by other tests."""

from typing import Any

from assessments.planning.charts import Axes, ChartLine, curves

AXES = Axes("months", "systems")
STEEP, FLAT = ((0.0, 0.0), (12.0, 9.0)), ((0.0, 0.0), (12.0, 3.0))


def values(spec: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = spec["data"]["values"]
    return rows


def test_a_line_has_one_edge_and_no_layers() -> None:
    spec = curves([ChartLine("Alone", FLAT)], AXES)

    assert spec["mark"]["type"] == "line"
    assert values(spec)[1] == {"across": 12, "up": 3, "line": "Alone"}


def test_a_band_is_filled_between_both_edges() -> None:
    spec = curves([ChartLine("Range", FLAT, upper=STEEP), ChartLine("Alone", FLAT)], AXES)

    marks = [layer["mark"]["type"] for layer in spec["layer"]]
    assert sorted(marks) == ["area", "line", "line"]
    assert values(spec)[1] == {"across": 12, "up": 3, "upper": 9, "line": "Range"}
    assert "upper" not in values(spec)[3]
    area = spec["layer"][marks.index("area")]
    assert (area["encoding"]["y"]["field"], area["encoding"]["y2"]["field"]) == ("up", "upper")
