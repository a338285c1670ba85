"""Each rule of the layout can fail, and says where and what to do."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.house import dead, rules
from tests.house.source import Checkout

Rule = Callable[[Checkout], list[str]]
ROOM = "assessments/rounds"
LONG_FUNCTION = "def ask():\n" + "    ask()\n" * 40
MANY = {f"{ROOM}/voting/part{'x' * number}.py": "" for number in range(17)}
BROKEN: list[tuple[Rule, Mapping[str, str], str]] = [
    (rules.module_names, {"orgs/telling.py": ""}, "orgs/telling.py: “telling” is no noun"),
    (rules.module_names, {"orgs/making/views.py": ""}, "orgs/making: “making” is no noun"),
    (
        rules.shared_stems,
        {f"{ROOM}/votes/views.py": "", f"{ROOM}/voting/views.py": ""},
        f"{ROOM}/voting: sounds like {ROOM}/votes",
    ),
    (
        rules.shared_stems,
        {f"{ROOM}/reveal/vote_list.py": "", f"{ROOM}/voting/views.py": ""},
        f"{ROOM}/reveal/vote_list.py: sounds like {ROOM}/voting",
    ),
    (
        rules.repeated_classes,
        {"orgs/one.py": "class Kind: ...", "reports/two.py": "\nclass Kind: ..."},
        "reports/two.py:2: Kind is also the name of a class in orgs/one.py:1",
    ),
    (rules.full_folders, MANY, f"{ROOM}/voting: 17 files, at most 16"),
    (
        rules.full_folders,
        {f"{ROOM}/voting/views.py": ""} | {f"{ROOM}/part{number}.py": "" for number in range(12)},
        f"{ROOM}: 13 files, at most 12",
    ),
    (
        rules.stray_templates,
        {f"{ROOM}/voting/views.py": "", "templates/rounds/votes/vote.html": ""},
        f"templates/rounds/votes: {ROOM} has no subject of that name",
    ),
    (
        rules.stray_templates,
        {f"{ROOM}/voting/views.py": ""}
        | {f"templates/rounds/{number}.html": "" for number in range(13)},
        "templates/rounds: 13 templates, at most 12",
    ),
    (
        rules.long_template_lines,
        {"templates/page.html": "\n" + "x" * 161},
        "templates/page.html:2: 161 characters, at most 160",
    ),
    (
        rules.compared_numerals,
        {"templates/page.html": "\n{% if rows|length\n > 1 %}"},
        "templates/page.html:2: {% if rows|length > 1 %} compares",
    ),
    (
        rules.impure_modules,
        {f"{ROOM}/voting/page.py": "from assessments.rounds.models import Vote"},
        f"{ROOM}/voting/page.py:1: imports assessments.rounds.models.Vote",
    ),
    (
        rules.impure_modules,
        {f"{ROOM}/voting/level.py": "\nvotes = Vote.objects.all()"},
        f"{ROOM}/voting/level.py:2: `Vote.objects` asks the database",
    ),
    (
        rules.impure_modules,
        {
            "assessments/planning/apps.py": "",
            "assessments/planning/findings/rules.py": "from .queries import known_facts",
        },
        "assessments/planning/findings/rules.py:1: imports queries.known_facts",
    ),
    (rules.long_functions, {"orgs/one.py": LONG_FUNCTION}, "orgs/one.py:1: ask has 41 lines"),
    (rules.long_files, {"orgs/one.py": "x = 1\n\n" * 301}, "orgs/one.py: 301 lines"),
    (dead.unused_names, {"orgs/one.py": "\ndef ask(): ..."}, "orgs/one.py:2: nothing uses ask"),
]
SOUND: list[tuple[Rule, Mapping[str, str]]] = [
    (rules.module_names, {"orgs/voting/wording.py": "", "orgs/management/commands/read.py": ""}),
    (rules.shared_stems, {f"{ROOM}/voting/vote_forms.py": "", f"{ROOM}/reveal/views.py": ""}),
    (rules.repeated_classes, {"orgs/one.py": "class _A: ...", "orgs/two.py": "class _A: ..."}),
    (
        rules.stray_templates,
        {f"{ROOM}/voting/views.py": "", "templates/rounds/voting/vote.html": ""},
    ),
    (rules.compared_numerals, {"templates/page.html": '{% if rows and name == "7" %} 2 > 1'}),
    (rules.impure_modules, {f"{ROOM}/voting/vote_queries.py": "import django.db"}),
    (dead.unused_names, {"orgs/one.py": "def ask(): ...", "orgs/two.py": "one.ask()"}),
    (dead.unused_names, {"orgs/one.py": "def ask(): ...", "templates/a.html": "{{ it.ask }}"}),
    (dead.unused_names, {"orgs/one.py": "@register.filter\ndef ask(): ..."}),
]


@pytest.mark.parametrize(("rule", "files", "problem"), BROKEN)
def test_a_broken_rule_names_the_place(
    tmp_path: Path, rule: Rule, files: Mapping[str, str], problem: str
) -> None:
    found = rule(checkout_of(tmp_path, files))

    assert any(line.startswith(problem) for line in found), found


@pytest.mark.parametrize(("rule", "files"), SOUND)
def test_what_keeps_a_rule_is_left_alone(
    tmp_path: Path, rule: Rule, files: Mapping[str, str]
) -> None:
    assert rule(checkout_of(tmp_path, files)) == []


def checkout_of(root: Path, files: Mapping[str, str]) -> Checkout:
    """Return a checkout with the rounds room and these files."""
    for path, text in ({f"{ROOM}/apps.py": ""} | dict(files)).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return Checkout(root)
