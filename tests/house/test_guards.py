"""What takes a guard off stands in a list, with its reason; anywhere else it is refused."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("orgs", "assessments", "reports", "config", "demo")
# What lets HTML through unescaped, or a request past a check.
IN_PYTHON = re.compile(
    r"\b((?:mark_safe|SafeString|format_html)\(|csrf_exempt|csp_exempt|csp_update|csp_replace"
    r"|xframe_options_\w+|requires_csrf_token|autoescape=False)"
)
IN_TEMPLATES = re.compile(r"\|\s*(safe|safeseq)\b|{%\s*autoescape\s+off")
ALLOWED = {
    "orgs/markdown.py": "escaped, or cleaned by nh3",
    "assessments/planning/economics/views.py": "a picture drawn from numbers and our own words",
    "assessments/planning/roadmap/views.py": "a picture by a template that escapes names",
    "assessments/planning/roadmap/report_queries.py": "a picture by a template that escapes names",
    "assessments/planning/investment/views.py": "a picture drawn from numbers and escaped names",
    "assessments/results/templatetags/matrix.py": "joins what templates rendered",
    "assessments/rounds/templatetags/answers.py": "a word of our own",
    "orgs/mail/outbox.py": "the plain text of a mail",
    "templates/account/email/base_message.txt": "the plain text of a mail",
    "reports/documents.py": "our own style sheets; SafeString tells that they are",
}


def found() -> Iterator[tuple[str, str]]:
    """Yield each file of ours that takes a guard off, and how."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from _in(path, IN_PYTHON)
    for path in sorted((ROOT / "templates").rglob("*.*")):
        yield from _in(path, IN_TEMPLATES)


def _in(path: Path, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    for match in pattern.finditer(path.read_text("utf-8")):
        yield str(path.relative_to(ROOT)), match[0]


def test_nothing_takes_a_guard_off_but_what_is_listed_with_its_reason() -> None:
    places = list(found())

    assert [place for place in places if place[0] not in ALLOWED] == []
    assert {file for file, _how in places} == set(ALLOWED), "A listed file needs it no more."


def test_a_planted_one_is_seen() -> None:
    assert IN_TEMPLATES.search("{{ unit.name|safe }}")
    assert IN_TEMPLATES.search("{% autoescape off %}")
    assert IN_PYTHON.search("@csrf_exempt")
    assert IN_PYTHON.search("return mark_safe(text)")
    assert not IN_TEMPLATES.search("{{ unit.name|safer }}")
