"""The rules of the layout as functions from a checkout to what breaks them, a sentence each."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.house.source import APART, Checkout, Module, Room, public_classes, stems, words_of

# Nouns in spite of their endings.
NOUNS = words_of("""
    binding branding drawing findings folding mapping parsing planning polling scoring seed settings
    sourcing voting wording
    """)
NOT_NOUNS = words_of("alone behind beside former from known why")
LAW = words_of("""
    actions apps archive audit child command document export forms job mails models page queries
    tasks urls views wording worker
    """)
READS = words_of("actions audit archive export forms mails queries tasks views worker")
SHOWS = frozenset({"page", "wording"})
PURE_FOLDERS = ("assessments/results/scoring", "assessments/planning")  # no models or queries
MOST_FILES, MOST_AT_A_DOOR = 16, 12
LONGEST_TEMPLATE_LINE = 160
LONGEST_FUNCTION, LONGEST_FILE = 40, 300

TAG = re.compile(r"{%.*?%}", re.DOTALL)
COMPARED = re.compile(r"(?:[=!<>]=|[<>])\s*-?\d|(?<![\w.:])\d+\s*(?:[=!<>]=|[<>])")
TEMPLATE_FOLDERS = ("mails", "paper")  # what is sent, what is printed
UNLIMITED = (".txt",)  # a line of a mail is a line that people read


def module_names(checkout: Checkout) -> list[str]:
    """Rule 1: a module or a subject folder is a noun."""
    named = {
        place
        for room in checkout.rooms
        for row in room.modules
        if not {"commands", "templatetags"} & set(row.path.parts)
        for place in (row.path, Path(room.path, room.subject_of(row)))
    }
    return [
        f"{place}: “{place.stem}” is no noun; name the thing, or add its last word to NOUNS"
        for place in sorted(named)
        if not _is_noun(place.stem)
    ]


def _is_noun(name: str) -> bool:
    """Return whether the last word can be a noun, by its ending."""
    last = name.strip("_").rsplit("_", 1)[-1]
    return last in NOUNS or not (last in NOT_NOUNS or re.search(r"(?:ing|ed|ly)$", last))


def shared_stems(checkout: Checkout) -> list[str]:
    """Rule 2: subjects of a room share no stem, and no module has one of another subject."""
    return [problem for room in checkout.rooms for problem in _shared_in(room)]


def _shared_in(room: Room) -> Iterator[str]:
    """Yield the room's subjects and modules that sound like another subject."""
    aside = stems("_".join(LAW)) | stems(room.path.name)
    own = {subject: stems(subject) - aside for subject in room.subjects}
    for subject, words in own.items():
        for other in room.subjects[: room.subjects.index(subject)]:
            if words & own[other]:
                yield f"{room.path / subject}: sounds like {room.path / other}; rename one"
    for row in room.modules:
        if {"__init__.py", *APART} & set(row.path.relative_to(room.path).parts):
            continue
        here = room.subject_of(row)
        for subject, words in own.items():
            if subject != here and words & stems(row.name):
                yield f"{row.path}: sounds like {room.path / subject}; rename it or move it there"


def repeated_classes(checkout: Checkout) -> list[str]:
    """Rule 2: the name of a public class is there once."""
    return [
        f"{module.at(node)}: {name} is also the name of a class in "
        f"{', '.join(other.at(place) for other, place in homes if place is not node)}; rename one"
        for name, homes in sorted(class_homes(checkout).items())
        if len(homes) > 1
        for module, node in homes
    ]


def class_homes(checkout: Checkout) -> Mapping[str, Sequence[tuple[Module, ast.ClassDef]]]:
    """Return where each public class stands, by name."""
    homes: dict[str, list[tuple[Module, ast.ClassDef]]] = defaultdict(list)
    for module, node in public_classes(checkout.written):
        if node.name != "Command":
            homes[node.name].append((module, node))
    return homes


def full_folders(checkout: Checkout) -> list[str]:
    """Rule 6: at most 16 files a folder, 12 at the door of a room that has subjects."""
    doors = {room.path for room in checkout.rooms if room.subjects}
    return [
        f"{folder}: {count} files, at most {most}; give a subject a folder of its own"
        for folder, count in files_by_folder(checkout).items()
        if count > (most := MOST_AT_A_DOOR if folder in doors else MOST_FILES)
    ]


def files_by_folder(checkout: Checkout) -> Mapping[Path, int]:
    """Return how many modules a folder holds; `__init__`, migrations, management do not count."""
    counts: dict[Path, int] = defaultdict(int)
    for row in checkout.written:
        if row.name != "__init__" and "management" not in row.path.parts:
            counts[row.path.parent] += 1
    return counts


def stray_templates(checkout: Checkout) -> list[str]:
    """Rule 7: templates lie in folders that are named after the subjects of their room."""
    counts: dict[Path, int] = defaultdict(int)
    for path in checkout.templates:
        counts[path.parent] += 1
    return [
        problem
        for room in checkout.rooms
        if room.subjects
        for folder, count in sorted(counts.items())
        if (problem := _stray(room, Path("templates", room.path.name), folder, count))
    ]


def _stray(room: Room, door: Path, folder: Path, count: int) -> str:
    """Return what is wrong with a folder of the room's templates; empty where nothing is."""
    if folder == door and count > MOST_AT_A_DOOR:
        return f"{folder}: {count} templates, at most {MOST_AT_A_DOOR}; file them by subject"
    if folder.parent == door and folder.name not in {*room.subjects, *TEMPLATE_FOLDERS}:
        return f"{folder}: {room.path} has no subject of that name; rename one of them"
    return ""


def long_template_lines(checkout: Checkout) -> list[str]:
    """Rule 7: a line of a template has at most 160 characters."""
    return [
        f"{path}:{number}: {len(line)} characters, at most {LONGEST_TEMPLATE_LINE}; break it "
        "(in a blocktranslate, with `trimmed`)"
        for path in checkout.templates
        if path.suffix not in UNLIMITED
        for number, line in checkout.lines_of(path)
        if len(line) > LONGEST_TEMPLATE_LINE
    ]


def compared_numerals(checkout: Checkout) -> list[str]:
    """House style 16: a template compares with no numeral."""
    texts = {path: (checkout.root / path).read_text() for path in checkout.templates}
    return [
        f"{path}:{text.count(chr(10), 0, tag.start()) + 1}: {' '.join(tag[0].split())} compares "
        "with a numeral; give the value a property with a word for it"
        for path, text in texts.items()
        for tag in TAG.finditer(text)
        if COMPARED.search(re.sub(r"\"[^\"]*\"|'[^']*'", "", tag[0]))
    ]


def impure_modules(checkout: Checkout) -> list[str]:
    """What shows or only counts does not ask the database: the caller asks and passes values."""
    return [
        f"{module.at(node)}: {word}; leave that to queries, *_queries or actions and pass values"
        for room in checkout.rooms
        for module in room.modules
        if room.subject_of(module) and "management" not in module.path.parts
        for node, word in _asking(room, module)
    ]


def _asking(room: Room, module: Module) -> Iterator[tuple[ast.AST, str]]:
    """Yield the imports and calls by which a module that may not asks the database.

    In orgs and reports a noun may: much of them is about the database itself.
    """
    words = module.name.split("_")
    is_pure = words[-1] in SHOWS or str(module.path).startswith(PURE_FOLDERS)
    if {words[0], words[-1]} & READS or not (is_pure or "assessments" in room.path.parts):
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr == "objects":
            yield node, f"`{ast.unparse(node)}` asks the database"
        for name in _imported(node):
            if name.startswith("django.db") or (
                is_pure and re.search(r"(?:\.models|queries)(?:\.|$)", name)
            ):
                yield node, f"imports {name}"


def _imported(node: ast.AST) -> list[str]:
    """Return the dotted names that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def long_functions(checkout: Checkout) -> list[str]:
    """House style 23: a function has at most 40 lines."""
    return [
        f"{module.at(node)}: {node.name} has {size} lines, at most {LONGEST_FUNCTION}; split it"
        for module in checkout.written
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (size := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]


def long_files(checkout: Checkout) -> list[str]:
    """House style 23: a file has at most 300 lines that are not blank."""
    sizes = {
        row.path: sum(bool(line.strip()) for line in row.text.splitlines())
        for row in checkout.written
    }
    return [
        f"{path}: {size} lines, at most {LONGEST_FILE}; its subject has grown, split it"
        for path, size in sizes.items()
        if size > LONGEST_FILE
    ]
