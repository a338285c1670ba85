"""What runs one machine is read on a bare Python, before anything is installed."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.installation import PROJECT

MODULES = sorted((PROJECT / "local").glob("*.py"))
ALLOWED = sys.stdlib_module_names | {"local"}
# A program of its own, which starts once there is a database to connect to.
EXTRA = {"cluster_roles.py": {"psycopg"}}


def imported_packages(module: Path) -> Iterator[str]:
    """Yield the first part of each name that the module imports."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_a_module_of_the_machine_imports_the_standard_library_alone(module: Path) -> None:
    allowed = ALLOWED | EXTRA.get(module.name, set())

    assert set(imported_packages(module)) <= allowed


def test_the_program_that_needs_a_library_is_imported_by_no_other_module() -> None:
    importers = [
        module.name
        for module in MODULES
        if any(f"local.{name.removesuffix('.py')} import" in module.read_text() for name in EXTRA)
    ]

    assert importers == []
