"""The pages that show what is asked, and the order in which they read it."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from assessments.frameworks import queries
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.outline import Chapter, outline
from orgs.models import Member
from tests.cast import Cast, the_version
from tests.conftest import OutsideClient
from tests.frameworks.documents import FRAMEWORK
from tests.frameworks.test_loader import an_own_version
from tests.orgs.organization.test_pages import GATE
from tests.orgs.statements import at_most

LIST = "/o/northwind/frameworks/"


def page_of(version: FrameworkVersion) -> str:
    return reverse("frameworks:framework", args=["northwind", version.pk])


@pytest.fixture(scope="module")
def chapters() -> tuple[Chapter, ...]:
    return outline(FRAMEWORK)


def test_the_outline_has_every_capability_once_under_its_theme(
    chapters: tuple[Chapter, ...],
) -> None:
    assert [chapter.theme for chapter in chapters] == list(FRAMEWORK.themes)
    sections = [section for chapter in chapters for section in chapter.sections]
    assert {section.capability for section in sections} == set(FRAMEWORK.capabilities)
    assert len(sections) == len(FRAMEWORK.capabilities)
    assert all(
        section.capability.theme == chapter.theme.key
        for chapter in chapters
        for section in chapter.sections
    )


def test_the_outline_has_every_level_step_and_prerequisite(chapters: tuple[Chapter, ...]) -> None:
    rungs = [
        (section, rung)
        for chapter in chapters
        for section in chapter.sections
        for rung in section.rungs
    ]

    assert len(rungs) == 5 * len(FRAMEWORK.capabilities)
    assert [rung.level.number for _section, rung in rungs[:5]] == [0, 1, 2, 3, 4]
    assert all((rung.climb is None) == (rung.level.number == 0) for _section, rung in rungs)
    assert all(
        rung.climb.step.level_to == rung.level.number for _section, rung in rungs if rung.climb
    )
    assert {
        (section.capability.key, rung.level.number, need.capability.key, need.level)
        for section, rung in rungs
        for need in rung.needs
    } == {
        (edge.capability, edge.level, edge.needs, edge.level_needed)
        for edge in FRAMEWORK.prerequisites
    }


def test_the_list_shows_published_versions_and_loads_no_document(
    cast: Cast, client: OutsideClient
) -> None:
    version = the_version()
    an_own_version(cast.ada, published_at=None, name="A draft")
    client.as_member(cast.vic)

    with at_most(GATE + 1) as statements:
        page = client.get(LIST).content.decode()

    assert page_of(version) in page
    assert "A draft" not in page
    assert not any('"document"' in sql for sql in statements)


def test_an_empty_list_says_what_to_do(cast: Cast, client: OutsideClient) -> None:
    assert "No framework is published" in client.as_member(cast.ada).get(LIST).text


def test_the_page_shows_every_part_of_the_framework(cast: Cast, client: OutsideClient) -> None:
    version = the_version()

    page = client.as_member(cast.vic).get(page_of(version)).content.decode()

    told = [FRAMEWORK.about, FRAMEWORK.thresholds, version.digest]
    for capability in FRAMEWORK.capabilities:
        assert f'id="{capability.key}"' in page
        told += [capability.name, capability.question, capability.definition, capability.na_rule]
        told += [condition.text for condition in capability.conditions]
        told += [level.anchor for level in capability.levels]
        told += [indicator.formula for indicator in capability.indicators]
        for reason in capability.why:
            told += [reason.text, *(source.source for source in reason.sources)]
        for step in capability.steps:
            told += [step.evidence, *step.actions]
    told += [edge.because for edge in FRAMEWORK.prerequisites]
    assert [text for text in told if escape(text) not in page] == []


def test_the_page_says_whose_questions_these_are(cast: Cast, client: OutsideClient) -> None:
    page = client.as_member(cast.vic).get(page_of(the_version())).content.decode()

    assert escape("The questions are Groundwork's own") in page
    assert escape("they are not the questions of EverOps' report") in page


def test_a_prerequisite_is_a_sentence_with_a_link(cast: Cast, client: OutsideClient) -> None:
    page = client.as_member(cast.vic).get(page_of(the_version())).content.decode()

    assert (
        "Consolidated runtime at level 3 needs "
        '<a href="#DEL-2">Standardised delivery at level 2</a> '
        "because baseline changes need a shared, traceable pipeline."
    ) in page
    assert 'id="DEL-2"' in page


def test_the_page_keeps_its_budget_and_parses_a_document_once(
    cast: Cast, client: OutsideClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "_parsed", {})
    address = page_of(the_version())
    client.as_member(cast.vic)

    with at_most(GATE + 2):
        client.get(address)
    with at_most(GATE + 1):
        client.get(address)


def test_a_foreign_version_a_draft_and_none_are_not_found(
    cast: Cast, eve: Member, client: OutsideClient
) -> None:
    foreign = an_own_version(eve)
    draft = an_own_version(cast.ada, published_at=None)
    client.as_member(cast.ada)

    for pk in (foreign.pk, draft.pk, 0, 10**30):
        assert client.get(f"{LIST}{pk}/").status_code == 404


def test_a_version_of_ones_own_organization_is_listed_as_such(
    cast: Cast, client: OutsideClient
) -> None:
    own = an_own_version(cast.ada)

    page = client.as_member(cast.vic).get(LIST).content.decode()

    assert page_of(own) in page
    assert "your organization's own" in page


@pytest.mark.parametrize("path", ["", "1/"])
def test_the_pages_are_only_read(cast: Cast, client: OutsideClient, path: str) -> None:
    assert client.as_member(cast.ada).post(LIST + path).status_code == 405
