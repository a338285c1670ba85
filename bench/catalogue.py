"""What bin/bench can measure, and how its outcome reads; needed before anything is installed."""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Measurement:
    """One figure: its name, its unit, the most it may be, and the module that measures it."""

    name: str
    unit: str
    limit: float
    group: str
    meaning: str


MEASUREMENTS = (
    Measurement(
        *("first_start_seconds", "s", 30, "start.installation"),
        "bin/serve in an empty folder, until the first page; the demo included",
    ),
    Measurement(
        *("second_start_seconds", "s", 8, "start.installation"),
        "the next start of the same installation, until the first page",
    ),
    Measurement(
        *("memory_megabytes", "MB", 600, "start.installation"),
        "all of its processes together (PSS) after some work and one report",
    ),
    Measurement(
        *("save_condition_ratio", "ratio", 3, "saves.ratio"),
        "p95 of saving one condition by 20 people at once, over that of a view with one INSERT",
    ),
    Measurement(
        *("save_condition_statements", "statements", 8, "saves.statements"),
        "SQL of saving one condition",
    ),
    Measurement(
        *("crowd_save_ms", "ms", 500, "saves.request_rate"),
        "p95 of saving by 200 people in 25 sessions, each every 3 s, for 60 s",
    ),
    Measurement(
        *("crowd_save_errors", "errors", 0, "saves.request_rate"),
        "saves of theirs that were not acknowledged",
    ),
    Measurement(
        *("reveal_statements", "statements", 12, "pages.reveal"),
        "SQL of the reveal of 30 voters",
    ),
    Measurement(
        *("reveal_server_ms", "ms", 120, "pages.reveal"),
        "time to answer with that page, median",
    ),
    Measurement(
        *("live_statements", "statements", 6, "pages.reveal"),
        "SQL of following it when nothing changed",
    ),
    Measurement(
        *("live_server_ms", "ms", 15, "pages.reveal"),
        "time to answer that nothing changed, median",
    ),
    Measurement(
        *("result_statements", "statements", 12, "pages.result"),
        "SQL of the result of 30 voters, with evidence, actions and quick checks",
    ),
    Measurement(
        *("result_server_ms", "ms", 120, "pages.result"),
        "time to answer with that page, median",
    ),
    Measurement(
        *("compare_statements", "statements", 8, "pages.comparison"),
        "SQL of the comparison of 1,000 units with six rounds of history",
    ),
    Measurement(
        *("compare_statements_growth", "statements", 0, "pages.comparison"),
        "how much more SQL that is than for 10 units",
    ),
    Measurement(
        *("compare_server_ms", "ms", 250, "pages.comparison"),
        "time to answer with the comparison of 1,000 units, rolled up, median",
    ),
    Measurement(
        *("compare_kilobytes", "kB", 300, "pages.comparison"),
        "size of that page as it is sent, compressed",
    ),
    Measurement(
        *("compare_rows", "rows", 200, "pages.comparison"),
        "most rows that a page of the comparison has",
    ),
    Measurement(
        *("compare_sql_ratio", "ratio", 3, "pages.comparison"),
        "time of the SQL behind that page, over the bare best statement for its rows",
    ),
    Measurement(
        *("export_megabytes", "MB", 200, "files.export"),
        "most memory of a process that streams the answers of 10,000 units as CSV",
    ),
    Measurement(
        *("tree_server_ms", "ms", 150, "pages.unit_tree"),
        "time to answer with the unit tree of 1,000 units, median of its slowest view",
    ),
    Measurement(
        *("tree_rows", "rows", 200, "pages.unit_tree"),
        "most rows that a page of that tree has",
    ),
    Measurement(
        *("tree_statements", "statements", 10, "pages.unit_tree"),
        "SQL of that page",
    ),
    Measurement(
        *("people_statements", "statements", 12, "pages.people"),
        "SQL of the people page of 5,000 people in 1,000 units",
    ),
    Measurement(
        *("people_server_ms", "ms", 150, "pages.people"),
        "time to answer with that page, the slowest of the first page and two searches, median",
    ),
    Measurement(
        *("report_cpu_ratio", "ratio", 1.25, "files.report"),
        "CPU time of making a unit report, over WeasyPrint alone with the same HTML",
    ),
    Measurement(
        *("report_child_megabytes", "MB", 300, "files.report"),
        "most memory that the process which renders it held",
    ),
    Measurement(
        *("order_seconds", "s", 1.5, "optimizer"),
        "the exact order of investment for 12 use cases, asked first; the slowest of 10",
    ),
    Measurement(
        *("order_warm_ms", "ms", 50, "optimizer"),
        "the same, asked again",
    ),
    Measurement(
        *("order_example_seconds", "s", 0.2, "optimizer"),
        "the order of the method's worked example",
    ),
    Measurement(
        *("order_many_seconds", "s", 4, "optimizer"),
        "the order for 60 use cases; the slowest of 10",
    ),
    Measurement(
        *("findings_ms", "ms", 400, "pages.findings"),
        "time to answer with the findings of 1,000 units, median",
    ),
    Measurement(
        *("findings_statements", "statements", 10, "pages.findings"),
        "SQL of that page",
    ),
    Measurement(
        *("import_seconds", "s", 20, "files.time_sheet"),
        "checking a time sheet of 20,000 lines and adding them to the register",
    ),
    Measurement(
        *("plan_statements", "statements", 12, "pages.investment"),
        "SQL of the page of the order of investment",
    ),
    Measurement(
        *("slider_server_ms", "ms", 150, "pages.investment"),
        "time to answer a moved slider of the two trajectories, median",
    ),
)
BY_NAME = {measurement.name: measurement for measurement in MEASUREMENTS}
GROUPS = tuple(dict.fromkeys(measurement.group for measurement in MEASUREMENTS))


@dataclass(frozen=True)
class MeasuredFigure:
    """What was measured, and what it rests on; no value where it could not be measured."""

    value: float | None
    detail: Mapping[str, object] = field(default_factory=dict, hash=False)


Figures = Mapping[str, MeasuredFigure]


def is_ok(measurement: Measurement, figure: MeasuredFigure) -> bool:
    """Return whether there is a value and it keeps the limit."""
    return figure.value is not None and figure.value <= measurement.limit


def json_line(measurement: Measurement, figure: MeasuredFigure) -> str:
    """Return the outcome as one line of JSON."""
    return json.dumps(
        {
            "name": measurement.name,
            "value": None if figure.value is None else round(figure.value, 3),
            "unit": measurement.unit,
            "limit": measurement.limit,
            "ok": is_ok(measurement, figure),
            "detail": figure.detail,
        }
    )


def parse_names(words: Sequence[str]) -> list[Measurement]:
    """Return the named measurements, all without names; leave with a sentence on unknown ones."""
    width = max(map(len, BY_NAME))
    names = (f"  {row.name:{width}}  {row.meaning}" for row in MEASUREMENTS)
    parser = argparse.ArgumentParser(
        prog="bin/bench",
        description="Measure Groundwork on this machine, with a server and data of its own.\n"
        "Prints one JSON object a line; the exit status is 1 if a limit is not kept.",
        epilog="measurements:\n" + "\n".join(names),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="what to measure (default: all)")
    wanted = set(parser.parse_args(words).names) or set(BY_NAME)
    if unknown := sorted(wanted - set(BY_NAME)):
        parser.error(f"there is no measurement {', '.join(unknown)}; bin/bench --help lists them")
    return [row for row in MEASUREMENTS if row.name in wanted]
