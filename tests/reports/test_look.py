"""Reports carry the look that the organization's owners chose."""

import pytest

from assessments.results.models import Result
from orgs.branding import actions as branding
from orgs.web.pictures import Picture
from reports.documents import unit_report
from tests.cast import NOON, Cast

pytestmark = pytest.mark.django_db
PICTURE = Picture("image/png", b"\x89PNG\r\n\x1a\n")


def test_a_report_has_the_logo_the_accent_and_the_paper_that_were_chosen(
    cast: Cast, result: Result
) -> None:
    here = cast.organization
    branding.choose(organization=here, accent="#8b1a2f", paper_size="Letter", logo=PICTURE)

    paper = unit_report(result, cast.ada, at=NOON).html

    assert "size: Letter" in paper
    assert "--accent: #8b1a2f" in paper
    assert 'src="data:image/png;base64,' in paper
    assert 'alt="Logo of Northwind"' in paper


def test_without_a_choice_reports_look_as_before(cast: Cast, result: Result) -> None:
    paper = unit_report(result, cast.ada, at=NOON).html

    assert "size: A4" in paper
    assert "<img" not in paper
    assert "--accent: #14665f" in paper
