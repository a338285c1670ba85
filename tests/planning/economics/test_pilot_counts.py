"""What became of a unit's AI projects, as the register tells it (method.md 4.6)."""

from datetime import date

import pytest

from assessments.planning.economics.queries import unit_records
from assessments.planning.foundation.unit_records import PilotCounts, UnitRecords
from assessments.planning.models import EffortRecord, ProjectStage
from assessments.planning.portfolio.basis import BasisOptions
from assessments.results.comparison.options import Extent
from assessments.rounds.context.work_kinds import WorkKind
from orgs.models import Unit
from tests.cast import NOON, Cast
from tests.planning.register_rows import a_project

BEGAN, LIVE = date(2026, 1, 5), date(2026, 3, 2)


def counts(cast: Cast) -> PilotCounts:
    return unit_records(cast.lin, cast.payments, BasisOptions()).pilots


def test_a_project_that_was_ever_in_production_counts_as_there_whatever_its_stage(
    cast: Cast,
) -> None:
    for stage in (ProjectStage.PRODUCTION, ProjectStage.STALLED, ProjectStage.RETIRED):
        a_project(cast.payments, stage.value, stage=stage, started_on=BEGAN, in_production_on=LIVE)

    assert counts(cast) == PilotCounts(production=3)


def test_production_without_a_day_counts_and_retirement_without_one_does_not(cast: Cast) -> None:
    a_project(cast.payments, "Live", stage=ProjectStage.PRODUCTION)
    a_project(cast.payments, "Gone", stage=ProjectStage.RETIRED, started_on=BEGAN)
    a_project(cast.payments, "Never begun", stage=ProjectStage.RETIRED)
    a_project(cast.payments, "At work")

    assert counts(cast) == PilotCounts(production=1, running=1, retired=1)


@pytest.mark.parametrize("stage", [ProjectStage.PILOT, ProjectStage.STALLED, ProjectStage.RETIRED])
def test_a_day_in_production_moves_a_project_and_never_counts_it_twice(
    cast: Cast, stage: ProjectStage
) -> None:
    project = a_project(cast.payments, stage=stage, started_on=BEGAN)
    before = counts(cast)
    project.in_production_on = LIVE
    project.save()

    after = counts(cast)

    assert (before.production, after.production) == (0, 1)
    assert after.decided + after.running == before.decided + before.running == 1


def test_of_a_team_alone_the_projects_below_do_not_count(cast: Cast) -> None:
    a_project(cast.payments, "Below")
    alone = BasisOptions(extent=Extent.OWN, extents=(Extent.ROLLED, Extent.OWN))

    assert unit_records(cast.lin, cast.platform, alone).pilots == PilotCounts()
    assert unit_records(cast.lin, cast.platform, BasisOptions()).pilots == PilotCounts(running=1)


def test_what_archived_units_did_counts_no_more(cast: Cast) -> None:
    project = a_project(cast.payments, "Below")
    EffortRecord.objects.create(
        organization_id=project.organization_id,
        project=project,
        kind=WorkKind.INTEGRATION,
        days=8,
        begins_on=BEGAN,
        ends_on=BEGAN,
        source="by hand",
    )
    assert unit_records(cast.lin, cast.platform, BasisOptions()).days.plumbing == 8

    Unit.objects.filter(pk=cast.payments.pk).update(archived_at=NOON)

    assert unit_records(cast.lin, cast.platform, BasisOptions()) == UnitRecords()
