"""What a time sheet would add to the register; pure."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from .lines import EffortLine, Fault, FaultyLine

MOST_FAULTS = 200
MOST_WORDS = 200


@dataclass
class CheckSummary:
    """What was found so far: lines to take and lines at fault, days, words without a meaning.

    `days` is by (project, kind); `unknown_projects` and `unknown_kinds` count lines by word.
    """

    lines: int = 0
    good: int = 0
    known: int = 0
    faulty: int = 0
    begins: date | None = None
    ends: date | None = None
    days: Counter[tuple[str, str]] = field(default_factory=Counter)
    unknown_projects: Counter[str] = field(default_factory=Counter)
    unknown_kinds: Counter[str] = field(default_factory=Counter)
    faults: list[FaultyLine] = field(default_factory=list)

    def take(self, line: EffortLine) -> None:
        """Count a line that will be added."""
        self.good += 1
        days: Any = self.days  # a Counter counts whatever can be added
        days[line.project, line.kind.value] += line.days
        self.begins = min(self.begins or line.begins, line.begins)
        self.ends = max(self.ends or line.ends, line.ends)

    def refuse(self, line: FaultyLine) -> None:
        """Count a line at fault; the first ones are kept."""
        self.faulty += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(line)
        if line.fault is Fault.UNKNOWN_PROJECT:
            self.unknown_projects[line.word] += 1
        elif line.fault is Fault.UNKNOWN_KIND:
            self.unknown_kinds[line.word] += 1

    def as_stored(self) -> dict[str, Any]:
        """Return the sums and words as JSON holds them."""
        return {
            "begins": self.begins.isoformat() if self.begins else "",
            "ends": self.ends.isoformat() if self.ends else "",
            "days": [
                [project, kind, str(Decimal(days))]
                for (project, kind), days in sorted(self.days.items())
            ],
            "projects": self.unknown_projects.most_common(MOST_WORDS),
            "kinds": self.unknown_kinds.most_common(MOST_WORDS),
        }


def with_fingerprints(
    lines: Iterable[EffortLine | FaultyLine | None],
) -> Iterator[tuple[EffortLine | FaultyLine | None, str]]:
    """Yield each line with its fingerprint, empty for lines that are not taken.

    The fingerprint says the line's content and how often it came before, so that the same file
    counts once while two equal lines in one file both count.
    """
    seen: Counter[tuple[object, ...]] = Counter()
    for line in lines:
        if not isinstance(line, EffortLine):
            yield line, ""
            continue
        said = (
            line.project,
            line.kind.value,
            str(line.days.normalize()),
            line.begins.isoformat(),
            line.ends.isoformat(),
            line.reference,
        )
        seen[said] += 1
        text = "\x1f".join((*said, str(seen[said])))
        yield line, hashlib.sha256(text.encode()).hexdigest()[:40]
