"""What use cases point at comes along in an archive, under its new numbers."""

import io
from datetime import date

from assessments.planning.models import ApplicationGroup, FoundationOption, UseCase
from orgs.archive import export, restore
from tests.cast import NOON, Cast
from tests.planning.register_rows import a_project


def test_projects_and_replaced_use_cases_are_found_again_in_a_copy(
    cast: Cast, wished: list[UseCase]
) -> None:
    newer, older = wished[:2]  # it points at a row that comes after it
    newer.approved_on, newer.replaces = date(2026, 3, 2), older
    newer.project = a_project(cast.payments, in_production_on=date(2026, 5, 4), stage="production")
    newer.save()
    owned = {"organization": cast.organization, "unit": cast.payments}
    ApplicationGroup.objects.create(**owned, name="All", applications=9, connected=3)
    FoundationOption.objects.create(**owned, sourcing="buy", months=2)
    to = io.BytesIO()
    export.write(organization=cast.organization, to=to, at=NOON)

    copy = restore.restore_archive(source=to, slug="copy")

    found = UseCase.objects.select_related("replaces", "project").get(
        organization=copy, name=newer.name
    )
    assert found.approved_on == date(2026, 3, 2)
    assert found.replaces
    assert found.replaces.name == older.name
    assert found.replaces.pk != older.pk
    assert found.project
    assert found.project.in_production_on == date(2026, 5, 4)
    assert ApplicationGroup.objects.get(organization=copy).connected == 3
    assert FoundationOption.objects.get(organization=copy).months == 2
