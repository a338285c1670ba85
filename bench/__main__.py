"""Measures what is asked for; see bin/bench --help."""

import contextlib
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import cached_property

from bench.catalogue import (
    GROUPS,
    MEASUREMENTS,
    Figures,
    MeasuredFigure,
    Measurement,
    is_ok,
    json_line,
    parse_names,
)
from bench.environment.fixtures import Fixtures
from bench.environment.progress import tell
from bench.environment.run import BenchRun
from bench.saves import ratio, request_rate
from bench.start import installation


class Bench:
    """The groups of measurements, and the fixtures that most of them share."""

    def __init__(self, run: BenchRun) -> None:
        self._run = run

    @cached_property
    def _fixtures(self) -> Fixtures:
        return Fixtures(self._run)

    def figures(self, group: str) -> Figures:
        """Return the group's figures; empty ones with the reason where it cannot be measured."""
        groups: dict[str, Callable[[], Figures]] = {
            "start.installation": lambda: installation.measure(self._run),
            "saves.ratio": lambda: ratio.measure(self._fixtures),
            "saves.request_rate": lambda: request_rate.measure(self._fixtures),
        }
        tell(f"== {group}")
        try:
            return groups.get(group, lambda: self._figures_with_django(group))()
        except Exception as error:  # noqa: BLE001 - told, and the other groups are still wanted
            traceback.print_exc()
            reason = MeasuredFigure(None, {"error": str(error) or repr(error)})
            return {row.name: reason for row in MEASUREMENTS if row.group == group}

    def _figures_with_django(self, group: str) -> Figures:
        figures = self._fixtures.call(f"{group}.measure")
        return {name: MeasuredFigure(row["value"], row["detail"]) for name, row in figures.items()}


def main(words: Sequence[str]) -> int:
    """Print a line for each figure as it is measured; return 1 where one breaks its limit."""
    measurements = parse_names(words)
    are_ok = True
    with BenchRun() as run:
        bench = Bench(run)
        for group in GROUPS:
            rows = [row for row in measurements if row.group == group]
            if rows:
                are_ok &= print_figures(rows, bench.figures(group))
    return 0 if are_ok else 1


def print_figures(rows: Sequence[Measurement], figures: Figures) -> bool:
    """Print a line for each measurement; return whether all keep their limits."""
    with contextlib.suppress(BrokenPipeError):
        for row in rows:
            sys.stdout.write(json_line(row, figures[row.name]) + "\n")
            sys.stdout.flush()
    return all(is_ok(row, figures[row.name]) for row in rows)


if __name__ == "__main__":
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(143))
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        tell("\nStopped.")
        sys.exit(130)
