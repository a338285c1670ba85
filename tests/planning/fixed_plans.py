"""Fixed plans for tests."""

from datetime import date

from assessments.planning.models import Plan
from orgs.models import Unit
from tests.cast import everywhere

NEW_YEAR = date(2026, 1, 1)


def a_fixed_plan(unit: Unit, **fixed: object) -> Plan:
    """Return a plan of two steps from level 2 everywhere, fixed on New Year."""
    order = {"start": everywhere(2), "steps": [["OBS@3", "30"], ["RUN@3", "60"]]}
    return Plan.objects.create(
        organization_id=unit.organization_id,
        unit=unit,
        fixed=order | {"scope": "own", "of": "", "capacities": {}} | fixed,
        fixed_on=NEW_YEAR,
        starts_on=NEW_YEAR,
    )
