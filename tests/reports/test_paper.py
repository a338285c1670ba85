"""Paper loses nothing of what people type: long names, deep marks, letters of any script."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from assessments.planning.models import Plan, UseCase
from assessments.planning.use_cases import actions as use_cases
from assessments.results.comparison.options import ComparisonOptions
from assessments.results.models import Result
from assessments.rounds.models import Round, Session
from config.fonts import build_fonts
from orgs.models import Member, Organization, Unit, User
from reports.documents import Document, comparison_report, unit_report
from reports.pdf.render import Limits, render
from reports.pdf.texts import breakable
from tests.cast import NOON, Cast, the_framework
from tests.planning.fixed_plans import a_fixed_plan
from tests.reports import worlds
from tests.results.worlds import an_action

LONG = "W" * 120
MILLIMETRE = 72 / 25.4
WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')


@pytest.fixture(autouse=True, scope="module")
def _fonts() -> None:
    build_fonts(settings.VAR / "fonts")


@pytest.fixture
def long_names(cast: Cast, rich: Result) -> Result:
    """Return a result in which every name is one word of 120 letters."""
    an_action(rich, "FIN", 1, what=LONG * 4, owner=cast.tom)
    use_cases.copy_starters(unit=cast.payments, starters=the_framework().use_cases)
    a_fixed_plan(cast.payments)
    Plan.objects.update(capacity=20)
    for number, named in enumerate((*UseCase.objects.all(), *Unit.objects.all()), 100):
        type(named).objects.filter(pk=named.pk).update(name=f"{LONG[3:]}{number}")
    Organization.objects.update(name=LONG)
    Round.objects.update(name=LONG)
    User.objects.update(name=LONG)
    return Result.objects.get(pk=rich.pk)


def anew(member: Member) -> Member:
    """Return the member with the names that the database has now."""
    return Member.objects.select_related("organization", "user").get(pk=member.pk)


def words(pdf: bytes, folder: Path) -> Iterator[tuple[str, list[float], float, float]]:
    """Yield each word of a PDF with its box and its page's width and height, in points."""
    (folder / "paper.pdf").write_bytes(pdf)
    command = ["pdftotext", "-bbox", str(folder / "paper.pdf"), "-"]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    for page in said.split("<page ")[1:]:
        width, height = map(float, re.findall(r'(?:width|height)="(.*?)"', page)[:2])
        for *box, word in WORD.findall(page):
            yield word, [float(side) for side in box], width, height


def outside(document: Document, folder: Path, margin: float) -> list[str]:
    """Return the words that reach into the margins at the sides, or over an edge of the paper."""
    margin *= MILLIMETRE
    return [
        word
        for word, (left, top, right, bottom), width, height in words(
            render(document.html).pdf, folder
        )
        if left < margin - 1 or right > width - margin + 1 or top < 0 or bottom > height
    ]


def test_names_without_a_space_stay_inside_a_units_report(
    cast: Cast, long_names: Result, tmp_path: Path
) -> None:
    document = unit_report(long_names, anew(cast.ada), at=NOON)

    assert outside(document, tmp_path, 20) == []


def test_names_without_a_space_stay_inside_a_comparison(
    cast: Cast, long_names: Result, tmp_path: Path
) -> None:
    document = comparison_report(long_names.round, anew(cast.ada), ComparisonOptions(), at=NOON)

    assert outside(document, tmp_path, 14) == []


def test_a_margin_box_loses_no_letter_of_a_long_name(
    cast: Cast, long_names: Result, tmp_path: Path
) -> None:
    pdf = render(
        comparison_report(long_names.round, anew(cast.ada), ComparisonOptions(), at=NOON).html
    ).pdf

    foot = "".join(word for word, box, _, height in words(pdf, tmp_path) if box[1] > height - 30)
    assert foot.count("W") == len(LONG)


@pytest.mark.parametrize("text", ["*" * 460 + "deep" + "*" * 460, "deep" + "a" * 5000])
def test_no_comment_keeps_a_report_from_coming_out(
    cast: Cast, session: Session, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worlds, "COMMENTS", dict.fromkeys(worlds.COMMENTS, text))
    result = worlds.a_result(cast, session)

    pdf = render(unit_report(result, cast.fay, at=NOON).html, limits=Limits(cpu_seconds=20)).pdf

    assert "deep" in "".join(word for word, *_ in words(pdf, tmp_path))


def test_letters_without_a_space_get_places_to_break_at() -> None:
    page = f"<style>{'s' * 200}</style><p title='{'t' * 200}'>{'&amp;' * 200} {'n' * 120}</p>"

    broken = breakable(page)

    assert broken.replace("<wbr>", "") == page
    assert broken.count("<wbr>") == 9
    assert "n" * 120 in broken
    assert f"{'&amp;' * 20}<wbr>&amp;" in broken
