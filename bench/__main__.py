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
    Figure,
    Figures,
    Measurement,
    is_ok,
    line,
    read_names,
)
from bench.environment.fixtures import Lab
from bench.environment.run import Workshop, tell
from bench.saves import ratio, request_rate
from bench.start import installation


class Bench:
    """The groups of measurements, and the lab that some of them share."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    @cached_property
    def _lab(self) -> Lab:
        return Lab(self._workshop)

    def measured(self, group: str) -> Figures:
        """Return the group's figures; empty ones with the reason where it could not be measured."""
        groups: dict[str, Callable[[], Figures]] = {
            "start.installation": lambda: installation.measure(self._workshop),
            "saves.ratio": lambda: ratio.measure(self._lab),
            "saves.request_rate": lambda: request_rate.measure(self._lab),
        }
        tell(f"== {group}")
        try:
            return groups.get(group, lambda: self._inside(group))()
        except Exception as error:  # noqa: BLE001 - told, and the other groups are still wanted
            traceback.print_exc()
            reason = Figure(None, {"error": str(error) or repr(error)})
            return {row.name: reason for row in MEASUREMENTS if row.group == group}

    def _inside(self, group: str) -> Figures:
        figures = self._lab.ask(group)
        return {name: Figure(row["value"], row["detail"]) for name, row in figures.items()}


def main(words: Sequence[str]) -> int:
    """Print a line for each figure as it is found; return 1 where one breaks its limit."""
    asked = read_names(words)
    kept = True
    with Workshop() as workshop:
        bench = Bench(workshop)
        for group in GROUPS:
            rows = [row for row in asked if row.group == group]
            if rows:
                kept &= report(rows, bench.measured(group))
    return 0 if kept else 1


def report(rows: Sequence[Measurement], figures: Figures) -> bool:
    """Print a line for each measurement; return whether all keep their limits."""
    with contextlib.suppress(BrokenPipeError):
        for row in rows:
            sys.stdout.write(line(row, figures[row.name]) + "\n")
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
