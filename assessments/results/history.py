"""What the history tells of results."""

from django.utils.translation import gettext_lazy as _

from assessments.results.models import CapabilityResult, Result
from orgs.history.kinds import Kind

KINDS = (
    Kind(
        model=Result,
        label=_("Result"),
        added=_("%(actor)s submitted %(unit)s in %(round)s, revision %(revision)s"),
        changed=_("%(actor)s changed revision %(revision)s of %(unit)s in %(round)s"),
        removed=_("%(actor)s deleted revision %(revision)s of %(unit)s in %(round)s"),
        names=("unit__name", "round__name"),
        page="results:result",
    ),
    Kind(
        model=CapabilityResult,
        label=_("Capability of a result"),
        added=_("%(actor)s froze %(capability)s in the result of %(result)s"),
        changed=_("%(actor)s changed %(capability)s in the result of %(result)s"),
        removed=_("%(actor)s deleted %(capability)s in the result of %(result)s"),
        page="results:result",
        shown_by="result_id",
        is_detail=True,
    ),
)
