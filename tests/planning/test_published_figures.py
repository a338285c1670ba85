import json
from datetime import UTC, datetime
from typing import Any

import pytest

from assessments.planning.published_figures import (
    FILE,
    BadFactError,
    facts,
    facts_about,
    facts_from_json,
)
from assessments.results.models import Result
from tests.cast import Cast
from tests.conftest import OutsideClient

from .pages import get, url

FACT = {
    "key": "slower",
    "statement": "Developers were slower.",
    "publisher": "METR",
    "year": 2025,
    "strength": "primary",
    "source": "arXiv:2507.09089",
    "stance": "against",
    "pages": ["gains"],
}
WEAK = ("promo-sale", "sipoch", "aicoding", "paperclipped", "method, section")


def read(**changes: Any) -> None:
    facts_from_json(json.dumps([FACT | changes]))


def test_every_fact_has_publisher_year_strength_and_source() -> None:
    assert len(facts()) == len({fact.key for fact in facts()}) > 15
    for fact in facts():
        assert all([fact.publisher, fact.strength, fact.source])
        assert 2015 <= fact.year <= datetime.now(tz=UTC).year


@pytest.mark.parametrize("missing", ["publisher", "year", "strength", "source", "pages"])
def test_a_fact_that_lacks_what_a_reader_judges_it_by_is_refused(missing: str) -> None:
    with pytest.raises(BadFactError, match="slower"):
        facts_from_json(json.dumps([{k: v for k, v in FACT.items() if k != missing}]))


@pytest.mark.parametrize(
    "changes",
    [
        {"publisher": ""},
        {"year": None},
        {"year": "2025"},
        {"strength": "hearsay"},
        {"stance": "undecided"},
        {"strength": "secondary report"},
        {"reported_by": "somebody"},
        {"author": "Becker"},
    ],
)
def test_a_fact_that_nobody_can_stand_behind_is_refused(changes: dict[str, Any]) -> None:
    read()
    with pytest.raises(BadFactError, match="slower"):
        read(**changes)


def test_who_only_reports_a_figure_is_named() -> None:
    read(strength="secondary report", reported_by="CIO.com")


def test_no_fact_rests_on_an_advertising_page_or_on_a_section_that_is_not_there() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert not [weak for weak in WEAK if weak in text]


def test_a_page_shows_publisher_year_and_strength_of_each_fact(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    page = get(client, cast.lin, url("strategy", cast.payments.pk))
    for fact in facts_about("strategy"):
        assert f"{fact.statement} {fact.publisher}, " in page
        assert fact.is_undated or f"{fact.publisher}, {fact.year} · " in page
    assert "Gartner, no date, read in 2026 · secondary report · survey of CIOs; reported by" in page
    assert "CNCF, 2026 · primary source · cncf.io" in page
    assert "reported by CIO.com, March 2025, primary not seen" in page
    assert "Salesforce, 2025 · a vendor's claim · MuleSoft" in page
