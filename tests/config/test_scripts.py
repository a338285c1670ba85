"""Scripts as browsers get them: modules that import each other under names that change."""

import json
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.test import Client

from config.static_storage import ModuleStaticFilesStorage

SOURCES = settings.BASE_DIR / "static"
TESTS = settings.BASE_DIR / "tests" / "scripts"
TEMPLATES = settings.BASE_DIR / "templates"
# Looser than what the storage looks for: it has to see what the storage would miss.
IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\b\s*\(?\s*["'`]([^"'`]+)["'`]""")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SCRIPT = re.compile(r"""<script type="module" src="{% static '([^']+)' %}"></script>""")
PRELOADED = re.compile(r"""<link rel="modulepreload" href="{% static '([^']+)' %}">""")
SHARED = ("saving", "theme")
MAY_KNOW = {"theme": {"theme"}, "saving": {"saving", "theme"}}


def imports_in(script: str) -> list[str]:
    """Return what a script imports, as it stands there."""
    return IMPORTED.findall(COMMENT.sub("", script))


def imported_by(name: str) -> set[str]:
    """Return the names of the files that a source imports."""
    found = imports_in((SOURCES / name).read_text())
    return {normpath(join(dirname(name), address)) for address in found}


def closure(names: set[str]) -> set[str]:
    """Return scripts with all that they import."""
    known: set[str] = set()
    while names:
        known |= names
        names = {each for name in names for each in imported_by(name)} - known
    return known


def scripts() -> set[str]:
    """Return the names of our own scripts."""
    return {str(path.relative_to(SOURCES)) for path in SOURCES.rglob("*.js")}


def templates_with_scripts() -> Iterator[tuple[str, set[str], set[str]]]:
    """Yield each template that names modules, what it runs and what it asks for in advance."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        text = path.read_text()
        run, preloaded = set(SCRIPT.findall(text)), set(PRELOADED.findall(text))
        if run or preloaded:
            yield str(path.relative_to(TEMPLATES)), run, preloaded


def hashed() -> dict[str, str]:
    """Return under which name each of our scripts is served."""
    manifest = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())["paths"]
    return {name: manifest[name] for name in scripts()}


def test_a_served_module_imports_only_names_that_change() -> None:
    served = hashed()
    for name, address in served.items():
        answer = Client().get(f"/static/{address}")
        assert answer["Content-Type"].startswith("text/javascript"), name
        found = imports_in(b"".join(answer).decode())
        there = {normpath(join(dirname(name), each)) for each in found}
        assert there == {served[each] for each in imported_by(name)}, name


def test_each_module_has_one_address() -> None:
    addresses = hashed().values()

    assert len(set(addresses)) == len(scripts())
    for script in scripts():
        stem = script.removesuffix(".js")
        served = (settings.STATIC_ROOT / dirname(script)).glob("*.js")
        names = [str(path.relative_to(settings.STATIC_ROOT)) for path in served]
        known = [
            name for name in names if re.fullmatch(rf"{re.escape(stem)}(\.\w{{12}})?\.js", name)
        ]
        assert len(known) == 2, (
            known
        )  # its own name, which nobody asks for, and the one that changes


def test_no_script_imports_itself_by_way_of_others() -> None:
    list(TopologicalSorter({name: imported_by(name) for name in scripts()}).static_order())


def test_a_script_knows_its_own_room_and_what_is_shared() -> None:
    for name in scripts():
        room = name.split("/")[0]
        known = {each.split("/")[0] for each in imported_by(name)}
        assert known <= MAY_KNOW.get(room, {room, *SHARED}), name


def test_every_script_is_run_or_imported_by_a_page() -> None:
    run = {name for _template, names, _preloaded in templates_with_scripts() for name in names}

    assert closure(run) == scripts()


def test_a_page_asks_in_advance_for_what_its_scripts_import() -> None:
    on_each_page = closure({"theme/groundwork.js", "saving/page.js"})
    for template, run, preloaded in templates_with_scripts():
        elsewhere = {"theme/groundwork.js"} if "saving/page.js" in run else on_each_page
        assert preloaded == closure(run) - run - elsewhere, template


def test_each_test_of_a_script_lies_where_its_script_lies() -> None:
    found = {str(path.relative_to(TESTS)) for path in TESTS.rglob("*.test.js")}
    there = {str(path.relative_to(TESTS)) for path in TESTS.rglob("*.js")}

    assert there - found == {"fakes.js"}
    assert found
    assert {name.replace(".test.js", ".js") for name in found} <= scripts()


@pytest.mark.parametrize(
    "line",
    [
        'import { b } from "./b.js";',
        'import { b } from "./b.js"',
        "import { b } from './b.js';",
        'import {\n  b,\n  c,\n} from "./b.js";',
        'import * as b from "../saving/b.js";',
        'import "./b.js"',
        'export { b } from "./b.js";',
    ],
)
def test_an_import_is_given_its_new_name_however_it_is_written(line: str, tmp_path: Path) -> None:
    paths = collect(tmp_path, {"saving/a.js": f"{line}\nb();\n", "saving/b.js": "export …;\n"})

    [named] = imports_in((tmp_path / paths["saving/a.js"]).read_text())
    assert join("saving", Path(named).name) == paths["saving/b.js"]


def test_a_new_name_is_carried_through_a_long_chain_of_imports(tmp_path: Path) -> None:
    chain = {f"saving/m{at:02}.js": f'import "./m{at + 1:02}.js";\n' for at in range(12)}
    first = collect(tmp_path / "first", {**chain, "saving/m12.js": "one();\n"})
    second = collect(tmp_path / "second", {**chain, "saving/m12.js": "two();\n"})

    assert not set(first.values()) & set(second.values())


def test_the_scripts_of_libraries_are_left_as_they_are(tmp_path: Path) -> None:
    library = 'import { x } from "./what-is-not-there.js";\n'
    paths = collect(tmp_path, {"bootstrap/dist.js": library})

    assert (tmp_path / paths["bootstrap/dist.js"]).read_text() == library


def collect(folder: Path, files: dict[str, str]) -> dict[str, str]:
    """Store files there as `collectstatic` does; return under which names they are served."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    source = FileSystemStorage(folder)
    storage = ModuleStaticFilesStorage(location=folder)
    paths: dict[str, str] = {}
    for name, new_name, processed in storage.post_process({name: (source, name) for name in files}):
        assert not isinstance(processed, Exception), processed
        paths.setdefault(name, new_name)
    return paths
