"""What the register says: projects with their days, places, stacks and agents."""

from django.db.models import Q
from django.utils.translation import gettext as _

from assessments.planning.models import ParallelStack, Project, RunningAgent
from orgs.models import Unit


def unit_in_use(unit: Unit) -> str:
    """Return the sentence that says what of the register keeps the unit; empty without any."""
    kept = Q(unit=unit)
    for model in (Project, ParallelStack, RunningAgent):
        name = model.objects.filter(kept).order_by("pk").values_list("name", flat=True).first()
        if name is not None:
            return _("%(unit)s has %(name)s in the register. Give that another unit first.") % {
                "unit": unit.name,
                "name": name,
            }
    return ""
