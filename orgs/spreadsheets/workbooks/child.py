"""The child that reads a workbook: no Django, little memory, little time; writes rows as files."""

import json
import os
import resource
import signal
import sys
from pathlib import Path
from xml.parsers import expat

from orgs.spreadsheets.limits import TableLimits, Unreadable, UnreadableTableError

from .ods import CONTENT, write_ods
from .package import Package
from .sheet_sink import WrittenSheet, refusal_json
from .xlsx import write_xlsx
from .xml_parts import Meter

INDEX = "index.json"
NO_MEMORY = expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]


def main(workbook: str, folder: str, limits: str) -> None:
    """Read the workbook into the folder's files and leave an index, or why there is none."""
    _limit(TableLimits(**json.loads(limits)))
    index = _index(Path(workbook), Path(folder), TableLimits(**json.loads(limits)))
    (Path(folder) / INDEX).write_text(json.dumps(index))


def _limit(limits: TableLimits) -> None:
    os.nice(10)  # pages go first
    # No core file, which would hold what the workbook says.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory_bytes, limits.memory_bytes))
    signal.alarm(3 * limits.seconds)  # a machine may be busy


def _index(workbook: Path, folder: Path, limits: TableLimits) -> dict[str, object]:
    try:
        return {"sheets": [sheet.as_json() for sheet in _sheets(workbook, folder, limits)]}
    except UnreadableTableError as error:
        return {"refusal": refusal_json(error)}
    except MemoryError:
        return {"refusal": refusal_json(UnreadableTableError(Unreadable.TOO_MUCH_MEMORY))}
    except Exception as error:  # noqa: BLE001 - whatever a broken workbook makes the parts raise
        is_memory = isinstance(error, expat.ExpatError) and error.code == NO_MEMORY
        reason = Unreadable.TOO_MUCH_MEMORY if is_memory else Unreadable.BROKEN_WORKBOOK
        return {"refusal": refusal_json(UnreadableTableError(reason))}


def _sheets(workbook: Path, folder: Path, limits: TableLimits) -> list[WrittenSheet]:
    with workbook.open("rb") as file:
        package = Package(file)
        meter = Meter(limits, _Progress(package.claimed_bytes).tell)
        write = write_ods if CONTENT in package else write_xlsx
        sheets = write(package, folder, meter)
    if not sheets:
        raise UnreadableTableError(Unreadable.NO_SHEET)
    return sheets


class _Progress:
    """Tells the parent, a line a percent, how much of the workbook was read."""

    def __init__(self, claimed: int) -> None:
        self._claimed = max(1, claimed)
        self._told = 0

    def tell(self, done: int) -> None:
        """Write the percentage where it has grown."""
        percent = min(99, 100 * done // self._claimed)
        if percent > self._told:
            self._told = percent
            os.write(sys.stdout.fileno(), f"{percent}\n".encode())
